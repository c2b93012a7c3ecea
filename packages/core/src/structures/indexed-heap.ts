import { SplitMap } from './split-map.ts';

interface Slot<Key, Value> {
  readonly key: Key;
  readonly value: Value;
}

/**
 * A binary heap in which every item has a key by which it can be replaced or
 * taken out. `compare` must be total: no two items may be equal.
 * Set, delete and pop: O(log n); peek and has: O(1).
 */
export class IndexedHeap<Key extends string, Value> {
  private readonly slots: Slot<Key, Value>[] = [];
  private readonly places = new SplitMap<Key, number>();
  private readonly compare: (a: Value, b: Value) => number;

  constructor(compare: (a: Value, b: Value) => number) {
    this.compare = compare;
  }

  get size(): number {
    return this.slots.length;
  }

  get(key: Key): Value | undefined {
    const place = this.places.get(key);
    return place === undefined ? undefined : this.slots[place]?.value;
  }

  has(key: Key): boolean {
    return this.places.has(key);
  }

  /** The least item. */
  peek(): Value | undefined {
    return this.slots[0]?.value;
  }

  /** Puts the item in, in place of an earlier one with the same key. */
  set(key: Key, value: Value): void {
    this.delete(key);
    this.slots.push({ key, value });
    this.places.set(key, this.slots.length - 1);
    this.rise(this.slots.length - 1);
  }

  /** Takes the item out; false when there was none. */
  delete(key: Key): boolean {
    const place = this.places.get(key);
    if (place === undefined) return false;
    this.places.delete(key);
    const last = this.slots.pop();
    if (last !== undefined && place < this.slots.length) {
      this.slots[place] = last;
      this.places.set(last.key, place);
      this.rise(place);
      this.sink(place);
    }
    return true;
  }

  /** Every item, in no order that may be relied on. */
  *values(): IterableIterator<Value> {
    for (const slot of this.slots) yield slot.value;
  }

  private rise(start: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.isBefore(place, parent)) return;
      this.swap(place, parent);
      place = parent;
    }
  }

  private sink(start: number): void {
    let place = start;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      let least = place;
      if (left < this.slots.length && this.isBefore(left, least)) least = left;
      if (right < this.slots.length && this.isBefore(right, least)) least = right;
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    return this.compare((this.slots[a] as Slot<Key, Value>).value, (this.slots[b] as Slot<Key, Value>).value) < 0;
  }

  private swap(a: number, b: number): void {
    const first = this.slots[a] as Slot<Key, Value>;
    const second = this.slots[b] as Slot<Key, Value>;
    this.slots[a] = second;
    this.slots[b] = first;
    this.places.set(second.key, a);
    this.places.set(first.key, b);
  }
}
