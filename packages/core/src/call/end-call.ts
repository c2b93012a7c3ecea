import { joinerGone } from '../callback/joiner-gone.ts';
import { participantGone } from '../conference/meet.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId, ConferenceId, LegId } from '../kernel/ids.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import type { CallRecord } from '../log/call-record.ts';
import { endOffer } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import type { EntryOutcome } from '../queue/entry-outcome.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { keepRecording, recordTalk, stopRecording } from '../recording/record-talk.ts';
import { partSupervisor } from '../supervision/part-supervisor.ts';
import { backToCaller } from '../transfer/back-to-caller.ts';
import type { Call } from './call.ts';
import { closeTalks, timesAt } from './evolve-call.ts';
import { countTalk } from './may-dial.ts';
import type { Outcome } from './outcome.ts';
import { placeOf } from './place.ts';

/** Why and by whom a call ends. */
export interface Ending {
  readonly outcome: Outcome;
  readonly cause: Cause;
  readonly by: CallRecord['endedBy'];
}

/** Ends a call with everything that was done for it, in one step, and writes its record. */
export function endCall(context: Context, id: CallId, ending: Ending): void {
  stopOffering(context, must(context.state.calls.get(id), id), ending);
  if (isLegKept(context, id)) stopRecording(context, id);
  else keepRecording(context, id);
  const supervisor = partSupervisor(context, id);
  if (supervisor !== undefined) endCall(context, supervisor.call, supervisor.ending);
  const call = must(context.state.calls.get(id), id);
  joinerGone(context, call);
  if (call.transfer !== undefined) {
    const result = ending.by === 'caller' ? 'abandoned' : 'unanswered';
    emit(context, { type: 'transferEnded', call: id, record: { ...call.transfer, endedAt: context.at, result } });
  }
  if (call.at.phase === 'consulting') {
    // The operator and the colleague go on without the caller.
    const { consultation, speaksWith, leg } = call.at;
    const isHeard = speaksWith === 'caller' && context.state.legs.has(call.callerLeg);
    if (isHeard) act(context, { type: 'unbridge', a: call.callerLeg, b: leg });
    emit(context, { type: 'consultationEnded', call: id, consultation });
    if (speaksWith === 'caller') rejoin(context, consultation);
  }
  const conference = conferenceOf(call);
  if (conference !== undefined) participantGone(context, id, { conference, outcome: ending.outcome });
  if (call.consultationFor !== undefined) backToCaller(context, call);
  for (const leg of legsOf(call)) {
    if (context.state.legs.get(leg)?.call === id) releaseLeg(context, leg, ending.cause);
  }
  const last = must(context.state.calls.get(id), id);
  countTalk(context, last);
  emit(context, { type: 'callEnded', call: id, record: recordOf(last, ending, context.at) });
}

/** The operator of a consultation is with the caller again, on the same leg. */
function isLegKept({ state }: Context, id: CallId): boolean {
  const { consultationFor, callerLeg } = must(state.calls.get(id), id);
  return consultationFor !== undefined && state.legs.has(callerLeg);
}

/** The operator spoke with the caller, who is gone: now with the colleague who waited. */
function rejoin(context: Context, id: CallId): void {
  const { at, callerLeg } = must(context.state.calls.get(id), id);
  if (at.phase !== 'connected') return;
  act(context, { type: 'bridge', a: callerLeg, b: at.leg });
  emit(context, { type: 'callerHears', call: id, audio: { kind: 'party', leg: at.leg } });
  recordTalk(context, id);
}

function conferenceOf({ at }: Call): ConferenceId | undefined {
  if (at.phase === 'inConference') return at.conference;
  return at.phase === 'dialling' && at.purpose.kind === 'conference' ? at.purpose.conference : undefined;
}

function stopOffering(context: Context, call: Call, ending: Ending): void {
  const cause: Cause = ending.by === 'caller' ? 'cancelled' : ending.cause;
  const { at } = call;
  const entry = placeOf(call);
  if (entry !== undefined) {
    leaveQueue(context, entry, { outcome: entryOutcome(ending), cause });
    return;
  }
  const offer = at.phase === 'offered' && at.by.kind === 'offer' ? at.by.offer : undefined;
  const recalled = at.phase === 'recalling' ? at.offer : undefined;
  for (const open of [offer, recalled]) {
    if (open !== undefined && context.state.offers.has(open)) {
      endOffer(context, open, { result: 'withdrawn', cause });
    }
  }
  if (at.phase === 'recalling') emit(context, { type: 'recallOver', call: call.id, user: at.user });
}

function entryOutcome({ outcome, by }: Ending): EntryOutcome {
  if (outcome === 'lost') return 'lost';
  return by === 'caller' ? 'abandoned' : 'released';
}

function legsOf(call: Call): readonly LegId[] {
  const { at } = call;
  const isTwo = at.phase === 'connected' || at.phase === 'held' || at.phase === 'consulting';
  return isTwo ? [call.callerLeg, at.leg] : [call.callerLeg];
}

function recordOf(call: Call, ending: Ending, at: number): CallRecord {
  return {
    call: call.id,
    direction: call.direction,
    from: call.from,
    dialled: call.dialled,
    target: call.target,
    callerClass: call.callerClass,
    group: call.group,
    arrivedAt: call.arrivedAt,
    answeredAt: call.answeredAt,
    endedAt: at,
    outcome: ending.outcome,
    answeredBy: call.answeredBy,
    endedBy: ending.by,
    cause: ending.cause,
    times: timesAt(call, at),
    talks: closeTalks(call, at),
    transfers: call.transfers,
  };
}
