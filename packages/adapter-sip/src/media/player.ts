import { ALAW_SILENCE } from './g711.ts';
import type { MediaLeg, Playing } from './media-leg.ts';
import type { PlayoutClock } from './playout-clock.ts';

/** Samples per packet: 20 ms at 8 kHz. */
export const FRAME_SAMPLES = 160;

/** What to play, and to whom. */
export interface PlayRequest {
  readonly leg: MediaLeg;
  readonly clock: PlayoutClock;
  /** A-law samples at 8 kHz, played one after another without a gap. */
  readonly sounds: readonly Uint8Array[];
  /** From the beginning again after the last sound, until stopped. Nothing to play ends at once all the same. */
  readonly isLooped: boolean;
  /** Called once, when the last packet has been sent; never after `stop`, and never for a loop. */
  readonly onFinished?: () => void;
}

class Tape {
  readonly #sounds: readonly Uint8Array[];
  readonly #isLooped: boolean;
  #sound = 0;
  #offset = 0;

  constructor(sounds: readonly Uint8Array[], isLooped: boolean) {
    this.#sounds = sounds.filter((sound) => sound.length > 0);
    this.#isLooped = isLooped;
  }

  get isAtEnd(): boolean {
    return this.#sound >= this.#sounds.length;
  }

  /** Fills the frame with the next samples, and with silence after the last. */
  read(frame: Uint8Array): void {
    let filled = 0;
    while (filled < frame.length) {
      const sound = this.#sounds[this.#sound];
      if (sound === undefined) break;
      const part = sound.subarray(this.#offset, this.#offset + frame.length - filled);
      frame.set(part, filled);
      filled += part.length;
      this.#move(part.length, sound.length);
    }
    frame.fill(ALAW_SILENCE, filled);
  }

  #move(samples: number, length: number): void {
    this.#offset += samples;
    if (this.#offset < length) return;
    this.#offset = 0;
    this.#sound += 1;
    if (this.#isLooped && this.isAtEnd) this.#sound = 0;
  }
}

/**
 * Plays sounds into a leg, one packet per 20 ms, in place of what the leg hears otherwise; what played to the leg
 * before is stopped. While the party is on hold the sound goes on unheard.
 */
export const play = (request: PlayRequest): Playing => {
  const { leg, clock, onFinished } = request;
  const tape = new Tape(request.sounds, request.isLooped);
  const frame = new Uint8Array(FRAME_SAMPLES);
  const end = (): void => {
    stopClock();
    leg.release(playing);
  };
  const playing: Playing = { stop: end };
  const stopClock = clock.start((skippedFrames) => {
    if (!tape.isAtEnd) {
      tape.read(frame);
      leg.sendFrame(frame, playing, skippedFrames);
    }
    if (!tape.isAtEnd) return;
    end();
    onFinished?.();
  });
  leg.claim(playing);
  return playing;
};
