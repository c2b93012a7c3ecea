import type { MediaClock } from './media-clock.ts';

/** Milliseconds of sound per packet. */
export const FRAME_MS = 20;

/** Most frames that a listener is asked for at once after a stall; the rest of the time is reported as skipped. */
export const MAX_CATCH_UP_FRAMES = 5;

/**
 * Called once per frame that is due. `skippedFrames` is how many were given up just before this one because the
 * process stood still for longer than the catch-up allows; the stream's timestamp should jump by that much.
 */
export type FrameListener = (skippedFrames: number) => void;

/**
 * Gives every listener one call per 20 ms from one shared timer. The number of frames due is counted from monotonic
 * time on a fixed grid, so late wake-ups neither lose nor add frames. The timer runs only while someone listens.
 */
export class PlayoutClock {
  readonly #clock: MediaClock;
  readonly #origin: number;
  readonly #lastFrames = new Map<FrameListener, number>();
  #cancelTimer: (() => void) | undefined = undefined;

  constructor(clock: MediaClock) {
    this.#clock = clock;
    this.#origin = clock.nowMs();
  }

  /** Starts calling at the next boundary of the grid, and gives back what stops it. A listener counts once. */
  start(listener: FrameListener): () => void {
    this.#lastFrames.set(listener, this.#frameNow());
    if (this.#cancelTimer === undefined) this.#schedule();
    return () => {
      this.#lastFrames.delete(listener);
      if (this.#lastFrames.size === 0) this.#stopTimer();
    };
  }

  /** How many listen now. */
  get listeners(): number {
    return this.#lastFrames.size;
  }

  #frameNow(): number {
    return Math.floor((this.#clock.nowMs() - this.#origin) / FRAME_MS);
  }

  #schedule(): void {
    const sinceOrigin = this.#clock.nowMs() - this.#origin;
    const delayMs = (Math.floor(sinceOrigin / FRAME_MS) + 1) * FRAME_MS - sinceOrigin;
    this.#cancelTimer = this.#clock.after(Math.max(1, Math.ceil(delayMs)), () => this.#wake());
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #wake(): void {
    this.#cancelTimer = undefined;
    const frame = this.#frameNow();
    for (const [listener, lastFrame] of this.#lastFrames) {
      if (frame <= lastFrame) continue;
      this.#lastFrames.set(listener, frame);
      this.#deliver(listener, frame - lastFrame);
    }
    if (this.#lastFrames.size > 0 && this.#cancelTimer === undefined) this.#schedule();
  }

  #deliver(listener: FrameListener, due: number): void {
    const frames = Math.min(due, MAX_CATCH_UP_FRAMES);
    for (let index = 0; index < frames; index += 1) {
      // A listener may stop itself, or be stopped by another, between two frames.
      if (!this.#lastFrames.has(listener)) return;
      listener(index === 0 ? due - frames : 0);
    }
  }
}
