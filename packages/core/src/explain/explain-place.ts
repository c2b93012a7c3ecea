import { must } from '../kernel/assert.ts';
import type { EntryId, GroupId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { starvingIn } from '../queue/order.ts';
import type { EntryHolder, QueueEntry, RingProgress } from '../queue/queue-entry.ts';

/**
 * Why one place of a line is served before another.
 * - `passedEnough`: an ordinary caller whom as many VIP callers have passed as may.
 * - `vip`: a VIP caller goes before ordinary ones.
 * - `cameBack`: of the same class, who came back from a transfer is first.
 * - `cameEarlier`: of the same class, and arrived before.
 */
export const leads = ['passedEnough', 'vip', 'cameBack', 'cameEarlier'] as const;

/** One of {@link leads}. */
export type Lead = (typeof leads)[number];

/** One who is served before. */
export interface Ahead {
  readonly holder: EntryHolder;
  readonly why: Lead;
}

/** A place in a group's line, and why it is not the first. */
export interface PlaceExplanation {
  readonly entry: EntryId;
  readonly group: GroupId;
  /** How far the ringing has come. */
  readonly phase: RingProgress['phase'];
  /** The round of ringing, from 1. */
  readonly round: number;
  /** From 1: as the line will be served. */
  readonly position: number;
  /** Everyone who is served before, the first to be served first. */
  readonly ahead: readonly Ahead[];
}

/** Where a place stands, and who is before it for which reason. Costs O(places of the line). */
export function explainPlace(state: State, entry: QueueEntry): PlaceExplanation {
  const { line } = must(state.groups.get(entry.group), entry.group);
  const isStarving = starvingIn(state, entry.group);
  const places = line.inOrder(isStarving);
  const position = places.findIndex(({ id }) => id === entry.id) + 1;
  const ahead = places.slice(0, position - 1).map(({ id }): Ahead => {
    const other = must(state.entries.get(id), id);
    return { holder: other.holder, why: leadOf(other, entry, isStarving(other) && !isStarving(entry)) };
  });
  const { id, group, progress, round } = entry;
  return { entry: id, group, phase: progress.phase, round, position, ahead };
}

function leadOf(before: QueueEntry, entry: QueueEntry, isPassedEnough: boolean): Lead {
  if (isPassedEnough) return 'passedEnough';
  if (before.callerClass !== entry.callerClass) return 'vip';
  return before.isReturned && !entry.isReturned ? 'cameBack' : 'cameEarlier';
}
