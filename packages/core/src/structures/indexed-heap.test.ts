import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedHeap } from './indexed-heap.ts';

interface Item {
  readonly due: number;
  readonly number: number;
}
const compare = (a: Item, b: Item): number => a.due - b.due || a.number - b.number;
const deed = fc.record({
  name: fc.constantFrom('set', 'set', 'delete', 'pop'),
  key: fc.nat({ max: 30 }).map((place) => `k${place}`),
  due: fc.nat({ max: 9 }),
});

describe('IndexedHeap', () => {
  it('does what a sorted list with keys does', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 200, size: 'max' }), (deeds) => {
        const heap = new IndexedHeap<string, Item>(compare);
        const naive = new Map<string, Item>();
        const least = () => [...naive].sort(([, a], [, b]) => compare(a, b))[0];
        for (const [number, { name, key, due }] of deeds.entries()) {
          const target = name === 'pop' ? least()?.[0] : key;
          if (name === 'set') {
            heap.set(key, { due, number });
            naive.set(key, { due, number });
          } else if (target !== undefined) expect(heap.delete(target)).toBe(naive.delete(target));
          expect([heap.size, heap.peek(), heap.has(key), heap.get(key)]).toEqual([
            naive.size,
            least()?.[1],
            naive.has(key),
            naive.get(key),
          ]);
        }
        expect([...heap.values()].sort(compare)).toEqual([...naive.values()].sort(compare));
      }),
    );
  });

  it('gives everything in order, the later of equal dues after the earlier', () => {
    const heap = new IndexedHeap<string, Item>(compare);
    for (let number = 0; number < 500; number += 1) heap.set(`k${number}`, { due: (number * 7) % 10, number });
    const given: Item[] = [];
    for (let next = heap.peek(); next !== undefined; next = heap.peek()) {
      given.push(next);
      heap.delete(`k${next.number}`);
    }
    expect(given).toHaveLength(500);
    expect(given).toEqual([...given].sort(compare));
  });
});
