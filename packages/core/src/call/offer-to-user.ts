import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import { makeOffer, ringUser } from '../offer/present.ts';
import { unanswered } from './callee-gone.ts';
import { letRing } from './hear.ts';

/** Rings one user for a call, for the company's ring time unless told otherwise; a user whose line is taken is not rung. */
export function offerToUser(context: Context, call: CallId, { user, ringMs }: { user: UserId; ringMs?: number }): void {
  const { availability } = must(context.state.users.get(user), user);
  if (availability !== 'idle' && availability !== 'paused') {
    unanswered(context, call, { user, cause: availability === 'unreachable' ? 'unreachable' : 'busy' });
    return;
  }
  letRing(context, call);
  const to = { kind: 'user', user } as const;
  ringUser(context, makeOffer(context, call, { to, ringMs: ringMs ?? context.state.company.userRingMs }), user);
}
