import type { Instant } from '../kernel/time.ts';
import { IndexedHeap } from '../structures/indexed-heap.ts';
import { meanMs } from './tally.ts';

/** One who waits. */
export interface WaitingEntry {
  readonly entry: string;
  /** Seniority. */
  readonly arrivedAt: Instant;
  /** When the place was given in this group. */
  readonly joinedAt: Instant;
}

/** Those who wait in one group now: join and leave O(log n), every figure O(1) from kept sums. */
export class WaitingLine {
  private readonly oldest = new IndexedHeap<string, WaitingEntry>(bySeniority);
  /** Arrivals are summed from here, so that the sum stays exact. */
  private base: Instant = 0;
  private arrivedSum = 0;

  get size(): number {
    return this.oldest.size;
  }

  get(entry: string): WaitingEntry | undefined {
    return this.oldest.get(entry);
  }

  join(waiting: WaitingEntry): void {
    if (this.oldest.size === 0) {
      this.base = waiting.arrivedAt;
      this.arrivedSum = 0;
    }
    this.oldest.set(waiting.entry, waiting);
    this.arrivedSum += waiting.arrivedAt - this.base;
  }

  leave(waiting: WaitingEntry): void {
    if (this.oldest.delete(waiting.entry)) this.arrivedSum -= waiting.arrivedAt - this.base;
  }

  /** When the one who has waited longest arrived. */
  oldestArrivedAt(): Instant | undefined {
    return this.oldest.peek()?.arrivedAt;
  }

  /** Mean age of those who wait, in whole milliseconds; undefined when nobody does (S122). */
  averageWaitMs(at: Instant): number | undefined {
    return meanMs((at - this.base) * this.size - this.arrivedSum, this.size);
  }

  /** By seniority. */
  save(): readonly WaitingEntry[] {
    return [...this.oldest.values()].sort(bySeniority);
  }
}

function bySeniority(a: WaitingEntry, b: WaitingEntry): number {
  if (a.arrivedAt !== b.arrivedAt) return a.arrivedAt - b.arrivedAt;
  if (a.entry === b.entry) return 0;
  return a.entry < b.entry ? -1 : 1;
}
