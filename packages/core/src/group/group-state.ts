import type { Group } from '../config/company.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import { OrderedSet } from '../structures/ordered-set.ts';

/** What the engine holds of a group from moment to moment. Changed in `evolve` only. */
export interface GroupState {
  readonly id: GroupId;
  /** Every caller with a place, the oldest first. Keys only: the entries stand in the state. */
  readonly line: OrderedSet<Seniority>;
  /** Who may be rung, for each tier in the order of the company file. */
  readonly idle: readonly OrderedSet<UserId>[];
  /** How many members are not unreachable. */
  reachableMembers: number;
}

/** The key of a place in a line. */
export type Seniority = Pick<QueueEntry, 'id' | 'arrivedAt' | 'number'>;

/** An empty group: nobody waits and nobody can be reached. */
export function emptyGroup(group: Group): GroupState {
  return {
    id: group.id,
    line: new OrderedSet((a, b) => a.arrivedAt - b.arrivedAt || a.number - b.number),
    idle: group.tiers.map((tier) => {
      const place = new Map(tier.members.map((user, at) => [user, at] as const));
      return new OrderedSet<UserId>((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    }),
    reachableMembers: 0,
  };
}
