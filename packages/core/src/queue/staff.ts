import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Whether any member but the caller takes calls: now, or when their call or wrap-up is over (Y2). */
export function hasSomebodyToWaitFor(
  context: Context,
  { holder, group }: Pick<QueueEntry, 'holder' | 'group'>,
): boolean {
  const { staff } = must(context.state.groups.get(group), group);
  // One who is to be called back waits in peace.
  if (holder.kind !== 'call') return true;
  const { from } = must(context.state.calls.get(holder.call), holder.call);
  const isMember = from.kind === 'user' && staff.has(from.user);
  return staff.size > (isMember ? 1 : 0);
}
