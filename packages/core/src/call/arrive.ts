import { isE164, toE164 } from '../directory/numbers.ts';
import { routeFromDevice, routeFromTrunk } from '../directory/route.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import { type CallId, nextCallId, type OfferId, type UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { LegParty } from '../leg/leg.ts';
import { makeOffer, ringExternal, stopRinging } from '../offer/present.ts';
import type { ArrivedFrom, Signal } from '../port/telephony.ts';
import { memberDeclined } from '../queue/ring-group.ts';
import { driveAvailability } from '../user/claim.ts';
import { classIn } from '../vip/caller-class.ts';
import type { Caller, CallTarget } from './call.ts';
import { singleOfferFailed } from './callee-gone.ts';
import { endCall } from './end-call.ts';
import { countCall, mayDialNow } from './may-dial.ts';
import type { Direction } from './outcome.ts';
import { sendTo, settle } from './send-on.ts';

type Arrival = Extract<Signal, { readonly type: 'callArrived' }>;

/** A call has come: it is known from now on, and goes where the number leads. */
export function arrive(context: Context, arrival: Arrival): void {
  const dialled = arrival.to.slice(0, limits.numberLength);
  const party = partyOf(context, arrival.from);
  if (party === undefined || context.state.calls.size >= limits.calls) {
    const cause = party === undefined ? 'forbidden' : 'congestion';
    act(context, { type: 'reject', leg: arrival.leg, cause });
    // A late copy of it must not come in when there is room again, or the phone is known.
    emit(context, { type: 'legEndedUnseen', leg: arrival.leg });
    context.ignored.push({ signal: 'callArrived', leg: arrival.leg, why: `turned away: ${cause}` });
    return;
  }
  const { company } = context.state;
  const route = party.kind === 'device' ? routeFromDevice : routeFromTrunk;
  const routed = route(company, dialled);
  const from = callerOf(context, arrival.from, party);
  const ranking = classIn(company, from, routed.target.kind === 'group' ? routed.target.group : undefined);
  const target = party.kind === 'trunk' ? (ranking.direct ?? routed.target) : routed.target;
  const call = nextCallId(context.state.ids);
  emit(context, {
    type: 'callArrived',
    call,
    leg: arrival.leg,
    party,
    direction: directionOf(party, target),
    from,
    dialled,
    target,
    callerClass: ranking.callerClass,
    needs: routed.needs,
  });
  if (party.kind === 'device') {
    emit(context, { type: 'userDialled', user: party.user, dialled });
    claimCaller(context, party.user);
  }
  // Whoever the dialling freed goes to those who came before, not to this call.
  settle(context);
  proceed(context, call, target);
}

function partyOf(context: Context, from: ArrivedFrom): LegParty | undefined {
  if (from.kind === 'trunk') return { kind: 'trunk', trunk: from.trunk };
  const user = context.state.company.userOfDevice.get(from.device);
  return user === undefined ? undefined : { kind: 'device', device: from.device, user };
}

function directionOf(party: LegParty, target: CallTarget): Direction {
  if (party.kind === 'trunk') return 'incoming';
  return target.kind === 'dialled' ? 'outgoing' : 'internal';
}

function callerOf(context: Context, from: ArrivedFrom, party: LegParty): Caller {
  if (party.kind === 'device') return { kind: 'user', user: party.user, device: party.device };
  if (from.kind !== 'trunk' || from.isWithheld) {
    return { kind: 'external', number: undefined, name: undefined, isWithheld: true };
  }
  const number = from.number?.slice(0, limits.numberLength);
  // Most trunks write E.164: reading it anew would cost more than the rest of the arrival.
  const isWritten = number !== undefined && isE164(number);
  const readable = number === undefined || isWritten ? number : toE164(number, context.state.company.country);
  const name = from.name?.slice(0, limits.nameLength);
  return { kind: 'external', number: readable ?? number, name, isWithheld: false };
}

/** A user who dials is busy; what rings on their devices at that moment is withdrawn (law 2). */
function claimCaller(context: Context, user: UserId): void {
  const ringing = must(context.state.users.get(user), user)
    .legs.map((leg) => must(context.state.legs.get(leg), leg).offer)
    .find((offer) => offer !== undefined);
  driveAvailability(context, user, 'dialled');
  if (ringing !== undefined) declineOffer(context, ringing, user);
}

function declineOffer(context: Context, offer: OfferId, user: UserId): void {
  stopRinging(context, offer, { user, cause: 'cancelled' });
  const { to } = must(context.state.offers.get(offer), offer);
  if (to.kind === 'tier') memberDeclined(context, offer, { user, cause: 'busy' });
  else singleOfferFailed(context, offer, 'busy');
}

function proceed(context: Context, call: CallId, target: CallTarget): void {
  if (target.kind === 'nobody') {
    endCall(context, call, { outcome: 'notFound', cause: 'notFound', by: 'switchboard' });
  } else if (target.kind === 'dialled') {
    if (isBarred(context, call, target.number)) return;
    const to = { kind: 'external', number: target.number } as const;
    ringExternal(context, makeOffer(context, call, { to, ringMs: limits.externalRingMs }), target.number);
  } else sendTo(context, call, target);
}

/** Whether a rule of the company does not allow a user the number: the call ends, and the rule is named. */
function isBarred(context: Context, call: CallId, number: string): boolean {
  const { from } = must(context.state.calls.get(call), call);
  const user = from.kind === 'user' ? from.user : undefined;
  const answer = mayDialNow(context, number, { user, purpose: 'call' });
  if (answer.ok) {
    if (user !== undefined) countCall(context, user);
    return false;
  }
  emit(context, { type: 'dialBarred', call, rule: answer.rule, where: answer.where });
  endCall(context, call, { outcome: 'barred', cause: 'forbidden', by: 'switchboard' });
  return true;
}
