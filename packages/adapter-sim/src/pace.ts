import type { SimClock } from './network/sim-clock.ts';

/** Timers of the runtime hold 31 bits of ms; a pause is begun again until it is over. */
const LONGEST_PAUSE_MS = 60_000;

/** How fast virtual time runs beside real time, and what stops it. */
export interface Pace {
  /** Virtual milliseconds for each real one: 1 is real time, 60 an hour a minute. */
  readonly speed: number;
  readonly signal?: AbortSignal;
}

/** Drives a clock beside real time until all is at rest, or the signal aborts; it never rejects for that. */
export async function runPaced(clock: SimClock, { speed, signal }: Pace): Promise<void> {
  const startedAt = performance.now();
  const startInstant = clock.now();
  for (let due = clock.nextDue(); due !== undefined && signal?.aborted !== true; due = clock.nextDue()) {
    const waitMs = startedAt + (due - startInstant) / speed - performance.now();
    if (waitMs > 0) await pause(Math.min(waitMs, LONGEST_PAUSE_MS), signal);
    else clock.step();
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
