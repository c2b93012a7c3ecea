import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { EntryId } from '../kernel/ids.ts';
import { leaveQueue } from './leave-queue.ts';

/** Y4: a waiting caller presses a key to leave, whatever rings or is said: the place is given up, once. */
export function leaveByKey(context: Context, id: EntryId, key: string): void {
  const { group, holder } = must(context.state.entries.get(id), id);
  const to = must(context.state.company.groups.get(group), group).exitKeys.get(key);
  if (to === undefined || holder.kind !== 'call') return;
  leaveQueue(context, id, { outcome: 'keyExit', cause: 'cancelled' });
  context.onward.push({ kind: 'destination', call: holder.call, to, after: undefined });
}
