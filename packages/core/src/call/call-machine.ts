import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import type { CallId, LegId, OfferId, RecordingId } from '../kernel/ids.ts';
import { type Ignored, type Impossible, ignored, impossible, isWork, type Machine } from '../kernel/machine.ts';
import type { Cause } from '../port/cause.ts';
import { tierTimeOver } from '../queue/ring-group.ts';
import { soundOverInLine } from '../queue/sound-over.ts';
import { talkRecorded } from '../recording/record-talk.ts';
import { recallFailed } from '../transfer/recall.ts';
import { callerLeftMessage, messageRecorded, recordMessage } from '../voicemail/leave-message.ts';
import type { Call, CallPhase } from './call.ts';
import { calleeRefused, type LegRefused, singleOfferFailed } from './callee-gone.ts';
import { connect } from './connect.ts';
import { endCall } from './end-call.ts';
import { abandon, type CalleeGone, calleeLeft, endTalk, leaveMessage, leftOnHold } from './gone.ts';
import { placeOf } from './place.ts';
import { notReached, reached } from './reached.ts';

/** What can happen to a call. */
export interface CallInputs {
  readonly callerGone: { readonly cause: Cause };
  readonly calleeAnswered: { readonly leg: LegId };
  /** A ringing phone is gone. */
  readonly calleeRefused: LegRefused;
  /** The party the caller talks with is gone. */
  readonly calleeGone: CalleeGone;
  readonly ringTimeOver: { readonly offer: OfferId };
  /** A sound has been heard to its end, or should have been. */
  readonly soundOver: Record<never, never>;
  /** A transfer that returns was not answered in time. */
  readonly returnDue: Record<never, never>;
  /** The operator of a returned call was not free in time. */
  readonly recallDue: Record<never, never>;
  readonly parkDue: Record<never, never>;
  readonly recorded: { readonly recording: RecordingId; readonly durationMs: number };
}

type Phase = CallPhase['phase'];
type CallIn<P extends Phase> = Call & { readonly at: Extract<CallPhase, { phase: P }> };
type Work<P extends Phase> = {
  [Input in keyof CallInputs]: (context: Context, call: CallIn<P>, input: CallInputs[Input]) => void;
};
type AnyWork = {
  [Input in keyof CallInputs]: (context: Context, call: Call, input: CallInputs[Input]) => void;
};
type CallMachine = { readonly [P in Phase]: Machine<P, CallInputs, Work<P>>[P] };

const NOTHING_RINGS = impossible('nothing rings');
const NO_OTHER_PARTY = impossible('there is no other party');
const NO_TIMER = impossible('the timer is gone with what it was for');
const NO_RECORDING = ignored('nothing is recorded');
const NO_MESSAGE = ignored('what has ended was not waited for');

const recall =
  (reason: 'noAnswer' | 'parkTimeout') =>
  (context: Context, { id: call }: Call): void => {
    context.onward.push({ kind: 'recall', call, reason });
  };

/** The life of a call, as a table. */
export const callMachine: CallMachine = {
  dialling: {
    callerGone: notReached,
    calleeAnswered: reached,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: (context, call) => notReached(context, call, { cause: 'noAnswer' }),
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  inFlow: {
    callerGone: leaveMessage,
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: releaseAfterMessage,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  queued: {
    callerGone: abandon,
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: (context, call) => soundOverInLine(context, call.id, call.at.entry),
    returnDue: recall('noAnswer'),
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  offered: {
    callerGone: abandon,
    calleeAnswered: (context, call, { leg }) => connect(context, call, leg),
    calleeRefused: (context, _call, refused) => calleeRefused(context, refused),
    calleeGone: impossible('nobody has answered'),
    ringTimeOver,
    soundOver: (context, call) => {
      const place = placeOf(call);
      if (place !== undefined) soundOverInLine(context, call.id, place);
    },
    returnDue: recall('noAnswer'),
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  connected: {
    callerGone: (context, call, { cause }) => endTalk(context, call, { cause, by: 'caller' }),
    calleeAnswered: impossible('the other legs are gone'),
    calleeRefused: impossible('the other legs are gone'),
    calleeGone: calleeLeft,
    ringTimeOver: NO_TIMER,
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: talkRecorded,
  },
  held: {
    callerGone: (context, call, { cause }) => endTalk(context, call, { cause, by: 'caller' }),
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: leftOnHold,
    ringTimeOver: NO_TIMER,
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  consulting: {
    callerGone: (context, call, { cause }) => endTalk(context, call, { cause, by: 'caller' }),
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: impossible('the operator is in the consultation'),
    ringTimeOver: NO_TIMER,
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  recalling: {
    callerGone: abandon,
    calleeAnswered: (context, call, { leg }) => connect(context, call, leg),
    calleeRefused: (context, _call, refused) => calleeRefused(context, refused),
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: (context, _call, { offer }) => singleOfferFailed(context, offer, 'noAnswer'),
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: (context, call) => recallFailed(context, call.id),
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  parked: {
    callerGone: abandon,
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: recall('parkTimeout'),
    recorded: NO_RECORDING,
  },
  leavingMessage: {
    callerGone: (context, call, { cause }) =>
      endCall(context, call.id, { outcome: callerLeftMessage(context, call), cause, by: 'caller' }),
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: recordMessage,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: messageRecorded,
  },
  inConference: {
    callerGone: (context, call, { cause }) => endCall(context, call.id, { outcome: 'answered', cause, by: 'caller' }),
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
  supervising: {
    callerGone: (context, call, { cause }) => endCall(context, call.id, { outcome: 'answered', cause, by: 'caller' }),
    calleeAnswered: NOTHING_RINGS,
    calleeRefused: NOTHING_RINGS,
    calleeGone: NO_OTHER_PARTY,
    ringTimeOver: NO_TIMER,
    soundOver: NO_MESSAGE,
    returnDue: NO_TIMER,
    recallDue: NO_TIMER,
    parkDue: NO_TIMER,
    recorded: NO_RECORDING,
  },
};

/** Tells a call what happened. */
export function driveCall<Input extends keyof CallInputs>(
  context: Context,
  id: CallId,
  input: Input,
  details: CallInputs[Input],
): void {
  const call = must(context.state.calls.get(id), id);
  // The row of the call's own phase takes just this call: what the table's type says, cell by cell.
  const row = callMachine[call.at.phase] as Machine<Phase, CallInputs, AnyWork>[Phase];
  const cell: AnyWork[Input] | Ignored | Impossible = row[input];
  if (isWork<AnyWork[Input]>(cell, `call ${id}: ${call.at.phase} × ${input}`)) cell(context, call, details);
}

function releaseAfterMessage(context: Context, call: CallIn<'inFlow'>): void {
  const { element } = call.at;
  if (element.kind === 'element') {
    clearTimer(context, call.id, 'sound');
    // It is over: in a line, the caller must not be taken to hear it still (law 7).
    emit(context, { type: 'callerHears', call: call.id, audio: { kind: 'nothing' } });
    context.onward.push({ kind: 'flow', call: call.id, input: { type: 'played' } });
  }
  if (element.kind !== 'message') return;
  endCall(context, call.id, { outcome: element.outcome, cause: 'noAnswer', by: 'switchboard' });
}

function ringTimeOver(context: Context, call: CallIn<'offered'>, { offer }: CallInputs['ringTimeOver']): void {
  const { by } = call.at;
  const isOfTier = context.state.offers.get(offer)?.to.kind === 'tier';
  if (by.kind === 'entry' && isOfTier) tierTimeOver(context, by.entry);
  else singleOfferFailed(context, offer, 'noAnswer');
}
