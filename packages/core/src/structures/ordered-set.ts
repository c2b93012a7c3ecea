/** Items a bucket holds before it is split: large enough for few buckets, small enough for cheap moves within one. */
const BUCKET_LIMIT = 256;

/**
 * A set in the order of a total comparator: no two different items may compare
 * as equal. Add and delete find the bucket by bisection and move at most one
 * bucket's items; iteration is in order.
 */
export class OrderedSet<Item> {
  private readonly buckets: Item[][] = [];
  private readonly compare: (a: Item, b: Item) => number;
  private count = 0;

  constructor(compare: (a: Item, b: Item) => number) {
    this.compare = compare;
  }

  get size(): number {
    return this.count;
  }

  /** The least item. */
  first(): Item | undefined {
    return this.buckets[0]?.[0];
  }

  has(item: Item): boolean {
    const bucket = this.buckets[this.bucketOf(item)];
    const found = bucket?.[bisect(bucket, item, this.compare)];
    return found !== undefined && this.compare(found, item) === 0;
  }

  /** False when it was there already. */
  add(item: Item): boolean {
    const last = this.buckets.at(-1);
    const greatest = last?.at(-1);
    // Who comes last mostly goes last.
    if (last === undefined || (greatest !== undefined && this.compare(greatest, item) < 0)) {
      if (last === undefined || last.length >= BUCKET_LIMIT) this.buckets.push([item]);
      else last.push(item);
      this.count += 1;
      return true;
    }
    const index = this.bucketOf(item);
    const bucket = this.buckets[index] as Item[];
    const place = bisect(bucket, item, this.compare);
    if (this.compare(bucket[place] as Item, item) === 0) return false;
    bucket.splice(place, 0, item);
    if (bucket.length > BUCKET_LIMIT) this.buckets.splice(index + 1, 0, bucket.splice(BUCKET_LIMIT / 2));
    this.count += 1;
    return true;
  }

  /** False when it was not there. */
  delete(item: Item): boolean {
    const index = this.bucketOf(item);
    const bucket = this.buckets[index];
    if (bucket === undefined) return false;
    const place = bisect(bucket, item, this.compare);
    if (this.compare(bucket[place] as Item, item) !== 0) return false;
    if (place === 0) bucket.shift();
    else bucket.splice(place, 1);
    if (bucket.length === 0) this.buckets.splice(index, 1);
    this.count -= 1;
    return true;
  }

  /** How many items come before this one, which need not be in the set. */
  rankOf(item: Item): number {
    const place = this.bucketOf(item);
    let before = 0;
    for (let at = 0; at < place; at += 1) before += this.buckets[at]?.length ?? 0;
    const bucket = this.buckets[place];
    return bucket === undefined ? before : before + bisect(bucket, item, this.compare);
  }

  /** The item that so many come before; undefined when there are not so many. */
  at(rank: number): Item | undefined {
    let left = rank;
    for (const bucket of this.buckets) {
      if (left < bucket.length) return bucket[left];
      left -= bucket.length;
    }
    return undefined;
  }

  /** The items after this one, in order; it need not be in the set. */
  *after(item: Item): IterableIterator<Item> {
    for (let place = this.bucketOf(item); place < this.buckets.length; place += 1) {
      for (const other of this.buckets[place] ?? []) if (this.compare(other, item) > 0) yield other;
    }
  }

  /** In order. The set must not change while one iterates. */
  *[Symbol.iterator](): IterableIterator<Item> {
    for (const bucket of this.buckets) yield* bucket;
  }

  /** The first bucket whose last item is not before `item`; the number of buckets when there is none. */
  private bucketOf(item: Item): number {
    let low = 0;
    let high = this.buckets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.buckets[middle]?.at(-1) as Item;
      if (this.compare(last, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The place of the first item that is not before `item`. */
function bisect<Item>(items: readonly Item[], item: Item, compare: (a: Item, b: Item) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(items[middle] as Item, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
