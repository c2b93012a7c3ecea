import { IndexedHeap } from '../structures/indexed-heap.ts';
import type { CallId, EntryId, OfferId } from './ids.ts';
import type { Instant } from './time.ts';

/** What a timer belongs to, and dies with. */
export type TimerOwner = CallId | EntryId | OfferId;

/** Every kind of timer. */
export const timerKinds = [
  /** An offer has rung for its time. Owner: the offer. */
  'ringTime',
  /** The pause between two rounds is over. Owner: the queue entry. */
  'roundPause',
  /** A message should have been heard long ago. Owner: the call. */
  'message',
] as const;

/** One of {@link timerKinds}. */
export type TimerKind = (typeof timerKinds)[number];

/** A deadline of something that lives. */
export interface Timer {
  readonly owner: TimerOwner;
  readonly kind: TimerKind;
  readonly due: Instant;
  /** Decides between timers due at one instant: the one set first fires first. */
  readonly number: number;
}

/** Timers as state: keyed owner and kind, so one cannot exist twice, and they die with their owner. */
export class Timers {
  private readonly heap = new IndexedHeap<string, Timer>((a, b) => a.due - b.due || a.number - b.number);

  get size(): number {
    return this.heap.size;
  }

  /** The one that fires next. */
  next(): Timer | undefined {
    return this.heap.peek();
  }

  set(timer: Timer): void {
    this.heap.set(keyOf(timer.owner, timer.kind), timer);
  }

  has(owner: TimerOwner, kind: TimerKind): boolean {
    return this.heap.has(keyOf(owner, kind));
  }

  clear(owner: TimerOwner, kind: TimerKind): void {
    this.heap.delete(keyOf(owner, kind));
  }

  clearAllOf(owner: TimerOwner): void {
    for (const kind of timerKinds) this.heap.delete(keyOf(owner, kind));
  }

  /** Every timer, in the order in which they will fire. */
  inOrder(): readonly Timer[] {
    return [...this.heap.values()].sort((a, b) => a.due - b.due || a.number - b.number);
  }
}

const keyOf = (owner: TimerOwner, kind: TimerKind): string => `${owner}/${kind}`;
