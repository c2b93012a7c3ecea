import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WaitingLine } from './waiting-line.ts';

const T = 1_767_225_600_000;
const one = (entry: string, arrivedAt: number) => ({ entry, arrivedAt, joinedAt: arrivedAt });

describe('those who wait', () => {
  it('leave once, and only if they were there', () => {
    const line = new WaitingLine();
    line.join(one('a', T));
    line.join(one('b', T + 1_000));
    line.leave(one('a', T));
    line.leave(one('a', T));
    line.leave(one('c', T + 5));
    expect([line.size, line.get('a'), line.get('b')]).toEqual([1, undefined, one('b', T + 1_000)]);
    expect([line.oldestArrivedAt(), line.averageWaitMs(T + 3_000)]).toEqual([T + 1_000, 2_000]);
  });

  it('are saved by seniority, of one instant by their names', () => {
    const line = new WaitingLine();
    for (const waiting of [one('c', T), one('b', T + 1), one('a', T)]) line.join(waiting);
    expect(line.save().map(({ entry }) => entry)).toEqual(['a', 'c', 'b']);
    expect(line.oldestArrivedAt()).toBe(T);
  });

  it('the average stays exact for a hundred thousand who wait for a day', () => {
    const line = new WaitingLine();
    for (let n = 0; n < 100_000; n += 1) line.join(one(`e${n}`, T + n));
    expect(line.averageWaitMs(T + 86_400_000)).toBe(86_400_000 - 49_999);
    expect(new WaitingLine().averageWaitMs(T)).toBeUndefined();
  });

  it('are as a plain list has them', () => {
    const deed = fc.record({ entry: fc.constantFrom('a', 'b', 'c', 'd'), arrivedAt: fc.nat({ max: 90 }) });
    fc.assert(
      fc.property(fc.array(deed), (deeds) => {
        const line = new WaitingLine();
        let naive: { entry: string; arrivedAt: number }[] = [];
        for (const { entry, arrivedAt } of deeds) {
          const found = line.get(entry);
          if (found === undefined) {
            line.join(one(entry, T + arrivedAt));
            naive.push({ entry, arrivedAt: T + arrivedAt });
          } else {
            line.leave(found);
            naive = naive.filter((waiting) => waiting.entry !== entry);
          }
          const sum = naive.reduce((ages, waiting) => ages + T + 100 - waiting.arrivedAt, 0);
          expect(line.size).toBe(naive.length);
          expect(line.averageWaitMs(T + 100)).toBe(naive.length === 0 ? undefined : Math.round(sum / naive.length));
          expect(line.oldestArrivedAt()).toBe(
            naive.length === 0 ? undefined : Math.min(...naive.map((w) => w.arrivedAt)),
          );
        }
      }),
    );
  });
});
