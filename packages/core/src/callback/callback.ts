import type { SkillNeed } from '../config/company.ts';
import type { E164 } from '../directory/numbers.ts';
import type { CallbackId, CallId, EntryId, GroupId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * The life of a promise to call somebody back.
 * - `waiting`: has its turn in the queue. In from the promise or the end of a rest; out when a member is reserved.
 * - `dialling`: the customer is being called in `call`. Out when they answer, or fail to.
 * - `resting`: an attempt failed; the place is kept, and the next attempt comes later.
 * - `manual`: the company was told and calls by itself. Out when somebody says that it is done.
 */
export type CallbackPhase =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'dialling'; readonly call: CallId }
  | { readonly phase: 'resting' }
  | { readonly phase: 'manual' };

/** How a promise ended: a closed list. */
export const callbackResults = [
  /** The customer answered and has their place again, on the line. */
  'reached',
  /** The customer called again before we did, and has their place. */
  'joined',
  /** Every attempt failed. */
  'failed',
  /** Somebody of the company says that it is done. */
  'closed',
] as const;

/** One of {@link callbackResults}. */
export type CallbackResult = (typeof callbackResults)[number];

/** A promise to call a number back for a group; a number has at most one for each group. */
export interface Callback {
  readonly id: CallbackId;
  readonly group: GroupId;
  readonly number: E164;
  readonly name: string | undefined;
  /** What the customer's call needed of a member: so does the callback (X5). */
  readonly needs: readonly SkillNeed[];
  /** The place that is kept; undefined when the company calls by itself. */
  readonly entry: EntryId | undefined;
  readonly promisedAt: Instant;
  readonly attempts: number;
  readonly at: CallbackPhase;
  /** The same customer, who called in while we dial: waits for what comes of it (E18). */
  readonly joiner: CallId | undefined;
}

/** What identifies a promise: one for each group and number. */
export const promiseKey = (group: GroupId, number: string): string => `${group}/${number}`;
