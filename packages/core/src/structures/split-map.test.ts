import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SplitMap } from './split-map.ts';

const key = fc.oneof(
  fc.nat({ max: 6000 }).map((number) => `c${number}`),
  fc.string({ maxLength: 3 }),
);
const deed = fc.tuple(fc.constantFrom('set', 'set', 'delete', 'look'), key, fc.nat());

/** As a `Map` would hold it, by key. */
const sorted = (entries: Iterable<readonly [string, number]>): readonly unknown[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

describe('SplitMap', () => {
  it('does what a Map does, small and large', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 4090, 4096, 5000), fc.array(deed, { maxLength: 60 }), (filled, deeds) => {
        const map = new SplitMap<string, number>();
        const naive = new Map<string, number>();
        for (let number = 0; number < filled; number += 1) {
          map.set(`c${number}`, number);
          naive.set(`c${number}`, number);
        }
        for (const [name, one, value] of deeds) {
          if (name === 'set') {
            map.set(one, value);
            naive.set(one, value);
          } else if (name === 'delete') expect(map.delete(one)).toBe(naive.delete(one));
          expect([map.get(one), map.has(one), map.size]).toEqual([naive.get(one), naive.has(one), naive.size]);
        }
        expect(sorted(map)).toEqual(sorted(naive));
        expect([...map.keys()].sort()).toEqual([...naive.keys()].sort());
        expect([...map.values()].sort()).toEqual([...naive.values()].sort());
      }),
      { numRuns: 100 },
    );
  });

  it('keeps a value that is undefined apart from none', () => {
    const map = new SplitMap<string, undefined>();
    map.set('a', undefined);
    expect([map.has('a'), map.has('b'), map.size]).toEqual([true, false, 1]);
  });
});
