import type { MediaClock } from './media-clock.ts';

interface Wake {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A media clock for tests: time stands still until it is moved. */
export class VirtualMediaClock implements MediaClock {
  #nowMs = 0;
  readonly #wakes = new Set<Wake>();

  readonly nowMs = (): number => this.#nowMs;

  readonly after = (delayMs: number, wake: () => void): (() => void) => {
    const entry = { atMs: this.#nowMs + delayMs, wake };
    this.#wakes.add(entry);
    return () => this.#wakes.delete(entry);
  };

  /** How many wake-ups are set. */
  get pending(): number {
    return this.#wakes.size;
  }

  /** Moves on and wakes everything due, each `lateMs(due instant)` too late, as a busy machine does. */
  advance(ms: number, lateMs: (atMs: number) => number = () => 0): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const next = [...this.#wakes].sort((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined || next.atMs > endMs) break;
      this.#wakes.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs + lateMs(next.atMs));
      next.wake();
    }
    this.#nowMs = Math.max(this.#nowMs, endMs);
  }

  /** Stands still for a while: time passes, and nothing wakes until `advance`. */
  stall(ms: number): void {
    this.#nowMs += ms;
  }
}
