import type { Event, EventOf } from '../../src/kernel/event.ts';
import { breach } from './breach.ts';
import type { Books } from './groups-books.ts';
import { Burst } from './groups-burst.ts';
import { checkBetterTiers, checkOrder, checkTime, placesBefore } from './groups-order.ts';
import { type Book, newBook, type Place } from './groups-places.ts';

/** Who is rung, in which order, by which phones, and when (law 4, law 5, E5, E7, X1, S109). */
export class Ringing {
  private readonly books: Books;
  private burst: Burst | undefined;

  constructor(books: Books) {
    this.books = books;
  }

  /** Before anything else is made of an event: a burst of phones may be over. */
  begin(event: Event): void {
    if (this.burst?.hasPartIn(event) === false) this.closeBurst();
    if (event.type === 'legStarted') this.expectRing(event);
  }

  /** A phone begins to ring. */
  add(event: EventOf<'legStarted'>): void {
    this.burst?.add(event);
  }

  /** Law 5, E5, S108: why these members, and why now. */
  openOffer({ offer, to, at }: EventOf<'offerMade'>): void {
    if (to.kind === 'pickUp') {
      this.books.owed.settle(`leave ${to.entry}`);
      const place = this.books.places.of(to.entry);
      place.phase = 'pickedUp';
      place.current = undefined;
      place.pausedAt = undefined;
    }
    if (to.kind !== 'tier') return;
    const place = this.books.places.of(to.entry);
    const { group, reserved } = place;
    const isKept = reserved !== undefined && this.books.office.mayBeRung(reserved, group.id);
    if (!isKept) checkBetterTiers(this.books, { place, tier: to.tier, users: [] });
    checkTime(place, at);
    const width = this.books.places.widthOf(place, place.offersInRound + 1);
    const pool = this.books.places.freeIn(place, to.tier);
    const ranked = isKept ? [reserved] : this.books.places.ranked(place, to.tier).slice(0, width);
    const ringMs = group.tiers.find(({ number }) => number === to.tier)?.ringMs ?? 0;
    const book = newBook({ id: offer, tier: to.tier, madeAt: at, ringMs });
    this.burst = new Burst(place, book, {
      pool,
      count: Math.max(1, ranked.length),
      expected: isKept || group.order !== 'random' ? ranked : undefined,
      before: isKept ? [] : placesBefore(this.books, place),
    });
    this.books.places.countPassing(place);
    this.present(place, book);
  }

  /** An offer rings for a place from now on. */
  present(place: Place, book: Book): void {
    place.phase = 'ringing';
    place.reserved = undefined;
    place.pausedAt = undefined;
    place.offersInRound += 1;
    place.current = book;
    place.books.set(book.id, book);
    this.books.entryOfOffer.set(book.id, place.id);
  }

  /** A phone begins to ring for a tier that rings already: a member who became free, or the next of a width. */
  private expectRing({ offer, party }: EventOf<'legStarted'>): void {
    const entry = this.books.entryOfOffer.get(offer);
    if (entry === undefined || party.kind !== 'device' || this.burst !== undefined) return;
    const { user } = party;
    const place = this.books.places.of(entry);
    const { current, group } = place;
    const tier = group.members.get(user)?.tier ?? breach('law 5', `${user} is no member`);
    if (current?.id !== offer || place.phase !== 'ringing') breach('E5', `${user} joins ${offer}, which is not open`);
    if (tier > current.tier) breach('law 5', `${user} joins before tier ${tier} is open`);
    const pool = this.books.places.freeIn(place, tier);
    const isBetter = tier < current.tier;
    if (!isBetter && this.books.places.roomOf(place) <= 0) breach('X1', `${user} joins ${offer} beyond its width`);
    const isRanked = group.order !== 'random' && group.order !== 'allAtOnce' && group.widths !== undefined;
    const [first] = this.books.places.ranked(place, tier);
    if (isRanked && !isBetter && pool.includes(user) && first !== user) breach('X1', `${user} joins before ${first}`);
    this.burst = new Burst(place, current, {
      pool,
      count: 1,
      expected: [user],
      before: placesBefore(this.books, place),
    });
  }

  /** The phones that have begun to ring are just those that had to. */
  closeBurst(): void {
    const { burst } = this;
    this.burst = undefined;
    if (burst === undefined) return;
    const rung = burst.check((user) => this.books.office.phonesOf(user));
    checkOrder(this.books, rung, burst.before);
  }
}
