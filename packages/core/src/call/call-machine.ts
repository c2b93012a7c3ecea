import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, LegId, OfferId } from '../kernel/ids.ts';
import { type Ignored, type Impossible, ignored, impossible, isWork, type Machine } from '../kernel/machine.ts';
import type { Cause } from '../port/cause.ts';
import { pauseOver, tierTimeOver } from '../queue/ring-group.ts';
import type { Call, CallPhase } from './call.ts';
import { calleeRefused, type LegRefused, singleOfferFailed } from './callee-gone.ts';
import { connect, type OfferedCall } from './connect.ts';
import { endCall } from './end-call.ts';
import type { Outcome } from './outcome.ts';

/** What can happen to a call. */
export interface CallInputs {
  readonly callerGone: { readonly cause: Cause };
  readonly calleeAnswered: { readonly leg: LegId };
  /** A ringing phone is gone. */
  readonly calleeRefused: LegRefused;
  /** The party the caller talks with is gone. */
  readonly calleeGone: { readonly cause: Cause };
  readonly ringTimeOver: { readonly offer: OfferId };
  readonly roundPauseOver: Record<never, never>;
  readonly messageOver: Record<never, never>;
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

/** The life of a call, as a table. */
export const callMachine: CallMachine = {
  inFlow: {
    callerGone: leaveMessage,
    calleeAnswered: impossible('nothing rings'),
    calleeRefused: impossible('nothing rings'),
    calleeGone: impossible('there is no other party'),
    ringTimeOver: impossible('the offer and its timer are gone'),
    roundPauseOver: impossible('the place and its timer are gone'),
    messageOver: (context, call) => releaseAfterMessage(context, call),
  },
  queued: {
    callerGone: abandon,
    calleeAnswered: impossible('nothing rings'),
    calleeRefused: impossible('nothing rings'),
    calleeGone: impossible('there is no other party'),
    ringTimeOver: impossible('the offer and its timer are gone'),
    roundPauseOver: (context, call) => pauseOver(context, call.at.entry),
    messageOver: ignored('no message plays'),
  },
  offered: {
    callerGone: abandon,
    calleeAnswered: (context, call, { leg }) => connect(context, call, leg),
    calleeRefused: (context, _call, refused) => calleeRefused(context, refused),
    calleeGone: impossible('nobody has answered'),
    ringTimeOver: ringTimeOver,
    roundPauseOver: impossible('the pause ends before an offer is made'),
    messageOver: ignored('no message plays'),
  },
  connected: {
    callerGone: (context, call, { cause }) => endTalk(context, call, { cause, by: 'caller' }),
    calleeAnswered: impossible('the other legs are gone'),
    calleeRefused: impossible('the other legs are gone'),
    calleeGone: (context, call, { cause }) => endTalk(context, call, { cause, by: 'callee' }),
    ringTimeOver: impossible('the offer and its timer are gone'),
    roundPauseOver: impossible('the place and its timer are gone'),
    messageOver: ignored('no message plays'),
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

function abandon(context: Context, call: Call, { cause }: CallInputs['callerGone']): void {
  endCall(context, call.id, { outcome: lostOr('abandoned', cause), cause, by: 'caller' });
}

function leaveMessage(context: Context, call: CallIn<'inFlow'>, { cause }: CallInputs['callerGone']): void {
  const { element } = call.at;
  endCall(context, call.id, {
    outcome: element.kind === 'message' ? element.outcome : 'abandoned',
    cause,
    by: 'caller',
  });
}

function releaseAfterMessage(context: Context, call: CallIn<'inFlow'>): void {
  const { element } = call.at;
  if (element.kind !== 'message') return;
  endCall(context, call.id, { outcome: element.outcome, cause: 'noAnswer', by: 'switchboard' });
}

function ringTimeOver(context: Context, call: OfferedCall, { offer }: CallInputs['ringTimeOver']): void {
  if (call.at.by.kind === 'entry') tierTimeOver(context, call.at.by.entry);
  else singleOfferFailed(context, offer, 'noAnswer');
}

function endTalk(context: Context, call: Call, { cause, by }: { cause: Cause; by: 'caller' | 'callee' }): void {
  endCall(context, call.id, { outcome: 'answered', cause, by });
}

const lostOr = (outcome: Outcome, cause: Cause): Outcome => (cause === 'lost' ? 'lost' : outcome);
