/** Items a bucket holds before it is split: large enough for few buckets, small enough for cheap moves within one. */
const BUCKET_LIMIT = 256;

/** Items in order, and the key of each beside it: bisection reads numbers that lie together, not items all over the heap. */
interface Bucket<Item> {
  readonly items: Item[];
  readonly keys: number[];
}

/** By what an {@link OrderedSet} orders its items. */
export interface Ordering<Item> {
  /** What decides first; not NaN. */
  readonly keyOf: (item: Item) => number;
  /** Decides between two items of one key, totally: 0 only for an item and itself. */
  readonly compare: (a: Item, b: Item) => number;
}

/**
 * A set in order: by a number first, by a comparator between equals. Add and
 * delete find the bucket by bisection and move at most one bucket's items;
 * iteration is in order.
 */
export class OrderedSet<Item> {
  private readonly buckets: Bucket<Item>[] = [];
  /** The key of each bucket's last item. */
  private readonly lastKeys: number[] = [];
  private readonly ordering: Ordering<Item>;
  private count = 0;

  constructor(ordering: Ordering<Item>) {
    this.ordering = ordering;
  }

  get size(): number {
    return this.count;
  }

  /** The least item. */
  first(): Item | undefined {
    return this.buckets[0]?.items[0];
  }

  has(item: Item): boolean {
    const key = this.ordering.keyOf(item);
    const bucket = this.buckets[this.bucketOf(key, item)];
    return bucket !== undefined && this.holds(bucket, this.placeIn(bucket, key, item), item);
  }

  /** False when it was there already. */
  add(item: Item): boolean {
    const key = this.ordering.keyOf(item);
    const index = this.bucketOf(key, item);
    const bucket = this.buckets[index];
    if (bucket === undefined) {
      this.append(key, item);
      return true;
    }
    const place = this.placeIn(bucket, key, item);
    if (this.holds(bucket, place, item)) return false;
    bucket.items.splice(place, 0, item);
    bucket.keys.splice(place, 0, key);
    this.count += 1;
    if (bucket.items.length > BUCKET_LIMIT) this.split(index);
    return true;
  }

  /** False when it was not there. */
  delete(item: Item): boolean {
    const key = this.ordering.keyOf(item);
    const index = this.bucketOf(key, item);
    const bucket = this.buckets[index];
    if (bucket === undefined) return false;
    const place = this.placeIn(bucket, key, item);
    if (!this.holds(bucket, place, item)) return false;
    removeAt(bucket.items, place);
    removeAt(bucket.keys, place);
    this.count -= 1;
    if (bucket.items.length > 0) {
      this.lastKeys[index] = bucket.keys.at(-1) as number;
      return true;
    }
    this.buckets.splice(index, 1);
    this.lastKeys.splice(index, 1);
    return true;
  }

  /** How many items come before this one, which need not be in the set. */
  rankOf(item: Item): number {
    const key = this.ordering.keyOf(item);
    const index = this.bucketOf(key, item);
    let before = 0;
    for (let at = 0; at < index; at += 1) before += this.buckets[at]?.items.length ?? 0;
    const bucket = this.buckets[index];
    return bucket === undefined ? before : before + this.placeIn(bucket, key, item);
  }

  /** The item that so many come before; undefined when there are not so many. */
  at(rank: number): Item | undefined {
    let left = rank;
    for (const { items } of this.buckets) {
      if (left < items.length) return items[left];
      left -= items.length;
    }
    return undefined;
  }

  /** The items after this one, in order; it need not be in the set. */
  *after(item: Item): IterableIterator<Item> {
    const key = this.ordering.keyOf(item);
    for (let index = this.bucketOf(key, item); index < this.buckets.length; index += 1) {
      const bucket = this.buckets[index] as Bucket<Item>;
      for (let at = 0; at < bucket.items.length; at += 1) {
        if (this.order(bucket, at, key, item) > 0) yield bucket.items[at] as Item;
      }
    }
  }

  /** In order. The set must not change while one iterates. */
  *[Symbol.iterator](): IterableIterator<Item> {
    for (const { items } of this.buckets) yield* items;
  }

  /** Puts the item, which comes after all, at the end. */
  private append(key: number, item: Item): void {
    const last = this.buckets.at(-1);
    this.count += 1;
    if (last === undefined || last.items.length >= BUCKET_LIMIT) {
      this.buckets.push({ items: [item], keys: [key] });
      this.lastKeys.push(key);
      return;
    }
    last.items.push(item);
    last.keys.push(key);
    this.lastKeys[this.lastKeys.length - 1] = key;
  }

  /** Two buckets of one. */
  private split(index: number): void {
    const { items, keys } = this.buckets[index] as Bucket<Item>;
    this.buckets.splice(index + 1, 0, { items: items.splice(BUCKET_LIMIT / 2), keys: keys.splice(BUCKET_LIMIT / 2) });
    this.lastKeys.splice(index, 0, keys.at(-1) as number);
  }

  private holds({ items }: Bucket<Item>, place: number, item: Item): boolean {
    return place < items.length && this.ordering.compare(items[place] as Item, item) === 0;
  }

  /** How the item at a place of a bucket stands to another one, with its key. */
  private order(bucket: Bucket<Item>, place: number, key: number, item: Item): number {
    const own = bucket.keys[place] as number;
    return own === key ? this.ordering.compare(bucket.items[place] as Item, item) : own - key;
  }

  /** The first bucket whose last item is not before `item`; the number of buckets when there is none. */
  private bucketOf(key: number, item: Item): number {
    let low = 0;
    let high = this.buckets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.lastKeys[middle] as number;
      if (last < key || (last === key && this.isLastBefore(middle, item))) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isLastBefore(index: number, item: Item): boolean {
    return this.ordering.compare(this.buckets[index]?.items.at(-1) as Item, item) < 0;
  }

  /** The place of the first item of a bucket that is not before `item`. */
  private placeIn(bucket: Bucket<Item>, key: number, item: Item): number {
    let low = 0;
    let high = bucket.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order(bucket, middle, key, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function removeAt(list: unknown[], place: number): void {
  if (place === 0) list.shift();
  else list.splice(place, 1);
}
