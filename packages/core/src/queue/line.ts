import type { Seniority } from '../group/group-state.ts';
import { OrderedSet, type Ordering } from '../structures/ordered-set.ts';

/** Whether an ordinary caller has been passed so often that no newer VIP may pass any more (law 11). */
export type IsStarving = (place: Seniority) => boolean;

/** Within a class: who came back first, then who arrived first, then the number. */
export const bySeniority = (a: Seniority, b: Seniority): number =>
  Number(b.isReturned) - Number(a.isReturned) || a.arrivedAt - b.arrivedAt || a.number - b.number;

/** Earlier than any instant: who came back stands before all who arrived. */
const RETURNED_FIRST = 2 ** 52;

const seniority: Ordering<Seniority> = {
  keyOf: ({ isReturned, arrivedAt }) => (isReturned ? arrivedAt - RETURNED_FIRST : arrivedAt),
  compare: bySeniority,
};

/** The order of service between two places: starving callers, VIP callers, the others; each by seniority. */
export function comesBefore(a: Seniority, b: Seniority, isStarving: IsStarving): boolean {
  const [first, second] = [classRank(a, isStarving), classRank(b, isStarving)];
  return first === second ? bySeniority(a, b) < 0 : first < second;
}

function classRank(place: Seniority, isStarving: IsStarving): number {
  if (place.callerClass === 'vip') return 1;
  return isStarving(place) ? 0 : 2;
}

/** Places in the order of service. Add, delete and rank cost O(log n); heads O(1). */
export class Line {
  private readonly vips = new OrderedSet<Seniority>(seniority);
  private readonly others = new OrderedSet<Seniority>(seniority);

  get size(): number {
    return this.vips.size + this.others.size;
  }

  add(place: Seniority): void {
    this.classOf(place).add(place);
  }

  delete(place: Seniority): void {
    this.classOf(place).delete(place);
  }

  has(place: Seniority): boolean {
    return this.classOf(place).has(place);
  }

  /** The place that is served first of those for which `may` says so. */
  first(isStarving: IsStarving, may: (place: Seniority) => boolean): Seniority | undefined {
    const vip = firstOf(this.vips, may);
    const other = firstOf(this.others, may);
    if (vip === undefined || other === undefined) return vip ?? other;
    return comesBefore(vip, other, isStarving) ? vip : other;
  }

  /** How many places are served before this one. */
  rankOf(place: Seniority, isStarving: IsStarving): number {
    const starving = this.starving(isStarving);
    if (place.callerClass === 'vip') return starving + this.vips.rankOf(place);
    return this.others.rankOf(place) + (isStarving(place) ? 0 : this.vips.size);
  }

  /** The ordinary caller just behind this place; it need not be in the line. */
  ordinaryBehind(place: Seniority): Seniority | undefined {
    for (const behind of this.others.after(place)) return behind;
    return undefined;
  }

  /** All places in the order of service. */
  inOrder(isStarving: IsStarving): readonly Seniority[] {
    const others = [...this.others];
    const isFirst = others.map((place) => isStarving(place));
    return [
      ...others.filter((_, at) => isFirst[at] === true),
      ...this.vips,
      ...others.filter((_, at) => isFirst[at] !== true),
    ];
  }

  /** All places, VIP callers first. The line must not change while one iterates. */
  *[Symbol.iterator](): IterableIterator<Seniority> {
    yield* this.vips;
    yield* this.others;
  }

  /** The ordinary caller who arrived last of those for whom `may` says so. */
  lastOrdinary(may: (place: Seniority) => boolean): Seniority | undefined {
    let last: Seniority | undefined;
    for (const place of this.others) if (may(place)) last = place;
    return last;
  }

  /** How many ordinary callers go before newer VIP callers: always the first ones of the line, see `joinLine`. */
  private starving(isStarving: IsStarving): number {
    let low = 0;
    let high = this.others.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      const place = this.others.at(middle);
      if (place !== undefined && isStarving(place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private classOf(place: Seniority): OrderedSet<Seniority> {
    return place.callerClass === 'vip' ? this.vips : this.others;
  }
}

function firstOf(places: OrderedSet<Seniority>, may: (place: Seniority) => boolean): Seniority | undefined {
  for (const place of places) if (may(place)) return place;
  return undefined;
}
