import type { Instant } from '@sentralbord/core';

/** When somebody wants to be woken. `order` is unique to its owner and decides between alarms of one instant. */
export interface Alarm {
  readonly at: Instant;
  readonly order: number;
  readonly ring: () => void;
}

/**
 * Alarms by (instant, order), at most one for each order. Set and delete:
 * O(log n) in the number of owners that have one; owners without cost nothing.
 */
export class AlarmHeap {
  private readonly alarms: Alarm[] = [];
  private readonly places = new Map<number, number>();

  get size(): number {
    return this.alarms.length;
  }

  /** The next one. */
  peek(): Alarm | undefined {
    return this.alarms[0];
  }

  /** Sets the alarm, in place of an earlier one of the same order. */
  set(alarm: Alarm): void {
    const place = this.places.get(alarm.order) ?? this.alarms.length;
    this.put(place, alarm);
    this.settle(place);
  }

  /** Takes the alarm out, if there is one. */
  delete(order: number): void {
    const place = this.places.get(order);
    if (place === undefined) return;
    this.places.delete(order);
    const last = this.alarms.pop();
    if (last === undefined || place === this.alarms.length) return;
    this.put(place, last);
    this.settle(place);
  }

  private settle(start: number): void {
    this.sink(this.rise(start));
  }

  private rise(start: number): number {
    let place = start;
    while (place > 0 && this.isBefore(place, (place - 1) >> 1)) {
      this.swap(place, (place - 1) >> 1);
      place = (place - 1) >> 1;
    }
    return place;
  }

  private sink(start: number): void {
    let place = start;
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      if (this.isBefore(left, least)) least = left;
      if (this.isBefore(right, least)) least = right;
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  /** Nothing is before what is not there, and what is not there is before nothing. */
  private isBefore(first: number, second: number): boolean {
    const [a, b] = [this.alarms[first], this.alarms[second]];
    if (a === undefined || b === undefined) return false;
    return a.at === b.at ? a.order < b.order : a.at < b.at;
  }

  private swap(first: number, second: number): void {
    const [a, b] = [this.alarms[first], this.alarms[second]];
    if (a === undefined || b === undefined) return;
    this.put(first, b);
    this.put(second, a);
  }

  private put(place: number, alarm: Alarm): void {
    this.alarms[place] = alarm;
    this.places.set(alarm.order, place);
  }
}
