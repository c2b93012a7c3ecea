import { describe, expect, it } from 'vitest';
import {
  answerRates,
  DEFAULT_ANSWER_RATE,
  DEFAULT_SERVICE_LEVEL,
  formulaNamed,
  isNameOf,
  namesOf,
  serviceLevels,
} from './service-level.ts';
import { newTally, type Tally } from './tally.ts';

/** 100 offered: 60 answered, 48 of them in time; 20 abandoned, 9 in time, 5 at once; 15 elsewhere, 2 lost, 3 wait. */
const day: Tally = {
  ...newTally(),
  offered: 100,
  waiting: 3,
  outcomes: {
    ...newTally().outcomes,
    answered: 60,
    abandoned: 20,
    lost: 2,
    timedOut: 10,
    overflow: 1,
    pickedElsewhere: 4,
  },
  answeredInTime: 48,
  abandonedInTime: 9,
  shortAbandons: 5,
};

describe('[E25] service levels', () => {
  it.each([
    ['answered', 48 / 60],
    ['withAbandons', 48 / 80],
    ['withoutShortAbandons', 48 / 75],
    ['answeredWithFlowOuts', 48 / 75],
    ['withAbandonsAndFlowOuts', 48 / 95],
    ['withFlowOutsWithoutShortAbandons', 48 / 90],
    ['asterisk2', 57 / 80],
  ] as const)('%s is %d', (name, expected) => {
    expect(serviceLevels[name].of(day)).toBeCloseTo(expected, 12);
  });

  it('the default leaves short abandons out', () => {
    expect(serviceLevels[DEFAULT_SERVICE_LEVEL].words).toBe(
      'answered in time / (answered + abandoned − short abandons)',
    );
  });

  it('of no calls, or of short abandons only, there is no value', () => {
    expect(namesOf(serviceLevels).map((name) => serviceLevels[name].of(newTally()))).toEqual(
      namesOf(serviceLevels).map(() => undefined),
    );
    const short = { ...newTally(), offered: 1, outcomes: { ...newTally().outcomes, abandoned: 1 }, shortAbandons: 1 };
    expect([serviceLevels.withoutShortAbandons.of(short), serviceLevels.withAbandons.of(short)]).toEqual([
      undefined,
      0,
    ]);
  });
});

describe('[S130] answer rates', () => {
  it.each([
    ['ofDecided', 60 / 97],
    ['ofDecidedWithoutShortAbandons', 60 / 92],
    ['withPickups', 64 / 97],
    ['ofAnsweredAndAbandoned', 60 / 80],
  ] as const)('%s is %d', (name, expected) => {
    expect(answerRates[name].of(day)).toBeCloseTo(expected, 12);
  });

  it('[L8] the default is answered / (offered − still waiting), and no value while all wait', () => {
    expect(answerRates[DEFAULT_ANSWER_RATE].words).toBe('answered / (offered − still waiting)');
    expect(namesOf(answerRates).map((name) => answerRates[name].of({ ...newTally(), offered: 2, waiting: 2 }))).toEqual(
      namesOf(answerRates).map(() => undefined),
    );
  });
});

describe('the name of a formula', () => {
  it('leads to it', () => {
    expect(formulaNamed(serviceLevels, 'answered', 'here')).toEqual({ ok: true, formula: serviceLevels.answered });
  });

  it('that there is not is refused with those there are, also one that every object has', () => {
    expect(formulaNamed(answerRates, 'toString', 'board.rate')).toEqual({
      ok: false,
      problem: {
        path: 'board.rate',
        found: '"toString"',
        expected: 'one of: ofAnsweredAndAbandoned, ofDecided, ofDecidedWithoutShortAbandons, withPickups',
      },
    });
    expect([isNameOf(serviceLevels, 'asterisk2'), isNameOf(serviceLevels, 'asterisk3')]).toEqual([true, false]);
  });
});
