import type { Group, RingOrder } from '../config/company.ts';
import type { EntryId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { Line } from '../queue/line.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import { type HandleTimes, startHandleTimes } from '../statistics/handle-times.ts';
import { OrderedSet } from '../structures/ordered-set.ts';

/** What the engine holds of a user in one group. */
export interface MemberState {
  readonly user: UserId;
  readonly tier: number;
  /** Undefined: takes no calls of this group. */
  readonly loggedInSince: Instant | undefined;
  /** Calls of this group that the member has answered. */
  readonly callsTaken: number;
  /** The turn in which the member was rung last for this group. */
  readonly rungTurn: number;
}

/** A member who may be rung, with what decides who comes first. */
export interface IdleMember {
  readonly user: UserId;
  /** By the group's ring order; the least comes first. */
  readonly rank: number;
  /** The place in the company file decides between equals. */
  readonly place: number;
}

/** What the engine holds of a group from moment to moment. Changed in `evolve` only. */
export interface GroupState {
  readonly id: GroupId;
  readonly members: Map<UserId, MemberState>;
  /** Who may be rung, for each tier by its number, in the group's ring order. */
  readonly idle: Map<number, OrderedSet<IdleMember>>;
  /** The item of each member in `idle`. */
  readonly idleItems: Map<UserId, IdleMember>;
  /** Members who take calls now or will when their call or wrap-up is over. */
  readonly staff: Set<UserId>;
  /** Everyone with a place. */
  readonly line: Line;
  /** Places that could take one member more, by the best tier that they would not take: see `openTo`. */
  readonly open: Map<number, Line>;
  /** How many places a phone rings for: members', or that of one who picks the call up. */
  readonly offeredPlaces: { count: number };
  /** Ordinary callers have been passed by so many VIP calls since the group began. */
  readonly vipsServed: { count: number };
  /** How often the members have been changed: an edit is saved over the version that it began with. */
  membersVersion: number;
  /** How long a member is taken up by one call, learnt as talks end. */
  handleTimes: HandleTimes;
}

/** The key of a place in a line. */
export type Seniority = Pick<
  QueueEntry,
  'id' | 'callerClass' | 'isReturned' | 'arrivedAt' | 'number' | 'vipsServedBefore'
>;

/** An empty group: nobody waits and nobody can be reached. */
export function emptyGroup(group: Group, loggedInSince: (user: UserId) => Instant | undefined): GroupState {
  return {
    id: group.id,
    members: new Map(
      [...group.members.values()].map(({ user, tier }) => [
        user,
        { user, tier, loggedInSince: loggedInSince(user), callsTaken: 0, rungTurn: 0 },
      ]),
    ),
    idle: new Map(),
    idleItems: new Map(),
    staff: new Set(),
    line: new Line(),
    open: new Map(),
    offeredPlaces: { count: 0 },
    vipsServed: { count: 0 },
    membersVersion: 1,
    handleTimes: startHandleTimes(),
  };
}

/** An empty tier. */
export const emptyTier = (): OrderedSet<IdleMember> =>
  new OrderedSet<IdleMember>({ keyOf: ({ rank }) => rank, compare: (a, b) => a.place - b.place });

/** What decides who of a tier is rung first; equals stand in the order of the company file. */
export function rankOf(order: RingOrder, member: MemberState, idleTurn: number): number {
  switch (order) {
    case 'longestIdle':
      return idleTurn;
    case 'roundRobin':
      return member.rungTurn;
    case 'fewestCalls':
      return member.callsTaken;
    default:
      return 0;
  }
}

/** Where an entry id stands for itself. */
export type LineKey = { readonly id: EntryId };
