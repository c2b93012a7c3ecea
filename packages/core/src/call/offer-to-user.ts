import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { makeOffer, ringUser } from '../offer/present.ts';
import { unanswered } from './callee-gone.ts';
import { letRing } from './hear.ts';

/** Rings one user for a call, for the company's ring time unless told otherwise; a user whose line is taken is not rung. */
export function offerToUser(context: Context, call: CallId, { user, ringMs }: { user: UserId; ringMs?: number }): void {
  const { availability, absence, recalls } = must(context.state.users.get(user), user);
  const { forwards, consultationFor } = must(context.state.calls.get(call), call);
  if (absence?.forward !== undefined && forwards < limits.forwards && consultationFor === undefined) {
    const { forward: to, reason } = absence;
    emit(context, { type: 'callForwarded', call, user, to, reason });
    context.onward.push({ kind: 'destination', call, to, after: undefined });
    return;
  }
  // One who has just become free has returned calls to take first (E12).
  if ((availability !== 'idle' && availability !== 'paused') || recalls.length > 0) {
    unanswered(context, call, { user, cause: availability === 'unreachable' ? 'unreachable' : 'busy' });
    return;
  }
  letRing(context, call);
  const to = { kind: 'user', user } as const;
  ringUser(context, makeOffer(context, call, { to, ringMs: ringMs ?? context.state.company.userRingMs }), user);
}
