import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SimClock } from './network/sim-clock.ts';
import { runPaced } from './pace.ts';

describe('runPaced', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs virtual time so many times as fast as real time', async () => {
    const clock = new SimClock(5000);
    const done: number[] = [];
    for (const ms of [0, 60_000, 120_000]) clock.after(ms, () => done.push(ms));
    const running = runPaced(clock, { speed: 60 });
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toEqual([0]);
    await vi.advanceTimersByTimeAsync(2);
    expect(done).toEqual([0, 60_000]);
    await vi.advanceTimersByTimeAsync(1000);
    await running;
    expect(done).toEqual([0, 60_000, 120_000]);
  });

  it('waits through a time longer than a timer of the runtime can', async () => {
    const clock = new SimClock();
    const month = 30 * 86_400_000;
    clock.after(month, () => {});
    const running = runPaced(clock, { speed: 1 });
    await vi.advanceTimersByTimeAsync(month - 1);
    expect(clock.now()).toBe(0);
    await vi.advanceTimersByTimeAsync(2);
    await running;
    expect(clock.now()).toBe(month);
  });

  it('stops at once when it is told to', async () => {
    const clock = new SimClock();
    const stop = new AbortController();
    clock.after(1_000_000, () => {});
    const running = runPaced(clock, { speed: 1, signal: stop.signal });
    stop.abort();
    await running;
    expect(clock.now()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
