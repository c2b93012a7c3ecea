import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, OfferId, UserId } from '../kernel/ids.ts';
import { endOffer, stopRinging } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import { memberDeclined } from '../queue/ring-group.ts';
import { endCall } from './end-call.ts';
import { playFinalMessage } from './final-message.ts';
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
  const stillRings = offer.legs.some((leg) => {
    const party = must(context.state.legs.get(leg), leg).party;
    return party.kind === 'device' && party.user === user;
  });
  if (stillRings) return;
  if (offer.to.kind === 'tier' && user !== undefined) memberDeclined(context, id, { user, cause });
  else singleOfferFailed(context, id, cause);
}

/** The only offer of a call came to nothing: an outside caller hears why, a colleague sees it. */
export function singleOfferFailed(context: Context, id: OfferId, cause: Cause): void {
  const { call, to } = must(context.state.offers.get(id), id);
  const result = cause === 'noAnswer' ? 'unanswered' : 'declined';
  endOffer(context, id, { result, cause: 'cancelled' });
  const sound = messageFor(context, call, to.kind === 'user' && cause === 'noAnswer');
  if (sound !== undefined) playFinalMessage(context, call, { sound, outcome: outcomeOf[cause] });
  else endCall(context, call, { outcome: outcomeOf[cause], cause, by: 'callee' });
}

function messageFor(context: Context, call: CallId, isUnansweredUser: boolean): string | undefined {
  const isFromOutside = must(context.state.calls.get(call), call).from.kind === 'external';
  return isUnansweredUser && isFromOutside ? context.state.company.unansweredSound : undefined;
}
