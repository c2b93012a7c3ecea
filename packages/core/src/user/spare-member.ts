import { must } from '../kernel/assert.ts';
import { type Context, emit, setTimer } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { driveAvailability } from './claim.ts';
import { noteUser } from './note-user.ts';

/** The network called the phone busy, or could not reach it: groups leave it alone for a while (E8). */
export function backOff(context: Context, user: UserId): void {
  if (must(context.state.users.get(user), user).isBackingOff) return;
  emit(context, { type: 'userBackedOff', user, isBackingOff: true });
  setTimer(context, { owner: user, kind: 'backOff', afterMs: limits.backOffMs });
}

/** The phone may be tried again. */
export function backOffOver(context: Context, user: UserId): void {
  emit(context, { type: 'userBackedOff', user, isBackingOff: false });
  noteUser(context, user);
}

/** A member who has let too many offers ring in a row is paused, and told by it. */
export function autoPause(context: Context, id: UserId, after: number): void {
  const user = context.state.users.get(id);
  if (user === undefined || user.pause !== undefined || user.missedInRow < after) return;
  emit(context, { type: 'userPaused', user: id, pause: { reason: 'no answer', since: context.at } });
  driveAvailability(context, id, 'pauseSet');
}
