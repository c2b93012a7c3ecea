import type { GroupState } from '../group/group-state.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { UserState } from '../user/availability.ts';

/**
 * What colleagues see of a user (S13, S148). Of several that hold, the first in this order counts:
 * - `busy`: in a call.
 * - `ringing`: a phone rings, or is about to: kept for a callback whose customer is being called.
 * - `wrappingUp`: the time after a call of a group.
 * - `absent`: away, until an instant or until it is taken back.
 * - `unreachable`: no device can be reached.
 * - `paused`: takes no calls of groups, but calls straight to the user.
 * - `free`: can take a call.
 */
export type Presence =
  | { readonly kind: 'busy' | 'ringing' | 'wrappingUp' | 'unreachable' | 'free' }
  | {
      readonly kind: 'absent';
      readonly reason: string;
      readonly text: string | undefined;
      readonly since: Instant;
      readonly until: Instant | undefined;
    }
  | { readonly kind: 'paused'; readonly reason: string; readonly since: Instant };

/** The presence of a user: worked out anew each time, never stored. */
export function presenceOf({ availability, absence, pause }: UserState): Presence {
  if (availability === 'busy' || availability === 'ringing' || availability === 'wrappingUp') {
    return { kind: availability };
  }
  if (availability === 'reserved') return { kind: 'ringing' };
  if (absence !== undefined) {
    const { reason, text, since, until } = absence;
    return { kind: 'absent', reason, text, since, until };
  }
  if (availability === 'unreachable') return { kind: 'unreachable' };
  return pause === undefined ? { kind: 'free' } : { kind: 'paused', reason: pause.reason, since: pause.since };
}

/** Whether a user takes calls of at least one group. */
export function isLoggedIn(state: State, user: UserId): boolean {
  const groups = state.company.users.get(user)?.groups ?? [];
  return groups.some((group) => loggedInSince(state.groups.get(group), user) !== undefined);
}

/** Since when a user takes calls of a group; undefined: does not (S114). */
export const loggedInSince = (group: GroupState | undefined, user: UserId): Instant | undefined =>
  group?.members.get(user)?.loggedInSince;

/** What identifies a member: `sales/anna`. */
export const memberKey = (group: GroupId, user: UserId): string => `${group}/${user}`;
