import { describe, expect, it } from 'vitest';
import { MAX_CATCH_UP_FRAMES, PlayoutClock } from './playout-clock.ts';
import { VirtualMediaClock } from './virtual-media-clock.ts';

const HOUR_MS = 3_600_000;

const counting = (): {
  readonly frames: () => number;
  readonly skipped: () => number;
  readonly hear: (n: number) => void;
} => {
  let frames = 0;
  let skipped = 0;
  return {
    frames: () => frames,
    skipped: () => skipped,
    hear: (more) => {
      frames += 1;
      skipped += more;
    },
  };
};

describe('PlayoutClock', () => {
  it('asks for exactly one frame per 20 ms over an hour of late wake-ups', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    const listener = counting();
    clock.start(listener.hear);
    time.advance(HOUR_MS, (atMs) => (atMs * 7919) % 13);
    expect([listener.frames(), listener.skipped()]).toEqual([HOUR_MS / 20, 0]);
  });

  it('asks for each frame when it is due, not in clumps', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    const at: number[] = [];
    clock.start(() => at.push(time.nowMs()));
    time.advance(100, () => 1.5);
    expect(at).toHaveLength(5);
    const lateMs = at.map((ms, index) => ms - 20 * (index + 1));
    expect(Math.min(...lateMs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lateMs)).toBeLessThan(3);
  });

  it('catches up a short stall in full', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    const listener = counting();
    clock.start(listener.hear);
    time.stall(100);
    time.advance(0);
    expect([listener.frames(), listener.skipped()]).toEqual([5, 0]);
  });

  it('bounds the catch-up after a long stall, says what was skipped, and is back in step', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    const listener = counting();
    clock.start(listener.hear);
    time.stall(2000);
    time.advance(0);
    expect([listener.frames(), listener.skipped()]).toEqual([MAX_CATCH_UP_FRAMES, 100 - MAX_CATCH_UP_FRAMES]);
    time.advance(200);
    expect([listener.frames(), listener.skipped()]).toEqual([MAX_CATCH_UP_FRAMES + 10, 100 - MAX_CATCH_UP_FRAMES]);
  });

  it('gives a listener that has just come no frames from before', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    clock.start(() => undefined);
    time.advance(1010);
    const late = counting();
    clock.start(late.hear);
    time.advance(10);
    expect(late.frames()).toBe(1);
  });

  it('uses one timer for all, and none when nobody listens', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    const stops = Array.from({ length: 50 }, () => clock.start(() => undefined));
    // The same function counts once, so these are fifty different ones.
    expect([clock.listeners, time.pending]).toEqual([50, 1]);
    time.advance(100);
    expect(time.pending).toBe(1);
    for (const stop of stops) stop();
    expect([clock.listeners, time.pending]).toEqual([0, 0]);
  });

  it('lets a listener stop itself, and start another, in the middle of a catch-up', () => {
    const time = new VirtualMediaClock();
    const clock = new PlayoutClock(time);
    const second = counting();
    let frames = 0;
    const stop = clock.start(() => {
      frames += 1;
      if (frames < 2) return;
      stop();
      clock.start(second.hear);
    });
    time.stall(100);
    time.advance(0);
    expect([frames, second.frames()]).toEqual([2, 0]);
    time.advance(40);
    expect([frames, second.frames()]).toEqual([2, 2]);
  });
});
