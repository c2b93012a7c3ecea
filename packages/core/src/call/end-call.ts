import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { CallId, LegId } from '../kernel/ids.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import type { CallRecord } from '../log/call-record.ts';
import { endOffer } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import type { Call } from './call.ts';
import { timesAt } from './evolve-call.ts';
import type { Outcome } from './outcome.ts';

/** Why and by whom a call ends. */
export interface Ending {
  readonly outcome: Outcome;
  readonly cause: Cause;
  readonly by: CallRecord['endedBy'];
}

/** Ends a call with everything that was done for it, in one step, and writes its record. */
export function endCall(context: Context, id: CallId, ending: Ending): void {
  const call = must(context.state.calls.get(id), id);
  stopOffering(context, call, ending.by === 'caller' ? 'cancelled' : ending.cause);
  for (const leg of legsOf(call)) {
    if (context.state.legs.has(leg)) releaseLeg(context, leg, ending.cause);
  }
  emit(context, { type: 'callEnded', call: id, record: recordOf(call, ending, context.at) });
}

function stopOffering(context: Context, call: Call, cause: Cause): void {
  if (call.at.phase === 'queued') leaveQueue(context, call.at.entry, cause);
  if (call.at.phase !== 'offered') return;
  if (call.at.by.kind === 'entry') leaveQueue(context, call.at.by.entry, cause);
  else if (context.state.offers.has(call.at.by.offer)) {
    endOffer(context, call.at.by.offer, { result: 'withdrawn', cause });
  }
}

function legsOf(call: Call): readonly LegId[] {
  return call.at.phase === 'connected' ? [call.callerLeg, call.at.leg] : [call.callerLeg];
}

function recordOf(call: Call, ending: Ending, at: number): CallRecord {
  return {
    call: call.id,
    direction: call.direction,
    from: call.from,
    dialled: call.dialled,
    target: call.target,
    group: call.group,
    arrivedAt: call.arrivedAt,
    answeredAt: call.answeredAt,
    endedAt: at,
    outcome: ending.outcome,
    answeredBy: call.answeredBy,
    endedBy: ending.by,
    cause: ending.cause,
    times: timesAt(call, at),
  };
}
