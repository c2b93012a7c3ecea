import type { CallPhase } from '../call/call.ts';
import { endCall } from '../call/end-call.ts';
import type { Outcome } from '../call/outcome.ts';
import { attemptFailed } from '../callback/dial-back.ts';
import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import { byId, type CallId } from '../kernel/ids.ts';
import { DONE, type Result, refuse } from '../kernel/result.ts';
import type { CommandOf } from './command.ts';

/** Ends one call. */
export function endOneCall(context: Context, { call }: CommandOf<'endCall'>): Result<void> {
  if (!context.state.calls.has(call)) {
    return refuse({ code: 'notFound', what: 'endCall', where: call, why: 'a live call is needed' });
  }
  release(context, call, 'hungUp');
  return DONE;
}

/** Ends every call, consultations with the calls that wait for them. */
export function endAllCalls(context: Context): Result<void> {
  for (const call of [...context.state.calls.keys()].sort(byId)) {
    if (context.state.calls.has(call)) release(context, call, 'shutdown');
  }
  return DONE;
}

function release(context: Context, id: CallId, cause: 'shutdown' | 'hungUp'): void {
  const { at, answeredAt } = must(context.state.calls.get(id), id);
  if (at.phase === 'dialling' && at.purpose.kind === 'callback') {
    attemptFailed(context, at.purpose.callback, 'cancelled');
    return;
  }
  endCall(context, id, { outcome: outcomeOnRelease(at, answeredAt !== undefined), cause, by: 'switchboard' });
}

/** A talk was answered, and a final message tells an outcome that is decided already. */
function outcomeOnRelease(at: CallPhase, wasAnswered: boolean): Outcome {
  if (at.phase === 'inFlow' && at.element.kind === 'message') return at.element.outcome;
  return wasAnswered ? 'answered' : 'released';
}
