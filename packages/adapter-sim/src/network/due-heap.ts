import type { Instant } from '@sentralbord/core';

interface Item<T> {
  readonly due: Instant;
  readonly number: number;
  readonly value: T;
}

/** Things by when they are due, then by when they were added: a binary heap, O(log n) to add and take. */
export class DueHeap<T> {
  private readonly items: Item<T>[] = [];
  private added = 0;

  add(due: Instant, value: T): void {
    this.added += 1;
    this.items.push({ due, number: this.added, value });
    this.rise(this.items.length - 1);
  }

  /** When the first is due; undefined when there is none. */
  nextDue(): Instant | undefined {
    return this.items[0]?.due;
  }

  /** Takes the first out; undefined when there is none. */
  take(): T | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && last !== first) {
      this.items[0] = last;
      this.sink(0);
    }
    return first?.value;
  }

  private rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.comesBefore(place, parent)) return;
      this.swap(place, parent);
      place = parent;
    }
  }

  private sink(from: number): void {
    for (let place = from; ; ) {
      const left = 2 * place + 1;
      const least = this.comesBefore(left + 1, left) ? left + 1 : left;
      if (!this.comesBefore(least, place)) return;
      this.swap(place, least);
      place = least;
    }
  }

  private comesBefore(a: number, b: number): boolean {
    const [one, other] = [this.items[a], this.items[b]];
    if (one === undefined) return false;
    if (other === undefined) return true;
    return one.due < other.due || (one.due === other.due && one.number < other.number);
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.items[a], this.items[b]];
    if (one === undefined || other === undefined) return;
    this.items[a] = other;
    this.items[b] = one;
  }
}
