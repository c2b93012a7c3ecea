import type { Call } from '../call/call.ts';
import type { Callback } from '../callback/callback.ts';
import type { Conference } from '../conference/conference.ts';
import type { Company } from '../config/company.ts';
import { type FlowEdition, type FlowLibrary, flowLibrary } from '../flow/flow-library.ts';
import { emptyGroup, type GroupState } from '../group/group-state.ts';
import type { HoursOverride } from '../hours/schedule.ts';
import type { Leg } from '../leg/leg.ts';
import type { Offer } from '../offer/offer.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import { RecentSet } from '../structures/recent-set.ts';
import { SplitMap } from '../structures/split-map.ts';
import type { UserState } from '../user/availability.ts';
import type {
  CallbackId,
  CallId,
  ConferenceId,
  Counters,
  DeviceId,
  EntryId,
  GroupId,
  LegId,
  OfferId,
  UserId,
} from './ids.ts';
import { limits } from './limits.ts';
import { Timers } from './timer.ts';

/**
 * Everything the engine knows of one company. Records are replaced whole; the
 * maps change in place, in `evolve` only. Nothing in it may be handed out.
 */
export interface State {
  company: Company;
  /** The flows of the company, and the versions of them that calls still are in; the newest last. */
  flowEditions: readonly FlowEdition[];
  /** The same, to look flows up in. */
  flows: FlowLibrary;
  readonly ids: Counters;
  readonly timers: Timers;
  readonly calls: SplitMap<CallId, Call>;
  readonly legs: SplitMap<LegId, Leg>;
  readonly offers: SplitMap<OfferId, Offer>;
  readonly entries: SplitMap<EntryId, QueueEntry>;
  readonly users: Map<UserId, UserState>;
  readonly groups: Map<GroupId, GroupState>;
  readonly callbacks: Map<CallbackId, Callback>;
  /** The promise that a number has at a group, by {@link promiseKey}. */
  readonly promises: Map<string, CallbackId>;
  readonly conferences: Map<ConferenceId, Conference>;
  /** Parked calls by slot. */
  readonly slots: Map<number, CallId>;
  /** Schedules that are set by hand. */
  readonly overrides: Map<string, HoursOverride>;
  readonly reachableDevices: Set<DeviceId>;
  /** Arrived legs that have ended, or were told ended before they arrived. */
  readonly endedArrivals: RecentSet<LegId>;
}

/** A company at rest: no calls, and no device known to be reachable yet. */
export function initialState(company: Company): State {
  const editions: readonly FlowEdition[] = [{ version: 1, flows: company.flows }];
  return {
    company,
    flowEditions: editions,
    flows: flowLibrary(editions),
    ids: {
      calls: 0,
      legs: 0,
      offers: 0,
      entries: 0,
      callbacks: 0,
      conferences: 0,
      plays: 0,
      recordings: 0,
      rooms: 0,
      turns: 0,
      timers: 0,
    },
    timers: new Timers(),
    calls: new SplitMap(),
    legs: new SplitMap(),
    offers: new SplitMap(),
    entries: new SplitMap(),
    users: new Map([...company.users.keys()].map((id) => [id, newUser(id)])),
    // Logged in since the beginning of time: the log-in was not seen.
    groups: new Map(
      [...company.groups.values()].map((group) => [
        group.id,
        emptyGroup(group, () => (group.startsLoggedIn ? 0 : undefined)),
      ]),
    ),
    callbacks: new Map(),
    promises: new Map(),
    conferences: new Map(),
    slots: new Map(),
    overrides: new Map(),
    reachableDevices: new Set(),
    endedArrivals: new RecentSet(limits.endedArrivals),
  };
}

/** A user who has just come to the company. */
export function newUser(id: UserId): UserState {
  return {
    id,
    availability: 'unreachable',
    legs: [],
    reachableDevices: 0,
    pause: undefined,
    absence: undefined,
    absences: [],
    wrapUpMs: 0,
    isBackingOff: false,
    idleTurn: 0,
    missedInRow: 0,
    recalls: [],
    usage: undefined,
    lastDialled: undefined,
  };
}
