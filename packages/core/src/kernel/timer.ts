import { IndexedHeap } from '../structures/indexed-heap.ts';
import { SplitMap } from '../structures/split-map.ts';
import type { CallbackId, CallId, EntryId, GroupId, OfferId, UserId } from './ids.ts';
import type { Instant } from './time.ts';

/** What a timer belongs to, and dies with. Users and groups live as long as the company. */
export type TimerOwner = CallId | EntryId | OfferId | CallbackId | UserId | GroupId;

/** Every kind of timer, with its owner. */
export const timerKinds = [
  /** An offer has rung for its time. Owner: the offer. */
  'ringTime',
  /** The pause between two rounds is over. Owner: the queue entry. */
  'roundPause',
  /** A sound should have been heard long ago. Owner: the call. */
  'sound',
  /** A caller has waited as long as the group lets them. Owner: the queue entry. */
  'maxWait',
  /** The next announcement to a waiting caller. Owner: the queue entry. */
  'announcement',
  /** A transfer was not answered in time. Owner: the call. */
  'return',
  /** An operator could not take a returned call in time. Owner: the call. */
  'recall',
  /** A parked call was not retrieved in time. Owner: the call. */
  'park',
  /** A caller on hold is brought to mind. Owner: the call. */
  'holdReminder',
  /** A key is waited for. Owner: the call. */
  'digit',
  /** An element of a flow has waited long enough. Owner: the call. */
  'flow',
  /** A recording should have ended long ago. Owner: the call. */
  'recording',
  /** The time after a call is over. Owner: the user. */
  'wrapUp',
  /** A user whose phone was busy or out of reach is tried again. Owner: the user. */
  'backOff',
  /** An absence begins or ends. Owner: the user. */
  'absence',
  /** The opening hours of a group change. Owner: the group. */
  'hours',
  /** The next attempt at a callback. Owner: the callback. */
  'callback',
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
  private readonly kindsOf = new SplitMap<TimerOwner, TimerKind[]>();

  get size(): number {
    return this.heap.size;
  }

  /** The one that fires next. */
  next(): Timer | undefined {
    return this.heap.peek();
  }

  set(timer: Timer): void {
    const key = keyOf(timer.owner, timer.kind);
    if (!this.heap.has(key)) {
      const kinds = this.kindsOf.get(timer.owner);
      if (kinds === undefined) this.kindsOf.set(timer.owner, [timer.kind]);
      else kinds.push(timer.kind);
    }
    this.heap.set(key, timer);
  }

  get(owner: TimerOwner, kind: TimerKind): Timer | undefined {
    return this.heap.get(keyOf(owner, kind));
  }

  has(owner: TimerOwner, kind: TimerKind): boolean {
    return this.heap.has(keyOf(owner, kind));
  }

  clear(owner: TimerOwner, kind: TimerKind): void {
    if (!this.heap.delete(keyOf(owner, kind))) return;
    const kinds = (this.kindsOf.get(owner) ?? []).filter((other) => other !== kind);
    if (kinds.length === 0) this.kindsOf.delete(owner);
    else this.kindsOf.set(owner, kinds);
  }

  clearAllOf(owner: TimerOwner): void {
    for (const kind of this.kindsOf.get(owner) ?? []) this.heap.delete(keyOf(owner, kind));
    this.kindsOf.delete(owner);
  }

  /** Every timer, in the order in which they will fire. */
  inOrder(): readonly Timer[] {
    return [...this.heap.values()].sort((a, b) => a.due - b.due || a.number - b.number);
  }
}

const keyOf = (owner: TimerOwner, kind: TimerKind): string => `${kind}/${owner}`;
