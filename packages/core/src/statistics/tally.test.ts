import { describe, expect, it } from 'vitest';
import { type EntryOutcome, entryOutcomes } from '../queue/entry-outcome.ts';
import {
  flowOutsOf,
  isBalanced,
  meanMs,
  newTally,
  ratio,
  sumTallies,
  type Tally,
  tallyJoined,
  tallyLeft,
} from './tally.ts';

const limits = { serviceLevelMs: 20_000, shortAbandonMs: 5_000 };

/** A tally of calls that have all ended. */
const tallyOf = (...ended: readonly (readonly [EntryOutcome, number])[]): Tally => {
  const tally = newTally();
  for (const [outcome, waitMs] of ended) {
    tallyJoined(tally);
    tallyLeft(tally, outcome, { ...limits, waitMs });
  }
  return tally;
};

describe('a tally', () => {
  it('of nothing is all zeros, and balances', () => {
    expect(Object.values(newTally().outcomes)).toEqual(entryOutcomes.map(() => 0));
    expect(Object.keys(newTally().outcomes).sort()).toEqual([...entryOutcomes].sort());
    expect(isBalanced(newTally())).toBe(true);
  });

  it('answered in time: 20 000 ms is, 20 001 ms is not', () => {
    expect(tallyOf(['answered', 20_000]).answeredInTime).toBe(1);
    expect(tallyOf(['answered', 20_001]).answeredInTime).toBe(0);
  });

  it('a short abandon: 4 999 ms is, 5 000 ms is not; abandoned in time as answered in time', () => {
    expect(tallyOf(['abandoned', 4_999]).shortAbandons).toBe(1);
    expect(tallyOf(['abandoned', 5_000]).shortAbandons).toBe(0);
    expect(tallyOf(['abandoned', 20_000]).abandonedInTime).toBe(1);
    expect(tallyOf(['abandoned', 20_001]).abandonedInTime).toBe(0);
  });

  it('only the answered have an answer’s wait, only the abandoned are abandoned', () => {
    const tally = tallyOf(['answered', 3_000], ['answered', 7_000], ['abandoned', 90_000], ['timedOut', 99_000]);
    expect(tally).toMatchObject({ answeredWaitMs: 10_000, longestAnsweredWaitMs: 7_000, answeredInTime: 2 });
    expect(tallyOf(['timedOut', 1]).shortAbandons + tallyOf(['timedOut', 1]).abandonedInTime).toBe(0);
    expect(tallyOf(['answered', 1])).toMatchObject({ shortAbandons: 0, abandonedInTime: 0 });
  });

  it('[E25] a place counts once: waiting until it has an outcome', () => {
    const tally = newTally();
    tallyJoined(tally);
    expect([tally.offered, tally.waiting, isBalanced(tally)]).toEqual([1, 1, true]);
    tallyLeft(tally, 'lost', { ...limits, waitMs: 1 });
    expect([tally.offered, tally.waiting, tally.outcomes.lost, isBalanced(tally)]).toEqual([1, 0, 1, true]);
  });

  it('[E25] does not balance when a place ends twice, or ends that was never given', () => {
    const twice = tallyOf(['full', 0]);
    tallyLeft(twice, 'full', { ...limits, waitMs: 0 });
    expect(isBalanced(twice)).toBe(false);
    expect(isBalanced({ ...newTally(), offered: 1 })).toBe(false);
  });

  it('flow-outs are all that went elsewhere: not answered, abandoned, lost, or waiting', () => {
    const tally = tallyOf(...entryOutcomes.map((outcome) => [outcome, 0] as const));
    tallyJoined(tally);
    expect(flowOutsOf(tally)).toBe(entryOutcomes.length - 3);
  });

  it('adds up every part, and takes the longest of the longest', () => {
    const [a, b] = [
      tallyOf(['answered', 9_000], ['abandoned', 1_000]),
      tallyOf(['answered', 4_000], ['abandoned', 21_000]),
    ];
    tallyJoined(b);
    const sum = sumTallies([a, b]);
    expect(sum).toEqual({
      ...newTally(),
      offered: 5,
      waiting: 1,
      outcomes: { ...newTally().outcomes, answered: 2, abandoned: 2 },
      answeredWaitMs: 13_000,
      longestAnsweredWaitMs: 9_000,
      answeredInTime: 2,
      abandonedInTime: 1,
      shortAbandons: 1,
    });
    expect([a.offered, sumTallies([])]).toEqual([2, newTally()]);
  });
});

describe('a share or a mean', () => {
  it('of nothing is no value', () => {
    expect([ratio(0, 0), meanMs(0, 0), ratio(3, -1)]).toEqual([undefined, undefined, undefined]);
  });

  it('is exact; a mean is whole milliseconds', () => {
    expect([ratio(1, 4), ratio(0, 1), meanMs(5, 2), meanMs(4, 3)]).toEqual([0.25, 0, 3, 1]);
  });
});
