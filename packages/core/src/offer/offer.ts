import type { CallId, EntryId, GroupId, LegId, OfferId, UserId } from '../kernel/ids.ts';

/** To whom a call is presented. */
export type OfferTarget =
  | { readonly kind: 'tier'; readonly entry: EntryId; readonly group: GroupId; readonly tier: number }
  | { readonly kind: 'user'; readonly user: UserId; readonly pickedUp?: PickedUp }
  /** To the operator to whom it came back. */
  | { readonly kind: 'recall'; readonly user: UserId }
  /** To a user who takes a waiting call without having been offered it. */
  | { readonly kind: 'pickUp'; readonly user: UserId; readonly entry: EntryId }
  | { readonly kind: 'external'; readonly number: string };

/** A user takes a call that has no place in a line. */
export interface PickedUp {
  /** Whose phone it rang, who is rung again if the picker does not answer; undefined: it rang nobody of ours. */
  readonly from: UserId | undefined;
}

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
