import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderedSet, type Ordering } from './ordered-set.ts';

const ascending = (a: number, b: number): number => a - b;
/** Many numbers have one key: the comparator decides between them. */
const byTens: Ordering<number> = { keyOf: (one) => Math.floor(one / 10), compare: ascending };
const item = fc.integer({ min: 0, max: 700 });
const deed = fc.tuple(fc.constantFrom('add', 'add', 'delete', 'has'), item);

describe('OrderedSet', () => {
  it('does what a sorted array without doubles does', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 900, size: 'max' }),
        fc.array(deed, { maxLength: 300, size: 'max' }),
        (first, deeds) => {
          const set = new OrderedSet<number>(byTens);
          const naive = new Set<number>();
          for (const one of first) expect(set.add(one)).toBe(!naive.has(one) && naive.add(one).has(one));
          for (const [name, one] of deeds) {
            if (name === 'add') expect(set.add(one)).toBe(!naive.has(one) && naive.add(one).has(one));
            else if (name === 'delete') expect(set.delete(one)).toBe(naive.delete(one));
            else expect(set.has(one)).toBe(naive.has(one));
            expect(set.size).toBe(naive.size);
          }
          const sorted = [...naive].sort(ascending);
          expect([...set]).toEqual(sorted);
          expect(set.first()).toBe(sorted[0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps its order over many buckets, filled and emptied from either end', () => {
    const set = new OrderedSet<number>(byTens);
    for (let one = 0; one < 3000; one += 1) set.add((one * 1723) % 3001);
    expect([...set]).toEqual(
      [...new Set(Array.from({ length: 3000 }, (_, one) => (one * 1723) % 3001))].sort(ascending),
    );
    while (set.size > 0) set.delete(set.first() ?? -1);
    expect([[...set], set.first(), set.has(5), set.delete(5)]).toEqual([[], undefined, false, false]);
  });

  it('tells items apart by its comparator alone', () => {
    const set = new OrderedSet<{ readonly key: number }>({ keyOf: ({ key }) => key, compare: (a, b) => a.key - b.key });
    set.add({ key: 1 });
    expect([set.add({ key: 1 }), set.has({ key: 1 }), set.delete({ key: 1 }), set.size]).toEqual([
      false,
      true,
      true,
      0,
    ]);
  });
});

describe('OrderedSet by rank', () => {
  const items = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 900 });

  it('agrees with a sorted array: rank, the item at a rank, and the items after one', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: -1, max: 2001 }), (numbers, asked) => {
        const set = new OrderedSet<number>(byTens);
        for (const number of numbers) set.add(number);
        const sorted = [...numbers].sort((a, b) => a - b);
        expect(set.rankOf(asked)).toBe(sorted.filter((number) => number < asked).length);
        expect([...set.after(asked)]).toEqual(sorted.filter((number) => number > asked));
        for (const rank of [0, 1, Math.floor(sorted.length / 2), sorted.length - 1, sorted.length]) {
          expect(set.at(rank)).toBe(sorted[rank]);
        }
        for (const number of sorted.slice(0, 20)) expect(set.rankOf(number)).toBe(sorted.indexOf(number));
      }),
    );
  });

  it('an empty one has nobody at any rank, and every rank is 0', () => {
    const set = new OrderedSet<number>(byTens);
    expect([set.at(0), set.rankOf(5), [...set.after(5)]]).toEqual([undefined, 0, []]);
  });
});
