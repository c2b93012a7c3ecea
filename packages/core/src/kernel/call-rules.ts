import type { Call } from '../call/call.ts';
import { superviseeOf } from '../supervision/part-supervisor.ts';
import type { Rule } from './rule.ts';
import type { State } from './state.ts';
import type { TimerKind } from './timer.ts';

/** What must hold of calls, legs and timers. */
export const callRules: readonly Rule[] = [
  { rule: 'every leg belongs to a live call', breaches: strayLegs },
  { rule: 'every call has its caller and what its phase names', breaches: incompleteCalls },
  { rule: 'a caller who is up hears something (law 7)', breaches: silence },
  { rule: 'a consultation and the call that waits for it name each other', breaches: loneConsultations },
  { rule: 'a pending transfer that returns has its time, and no other call has', breaches: wrongReturns },
  { rule: 'slots hold parked calls', breaches: wrongSlots },
  { rule: 'every promise has its place', breaches: lostPromises },
  { rule: 'a meeting has its participants', breaches: wrongMeetings },
  { rule: 'a supervisor and the talk name each other, and are in one room', breaches: loneSupervisors },
  { rule: 'only a talk is recorded', breaches: wrongRecordings },
  { rule: 'every timer has a living owner', breaches: strayTimers },
  { rule: 'no call is dead (G4)', breaches: deadCalls },
];

function* strayLegs(state: State): Iterable<string> {
  for (const leg of state.legs.values()) {
    const call = state.calls.get(leg.call);
    if (call === undefined) yield `${leg.id} of ended ${leg.call}`;
    else if (leg.role === 'caller' && call.callerLeg !== leg.id) yield `${leg.id} is not the caller of ${call.id}`;
    else if (leg.role === 'callee' && leg.offer === undefined && calleeOf(call) !== leg.id) {
      yield `${leg.id} is neither offered nor connected`;
    }
    if (leg.offer !== undefined && !state.offers.get(leg.offer)?.legs.includes(leg.id)) {
      yield `${leg.id} is not in ${leg.offer}`;
    }
  }
}

const calleeOf = ({ at }: Call): string | undefined =>
  at.phase === 'connected' || at.phase === 'held' ? at.leg : undefined;

function* incompleteCalls(state: State): Iterable<string> {
  for (const { id, callerLeg, at } of state.calls.values()) {
    if (!state.legs.has(callerLeg)) yield `${id} has no caller`;
    if (at.phase === 'inFlow' && at.element.kind === 'routing') yield `${id} has not been routed`;
    if (at.phase === 'queued' && !state.entries.has(at.entry)) yield `${id} queued without a place`;
    if (at.phase === 'offered' && at.by.kind === 'offer' && !state.offers.has(at.by.offer)) yield `${id} without offer`;
    if (at.phase === 'offered' && at.by.kind === 'entry' && !state.entries.has(at.by.entry))
      yield `${id} without place`;
    if (at.phase === 'recalling' && at.offer !== undefined && !state.offers.has(at.offer)) yield `${id} without recall`;
    if (at.phase !== 'connected' && at.phase !== 'held' && at.phase !== 'consulting') continue;
    if (state.legs.get(at.leg)?.phase !== 'up') yield `${id} ${at.phase} with nobody`;
    if (state.legs.get(callerLeg)?.phase !== 'up') yield `${id} ${at.phase} but not answered`;
  }
}

function* lostPromises(state: State): Iterable<string> {
  for (const { id, at, entry, joiner } of state.callbacks.values()) {
    const place = entry === undefined ? undefined : state.entries.get(entry);
    if ((at.phase === 'manual') !== (entry === undefined)) yield `${id} is ${at.phase} with ${entry}`;
    if (entry !== undefined && (place?.holder.kind !== 'callback' || place.holder.callback !== id)) {
      yield `${id} has lost its place ${entry}`;
    }
    if (at.phase === 'dialling' && state.calls.get(at.call)?.at.phase !== 'dialling') yield `${id} dials nobody`;
    if (at.phase === 'dialling' && place?.progress.phase !== 'dialling') yield `${id} and its place disagree`;
    const hasTime = state.timers.has(id, 'callback');
    if ((at.phase === 'dialling' || at.phase === 'resting') !== hasTime) yield `${id} is ${at.phase} for ever`;
    if (joiner !== undefined && !state.calls.has(joiner)) yield `${id} waits for ${joiner}, which is gone`;
  }
  for (const [key, id] of state.promises) {
    if (state.callbacks.get(id) === undefined) yield `${key} names ${id}`;
  }
}

function* silence(state: State): Iterable<string> {
  for (const { id, callerLeg, hears, at, consultationFor, supervision } of state.calls.values()) {
    if (state.legs.get(callerLeg)?.phase === 'up' && hears.kind === 'nothing') yield `${id} hears nothing`;
    if (hears.kind === 'party' && !state.legs.has(hears.leg)) yield `${id} hears ${hears.leg}, which is gone`;
    const isInRoom = supervision?.room !== undefined;
    const isConnected = at.phase === 'connected' && !isInRoom;
    const isWithParty = isConnected || (at.phase === 'consulting' && at.speaksWith === 'caller');
    if (isWithParty !== (hears.kind === 'party')) yield `${id} is ${at.phase} and hears ${hears.kind}`;
    const main = consultationFor === undefined ? undefined : state.calls.get(consultationFor);
    const isSwapped = main?.at.phase === 'consulting' && main.at.speaksWith === 'caller';
    const party = isSwapped ? main.callerLeg : isWithParty ? at.leg : undefined;
    if (hears.kind === 'party' && hears.leg !== party) yield `${id} hears another than it talks with`;
  }
}

function* loneConsultations(state: State): Iterable<string> {
  for (const { id, at, consultationFor, callerLeg } of state.calls.values()) {
    if (at.phase === 'consulting') {
      const other = state.calls.get(at.consultation);
      if (other?.consultationFor !== id) yield `${id} waits for ${at.consultation}`;
      if (other?.callerLeg !== at.leg) yield `${id} waits for another leg than ${at.leg}`;
    }
    if (consultationFor === undefined) continue;
    const main = state.calls.get(consultationFor)?.at;
    if (main?.phase !== 'consulting' || main.consultation !== id) yield `${id} consults for ${consultationFor}`;
    if (state.legs.get(callerLeg)?.call !== id) yield `${id} without its operator`;
  }
}

function* wrongReturns(state: State): Iterable<string> {
  for (const { id, transfer } of state.calls.values()) {
    const isReturning = transfer?.isReturning === true;
    if (isReturning !== state.timers.has(id, 'return')) yield `${id} ${isReturning ? 'has no' : 'has a'} return time`;
  }
}

function* wrongSlots(state: State): Iterable<string> {
  for (const [slot, id] of state.slots) {
    const at = state.calls.get(id)?.at;
    if (at?.phase !== 'parked' || at.slot !== slot) yield `slot ${slot} holds ${id}`;
  }
  for (const { id, at } of state.calls.values()) {
    if (at.phase === 'parked' && state.slots.get(at.slot) !== id) yield `${id} is not in slot ${at.slot}`;
  }
}

function* wrongMeetings(state: State): Iterable<string> {
  for (const { id, participants } of state.conferences.values()) {
    if (!participants.some(({ outcome }) => outcome === undefined)) yield `${id} has nobody`;
    for (const { call, outcome, joinedAt } of participants) {
      const at = state.calls.get(call)?.at;
      if (outcome !== undefined) continue;
      const isIn = at?.phase === 'inConference' && at.conference === id;
      const isCalled = at?.phase === 'dialling' && at.purpose.kind === 'conference' && at.purpose.conference === id;
      if (joinedAt === undefined ? !isCalled : !isIn) yield `${call} of ${id} is ${at?.phase ?? 'gone'}`;
    }
  }
}

function* loneSupervisors(state: State): Iterable<string> {
  for (const call of state.calls.values()) {
    const talk = superviseeOf(call);
    if (talk !== undefined && state.calls.get(talk)?.supervision?.call !== call.id)
      yield `${call.id} supervises ${talk}`;
    const { id, at, supervision, hears } = call;
    if (supervision === undefined) continue;
    if (at.phase !== 'connected') yield `${id} is ${at.phase} and supervised`;
    const own = state.calls.get(supervision.call);
    if (own === undefined || superviseeOf(own) !== id) yield `${id} is supervised by ${supervision.call}`;
    if ((own?.at.phase === 'supervising') !== (supervision.room !== undefined)) yield `${id} waits in a room`;
    if (supervision.room === undefined) continue;
    const rooms = [hears, own?.hears].map((heard) => (heard?.kind === 'room' ? heard.room : undefined));
    if (rooms.some((room) => room !== supervision.room)) yield `${id} and ${supervision.call} are not together`;
  }
}

function* wrongRecordings(state: State): Iterable<string> {
  for (const { id, at, recording, isToldOfRecording } of state.calls.values()) {
    if (recording?.kind !== 'running') continue;
    if (at.phase !== 'connected') yield `${id} is ${at.phase} and recorded`;
    if (!isToldOfRecording) yield `${id} is recorded unknowingly`;
  }
}

type Owners = 'callbacks' | 'offers' | 'entries' | 'calls' | 'users' | 'groups';

/** What owns a timer of each kind. */
const ownersOf: Readonly<Record<TimerKind, Owners>> = {
  ringTime: 'offers',
  roundPause: 'entries',
  sound: 'calls',
  maxWait: 'entries',
  announcement: 'entries',
  return: 'calls',
  recall: 'calls',
  park: 'calls',
  holdReminder: 'calls',
  digit: 'calls',
  flow: 'calls',
  recording: 'calls',
  wrapUp: 'users',
  backOff: 'users',
  absence: 'users',
  hours: 'groups',
  callback: 'callbacks',
};

function* strayTimers(state: State): Iterable<string> {
  for (const { owner, kind } of state.timers.inOrder()) {
    if (!(state[ownersOf[kind]] as ReadonlyMap<string, unknown>).has(owner)) yield `${kind} of ${owner}`;
  }
}

/** G4: what is not ended has a deadline, a live offer, somebody it waits for, or a live conversation. */
function* deadCalls(state: State): Iterable<string> {
  for (const { id, at } of state.calls.values()) {
    const joins = at.phase === 'inFlow' && at.element.kind === 'joining' ? at.element.callback : undefined;
    if (joins !== undefined && state.callbacks.get(joins)?.joiner !== id) yield `${id} waits for no callback`;
    const hasTime = state.timers.has(id, 'sound') || state.timers.has(id, 'flow');
    if (at.phase === 'inFlow' && joins === undefined && !hasTime) yield `${id} hears a message for ever`;
    if (at.phase === 'offered' && at.by.kind === 'offer' && !state.timers.has(at.by.offer, 'ringTime')) {
      yield `${at.by.offer} rings for ever`;
    }
    if (at.phase === 'parked' && !state.timers.has(id, 'park')) yield `${id} is parked for ever`;
    if (at.phase !== 'recalling') continue;
    const owner = at.offer ?? id;
    if (!state.timers.has(owner, at.offer === undefined ? 'recall' : 'ringTime')) yield `${id} is recalled for ever`;
    if (!state.users.get(at.user)?.recalls.includes(id)) yield `${id} is not among the recalls of ${at.user}`;
  }
}
