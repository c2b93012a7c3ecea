/** One bucket of a {@link BucketRing} as plain JSON. */
export interface SavedBucket<Value> {
  readonly number: number;
  readonly value: Value;
}

/**
 * Time cut into buckets of `widthMs`, of which the newest `count` are kept.
 * Bucket n covers `[n × widthMs, (n + 1) × widthMs)`, counted from the Unix
 * epoch. A value is made when its bucket is first written to; writing to a
 * newer bucket drops the oldest. Write: O(1); read of a span: O(buckets in it).
 */
export class BucketRing<Value> {
  readonly widthMs: number;
  readonly count: number;
  private readonly slots: (SavedBucket<Value> | undefined)[];
  private readonly make: () => Value;
  private newest = Number.NEGATIVE_INFINITY;

  constructor({ widthMs, count, make }: { widthMs: number; count: number; make: () => Value }) {
    this.widthMs = widthMs;
    this.count = count;
    this.make = make;
    this.slots = new Array<SavedBucket<Value> | undefined>(count).fill(undefined);
  }

  /** The value of the bucket of an instant, made when new; undefined when that time is past the ring's memory. */
  at(instant: number): Value | undefined {
    const number = Math.floor(instant / this.widthMs);
    if (number <= this.newest - this.count) return undefined;
    this.newest = Math.max(this.newest, number);
    const place = this.placeOf(number);
    const found = this.slots[place];
    if (found?.number === number) return found.value;
    const value = this.make();
    this.slots[place] = { number, value };
    return value;
  }

  /** The values from the bucket of `from` to the bucket of `to`, both with them, the oldest first. */
  *span(from: number, to: number): IterableIterator<Value> {
    const first = Math.max(Math.floor(from / this.widthMs), this.newest - this.count + 1);
    const last = Math.min(Math.floor(to / this.widthMs), this.newest);
    for (let number = first; number <= last; number += 1) {
      const found = this.slots[this.placeOf(number)];
      if (found?.number === number) yield found.value;
    }
  }

  /** What is kept, the oldest first. */
  save(): readonly SavedBucket<Value>[] {
    return this.slots
      .filter((slot) => slot !== undefined)
      .filter(({ number }) => number > this.newest - this.count)
      .sort((a, b) => a.number - b.number);
  }

  /** Puts back what {@link save} gave; the ring must be new. */
  restore(saved: readonly SavedBucket<Value>[]): void {
    for (const { number, value } of saved) {
      this.newest = Math.max(this.newest, number);
      this.slots[this.placeOf(number)] = { number, value };
    }
  }

  private placeOf(number: number): number {
    return ((number % this.count) + this.count) % this.count;
  }
}
