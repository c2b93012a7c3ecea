import type { Context } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import { completeConsultation } from '../transfer/consult.ts';
import type { Call } from './call.ts';
import { endCall } from './end-call.ts';
import type { Outcome } from './outcome.ts';

interface Gone {
  readonly cause: Cause;
}

/** The party of a talk is gone. */
export interface CalleeGone extends Gone {
  /** Undefined for a number outside. */
  readonly user: UserId | undefined;
}

/** The caller has left while waiting: before anybody talked with them, or on the way to somebody else. */
export function abandon(context: Context, call: Call, { cause }: Gone): void {
  if (completeConsultation(context, call)) return;
  const outcome = call.answeredAt === undefined ? 'abandoned' : 'abandonedInTransfer';
  endCall(context, call.id, { outcome: lostOr(outcome, cause), cause, by: 'caller' });
}

/** The caller has left during a message that tells an outcome which is decided already. */
export function leaveMessage(context: Context, call: Call, { cause }: Gone): void {
  const { at } = call;
  const outcome = at.phase === 'inFlow' && at.element.kind === 'message' ? at.element.outcome : 'abandoned';
  endCall(context, call.id, { outcome, cause, by: 'caller' });
}

/** One of the two who talk has left. An operator who leaves a consultation leaves the caller to the colleague. */
export function endTalk(
  context: Context,
  call: Call,
  { cause, by }: Gone & { readonly by: 'caller' | 'callee' },
): void {
  if (by === 'caller' && completeConsultation(context, call)) return;
  endCall(context, call.id, { outcome: 'answered', cause, by });
}

/** The one who was called has left. */
export function calleeLeft(context: Context, call: Call, { cause }: Gone): void {
  endTalk(context, call, { cause, by: 'callee' });
}

/** The one who held the caller has hung up: the call comes back to them, nobody is dropped. */
export function leftOnHold(context: Context, call: Call, { user }: CalleeGone): void {
  const by = user === undefined ? {} : { by: user };
  context.onward.push({ kind: 'recall', call: call.id, reason: 'leftOnHold', ...by });
}

const lostOr = (outcome: Outcome, cause: Cause): Outcome => (cause === 'lost' ? 'lost' : outcome);
