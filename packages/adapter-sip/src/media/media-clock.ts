/** Monotonic time and one-shot wake-ups for media; tests put virtual time in its place. */
export interface MediaClock {
  /** Monotonic milliseconds, with fractions, from any origin. */
  readonly nowMs: () => number;
  /** Calls `wake` once after the delay, and gives back what cancels it. It may wake late, or a little early. */
  readonly after: (delayMs: number, wake: () => void) => () => void;
}

/** The machine's own time. */
export const systemMediaClock: MediaClock = {
  nowMs: () => performance.now(),
  after: (delayMs, wake) => {
    const timer = setTimeout(wake, delayMs);
    return () => clearTimeout(timer);
  },
};
