import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { DeviceId, UserId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import type { Book, Place } from './groups-places.ts';

/** Members who are rung for a place. */
export interface Rung {
  readonly place: Place;
  readonly tier: number;
  readonly users: readonly UserId[];
}

interface Expected {
  /** Who might be rung. */
  readonly pool: readonly UserId[];
  /** How many must be. */
  readonly count: number;
  /** Who must be, in this order; undefined where a lot is drawn. */
  readonly expected: readonly UserId[] | undefined;
  /** Places that are served before, as things stood. */
  readonly before: readonly Place[];
}

/** Phones that begin to ring one after another for the same offer, with nothing in between. */
export class Burst {
  readonly before: readonly Place[];
  private readonly place: Place;
  private readonly book: Book;
  private readonly wanted: Expected;
  private readonly phones = new Map<UserId, DeviceId[]>();

  constructor(place: Place, book: Book, expected: Expected) {
    this.place = place;
    this.book = book;
    this.wanted = expected;
    this.before = expected.before;
  }

  /** Whether an event belongs to it; any other ends it. */
  hasPartIn(event: Event): boolean {
    if (event.type === 'timerSet' || event.type === 'availabilityChanged') return true;
    if (event.type !== 'legStarted' || event.offer !== this.book.id || event.party.kind !== 'device') return false;
    return this.phones.size < this.wanted.count || this.phones.has(event.party.user);
  }

  add({ leg, party }: EventOf<'legStarted'>): void {
    if (party.kind !== 'device') return;
    const { user, device } = party;
    this.phones.set(user, [...(this.phones.get(user) ?? []), device]);
    this.book.ringing.set(user, (this.book.ringing.get(user) ?? new Set()).add(leg));
  }

  /** X1, S109, E7: just those whom the ring order names, in its order, each by every phone. */
  check(phonesOf: (user: UserId) => readonly DeviceId[]): Rung {
    const { pool, count, expected } = this.wanted;
    const users = [...this.phones.keys()];
    const name = `${this.book.id} of ${this.place.id}`;
    if (users.length === 0) breach('E5', `${name} rings nobody`);
    for (const user of users) {
      const isTried = this.place.tried.has(user) || this.place.refused.has(user);
      if (isTried) breach('E8', `${name} rings ${user} again`);
      if (!pool.includes(user)) breach('X2', `${name} rings ${user}, who is not free`);
      const [found, wanted] = [this.phones.get(user)?.join(), phonesOf(user).join()];
      if (found !== wanted) breach('S109', `${name} rings ${found}, not ${wanted}`);
    }
    if (expected !== undefined && users.join() !== expected.join())
      breach('X1', `${name} rings ${users.join()}, not ${expected.join()}`);
    if (users.length !== Math.min(count, pool.length)) breach('X1', `${name} rings ${users.length}, not ${count}`);
    return { place: this.place, tier: this.book.tier, users };
  }
}
