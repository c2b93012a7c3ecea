import type { EventOf } from '../../src/kernel/event.ts';
import type { UserId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import type { Books } from './groups-books.ts';
import type { Place } from './groups-places.ts';

/** Who does not take a call, what that means for them, and how an offer ends (E8, S108, X2). */
export class Refusals {
  private readonly books: Books;

  constructor(books: Books) {
    this.books = books;
  }

  /** A phone stops. */
  endLeg({ leg, by, cause }: EventOf<'legEnded'>): void {
    const held = this.books.office.legs.get(leg);
    const place = this.books.placeOfOffer(held?.offer);
    const book = held?.offer === undefined ? undefined : place?.books.get(held.offer);
    const legs = held === undefined ? undefined : book?.ringing.get(held.user);
    if (held === undefined || place === undefined || book === undefined || legs === undefined) return;
    legs.delete(leg);
    if (by === 'network' && cause === 'rejected') book.refused.add(held.user);
    if (legs.size > 0) return;
    book.ringing.delete(held.user);
    const phones = this.books.office.phonesOf(held.user);
    if (phones.length === 0 || place.tried.has(held.user)) return;
    // The last phone that rang is gone, and one that has failed before is still there.
    const isGone = held.device !== undefined && !phones.includes(held.device);
    if (by === 'network' || isGone || book.refused.has(held.user))
      this.refuse(place, held.user, book.refused.has(held.user));
    // One who dials needs no phone that rings.
    else if (this.books.office.takesCalls(held.user, place.group.id) && !this.books.office.isTalking(held.user))
      book.silenced.add(held.user);
  }

  /** E8: a member did not take the call. */
  private refuse(place: Place, user: UserId, isRejected: boolean): void {
    place.tried.add(user);
    if (isRejected && place.group.refusalCountsFor === 'call') place.refused.add(user);
    this.books.owed.owe(`tried ${place.id} ${user}`, `E8: ${user} has not been tried for ${place.id}`);
    if (!isRejected) this.oweBackOff(user);
  }

  private oweBackOff(user: UserId): void {
    if (!this.books.office.backOffUntil.has(user))
      this.books.owed.owe(`back-off ${user}`, `E8: ${user} is not left alone`);
  }

  /** The engine says who has been tried. */
  tryMember({ entry, user, cause, isFinal }: EventOf<'memberTried'>): void {
    const place = this.books.places.of(entry);
    const mayBeFinal = cause === 'rejected' && place.group.refusalCountsFor === 'call';
    if (isFinal !== mayBeFinal) breach('E8', `${user} refuses ${entry} for good: ${isFinal}`);
    if (cause === 'noAnswer') this.books.office.missed.set(user, (this.books.office.missed.get(user) ?? 0) + 1);
    if (this.books.owed.settle(`tried ${entry} ${user}`)) {
      if (cause === 'noAnswer') this.owePause(place, user);
      return;
    }
    const book = [...place.books.values()].find((one) => one.ringing.has(user) || one.silenced.has(user));
    if (book === undefined || cause !== 'noAnswer') breach('E8', `${user} is tried for ${entry} by ${cause}`);
    // A machine has answered: the leg is stopped first (E14).
    if (book.silenced.delete(user)) this.oweBackOff(user);
    place.tried.add(user);
    this.owePause(place, user);
  }

  /** X2: who lets so many offers in a row ring is paused. */
  private owePause({ group }: Place, user: UserId): void {
    const isEnough = (this.books.office.missed.get(user) ?? 0) >= (group.autoPauseAfter ?? Number.POSITIVE_INFINITY);
    if (isEnough && !this.books.office.pausedUsers.has(user))
      this.books.owed.owe(`pause ${user}`, `X2: ${user} is not paused`);
  }

  /** An offer is over, for a reason that holds. */
  closeOffer({ offer, result, at }: EventOf<'offerEnded'>): void {
    const entry = this.books.entryOfOffer.get(offer);
    if (entry === undefined) return;
    const place = this.books.places.of(entry);
    const book = place.books.get(offer) ?? breach('law 6', `${offer} ends twice`);
    place.books.delete(offer);
    const [silenced] = book.silenced;
    if (result === 'answered') this.books.owed.owe(`leave ${entry}`, `E25: ${entry} is answered and not left`);
    else if (result === 'withdrawn') {
      if (silenced !== undefined) this.books.owed.owe(`leave ${entry}`, `law 5: ${silenced} is stopped for nothing`);
    } else if (silenced !== undefined) breach('law 5', `${silenced} is stopped and not tried`);
    if (result !== 'unanswered') return;
    const last = place.group.keepRinging ? (place.current ?? book) : book;
    const isOver = at === last.madeAt + last.ringMs;
    const isKeptOn = place.group.keepRinging && last !== book && !place.books.has(last.id);
    if (!isOver && !isKeptOn) breach('S108', `tier ${book.tier} rang from ${book.madeAt} to ${at}`);
  }
}
