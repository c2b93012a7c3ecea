import type { Taker } from '../flow/cursor.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import type { FlowPlace } from './call.ts';

/** The place in a flow that waits for what comes of a queue, a user, and so on; undefined when none does. */
export function isLedBy(context: Context, call: CallId, taker: Taker): FlowPlace | undefined {
  const place = context.state.calls.get(call)?.flow;
  const waiting = place?.cursor.waiting;
  return waiting?.phase === 'away' && waiting.with === taker ? place : undefined;
}

/** The call goes another way than its flow: the flow waits for nothing any more. */
export function leaveFlow(context: Context, call: CallId): void {
  if (must(context.state.calls.get(call), call).flow === undefined) return;
  emit(context, { type: 'flowAdvanced', call, place: undefined });
}

/** The caller has chosen another way: a transfer that was on the way is over, and comes back no more. */
export function dropTransfer(context: Context, id: CallId): void {
  const { transfer } = must(context.state.calls.get(id), id);
  if (transfer === undefined) return;
  const record = { ...transfer, endedAt: context.at, result: 'unanswered' as const };
  emit(context, { type: 'transferEnded', call: id, record });
}
