import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordDifferences } from './record-differences.ts';

const record = { call: 'c1', outcome: 'answered', times: { talkMs: 5, waitMs: 7 }, talks: [{ user: 'anna' }] };

describe('[X8] the records of two runs', () => {
  it('are identical whatever the order of the runs and of the keys', () => {
    const { call, ...rest } = record;
    const other = { ...record, call: 'c0' };
    expect(recordDifferences([record, other], [other, { ...rest, call }])).toEqual([]);
  });

  it('differ where they differ, each place by its path, in order', () => {
    const now = {
      ...record,
      outcome: 'abandoned',
      times: { talkMs: 0, waitMs: 7 },
      talks: [{ user: 'ola' }, { user: 'x' }],
    };
    expect(recordDifferences([record], [now])).toEqual([
      { call: 'c1', path: 'outcome', before: 'answered', after: 'abandoned' },
      { call: 'c1', path: 'talks.0.user', before: 'anna', after: 'ola' },
      { call: 'c1', path: 'talks.1', before: undefined, after: { user: 'x' } },
      { call: 'c1', path: 'times.talkMs', before: 5, after: 0 },
    ]);
  });

  it('tell of calls that only one run has', () => {
    const later = { ...record, call: 'c2' };
    expect(recordDifferences([later], [record])).toEqual([
      { call: 'c1', path: '', before: undefined, after: record },
      { call: 'c2', path: '', before: later, after: undefined },
    ]);
  });

  it('tell null, a list and an object apart', () => {
    const of = (value: unknown) => ({ call: 'c1', value });
    expect(recordDifferences([of(null)], [of({})])).toHaveLength(1);
    expect(recordDifferences([of([])], [of({})])).toHaveLength(1);
    expect(recordDifferences([of([])], [of([])])).toEqual([]);
    expect(recordDifferences([of(null)], [of(null)])).toEqual([]);
  });

  it('are identical exactly when their JSON is', () => {
    const any = fc.record({ call: fc.constant('c1'), value: fc.jsonValue({ maxDepth: 2 }) });
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(recordDifferences([a], [{ ...a }])).toEqual([]);
        const [before, after] = [
          { call: 'c1', value: plain(a.value) },
          { call: 'c1', value: plain(b.value) },
        ];
        const isSame = sorted(before) === sorted(after);
        expect(recordDifferences([before], [after]).length === 0).toBe(isSame);
      }),
    );
  });
});

/** JSON with its keys in order. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
