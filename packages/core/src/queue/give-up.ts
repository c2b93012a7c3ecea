import { endCall } from '../call/end-call.ts';
import { playFinalMessage } from '../call/final-message.ts';
import { isLedBy, leaveFlow } from '../call/leave-flow.ts';
import type { Outcome } from '../call/outcome.ts';
import type { QueueExit } from '../config/company.ts';
import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, EntryId } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import { leaveQueue } from './leave-queue.ts';
import type { QueueEntry } from './queue-entry.ts';

/** What a caller is told by the network who is released without a message. */
const causeOf: Readonly<Record<QueueExit, Cause>> = {
  timedOut: 'noAnswer',
  full: 'congestion',
  noMembers: 'unreachable',
  closed: 'unreachable',
  unanswered: 'noAnswer',
};

/**
 * Nobody of the group will take the call: it goes where the group says, hears a
 * message, or is released. False when the place is kept: while a transfer may
 * still come back, the group's own way out is not taken.
 */
export function giveUp(context: Context, id: EntryId, exit: QueueExit): boolean {
  const entry = must(context.state.entries.get(id), id);
  if (entry.holder.kind !== 'call') return false;
  const { call } = entry.holder;
  if (context.state.calls.get(call)?.transfer?.isReturning === true) {
    if (exit === 'unanswered' || exit === 'timedOut') return false;
    leaveQueue(context, id, { outcome: 'recalled', cause: 'cancelled' });
    context.onward.push({ kind: 'recall', call, reason: exit === 'noMembers' ? 'unreachable' : 'invalid' });
    return true;
  }
  if (isLedBy(context, call, 'queue')?.exits.includes(exit) === true) {
    leaveQueue(context, id, { outcome: exit, cause: 'cancelled' });
    context.onward.push({ kind: 'flow', call, input: { type: 'queueLeft', by: { exit } } });
    return true;
  }
  leaveFlow(context, call);
  leaveFor(context, entry, { call, exit });
  return true;
}

function leaveFor(context: Context, entry: QueueEntry, { call, exit }: { call: CallId; exit: QueueExit }): void {
  const group = must(context.state.company.groups.get(entry.group), entry.group);
  const to = group.exits[exit];
  if (to !== undefined) {
    leaveQueue(context, entry.id, { outcome: exit, cause: 'cancelled' });
    context.onward.push({ kind: 'destination', call, to, after: exit });
    return;
  }
  const outcome: Outcome = exit;
  leaveQueue(context, entry.id, { outcome: exit, cause: causeOf[exit] });
  if (group.unansweredSound === undefined) endCall(context, call, { outcome, cause: causeOf[exit], by: 'switchboard' });
  else playFinalMessage(context, call, { sound: group.unansweredSound, outcome });
}
