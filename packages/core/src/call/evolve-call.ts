import { markTaken } from '../group/evolve-group.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { CallId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { LegParty } from '../leg/leg.ts';
import { noteHandleTime } from '../statistics/handle-times.ts';
import { holdLeg } from '../user/evolve-user.ts';
import type { Call, Stage } from './call.ts';
import type { StageTimes } from './outcome.ts';

const fieldOf = {
  waiting: 'waitingMs',
  ringing: 'ringingMs',
  message: 'messageMs',
  talking: 'talkingMs',
  held: 'heldMs',
} as const satisfies Record<Stage, keyof StageTimes>;

/** The times of a call up to an instant, the running stage included. */
export function timesAt(call: Call, at: Instant): StageTimes {
  const field = fieldOf[call.stage];
  return { ...call.times, [field]: call.times[field] + (at - call.stageSince) };
}

/** The call, spending its time on `stage` from `at` on. */
export function enterStage(call: Call, stage: Stage, at: Instant): Call {
  return call.stage === stage ? call : { ...call, times: timesAt(call, at), stage, stageSince: at };
}

type Arrival = Pick<
  Call,
  'id' | 'direction' | 'from' | 'dialled' | 'target' | 'callerClass' | 'needs' | 'callerLeg' | 'consultationFor'
>;

function newCall(arrival: Arrival, at: Instant): Call {
  return {
    ...arrival,
    at: { phase: 'inFlow', element: { kind: 'routing' } },
    hears: { kind: 'nothing' },
    arrivedAt: at,
    answeredAt: undefined,
    answeredBy: undefined,
    group: undefined,
    lastGroup: undefined,
    flow: undefined,
    keyedNumber: undefined,
    language: undefined,
    transfer: undefined,
    returned: undefined,
    supervision: undefined,
    recording: undefined,
    isToldOfRecording: false,
    returns: 0,
    forwards: 0,
    ways: 0,
    talks: [],
    transfers: [],
    stage: 'waiting',
    stageSince: at,
    times: { waitingMs: 0, ringingMs: 0, messageMs: 0, talkingMs: 0, heldMs: 0 },
  };
}

/** A new call and its caller's leg. */
export function evolveArrival(state: State, event: EventOf<'callArrived'>): void {
  const { call, leg, party, direction, from, dialled, target, callerClass, needs, at } = event;
  state.ids.calls += 1;
  const arrival = { id: call, direction, from, dialled, target, callerClass, needs, callerLeg: leg };
  state.calls.set(call, newCall({ ...arrival, consultationFor: undefined }, at));
  state.legs.set(leg, {
    id: leg,
    call,
    role: 'caller',
    party,
    phase: 'arrived',
    isArrived: true,
    keys: '',
    offer: undefined,
  });
  holdLeg(state, leg, party);
}

/** A call that we make: the one who is served is being dialled. */
export function placeCall(state: State, { call, leg, number, to, purpose, at }: EventOf<'callPlaced'>): void {
  state.ids.calls += 1;
  state.ids.legs += 1;
  const callback = purpose.kind === 'callback' ? purpose.callback : undefined;
  const placed = newCall(
    {
      id: call,
      direction: number === undefined ? 'internal' : 'outgoing',
      from: { kind: 'switchboard', callback },
      dialled: number ?? '',
      target: number === undefined ? { kind: 'nobody' } : { kind: 'dialled', number },
      callerClass: 'ordinary',
      needs: callback === undefined ? [] : (state.callbacks.get(callback)?.needs ?? []),
      callerLeg: leg,
      consultationFor: undefined,
    },
    at,
  );
  state.calls.set(call, { ...placed, at: { phase: 'dialling', purpose } });
  const party: LegParty =
    to.kind === 'external'
      ? { kind: 'external', number: to.number }
      : { kind: 'device', device: to.device, user: must(state.company.userOfDevice.get(to.device), to.device) };
  state.legs.set(leg, {
    id: leg,
    call,
    role: 'caller',
    party,
    phase: 'dialling',
    isArrived: false,
    keys: '',
    offer: undefined,
  });
  holdLeg(state, leg, party);
}

/** One of two who talked has a call of their own from now on. */
export function partCall(state: State, { call: id, parted, leg, at }: EventOf<'callParted'>): void {
  const before = must(state.calls.get(id), id);
  const { party } = must(state.legs.get(leg), leg);
  state.ids.calls += 1;
  const arrival = {
    id: parted,
    direction: before.direction,
    from:
      party.kind === 'device'
        ? ({ kind: 'user', user: party.user, device: party.device } as const)
        : ({ kind: 'switchboard', callback: undefined } as const),
    dialled: before.dialled,
    target: before.target,
    callerClass: before.callerClass,
    needs: [],
    callerLeg: leg,
    consultationFor: undefined,
  };
  state.calls.set(parted, { ...newCall(arrival, at), answeredAt: at });
  state.legs.set(leg, { ...must(state.legs.get(leg), leg), call: parted, role: 'caller' });
  state.calls.set(id, { ...before, at: { phase: 'inFlow', element: { kind: 'routing' } } });
}

/** The operator's leg calls a colleague in a call of its own, while the caller waits for it. */
export function beginConsultation(state: State, event: EventOf<'consultationBegan'>): void {
  const { call: id, consultation, leg, direction, from, dialled, target, callerClass, needs, at } = event;
  const call = enterStage(must(state.calls.get(id), id), 'held', at);
  state.calls.set(id, { ...call, at: { phase: 'consulting', leg, consultation, speaksWith: 'colleague' } });
  state.ids.calls += 1;
  const arrival = { id: consultation, direction, from, dialled, target, callerClass, needs, callerLeg: leg };
  state.calls.set(consultation, newCall({ ...arrival, consultationFor: id }, at));
  state.legs.set(leg, { ...must(state.legs.get(leg), leg), call: consultation, role: 'caller' });
}

/** The consultation is over as such: what is left of it is a call like any other, or will end in this step. */
export function endConsultation(state: State, { call: id, consultation }: EventOf<'consultationEnded'>): void {
  const call = state.calls.get(id);
  if (call?.at.phase === 'consulting') {
    const phase = call.at.speaksWith === 'caller' ? 'connected' : 'held';
    state.calls.set(id, { ...call, at: { phase, leg: call.at.leg } });
  }
  const other = state.calls.get(consultation);
  if (other !== undefined) state.calls.set(consultation, { ...other, consultationFor: undefined });
}

/** The operator speaks with the other one of the two. */
export function swapParties(state: State, { call: id, speaksWith, at }: EventOf<'partiesSwapped'>): void {
  const before = must(state.calls.get(id), id);
  if (before.at.phase !== 'consulting') return;
  const call = enterStage(before, speaksWith === 'caller' ? 'talking' : 'held', at);
  const hears = speaksWith === 'caller' ? { kind: 'party' as const, leg: before.at.leg } : call.hears;
  // The colleague who waits hears music: an asking for sounds of its own.
  if (speaksWith === 'caller') state.ids.plays += 1;
  state.calls.set(id, { ...call, hears, at: { ...before.at, speaksWith } });
  const other = must(state.calls.get(before.at.consultation), before.at.consultation);
  const colleague = other.at.phase === 'connected' ? other.at.leg : other.callerLeg;
  const party = speaksWith === 'caller' ? call.callerLeg : colleague;
  state.calls.set(other.id, { ...other, hears: { kind: 'party', leg: party } });
}

/** A leg is up. What a caller heard before that is over: the network has to be asked anew. */
export function answerLeg(state: State, { leg: id }: EventOf<'legAnswered'>): void {
  const leg = must(state.legs.get(id), id);
  state.legs.set(id, { ...leg, phase: 'up' });
  const call = must(state.calls.get(leg.call), leg.call);
  if (call.callerLeg === id) state.calls.set(call.id, { ...call, hears: { kind: 'nothing' } });
}

/** A leg goes from one call to another. */
export function moveLeg(state: State, { leg: id, to, role }: EventOf<'legMoved'>): void {
  state.legs.set(id, { ...must(state.legs.get(id), id), call: to, role });
}

/** Where a flow has led a call; without a place, the flow is left. */
export function placeInFlow(state: State, { call: id, place, at }: EventOf<'flowAdvanced'>): void {
  const before = must(state.calls.get(id), id);
  const call = { ...before, flow: place };
  if (place === undefined || place.cursor.waiting.phase === 'away') {
    state.calls.set(id, call);
    return;
  }
  state.calls.set(id, { ...enterStage(call, 'message', at), at: { phase: 'inFlow', element: { kind: 'element' } } });
}

/** What the caller hears from now on. */
export function changeAudio(state: State, { call: id, audio }: EventOf<'callerHears'>): void {
  if (audio.kind === 'sounds') state.ids.plays += 1;
  state.calls.set(id, { ...must(state.calls.get(id), id), hears: audio });
}

/** Caller and callee talk: the first time, the call is answered by it. */
export function connectParties(state: State, { call: id, leg, talk, at }: EventOf<'callConnected'>): void {
  const before = must(state.calls.get(id), id);
  if (before.at.phase === 'parked') state.slots.delete(before.at.slot);
  const talking = enterStage(before, 'talking', at);
  const isSame = before.at.phase === 'held' && before.at.leg === leg;
  state.calls.set(id, {
    ...talking,
    at: { phase: 'connected', leg },
    hears: { kind: 'party', leg },
    answeredAt: talking.answeredAt ?? at,
    answeredBy: talking.answeredAt === undefined ? talk.user : talking.answeredBy,
    flow: undefined,
    returned: undefined,
    recording: isSame ? talking.recording : undefined,
    talks: isSame ? talking.talks : [...talking.talks, talk],
  });
  if (!isSame && talk.user !== undefined && talk.group !== undefined) markTaken(state, talk.group, talk.user);
}

/** Who talked last with the caller does so no more. */
export function endTalk(state: State, { call: id, at }: { readonly call: CallId; readonly at: Instant }): void {
  const call = must(state.calls.get(id), id);
  learnHandleTimes(state, call, at);
  state.calls.set(id, { ...call, talks: closeTalks(call, at) });
}

/** A talk of a group's call is over: its length counts for what callers are told to expect. */
export function learnHandleTimes(state: State, call: Call, at: Instant): void {
  for (const { group, beganAt, endedAt } of call.talks) {
    const held = group === undefined || endedAt !== undefined ? undefined : state.groups.get(group);
    if (held !== undefined) held.handleTimes = noteHandleTime(held.handleTimes, at - beganAt);
  }
}

/** The talks of a call, the running one ended. */
export function closeTalks(call: Call, at: Instant): Call['talks'] {
  return call.talks.map((talk) => (talk.endedAt === undefined ? { ...talk, endedAt: at } : talk));
}
