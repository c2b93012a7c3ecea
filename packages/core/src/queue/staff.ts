import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import { userOf } from '../leg/leg.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Whether any member but the caller takes calls: now, or when their call or wrap-up is over (Y2). */
export function hasSomebodyToWaitFor(
  context: Context,
  { holder, group }: Pick<QueueEntry, 'holder' | 'group'>,
): boolean {
  const { staff } = must(context.state.groups.get(group), group);
  // One who is to be called back waits in peace.
  if (holder.kind !== 'call') return true;
  // Who is served, which is not always who called: nobody waits for themselves.
  const { callerLeg } = must(context.state.calls.get(holder.call), holder.call);
  const served = context.state.legs.get(callerLeg);
  const user = served === undefined ? undefined : userOf(served);
  const isMember = user !== undefined && staff.has(user);
  return staff.size > (isMember ? 1 : 0);
}
