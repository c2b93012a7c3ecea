import type { Call } from '../call/call.ts';
import { placeOf } from '../call/place.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import { DONE, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { releaseSupervisor } from '../supervision/supervise.ts';
import { reconnect } from '../transfer/back-to-caller.ts';
import { freeSlot, holdCall, parkCall } from '../transfer/hold.ts';
import { talkOf } from '../transfer/parties.ts';
import { pickUpCall } from '../transfer/pick-up.ts';
import type { CommandOf } from './command.ts';

/** The other party hears music. */
export function hold(context: Context, { call, by }: CommandOf<'hold' | 'resumeCall'>): Result<void> {
  const talk = talkOf(context.state, { call, user: by, what: 'hold' });
  if (!talk.ok) return talk;
  if (talk.value.call.at.phase === 'held') return DONE;
  releaseSupervisor(context, call);
  holdCall(context, talk.value.call, talk.value.sides);
  return DONE;
}

/** The talk goes on. */
export function resumeCall(context: Context, { call, by }: CommandOf<'hold' | 'resumeCall'>): Result<void> {
  const talk = talkOf(context.state, { call, user: by, what: 'resumeCall' });
  if (!talk.ok) return talk;
  clearTimer(context, call, 'holdReminder');
  reconnect(context, call);
  return DONE;
}

/** X9: leaves a call in a slot for anybody. */
export function park(context: Context, { call, by, slot: wanted }: CommandOf<'park'>): Result<void> {
  const talk = talkOf(context.state, { call, user: by, what: 'park' });
  if (!talk.ok) return talk;
  const [first, last] = context.state.company.transfer.parkSlots;
  const slot = wanted ?? freeSlot(context);
  const words = `slots ${first} to ${last}`;
  if (slot === undefined) return refuse({ code: 'full', what: 'park', where: words, why: 'a free slot is needed' });
  if (!Number.isInteger(slot) || slot < first || slot > last) {
    return refuse({ code: 'invalid', what: 'park', where: String(slot), why: `one of ${words}` });
  }
  if (context.state.slots.has(slot)) {
    return refuse({ code: 'alreadyTaken', what: 'park', where: String(slot), why: 'a free slot is needed' });
  }
  releaseSupervisor(context, call);
  parkCall(context, talk.value.call, { sides: talk.value.sides, slot, by });
  return DONE;
}

/** Takes a parked call. */
export function retrieve(context: Context, { slot, by }: CommandOf<'retrieve'>): Result<void> {
  const call = context.state.slots.get(slot);
  if (call === undefined) {
    return refuse({ code: 'notFound', what: 'retrieve', where: String(slot), why: 'a slot with a parked call' });
  }
  return take(context, 'retrieve', { call: must(context.state.calls.get(call), call), by });
}

/** S51: takes a waiting or ringing call. */
export function pickUp(context: Context, { call: id, by }: CommandOf<'pickUp'>): Result<void> {
  const call = context.state.calls.get(id);
  if (call === undefined) return refuse({ code: 'notFound', what: 'pickUp', where: id, why: 'a live call is needed' });
  const taken = takenBy(context, call);
  if (taken !== undefined) {
    return refuse({ code: 'alreadyTaken', what: 'pickUp', where: id, why: `a call that ${taken} has not taken` });
  }
  return take(context, 'pickUp', { call, by });
}

/** Who has a call that cannot be picked up; undefined when it waits or rings. */
function takenBy(context: Context, call: Call): string | undefined {
  const place = placeOf(call);
  const progress = place === undefined ? undefined : context.state.entries.get(place)?.progress;
  if (progress?.phase === 'pickedUp') return progress.by;
  const offer = call.at.phase === 'offered' && call.at.by.kind === 'offer' ? call.at.by.offer : undefined;
  const to = offer === undefined ? undefined : context.state.offers.get(offer)?.to;
  if (to?.kind === 'user' && to.pickedUp !== undefined) return to.user;
  // One who was talked with and waits now is a caller like any other.
  const isBeingCalled = call.from.kind === 'user' && call.answeredAt === undefined;
  if (call.direction === 'outgoing' && isBeingCalled) return 'the one who dialled';
  const { phase } = call.at;
  if (phase === 'queued' || phase === 'offered' || phase === 'recalling' || phase === 'parked') return undefined;
  const user = call.talks.findLast(({ endedAt }) => endedAt === undefined)?.user;
  return user ?? (call.from.kind === 'user' ? call.from.user : 'nobody who waits');
}

function take(context: Context, what: string, { call, by }: { call: Call; by: UserId }): Result<void> {
  const wrong = lineProblem(context, what, { call, by });
  if (wrong !== undefined) return refuse(wrong);
  pickUpCall(context, call, by);
  return DONE;
}

/** A picker needs a free line; ringing for this very call is as good. */
function lineProblem(context: Context, what: string, { call, by }: { call: Call; by: UserId }): Refusal | undefined {
  const user = context.state.users.get(by);
  if (user === undefined) return { code: 'notFound', what, where: by, why: 'a user of the company is needed' };
  const isFree = user.availability === 'idle' || user.availability === 'paused';
  const ringsForIt =
    user.availability === 'ringing' &&
    user.reachableDevices > 0 &&
    user.legs.every((leg) => must(context.state.legs.get(leg), leg).call === call.id);
  if (isFree || ringsForIt) return undefined;
  return { code: 'lineBusy', what, where: by, why: 'a free line is needed' };
}
