import type { Call } from '../call/call.ts';
import type { Company } from '../config/company.ts';
import { emptyGroup, type GroupState } from '../group/group-state.ts';
import type { Leg } from '../leg/leg.ts';
import type { Offer } from '../offer/offer.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import { RecentSet } from '../structures/recent-set.ts';
import type { UserState } from '../user/availability.ts';
import type { CallId, Counters, DeviceId, EntryId, GroupId, LegId, OfferId, UserId } from './ids.ts';
import { limits } from './limits.ts';
import { Timers } from './timer.ts';

/**
 * Everything the engine knows of one company. Records are replaced whole; the
 * maps change in place, in `evolve` only. Nothing in it may be handed out.
 */
export interface State {
  readonly company: Company;
  readonly ids: Counters;
  readonly timers: Timers;
  readonly calls: Map<CallId, Call>;
  readonly legs: Map<LegId, Leg>;
  readonly offers: Map<OfferId, Offer>;
  readonly entries: Map<EntryId, QueueEntry>;
  readonly users: Map<UserId, UserState>;
  readonly groups: Map<GroupId, GroupState>;
  readonly reachableDevices: Set<DeviceId>;
  /** Arrived legs that have ended, or were told ended before they arrived. */
  readonly endedArrivals: RecentSet<LegId>;
}

/** A company at rest: no calls, and no device known to be reachable yet. */
export function initialState(company: Company): State {
  return {
    company,
    ids: { calls: 0, legs: 0, offers: 0, entries: 0, timers: 0 },
    timers: new Timers(),
    calls: new Map(),
    legs: new Map(),
    offers: new Map(),
    entries: new Map(),
    users: new Map(
      [...company.users.keys()].map((id) => [id, { id, availability: 'unreachable', legs: [], reachableDevices: 0 }]),
    ),
    groups: new Map([...company.groups.values()].map((group) => [group.id, emptyGroup(group)])),
    reachableDevices: new Set(),
    endedArrivals: new RecentSet(limits.endedArrivals),
  };
}
