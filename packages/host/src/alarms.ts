import type { ClockPort, Instant } from '@sentralbord/core';
import { type Alarm, AlarmHeap } from './alarm-heap.ts';

/** The alarms of many owners on one clock, which is asked for the next one only. */
export class Alarms {
  private readonly heap = new AlarmHeap();
  private readonly clock: ClockPort;
  private armedFor: Instant | undefined;

  constructor(clock: ClockPort) {
    this.clock = clock;
  }

  /** How many are set. */
  get size(): number {
    return this.heap.size;
  }

  /** Sets an owner's alarm, in place of the one before. It rings once, at or after its instant. */
  set(alarm: Alarm): void {
    this.heap.set(alarm);
    this.arm();
  }

  /** Takes an owner's alarm away. */
  delete(order: number): void {
    this.heap.delete(order);
    this.arm();
  }

  private arm(): void {
    const next = this.heap.peek()?.at;
    if (next === this.armedFor) return;
    this.armedFor = next;
    this.clock.wakeAt(next, () => this.ringDue());
  }

  /** All that is due is taken out before the first one rings: an alarm that is set meanwhile is for a later time. */
  private ringDue(): void {
    const now = this.clock.now();
    const due: Alarm[] = [];
    for (let next = this.heap.peek(); next !== undefined && next.at <= now; next = this.heap.peek()) {
      this.heap.delete(next.order);
      due.push(next);
    }
    this.armedFor = undefined;
    this.arm();
    for (const alarm of due) alarm.ring();
  }
}
