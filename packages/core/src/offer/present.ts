import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId, LegId, OfferId, UserId } from '../kernel/ids.ts';
import { nextLegId, nextOfferId } from '../kernel/ids.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import type { LegParty } from '../leg/leg.ts';
import { userOf } from '../leg/leg.ts';
import type { Cause } from '../port/cause.ts';
import type { LegTarget } from '../port/telephony.ts';
import { driveAvailability } from '../user/claim.ts';
import type { OfferResult, OfferTarget } from './offer.ts';
import { shownTo } from './shown.ts';

/** Begins to present a call; nobody rings yet. It is decided in `ringMs` at the latest. */
export function makeOffer(
  context: Context,
  call: CallId,
  { to, ringMs }: { to: OfferTarget; ringMs: number },
): OfferId {
  const offer = nextOfferId(context.state.ids);
  emit(context, { type: 'offerMade', offer, call, to });
  emit(context, { type: 'timerSet', owner: offer, kind: 'ringTime', due: context.at + ringMs });
  return offer;
}

/** Rings every reachable device of an idle user. */
export function ringUser(context: Context, offer: OfferId, user: UserId): void {
  const { devices } = must(context.state.company.users.get(user), user);
  driveAvailability(context, user, 'offered');
  for (const device of devices) {
    if (context.state.reachableDevices.has(device)) startLeg(context, offer, { kind: 'device', device, user });
  }
}

/** Calls a number outside. */
export function ringExternal(context: Context, offer: OfferId, number: string): void {
  startLeg(context, offer, { kind: 'external', number });
}

function startLeg(context: Context, offer: OfferId, party: LegTarget & LegParty): void {
  const leg = nextLegId(context.state.ids);
  const { call } = must(context.state.offers.get(offer), offer);
  emit(context, { type: 'legStarted', leg, call, offer, party });
  const to: LegTarget =
    party.kind === 'device' ? { kind: 'device', device: party.device } : { kind: 'external', number: party.number };
  const shown = shownTo(context.state, must(context.state.calls.get(call), call), to);
  const diversion = isOurs(context, offer) ? 'suppressed' : 'allowed';
  act(context, { type: 'startLeg', leg, to, shown, diversion, confirm: 'no' });
}

/** Whether nobody but the one who is called may answer: what a far network's voicemail took would never come back (L3). */
export function isOurs(context: Context, id: OfferId): boolean {
  const { call, to } = must(context.state.offers.get(id), id);
  if (to.kind === 'user' || to.kind === 'external')
    return context.state.calls.get(call)?.transfer?.isReturning === true;
  return true;
}

/** Stops what still rings for an offer, and closes it. The leg that won, if any, lives on. */
export function endOffer(
  context: Context,
  id: OfferId,
  { result, cause, winner }: { result: OfferResult; cause: Cause; winner?: LegId },
): void {
  for (const leg of must(context.state.offers.get(id), id).legs) {
    if (leg !== winner) releaseLeg(context, leg, cause);
  }
  emit(context, { type: 'offerEnded', offer: id, result });
}

/** Stops the other devices of a user for one offer, because the person has spoken on one of them. */
export function stopRinging(context: Context, offer: OfferId, { user, cause }: { user: UserId; cause: Cause }): void {
  for (const id of must(context.state.offers.get(offer), offer).legs) {
    if (userOf(must(context.state.legs.get(id), id)) === user) releaseLeg(context, id, cause);
  }
}

/** The users who still ring for an offer, in the order in which they began. */
export function ringingUsers(context: Context, offer: OfferId): readonly UserId[] {
  const users = must(context.state.offers.get(offer), offer)
    .legs.map((leg) => userOf(must(context.state.legs.get(leg), leg)))
    .filter((user) => user !== undefined);
  return [...new Set(users)];
}
