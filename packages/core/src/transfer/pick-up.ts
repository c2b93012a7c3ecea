import type { Call } from '../call/call.ts';
import { placeOf } from '../call/place.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import type { OfferId, UserId } from '../kernel/ids.ts';
import { endOffer, makeOffer, ringUser } from '../offer/present.ts';
import { tell } from '../queue/tell-caller.ts';

/**
 * S51, E24: the call is kept for one user whose phone rings for it; all other
 * phones stop in this step. A place in a queue is not given up before the user
 * has answered.
 */
export function pickUpCall(context: Context, call: Call, by: UserId): void {
  const ringMs = context.state.company.transfer.pickUpMs;
  const place = placeOf(call);
  if (place !== undefined) {
    for (const offer of must(context.state.entries.get(place), place).offers) {
      endOffer(context, offer, { result: 'withdrawn', cause: 'answeredElsewhere' });
    }
    clearTimer(context, place, 'roundPause');
    const offer = makeOffer(context, call.id, { to: { kind: 'pickUp', user: by, entry: place }, ringMs });
    ringUser(context, offer, by);
    tell(context, place);
    return;
  }
  const { at } = call;
  const open = offerOf(call);
  const from = rungBy(context, open);
  if (open !== undefined) endOffer(context, open, { result: 'withdrawn', cause: 'answeredElsewhere' });
  if (at.phase === 'recalling') emit(context, { type: 'recallOver', call: call.id, user: at.user });
  if (at.phase === 'parked') emit(context, { type: 'slotLeft', call: call.id, slot: at.slot });
  clearTimer(context, call.id, 'park');
  ringUser(context, makeOffer(context, call.id, { to: { kind: 'user', user: by, pickedUp: { from } }, ringMs }), by);
}

/** The user whom an offer rings: they are rung again if the picker does not answer. */
function rungBy(context: Context, offer: OfferId | undefined): UserId | undefined {
  const to = offer === undefined ? undefined : context.state.offers.get(offer)?.to;
  return to?.kind === 'user' ? to.user : undefined;
}

function offerOf({ at }: Call): OfferId | undefined {
  if (at.phase === 'recalling') return at.offer;
  return at.phase === 'offered' && at.by.kind === 'offer' ? at.by.offer : undefined;
}
