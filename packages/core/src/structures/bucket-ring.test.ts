import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BucketRing } from './bucket-ring.ts';

interface Count {
  sum: number;
}

const ringOf = (count: number, widthMs = 10): BucketRing<Count> =>
  new BucketRing<Count>({ widthMs, count, make: () => ({ sum: 0 }) });

const add = (ring: BucketRing<Count>, at: number, sum = 1): boolean => {
  const bucket = ring.at(at);
  if (bucket !== undefined) bucket.sum += sum;
  return bucket !== undefined;
};

const total = (ring: BucketRing<Count>, from: number, to: number): number =>
  [...ring.span(from, to)].reduce((sum, bucket) => sum + bucket.sum, 0);

describe('BucketRing', () => {
  it('holds [n × width, (n + 1) × width) in bucket n', () => {
    const ring = ringOf(5);
    for (const at of [9, 10, 19, 20]) add(ring, at);
    expect([total(ring, 0, 9), total(ring, 10, 19), total(ring, 20, 29)]).toEqual([1, 2, 1]);
    expect([...ring.span(0, 29)].map(({ sum }) => sum)).toEqual([1, 2, 1]);
  });

  it('keeps the newest `count` buckets, to the millisecond', () => {
    const ring = ringOf(3);
    for (const at of [0, 10, 20]) add(ring, at);
    expect(total(ring, 0, 29)).toBe(3);
    add(ring, 30);
    expect([total(ring, 0, 39), total(ring, 0, 9), total(ring, 10, 19)]).toEqual([3, 0, 1]);
    expect([add(ring, 9), add(ring, 10)]).toEqual([false, true]);
  });

  it('asking makes no bucket and drops none', () => {
    const ring = ringOf(2);
    add(ring, 0);
    expect([total(ring, -1000, 1_000_000), [...ring.span(50, 90)]]).toEqual([1, []]);
    expect(ring.save()).toEqual([{ number: 0, value: { sum: 1 } }]);
    expect([...ringOf(2).span(0, 100)]).toEqual([]);
  });

  it('does what a list of everything does, before and after being saved', () => {
    const write = fc.record({ gap: fc.integer({ min: -40, max: 90 }), sum: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(write), fc.nat({ max: 200 }), fc.nat({ max: 200 }), (writes, back, span) => {
        let [now, newest] = [-35, Number.NEGATIVE_INFINITY];
        const [ring, all] = [ringOf(7), [] as { bucket: number; sum: number }[]];
        for (const { gap, sum } of writes) {
          now += gap;
          const bucket = Math.floor(now / 10);
          const isKept = bucket > newest - 7;
          expect(add(ring, now, sum)).toBe(isKept);
          if (isKept) all.push({ bucket, sum });
          newest = Math.max(newest, bucket);
        }
        const [from, to] = [now - back, now - back + span];
        const naive = all
          .filter(({ bucket }) => bucket > newest - 7)
          .filter(({ bucket }) => bucket >= Math.floor(from / 10) && bucket <= Math.floor(to / 10))
          .reduce((sum, one) => sum + one.sum, 0);
        expect(total(ring, from, to)).toBe(naive);
        const restored = ringOf(7);
        restored.restore(ring.save());
        expect(total(restored, from, to)).toBe(naive);
        expect(restored.save()).toEqual(ring.save());
        expect(ring.save().map(({ number }) => number)).toEqual(
          [...new Set(all.map(({ bucket }) => bucket))].filter((bucket) => bucket > newest - 7).sort((a, b) => a - b),
        );
      }),
    );
  });
});
