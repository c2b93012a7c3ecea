import { describe, expect, it } from 'vitest';
import { drawMs, type TimeSpan } from './behaviour.ts';
import { RandomStream } from './random-stream.ts';

const draws = (random: RandomStream, count: number): number[] => Array.from({ length: count }, () => random.next());

describe('RandomStream', () => {
  it('the same seed and name give the same numbers, another seed or name gives others', () => {
    const first = draws(new RandomStream(7, 'anna'), 5);
    expect(draws(new RandomStream(7, 'anna'), 5)).toEqual(first);
    expect(draws(new RandomStream(8, 'anna'), 5)).not.toEqual(first);
    expect(draws(new RandomStream(7, 'ola'), 5)).not.toEqual(first);
  });

  it('whole numbers reach both ends evenly', () => {
    const random = new RandomStream(1, 'dice');
    const counts = new Map<number, number>();
    for (let roll = 0; roll < 6000; roll += 1) {
      const face = random.whole(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it.each<[TimeSpan, number]>([
    [3000, 3000],
    [[2000, 6000], 4000],
    [{ mean: 5000 }, 5000],
  ])('draws %j around its mean', (span, mean) => {
    const random = new RandomStream(1, 'span');
    const sum = Array.from({ length: 10_000 }, () => drawMs(span, random)).reduce((total, ms) => total + ms, 0);
    expect(Math.abs(sum / 10_000 - mean)).toBeLessThan(mean * 0.05);
  });
});
