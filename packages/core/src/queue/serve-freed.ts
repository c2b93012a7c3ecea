import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { EntryId, GroupId, UserId } from '../kernel/ids.ts';
import { giveUp } from './give-up.ts';
import { isServedBefore, starvingIn } from './order.ts';
import { mayTake } from './pick-members.ts';
import type { QueueEntry } from './queue-entry.ts';
import { ringFreed } from './ring-group.ts';
import { hasSomebodyToWaitFor } from './staff.ts';

/** Callers who wait for nobody are told so. That may set others free: callers are users too. */
export function releaseDeserted(context: Context): void {
  for (const group of context.deserted) {
    context.deserted.delete(group);
    releaseLine(context, group);
  }
}

/**
 * Everyone who became free is offered to who comes first.
 * Of all places that any of the freed may take, the first in the order of
 * service comes first (law 4). A place that nobody rang for goes through its
 * tiers from the best and may find another of the freed than the one it was
 * found for. A place found earlier only ever takes less, so it is looked for
 * anew only when it does not take its user any more.
 */
export function serveFreed(context: Context): void {
  const waiting = [...context.freed].flatMap((user) => candidateFor(context, user) ?? []);
  context.freed.clear();
  while (waiting.length > 0) {
    const at = firstOf(context, waiting);
    const { entry: id, user } = must(waiting[at], 'a candidate');
    waiting.splice(at, 1);
    const entry = context.state.entries.get(id);
    if (entry !== undefined && isOpenTo(context, entry, user)) ringFreed(context, entry, user);
    const next = candidateFor(context, user);
    if (next !== undefined) waiting.push(next);
  }
}

interface Candidate {
  readonly entry: EntryId;
  readonly user: UserId;
}

function firstOf(context: Context, candidates: readonly Candidate[]): number {
  let best = 0;
  for (let at = 1; at < candidates.length; at += 1) {
    const [one, other] = [candidates[at], candidates[best]].map((found) =>
      context.state.entries.get(must(found, 'a candidate').entry),
    );
    if (one === undefined || (other !== undefined && isServedBefore(context.state, one, other))) best = at;
  }
  return best;
}

/** The place that a free user takes first, of all their groups. */
function candidateFor(context: Context, user: UserId): Candidate | undefined {
  let best: QueueEntry | undefined;
  for (const group of context.state.company.users.get(user)?.groups ?? []) {
    const first = firstIn(context, group, user);
    if (first !== undefined && (best === undefined || isServedBefore(context.state, first, best))) best = first;
  }
  return best === undefined ? undefined : { entry: best.id, user };
}

function firstIn(context: Context, groupId: GroupId, user: UserId): QueueEntry | undefined {
  const group = must(context.state.groups.get(groupId), groupId);
  if (!group.idleItems.has(user)) return undefined;
  const tier = must(group.members.get(user), user).tier;
  const isStarving = starvingIn(context.state, groupId);
  let best: QueueEntry | undefined;
  for (const [worst, line] of group.open) {
    if (worst < tier || line.size === 0) continue;
    const first = line.first(isStarving, ({ id }) =>
      mayTake(context.state, must(context.state.entries.get(id), id), user),
    );
    const entry = first === undefined ? undefined : must(context.state.entries.get(first.id), first.id);
    if (entry !== undefined && (best === undefined || isServedBefore(context.state, entry, best))) best = entry;
  }
  return best;
}

function isOpenTo(context: Context, entry: QueueEntry, user: UserId): boolean {
  const group = must(context.state.groups.get(entry.group), entry.group);
  if (!group.idleItems.has(user)) return false;
  return must(group.members.get(user), user).tier <= entry.openTo && mayTake(context.state, entry, user);
}

/** Nobody of the group takes calls any more: its callers are told so, none is left waiting for nobody. */
function releaseLine(context: Context, id: GroupId): void {
  for (const { id: entry } of [...must(context.state.groups.get(id), id).line]) {
    const found = context.state.entries.get(entry);
    if (found !== undefined && !hasSomebodyToWaitFor(context, found)) giveUp(context, entry, 'noMembers');
  }
}
