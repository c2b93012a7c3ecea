import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import { giveUp, mayRing, ringFreed } from './ring-group.ts';

/** Offers every user who became free to the caller who has waited longest of those they may take (law 4). */
export function serveChanges(context: Context): void {
  while (context.freed.size > 0 || context.deserted.size > 0) {
    for (const group of context.deserted) {
      context.deserted.delete(group);
      releaseLine(context, group);
    }
    for (const user of context.freed) {
      context.freed.delete(user);
      serveUser(context, user);
    }
  }
}

/**
 * A place that nobody rang for goes through its tiers from the best, and may
 * find somebody else who became free in the same step; then the next place may
 * have this user.
 */
function serveUser(context: Context, user: UserId): void {
  while (context.state.users.get(user)?.availability === 'idle') {
    const entry = firstInLineFor(context, user);
    if (entry === undefined) return;
    ringFreed(context, entry, user);
  }
}

function firstInLineFor(context: Context, user: UserId): QueueEntry | undefined {
  let best: QueueEntry | undefined;
  for (const group of must(context.state.company.users.get(user), user).groups) {
    const first = firstFor(context, group, user);
    if (first !== undefined && (best === undefined || comesBefore(first, best))) best = first;
  }
  return best;
}

const comesBefore = (a: QueueEntry, b: QueueEntry): boolean =>
  a.arrivedAt < b.arrivedAt || (a.arrivedAt === b.arrivedAt && a.number < b.number);

function firstFor(context: Context, group: GroupId, user: UserId): QueueEntry | undefined {
  for (const { id } of must(context.state.groups.get(group), group).line) {
    const entry = must(context.state.entries.get(id), id);
    if (mayRing(context, entry, user)) return entry;
  }
  return undefined;
}

/** Nobody of the group can be reached any more: its callers are told so, none is left waiting for nobody. */
function releaseLine(context: Context, id: GroupId): void {
  const group = must(context.state.groups.get(id), id);
  if (group.reachableMembers > 0) return;
  for (const { id: entry } of [...group.line]) giveUp(context, entry, 'noMembers');
}
