import type { CallId, EntryId, GroupId, LegId, OfferId, UserId } from '../kernel/ids.ts';

/** To whom a call is presented. */
export type OfferTarget =
  | { readonly kind: 'tier'; readonly entry: EntryId; readonly group: GroupId; readonly tier: number }
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'external'; readonly number: string };

/** How an offer ended. */
export type OfferResult =
  | 'answered'
  /** Everyone it rang for refused, was busy or could not be reached. */
  | 'declined'
  /** Its ring time passed. */
  | 'unanswered'
  /** The call needed no answer any more. */
  | 'withdrawn';

/** One presentation of one call: many ringing legs, one winner, an id never used again. */
export interface Offer {
  readonly id: OfferId;
  readonly call: CallId;
  readonly to: OfferTarget;
  /** The legs that may still answer. */
  readonly legs: readonly LegId[];
}
