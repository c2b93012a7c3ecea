import type { ClockPort, Instant } from '@sentralbord/core';
import { DueHeap } from './due-heap.ts';

/** A loop that never comes to rest is a fault of the scenario or the engine, not work. */
const MAX_DEEDS_PER_RUN = 50_000_000;

/**
 * Virtual time: it stands still until it is driven, and moves from one due deed
 * to the next. Deeds of one instant run in the order in which they were planned;
 * the wake-up of the switchboard runs before them.
 */
export class SimClock implements ClockPort {
  private instant: Instant;
  private readonly deeds = new DueHeap<() => void>();
  private wake: { readonly at: Instant; readonly run: () => void } | undefined;

  /** `startAt` in ms since the Unix epoch; absent: 0. */
  constructor(startAt: Instant = 0) {
    this.instant = startAt;
  }

  now(): Instant {
    return this.instant;
  }

  wakeAt(at: Instant | undefined, wake: () => void): void {
    this.wake = at === undefined ? undefined : { at: Math.max(at, this.instant), run: wake };
  }

  /** Plans a deed at an instant; one that has passed means now. */
  at(due: Instant, deed: () => void): void {
    this.deeds.add(Math.max(due, this.instant), deed);
  }

  /** Plans a deed in `ms`. */
  after(ms: number, deed: () => void): void {
    this.at(this.instant + ms, deed);
  }

  /** When the next thing is due; undefined when all is at rest. */
  nextDue(): Instant | undefined {
    const deed = this.deeds.nextDue();
    if (this.wake === undefined) return deed;
    return deed === undefined ? this.wake.at : Math.min(deed, this.wake.at);
  }

  /** Moves to what is due next and does it; false when all is at rest. */
  step(): boolean {
    const due = this.nextDue();
    if (due === undefined) return false;
    this.instant = due;
    if (this.wake?.at === due) {
      const { run } = this.wake;
      this.wake = undefined;
      run();
      return true;
    }
    this.deeds.take()?.();
    return true;
  }

  /** Runs until all is at rest. Throws when that does not happen: a group that rings for ever needs {@link runUntil}. */
  run(): void {
    for (let done = 0; this.step(); done += 1) {
      if (done > MAX_DEEDS_PER_RUN) throw new Error('the simulation does not come to rest');
    }
  }

  /** Runs what is due up to an instant, that one included, and stands there. */
  runUntil(at: Instant): void {
    for (let due = this.nextDue(); due !== undefined && due <= at; due = this.nextDue()) this.step();
    this.instant = Math.max(this.instant, at);
  }

  /** Runs the next `ms`. */
  advance(ms: number): void {
    this.runUntil(this.instant + ms);
  }
}
