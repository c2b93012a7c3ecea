import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import { giveUp, hasSomebodyToWaitFor, mayRing, ringFreed } from './ring-group.ts';

/** Offers every user who became free to the caller who has waited longest of those they may take (law 4). */
export function serveChanges(context: Context): void {
  while (context.freed.size > 0 || context.deserted.size > 0) {
    for (const group of context.deserted) {
      context.deserted.delete(group);
      releaseLine(context, group);
    }
    serveFreed(context);
  }
}

/**
 * The longest waiting of all callers whom any of the freed may take comes first.
 * A place that nobody rang for goes through its tiers from the best and may find
 * another of the freed than the one it was found for: so all are looked at anew.
 */
function serveFreed(context: Context): void {
  for (;;) {
    let best: { readonly entry: QueueEntry; readonly user: UserId } | undefined;
    for (const user of context.freed) {
      const isIdle = context.state.users.get(user)?.availability === 'idle';
      const entry = isIdle ? firstInLineFor(context, user) : undefined;
      if (entry !== undefined && (best === undefined || comesBefore(entry, best.entry))) best = { entry, user };
    }
    if (best === undefined) break;
    ringFreed(context, best.entry, best.user);
  }
  context.freed.clear();
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
  for (const { id: entry } of [...must(context.state.groups.get(id), id).line]) {
    if (!hasSomebodyToWaitFor(context, must(context.state.entries.get(entry), entry)))
      giveUp(context, entry, 'noMembers');
  }
}
