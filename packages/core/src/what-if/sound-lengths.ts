import type { Sound } from '../port/telephony.ts';
import { Medians } from './estimates.ts';

/** How long sounds last, as the stream tells it. */
export class SoundLengths {
  private readonly played = new Medians();
  private readonly cutShort = new Map<string, number>();
  private totalMs = 0;
  private totalSounds = 0;

  /** These were heard to their end. */
  notePlayed(sounds: readonly Sound[], ms: number): void {
    this.played.note(keyOf(sounds), ms);
    this.totalMs += ms;
    this.totalSounds += sounds.length;
  }

  /** These were heard so long, and stopped. */
  noteCut(sounds: readonly Sound[], ms: number): void {
    const key = keyOf(sounds);
    this.cutShort.set(key, Math.max(ms, this.cutShort.get(key) ?? 0));
  }

  /**
   * The median of the same sounds; else each by itself, one of which nothing is
   * known as long as the mean of all. Longer than they were ever heard without an end.
   */
  lengthMs(sounds: readonly Sound[]): number {
    const known = this.played.of(keyOf(sounds));
    if (known !== undefined) return known;
    const heardMs = this.cutShort.get(keyOf(sounds));
    const sumMs = sounds.reduce((sum, sound) => sum + this.oneMs(sound), 0);
    return heardMs === undefined ? sumMs : Math.max(sumMs, heardMs + 1);
  }

  private oneMs(sound: Sound): number {
    const meanMs = this.totalSounds === 0 ? 0 : Math.round(this.totalMs / this.totalSounds);
    return this.played.of(sound) ?? meanMs;
  }
}

const keyOf = (sounds: readonly Sound[]): string => sounds.join(' ');
