import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentSet } from './recent-set.ts';

describe('RecentSet', () => {
  it('remembers the last items that were new, the oldest first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 60 }),
        (capacity, items) => {
          const set = new RecentSet<number>(capacity);
          let naive: number[] = [];
          for (const item of items) {
            set.add(item);
            if (!naive.includes(item)) naive = [...naive, item].slice(-capacity);
            expect(set.inOrder()).toEqual(naive);
            for (let other = 0; other <= 12; other += 1) expect(set.has(other)).toBe(naive.includes(other));
          }
        },
      ),
    );
  });

  it('added again in its own order, it is the same', () => {
    const set = new RecentSet<number>(3);
    for (const item of [1, 2, 3, 4, 5]) set.add(item);
    const again = new RecentSet<number>(3);
    for (const item of set.inOrder()) again.add(item);
    again.add(6);
    expect(again.inOrder()).toEqual([4, 5, 6]);
  });
});
