import { describe, expect, it } from 'vitest';
import { BATCHES, estimate, isInside } from './batch-means.ts';
import { exponential, randomStream } from './random.ts';

describe('an interval of batch means', () => {
  it('has no width when nothing varies', () => {
    expect(estimate(new Array<number>(45).fill(3))).toEqual({ mean: 3, halfWidth: 0 });
  });

  it('is Student’s interval of the means of the batches', () => {
    // Batches of two: their means are 0.5, 2.5 … 38.5; the variance of 0 … 19 is 35, times 2².
    const { mean, halfWidth } = estimate(Array.from({ length: 2 * BATCHES }, (_, n) => n));
    expect(mean).toBeCloseTo(19.5, 12);
    expect(halfWidth).toBeCloseTo(2.861 * Math.sqrt((35 * 4) / 20), 12);
  });

  it('refuses fewer values than batches', () => {
    expect(() => estimate([1, 2])).toThrow('at least 20 values');
  });

  it('holds its ends', () => {
    const one = { mean: 5, halfWidth: 2 };
    expect([2.9, 3, 7, 7.1].map((value) => isInside(one, value))).toEqual([false, true, true, false]);
  });
});

describe('random streams', () => {
  it('are the same for the same seed, and other for another', () => {
    const some = (seed: number) => Array.from({ length: 5 }, randomStream(seed));
    expect(some(7)).toEqual(some(7));
    expect(some(7)).not.toEqual(some(8));
  });

  it('give exponential times with the mean and the spread of an exponential', () => {
    const draw = exponential(randomStream(1), 10_000);
    const times = Array.from({ length: 40_000 }, draw);
    const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
    const spread = Math.sqrt(times.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / times.length);
    expect(mean / 10_000).toBeCloseTo(1, 1);
    expect(spread / 10_000).toBeCloseTo(1, 1);
    expect(times.every((ms) => Number.isInteger(ms) && ms >= 0)).toBe(true);
  });
});
