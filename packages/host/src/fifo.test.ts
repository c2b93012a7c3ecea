import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo.ts';

test('gives what was put in, in that order, and knows how much is left', () => {
  const fifo = new Fifo<string>();
  expect([fifo.length, fifo.shift()]).toEqual([0, undefined]);
  fifo.push('a');
  fifo.push('b');
  expect([fifo.length, fifo.shift(), fifo.length]).toEqual([2, 'a', 1]);
  fifo.push('c');
  expect([fifo.shift(), fifo.shift(), fifo.shift(), fifo.length]).toEqual(['b', 'c', undefined, 0]);
  fifo.push('d');
  fifo.clear();
  expect([fifo.length, fifo.shift()]).toEqual([0, undefined]);
});

test('does as an array does, over the closing of the gap too', () => {
  const burst = fc.record({ pushes: fc.nat(3000), shifts: fc.nat(3000) });
  fc.assert(
    fc.property(fc.array(burst, { maxLength: 6 }), (bursts) => {
      const [fifo, plain] = [new Fifo<number>(), [] as number[]];
      let next = 0;
      for (const { pushes, shifts } of bursts) {
        for (let count = 0; count < pushes; count += 1) {
          fifo.push(next);
          plain.push(next);
          next += 1;
        }
        for (let count = 0; count < shifts; count += 1) expect(fifo.shift()).toBe(plain.shift());
        expect(fifo.length).toBe(plain.length);
      }
    }),
    { numRuns: 20 },
  );
});
