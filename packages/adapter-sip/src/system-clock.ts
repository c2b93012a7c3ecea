import type { ClockPort, Instant } from '@sentralbord/core';

/** Longest wait that a timer of the runtime takes (2^31 - 1 ms); a later deadline is waited for in parts. */
const LONGEST_WAIT_MS = 2_147_483_647;

/** The machine's time for the engine: steady from the start on, whatever is done to the wall clock meanwhile (Y3). */
export class SystemClock implements ClockPort {
  private readonly origin = Date.now() - performance.now();
  private timer: NodeJS.Timeout | undefined;

  now(): Instant {
    return Math.floor(this.origin + performance.now());
  }

  wakeAt(at: Instant | undefined, wake: () => void): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (at === undefined) return;
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(0, at - this.now()));
    this.timer = setTimeout(() => (this.now() >= at ? wake() : this.wakeAt(at, wake)), wait);
  }
}
