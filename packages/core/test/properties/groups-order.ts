import { breach } from './breach.ts';
import type { Books } from './groups-books.ts';
import type { Rung } from './groups-burst.ts';
import type { Place } from './groups-places.ts';

/** Everyone who is served before a place, of whatever group (E6). */
export function placesBefore(books: Books, place: Place): readonly Place[] {
  return [...books.places.all.values()].filter((other) => books.places.compare(other, place) < 0);
}

/** Law 4, E6: none of those before could take one of the members who are rung. */
export function checkOrder(books: Books, { place, users }: Rung, before: readonly Place[]): void {
  for (const user of users) {
    const other = before.find(
      (one) => books.places.couldTake(one, user) && books.office.takesCalls(user, one.group.id),
    );
    if (other !== undefined) breach('law 4', `${user} is rung for ${place.id} before ${other.id}`);
  }
}

/** Law 5: nobody of a better tier is free. */
export function checkBetterTiers(books: Books, { place, tier }: Rung): void {
  for (const { number } of place.group.tiers.filter((one) => one.number < tier)) {
    const [free] = books.places.freeIn(place, number);
    if (free !== undefined) breach('law 5', `${free} of tier ${number} is free when tier ${tier} is rung`);
  }
}

/** E5: the offer before has had its time, or has been refused by all. */
export function checkTime({ id, phase, books, current, group }: Place, at: number): void {
  if (phase === 'welcome' || phase === 'resting' || phase === 'pickedUp') breach('E5', `${id} rings in its ${phase}`);
  if (books.size === 0) return;
  if (!group.keepRinging) breach('E5', `${id} rings on beside a new offer`);
  const isLive = current !== undefined && books.has(current.id);
  if (isLive && at !== current.madeAt + current.ringMs) breach('E5', `${current.id} is followed at ${at}`);
}
