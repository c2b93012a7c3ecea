import { must } from '../kernel/assert.ts';
import type { CallId, DeviceId, EntryId, GroupId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { starvingIn } from '../queue/order.ts';
import type { EntryHolder } from '../queue/queue-entry.ts';
import type { GroupHindrance, Hindrance, LineHindrance } from './hindrance.ts';
import { groupHindrances, lineHindrances, rungFor } from './line-hindrances.ts';
import { verdictAt } from './place-hindrances.ts';

/** How many places of each line are explained one by one. */
const MOST_PLACES = 20;

/** What one phone of a user does. One that can be reached only since the others ring is quiet beside them. */
export interface DeviceExplanation {
  readonly device: DeviceId;
  readonly does: 'rings' | 'inCall' | 'quiet' | 'unreachable';
}

/** Why a user is not rung for one who waits. */
export interface WaitingExplanation {
  readonly entry: EntryId;
  readonly holder: EntryHolder;
  /** From 1. */
  readonly position: number;
  readonly isRung: boolean;
  readonly hindrances: readonly Hindrance[];
}

/** One group of a user. */
export interface MembershipExplanation {
  readonly group: GroupId;
  readonly tier: number;
  /** Everyone with a place in its line. */
  readonly waiting: number;
  /** The first 20 of them, in the order of service. */
  readonly places: readonly WaitingExplanation[];
}

/** Why a user's phones ring, or do not. */
export interface UserExplanation {
  readonly user: UserId;
  /** Undefined: no phone rings. */
  readonly rungFor: CallId | undefined;
  readonly devices: readonly DeviceExplanation[];
  /** What stands against any ring; empty: a call straight to the user would ring. */
  readonly line: readonly LineHindrance[];
  /** What beside it stands against being rung for groups. */
  readonly forGroups: readonly GroupHindrance[];
  /** Calls that came back and wait for the user, the next one first. */
  readonly returnedCalls: readonly CallId[];
  readonly groups: readonly MembershipExplanation[];
}

/** Explains a user's phones as they are now; undefined for one whom the company does not have. Changes nothing. */
export function explainUser(state: State, id: UserId): UserExplanation | undefined {
  const configured = state.company.users.get(id);
  const user = state.users.get(id);
  if (configured === undefined || user === undefined) return undefined;
  return {
    user: id,
    rungFor: rungFor(state, id),
    devices: configured.devices.map((device) => ({ device, does: deedOf(state, id, device) })),
    line: lineHindrances(state, id),
    forGroups: groupHindrances(state, id),
    returnedCalls: user.recalls,
    groups: configured.groups.map((group) => membership(state, group, id)),
  };
}

function deedOf(state: State, id: UserId, device: DeviceId): DeviceExplanation['does'] {
  const legs = must(state.users.get(id), id).legs.map((leg) => must(state.legs.get(leg), leg));
  const own = legs.filter(({ party }) => party.kind === 'device' && party.device === device);
  if (own.some(({ offer }) => offer !== undefined)) return 'rings';
  if (own.length > 0) return 'inCall';
  return state.reachableDevices.has(device) ? 'quiet' : 'unreachable';
}

function membership(state: State, id: GroupId, user: UserId): MembershipExplanation {
  const { line, members } = must(state.groups.get(id), id);
  const { tier } = must(members.get(user), user);
  const places = line.inOrder(starvingIn(state, id)).slice(0, MOST_PLACES);
  return {
    group: id,
    tier,
    waiting: line.size,
    places: places.map((place, before) => {
      const entry = must(state.entries.get(place.id), place.id);
      const { isRung, hindrances } = verdictAt(state, entry, user);
      return { entry: entry.id, holder: entry.holder, position: before + 1, isRung, hindrances };
    }),
  };
}
