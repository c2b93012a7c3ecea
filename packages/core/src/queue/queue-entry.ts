import type { CallId, EntryId, GroupId, OfferId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * How far the ringing of a group has come for one caller.
 * - `ringing`: the offer of a tier rings; in from the others when a member can be rung; out when the tier's time is over.
 * - `pausing`: a round is over; in from `ringing`; out by the pause's end or a member who becomes free and was not tried.
 * - `waiting`: no member could be rung; in from arrival or a pause's end; out when a member becomes free.
 */
export type RingProgress =
  | { readonly phase: 'ringing'; readonly openTier: number; readonly current: OfferId }
  | { readonly phase: 'pausing' }
  | { readonly phase: 'waiting' };

/** One place in a group's queue. */
export interface QueueEntry {
  readonly id: EntryId;
  readonly call: CallId;
  readonly group: GroupId;
  /** Seniority: given once, at arrival, and never changed. */
  readonly arrivedAt: Instant;
  /** Breaks ties of callers who came at the same instant. */
  readonly number: number;
  /** From 1. */
  readonly round: number;
  readonly progress: RingProgress;
  /** Live offers, the current one last; more than one only where earlier tiers keep ringing. */
  readonly offers: readonly OfferId[];
  /** Members who have been rung in this round and did not take the call. Changed in `evolve` only. */
  readonly tried: ReadonlySet<UserId>;
}
