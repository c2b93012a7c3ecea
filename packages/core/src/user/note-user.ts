import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';

/** Something about a user has changed: whoever may be served, or left alone by it, is looked at before the step ends. */
export function noteUser(context: Context, id: UserId): void {
  const { state } = context;
  const { availability, recalls } = must(state.users.get(id), id);
  // Returned calls wait for nobody who has gone away.
  if (availability === 'idle' || availability === 'paused' || recalls.length > 0) context.freed.add(id);
  for (const group of state.company.users.get(id)?.groups ?? []) {
    const held = must(state.groups.get(group), group);
    // With one left, it may be the one who waits.
    if (held.staff.size <= 1 && held.line.size > 0) context.deserted.add(group);
  }
}
