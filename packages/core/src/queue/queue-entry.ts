import type { CallbackId, CallId, EntryId, GroupId, OfferId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * How far the ringing of a group has come for one place.
 * - `welcome`: hears the welcome, which must be heard first; out when it is over.
 * - `ringing`: the offer of a tier rings; in from the others when a member can be rung; out when its time is over.
 * - `pausing`: a round is over; in from `ringing`; out by the pause's end or a member who becomes free and was not tried.
 * - `waiting`: no member could be rung; in from arrival or a pause's end; out when a member becomes free.
 * - `dialling`: a callback's turn has come: a member is reserved and the customer is dialled; out when that is decided.
 * - `resting`: a callback that was not reached; out by the next attempt's time, or the customer who calls again.
 * - `pickedUp`: a user who is no member takes the call and their phone rings for it; out when that is decided.
 */
export type RingProgress =
  | { readonly phase: 'welcome' }
  | { readonly phase: 'ringing'; readonly openTier: number; readonly current: OfferId }
  | { readonly phase: 'pausing' }
  | { readonly phase: 'waiting' }
  | { readonly phase: 'dialling'; readonly call: CallId; readonly reserved: UserId }
  /** A callback whose last attempt failed: its place is kept, and its turn comes later. */
  | { readonly phase: 'resting' }
  | { readonly phase: 'pickedUp'; readonly offer: OfferId; readonly by: UserId };

/** Whose place it is: a caller's on the line, or one's who is to be called back. */
export type EntryHolder =
  | { readonly kind: 'call'; readonly call: CallId }
  | { readonly kind: 'callback'; readonly callback: CallbackId };

/** How a caller ranks in a line: VIP callers pass the others. */
export type CallerClass = 'ordinary' | 'vip';

/** One place in a group's queue. */
export interface QueueEntry {
  readonly id: EntryId;
  readonly holder: EntryHolder;
  readonly group: GroupId;
  readonly callerClass: CallerClass;
  /** Came back from a transfer that nobody answered: first in its class. */
  readonly isReturned: boolean;
  /** Seniority: given once, at arrival, and never changed. */
  readonly arrivedAt: Instant;
  /** Breaks ties of callers who came at the same instant. */
  readonly number: number;
  /** When it came to this line. */
  readonly joinedAt: Instant;
  /** How many VIP calls the group had served when it came. */
  readonly vipsServedBefore: number;
  /** Has been offered as a VIP and counts as served before the others. */
  readonly hasPassed: boolean;
  /** From 1. */
  readonly round: number;
  /** How many offers have been made in this round. */
  readonly offersInRound: number;
  readonly progress: RingProgress;
  /** Live offers of tiers, the current one last; more than one only where earlier tiers keep ringing. */
  readonly offers: readonly OfferId[];
  /** Members who have been rung in this round and did not take the call. Changed in `evolve` only. */
  readonly tried: ReadonlySet<UserId>;
  /** Members who refused and are not asked again for this call, where the group says so. */
  readonly refusedBy: readonly UserId[];
  /** How many announcements the caller has heard. */
  readonly announcements: number;
  /** The best place in the line that was told; a worse one is never told. */
  readonly toldPosition: number | undefined;
  /** The shortest wait that was told, in minutes; a longer one is never told. */
  readonly toldWaitMinutes: number | undefined;
  /** The worst tier that may still be rung or join: derived, kept for the line's index. */
  readonly openTo: number;
}
