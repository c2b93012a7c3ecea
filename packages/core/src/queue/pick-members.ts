import type { SkillNeed } from '../config/company.ts';
import type { IdleMember } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { widthAt } from './index-entry.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Who of a tier is rung next for a place, in the group's order and width; empty when there is nobody left. */
export function pickMembers(state: State, entry: QueueEntry, tier: number): readonly UserId[] {
  const group = must(state.company.groups.get(entry.group), entry.group);
  const width = widthAt(state, entry.group, entry.offersInRound + 1);
  const idle = state.groups.get(entry.group)?.idle.get(tier);
  if (idle === undefined || idle.size === 0) return [];
  const mayAll = [
    ...takeWhile(idle, (item) => mayTake(state, entry, item.user), orderNeedsAll(group.order) ? undefined : width),
  ];
  if (group.order === 'skills')
    mayAll.sort((a, b) => levelOf(state, entry, b.user) - levelOf(state, entry, a.user) || a.place - b.place);
  if (group.order === 'random') shuffle(mayAll, state.ids.offers);
  return mayAll.slice(0, width).map(({ user }) => user);
}

/** Whether a member who is free may be rung for a place: not tried, not refused for good, not the caller, and able. */
export function mayTake(state: State, entry: QueueEntry, user: UserId): boolean {
  if (entry.tried.has(user) || entry.refusedBy.includes(user)) return false;
  return isAble(state, needsOf(state, entry), user);
}

/** Whether a user knows what a call needs. */
export function isAble(state: State, needs: readonly SkillNeed[], user: UserId): boolean {
  const skills = state.company.users.get(user)?.skills;
  return needs.every(({ skill, level }) => (skills?.get(skill) ?? 0) >= level);
}

/** What the call of a place needs of a member; a callback needs what the customer's call did. */
export function needsOf(state: State, { holder }: QueueEntry): readonly SkillNeed[] {
  const held = holder.kind === 'call' ? state.calls.get(holder.call) : state.callbacks.get(holder.callback);
  return held?.needs ?? [];
}

function levelOf(state: State, entry: QueueEntry, user: UserId): number {
  const skills = state.company.users.get(user)?.skills;
  return needsOf(state, entry).reduce((sum, { skill }) => sum + (skills?.get(skill) ?? 0), 0);
}

const orderNeedsAll = (order: string): boolean => order === 'skills' || order === 'random';

function* takeWhile(
  items: Iterable<IdleMember>,
  may: (item: IdleMember) => boolean,
  most: number | undefined,
): Iterable<IdleMember> {
  let taken = 0;
  for (const item of items) {
    if (taken === most) return;
    if (!may(item)) continue;
    taken += 1;
    yield item;
  }
}

/** A shuffle that is the same for the same draw (Fisher–Yates over a small generator). */
function shuffle(items: IdleMember[], draw: number): void {
  let seed = (draw + 1) * 0x9e3779b1;
  for (let last = items.length - 1; last > 0; last -= 1) {
    seed = Math.imul(seed ^ (seed >>> 15), 0x85ebca6b) >>> 0;
    seed = Math.imul(seed ^ (seed >>> 13), 0xc2b2ae35) >>> 0;
    const other = (seed ^ (seed >>> 16)) >>> 0;
    const at = other % (last + 1);
    const held = items[last] as IdleMember;
    items[last] = items[at] as IdleMember;
    items[at] = held;
  }
}
