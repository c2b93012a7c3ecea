import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Seniority } from '../group/group-state.ts';
import type { EntryId } from '../kernel/ids.ts';
import { comesBefore, Line } from './line.ts';

const MOST = 3;

/** Places as they can stand in one line: who came earlier has been passed at least as often. */
const lines: fc.Arbitrary<readonly Seniority[]> = fc
  .array(
    fc.record({
      isVip: fc.boolean(),
      isReturned: fc.boolean(),
      arrivedAt: fc.nat({ max: 6 }),
      passed: fc.nat({ max: 5 }),
    }),
    {
      maxLength: 14,
    },
  )
  .map((plans) => {
    const places = plans.map(
      ({ isVip, isReturned, arrivedAt }, number): Seniority => ({
        id: `e${number}` as EntryId,
        callerClass: isVip ? 'vip' : 'ordinary',
        isReturned,
        arrivedAt,
        number,
        vipsServedBefore: 0,
      }),
    );
    const passed = plans.map((plan) => plan.passed).sort((a, b) => a - b);
    return [...places].sort(older).map((place, at) => ({ ...place, vipsServedBefore: passed[at] ?? 0 }));
  });

const older = (a: Seniority, b: Seniority): number => {
  if (a.isReturned !== b.isReturned) return a.isReturned ? -1 : 1;
  return a.arrivedAt === b.arrivedAt ? a.number - b.number : a.arrivedAt - b.arrivedAt;
};
const isStarving = ({ callerClass, vipsServedBefore }: Seniority): boolean =>
  callerClass === 'ordinary' && vipsServedBefore < MOST;

/** Who is served first, said once more: those who may not be passed, VIP callers, the others. */
function naive(places: readonly Seniority[]): readonly Seniority[] {
  const sorted = [...places].sort(older);
  const vips = sorted.filter(({ callerClass }) => callerClass === 'vip');
  const others = sorted.filter(({ callerClass }) => callerClass !== 'vip');
  return [...others.filter(isStarving), ...vips, ...others.filter((place) => !isStarving(place))];
}

const ids = (places: Iterable<Seniority>): readonly string[] => [...places].map(({ id }) => id);

describe('[law 4] [law 11] a line', () => {
  it('serves, ranks and compares as a sorted list does', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(), { maxLength: 4 }), fc.nat({ max: 3 }), (places, gone, modulus) => {
        const line = new Line();
        for (const place of [...places].reverse()) line.add(place);
        const leaving = new Set(gone.map((at) => places[at % Math.max(1, places.length)]));
        for (const place of leaving) if (place !== undefined) line.delete(place);
        const left = places.filter((place) => !leaving.has(place));
        const expected = naive(left);
        expect(ids(line.inOrder(isStarving))).toEqual(ids(expected));
        expect(line.size).toBe(left.length);
        expect([...line].length).toBe(left.length);
        for (const place of places) expect(line.has(place)).toBe(!leaving.has(place));
        for (const [at, place] of expected.entries()) expect(line.rankOf(place, isStarving)).toBe(at);
        const may = ({ number }: Seniority): boolean => number % 4 !== modulus;
        expect(line.first(isStarving, may)?.id).toBe(expected.find(may)?.id);
        expect(line.first(isStarving, () => false)).toBeUndefined();
        const ordinary = [...left].sort(older).filter(({ callerClass }) => callerClass === 'ordinary');
        expect(line.lastOrdinary(may)?.id).toBe(ordinary.filter(may).at(-1)?.id);
        for (const place of left) {
          expect(line.ordinaryBehind(place)?.id).toBe(ordinary.find((other) => older(place, other) < 0)?.id);
          for (const other of left)
            expect(comesBefore(place, other, isStarving)).toBe(expected.indexOf(place) < expected.indexOf(other));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('without anybody has nobody', () => {
    const line = new Line();
    expect([line.size, [...line], line.inOrder(isStarving), line.first(isStarving, () => true)]).toEqual([
      0,
      [],
      [],
      undefined,
    ]);
    expect(line.lastOrdinary(() => true)).toBeUndefined();
  });
});
