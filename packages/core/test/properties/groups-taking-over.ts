import type { EventOf } from '../../src/kernel/event.ts';
import type { CallId, EntryId, LegId, UserId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import type { Books } from './groups-books.ts';
import { checkOrder, placesBefore } from './groups-order.ts';
import { type Book, isStarving, newBook, type Place } from './groups-places.ts';
import type { Ringing } from './groups-ringing.ts';

/** A VIP takes over phones that ring (X6, E9). */
export class TakingOver {
  private readonly books: Books;
  private readonly ringing: Ringing;
  private readonly numbers = new Map<CallId, string | undefined>();

  constructor(books: Books, ringing: Ringing) {
    this.books = books;
    this.ringing = ringing;
  }

  /** Somebody calls: by the number it is known which list they are on. */
  arrive({ call, from }: EventOf<'callArrived'>): void {
    this.numbers.set(call, from.kind === 'external' ? from.number : undefined);
  }

  /** X6: the phones of the ordinary caller who arrived last ring on for a VIP, if nobody is free. */
  rebind({ from, offer, entry, tier, at }: EventOf<'offerRebound'>): void {
    const vip = this.books.places.of(entry);
    const victim = this.books.places.of(this.books.entryOfOffer.get(from) as EntryId);
    const book = victim.books.get(from) ?? breach('X6', `${from} rings no more`);
    if (vip.current === undefined || !vip.books.has(vip.current.id)) this.checkVictim(vip, victim);
    victim.books.delete(from);
    if (victim.books.size === 0) {
      victim.phase = 'waiting';
      victim.current = undefined;
    }
    const { tiers } = vip.group;
    const ringMs = (tiers.find(({ number }) => number >= tier) ?? tiers.at(-1))?.ringMs ?? 0;
    const taken = newBook({ id: offer, tier, madeAt: at, ringMs });
    for (const [user, legs] of book.ringing) {
      taken.ringing.set(user, legs);
      for (const leg of legs) this.moveLeg(leg, user, taken);
    }
    this.books.places.countPassing(vip);
    this.ringing.present(vip, taken);
  }

  private moveLeg(leg: LegId, user: UserId, { id }: Book): void {
    const held = this.books.office.legs.get(leg) ?? breach('X6', `${leg} is gone`);
    this.books.office.legs.set(leg, { ...held, user, offer: id });
  }

  private checkVictim(vip: Place, victim: Place): void {
    if (!vip.isVip || this.preemptOf(vip) !== 'ringing') breach('X6', `${vip.id} may take over nothing`);
    if (this.books.places.isAnyoneFree(vip)) breach('X6', `${vip.id} takes phones beside a free member`);
    const last = this.victimOf(vip);
    if (last !== victim) breach('X6', `${victim.id} loses its phones to ${vip.id}, not ${last?.id}`);
    const users = [...victim.books.values()].flatMap(({ ringing }) => [...ringing.keys()]);
    // Who rings already has lost nothing, and phones are taken over in one group: the rule names itself in the event.
    const waiting = placesBefore(this.books, vip).filter((one) => one.phase !== 'ringing' && one.group === vip.group);
    checkOrder(this.books, { place: vip, tier: 0, users }, waiting);
  }

  /** Whose phones a VIP takes: the last of the ordinary callers who may be passed, if the VIP may have all of them. */
  private victimOf(vip: Place): Place | undefined {
    const mayHave = ({ books }: Place): boolean =>
      [...books.values()].every(({ ringing }) =>
        [...ringing.keys()].every((user) => this.books.places.isCandidate(vip, user)),
      );
    return this.books.places
      .inGroup(vip.group.id)
      .filter((one) => one.phase === 'ringing' && !one.isVip && !isStarving(one) && mayHave(one))
      .sort((a, b) => this.books.places.compare(b, a))[0];
  }

  /** What the list says that has the caller's number, else the group. */
  private preemptOf({ call, group }: Place): string {
    const number = call === undefined ? undefined : this.numbers.get(call);
    const has = (entry: { number?: string | undefined; prefix?: string | undefined }): boolean =>
      number !== undefined &&
      (entry.number === number || (entry.prefix !== undefined && number.startsWith(entry.prefix)));
    const list = this.books.company.file.vipLists.find(({ entries }) => entries.some(has));
    return list?.preempt ?? group.vip.preempt;
  }

  /** E9: who may take phones over and waits beside some has not been looked at. */
  checkMissed(place: Place): void {
    const isAsked = place.isVip && this.preemptOf(place) === 'ringing' && place.phase === 'waiting';
    if (!isAsked || place.call === undefined || !this.books.places.all.has(place.id)) return;
    const victim = this.victimOf(place);
    const isPassed = placesBefore(this.books, place).some(
      (one) => one.group === place.group && one.phase !== 'ringing',
    );
    if (victim !== undefined && !isPassed) breach('X6', `${place.id} waits beside the phones of ${victim.id}`);
  }
}
