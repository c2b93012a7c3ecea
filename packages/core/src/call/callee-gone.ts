import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { CallId, OfferId, UserId } from '../kernel/ids.ts';
import { userOf } from '../leg/leg.ts';
import { endOffer, stopRinging } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import { memberDeclined } from '../queue/ring-group.ts';
import { recallFailed } from '../transfer/recall.ts';
import type { ReturnReason } from '../transfer/transfer.ts';
import { waitForLine } from '../vip/break-in.ts';
import { endCall } from './end-call.ts';
import { playFinalMessage } from './final-message.ts';
import { isLedBy, leaveFlow } from './leave-flow.ts';
import type { Outcome } from './outcome.ts';

/** What an attempt that failed means for the call it was the only hope of. */
const outcomeOf: Readonly<Record<Cause, Outcome>> = {
  hungUp: 'unanswered',
  cancelled: 'unanswered',
  answeredElsewhere: 'unanswered',
  busy: 'busy',
  rejected: 'rejected',
  noAnswer: 'unanswered',
  unreachable: 'unreachable',
  notFound: 'notFound',
  forbidden: 'failed',
  incompatible: 'failed',
  congestion: 'failed',
  failed: 'failed',
  lost: 'failed',
  shutdown: 'released',
};

/** What a failed attempt means for a transfer that comes back (L2). */
const reasonOf: Readonly<Record<Cause, ReturnReason>> = {
  hungUp: 'targetHungUp',
  cancelled: 'noAnswer',
  answeredElsewhere: 'noAnswer',
  busy: 'busy',
  rejected: 'rejected',
  noAnswer: 'noAnswer',
  unreachable: 'unreachable',
  notFound: 'invalid',
  forbidden: 'invalid',
  incompatible: 'unreachable',
  congestion: 'unreachable',
  failed: 'unreachable',
  lost: 'unreachable',
  shutdown: 'unreachable',
};

/** A leg that rang for an offer has ended before anyone answered. */
export interface LegRefused {
  readonly offer: OfferId;
  /** Undefined for a number outside. */
  readonly user: UserId | undefined;
  readonly cause: Cause;
}

/** A phone that rang is gone. One who refuses on one device has refused on all; else the other devices go on. */
export function calleeRefused(context: Context, { offer: id, user, cause }: LegRefused): void {
  if (user !== undefined && cause === 'rejected') stopRinging(context, id, { user, cause: 'cancelled' });
  const offer = must(context.state.offers.get(id), id);
  const stillRings = offer.legs.some((leg) => userOf(must(context.state.legs.get(leg), leg)) === user);
  if (stillRings && user !== undefined) return;
  if (offer.to.kind === 'tier' && user !== undefined) memberDeclined(context, id, { user, cause });
  else singleOfferFailed(context, id, cause);
}

/** The only offer of a call came to nothing: it comes back, goes where the one called says, or ends. */
export function singleOfferFailed(context: Context, id: OfferId, cause: Cause): void {
  const { call, to } = must(context.state.offers.get(id), id);
  endOffer(context, id, { result: cause === 'noAnswer' ? 'unanswered' : 'declined', cause: 'cancelled' });
  if (to.kind === 'recall') {
    recallFailed(context, call);
    return;
  }
  if (to.kind === 'pickUp') {
    emit(context, { type: 'memberAwaited', entry: to.entry });
    context.onward.push({ kind: 'ring', entry: to.entry });
    return;
  }
  const { transfer, answeredAt } = must(context.state.calls.get(call), call);
  // One who was talked with before is never just dropped.
  if (transfer?.isReturning === true || (transfer === undefined && answeredAt !== undefined)) {
    context.onward.push({ kind: 'recall', call, reason: reasonOf[cause] });
    return;
  }
  const user = to.kind === 'user' ? to.pickedUp?.from : undefined;
  if (user !== undefined && context.state.company.users.has(user)) {
    // E24: where it was, before somebody took it and did not answer.
    context.onward.push({ kind: 'destination', call, to: { kind: 'user', user }, after: undefined });
    return;
  }
  unanswered(context, call, { user: to.kind === 'user' ? to.user : undefined, cause });
}

/** A call straight to a user or a number was not taken: where the user says, else a message to outsiders. */
export function unanswered(
  context: Context,
  call: CallId,
  { user, cause }: { readonly user: UserId | undefined; readonly cause: Cause },
): void {
  if (user !== undefined && cause === 'busy' && waitForLine(context, call, user)) return;
  if (backToFlow(context, call, { isUser: user !== undefined, cause })) return;
  const to = user === undefined ? undefined : context.state.company.users.get(user)?.unanswered;
  const { from, consultationFor } = must(context.state.calls.get(call), call);
  // An operator who asked for nothing is with the caller again at once.
  if (to !== undefined && consultationFor === undefined) {
    context.onward.push({ kind: 'destination', call, to, after: undefined });
    return;
  }
  const isHeard = from.kind === 'external' && user !== undefined && cause === 'noAnswer';
  const sound = isHeard ? context.state.company.unansweredSound : undefined;
  if (sound !== undefined) playFinalMessage(context, call, { sound, outcome: outcomeOf[cause] });
  else endCall(context, call, { outcome: outcomeOf[cause], cause, by: 'callee' });
}

/** Where a flow has asked for it, the call comes back to the flow; else the flow is left. */
function backToFlow(
  context: Context,
  call: CallId,
  { isUser, cause }: { readonly isUser: boolean; readonly cause: Cause },
): boolean {
  const end = cause === 'busy' || cause === 'rejected' ? 'busy' : cause === 'noAnswer' ? 'noAnswer' : undefined;
  if (!isUser && isLedBy(context, call, 'external') !== undefined) {
    context.onward.push({ kind: 'flow', call, input: { type: 'externalEnded', by: end ?? 'failed' } });
    return true;
  }
  const by = end ?? 'unreachable';
  if (isUser && isLedBy(context, call, 'user')?.exits.includes(by) === true) {
    context.onward.push({ kind: 'flow', call, input: { type: 'userEnded', by } });
    return true;
  }
  leaveFlow(context, call);
  return false;
}
