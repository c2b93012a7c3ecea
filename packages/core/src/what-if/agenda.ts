import type { Input } from '../kernel/input.ts';
import type { Result } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';

/** Something that will be done at an instant, if it still can be. */
export interface Planned {
  readonly at: Instant;
  /** Of two at one instant, the lesser comes first: as it was in the saved stream. */
  readonly order: number;
  /** The input that it makes; undefined: it cannot be done any more. */
  readonly make: () => Input | undefined;
  /** Told what the engine replied to the input. */
  readonly replied?: (reply: Result<void>) => void;
}

/** The order of what stands in no stream: after all that does. */
export const LAST = Number.MAX_SAFE_INTEGER;
/** The order of what the change says: before all of the stream. */
export const FIRST = -1;

interface Item {
  readonly planned: Planned;
  /** Of two with one order, what was planned first comes first. */
  readonly number: number;
}

/** What people and the network are going to do, by its time, then by its place in the saved stream: a binary heap. */
export class Agenda {
  private readonly items: Item[] = [];
  private planned = 0;

  /** The next that will be done. */
  next(): Planned | undefined {
    return this.items[0]?.planned;
  }

  plan(planned: Planned): void {
    this.planned += 1;
    const item = { planned, number: this.planned };
    let place = this.items.push(item) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.items[parent];
      if (above === undefined || !isBefore(item, above)) break;
      this.items[place] = above;
      place = parent;
    }
    this.items[place] = item;
  }

  take(): Planned | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) this.sink(last);
    return first?.planned;
  }

  /** Puts an item in from the top down. */
  private sink(item: Item): void {
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [a, b] = [this.items[left], this.items[left + 1]];
      const least = a !== undefined && b !== undefined && isBefore(b, a) ? b : a;
      if (least === undefined || isBefore(item, least)) break;
      this.items[place] = least;
      place = least === a ? left : left + 1;
    }
    this.items[place] = item;
  }
}

function isBefore(a: Item, b: Item): boolean {
  const order = a.planned.at - b.planned.at || a.planned.order - b.planned.order || a.number - b.number;
  return order < 0;
}
