import { must } from '../kernel/assert.ts';
import type { CallbackId, CallId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { TimerKind, TimerOwner } from '../kernel/timer.ts';
import type { UserState } from '../user/availability.ts';
import type { GroupHindrance, LineHindrance } from './hindrance.ts';

/** The call that a user's phones ring for; undefined: they do not ring. */
export function rungFor(state: State, id: UserId): CallId | undefined {
  for (const leg of userIn(state, id).legs) {
    const { call, offer } = must(state.legs.get(leg), leg);
    if (offer !== undefined) return call;
  }
  return undefined;
}

/** What stands against ringing a user for anything. */
export function lineHindrances(state: State, id: UserId): readonly LineHindrance[] {
  const user = userIn(state, id);
  const unreachable: readonly LineHindrance[] = user.reachableDevices === 0 ? [{ kind: 'unreachable' }] : [];
  const taken = takenBy(state, user);
  return taken === undefined ? unreachable : [...unreachable, taken];
}

function takenBy(state: State, user: UserState): LineHindrance | undefined {
  switch (user.availability) {
    case 'busy':
      return { kind: 'busy', calls: [...new Set(user.legs.map((leg) => must(state.legs.get(leg), leg).call))] };
    case 'ringing':
      return { kind: 'ringingFor', call: must(rungFor(state, user.id), user.id) };
    case 'wrappingUp':
      return { kind: 'wrappingUp', until: dueOf(state, user.id, 'wrapUp') };
    case 'reserved':
      return { kind: 'reserved', callback: callbackOf(state, user.id) };
    default:
      return undefined;
  }
}

/** What stands against ringing a user for groups, beside the line. */
export function groupHindrances(state: State, id: UserId): readonly GroupHindrance[] {
  const { pause, absence, isBackingOff } = userIn(state, id);
  return [
    ...(absence === undefined ? [] : [{ kind: 'absent', reason: absence.reason, until: absence.until } as const]),
    ...(pause === undefined ? [] : [{ kind: 'paused', ...pause } as const]),
    ...(isBackingOff ? [{ kind: 'backingOff', until: dueOf(state, id, 'backOff') } as const] : []),
  ];
}

/** When a timer of somebody is due. */
export const dueOf = (state: State, owner: TimerOwner, kind: TimerKind): number =>
  must(state.timers.get(owner, kind), `${kind} of ${owner}`).due;

const userIn = (state: State, id: UserId): UserState => must(state.users.get(id), id);

function callbackOf(state: State, user: UserId): CallbackId {
  const callbacks = [...state.entries.values()].flatMap(({ holder, progress }) =>
    holder.kind === 'callback' && progress.phase === 'dialling' && progress.reserved === user ? [holder.callback] : [],
  );
  return must(callbacks[0], `the callback that ${user} is kept for`);
}
