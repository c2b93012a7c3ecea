import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alarm, AlarmHeap } from './alarm-heap.ts';

const alarm = (at: number, order: number): Alarm => ({ at, order, ring: () => {} });

const drained = (heap: AlarmHeap): readonly (readonly [number, number])[] => {
  const taken: (readonly [number, number])[] = [];
  for (let next = heap.peek(); next !== undefined; next = heap.peek()) {
    taken.push([next.at, next.order]);
    heap.delete(next.order);
  }
  return taken;
};

test('gives the earliest first, and of one instant the lower order', () => {
  const heap = new AlarmHeap();
  for (const [at, order] of [
    [5, 1],
    [3, 4],
    [3, 2],
    [9, 3],
  ] as const)
    heap.set(alarm(at, order));
  expect(heap.size).toBe(4);
  expect(drained(heap)).toEqual([
    [3, 2],
    [3, 4],
    [5, 1],
    [9, 3],
  ]);
  expect([heap.size, heap.peek()]).toEqual([0, undefined]);
});

test('an alarm replaces the one of the same order, earlier or later', () => {
  const heap = new AlarmHeap();
  for (const [at, order] of [
    [5, 1],
    [6, 2],
    [9, 1],
    [1, 2],
  ] as const)
    heap.set(alarm(at, order));
  expect(drained(heap)).toEqual([
    [1, 2],
    [9, 1],
  ]);
});

test('to delete what is not there changes nothing', () => {
  const heap = new AlarmHeap();
  heap.set(alarm(1, 1));
  heap.delete(2);
  heap.delete(1);
  heap.delete(1);
  expect(heap.size).toBe(0);
});

test('agrees with sorting, whatever is set and deleted', () => {
  const change = fc.record({ order: fc.nat(20), at: fc.option(fc.nat(10), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200, size: 'max' }), (changes) => {
      const heap = new AlarmHeap();
      const naive = new Map<number, number>();
      for (const { order, at } of changes) {
        if (at === undefined) {
          heap.delete(order);
          naive.delete(order);
        } else {
          heap.set(alarm(at, order));
          naive.set(order, at);
        }
        expect(heap.size).toBe(naive.size);
      }
      const sorted = [...naive].map(([order, at]) => [at, order] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(drained(heap)).toEqual(sorted);
    }),
  );
});
