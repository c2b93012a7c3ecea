import { dropTransfer, isLedBy, leaveFlow } from '../call/leave-flow.ts';
import { isNumber, numberToCallBack, promiseInLine } from '../callback/promise.ts';
import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { EntryId } from '../kernel/ids.ts';
import { leaveQueue } from './leave-queue.ts';

/** Y4: a waiting caller presses a key to leave, whatever rings or is said: the place is given up, once. */
export function leaveByKey(context: Context, id: EntryId, key: string): void {
  const { group, holder } = must(context.state.entries.get(id), id);
  const { exitKeys, callbackKey } = must(context.state.company.groups.get(group), group);
  const to = exitKeys.get(key);
  if (holder.kind !== 'call') return;
  const { call } = holder;
  if (isLedBy(context, call, 'queue')?.keys.includes(key) === true) {
    dropTransfer(context, call);
    leaveQueue(context, id, { outcome: 'keyExit', cause: 'cancelled' });
    context.onward.push({ kind: 'flow', call, input: { type: 'queueLeft', by: { exit: 'key', digit: key } } });
    return;
  }
  // By its own ways out, the group takes the call out of the flow that led it there.
  if (key === callbackKey) {
    const number = numberToCallBack(context, holder.call);
    if (isNumber(number)) {
      leaveFlow(context, call);
      dropTransfer(context, call);
      promiseInLine(context, id, number);
    }
    return;
  }
  if (to === undefined) return;
  leaveFlow(context, call);
  dropTransfer(context, call);
  leaveQueue(context, id, { outcome: 'keyExit', cause: 'cancelled' });
  context.onward.push({ kind: 'destination', call: holder.call, to, after: undefined });
}
