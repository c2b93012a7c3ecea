import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowFigures } from './group-figures.ts';
import { advance, armed, nextCheckAt, type RuleFigures, type SlaRule, type SlaState, windowOf } from './sla-rule.ts';
import { newTally } from './tally.ts';

const raised: SlaState = { phase: 'raised', since: 5 };

const waitRule: SlaRule = { id: 'slow', group: 'sales', watch: { kind: 'wait', limitMs: 60_000, clearMs: 30_000 } };
const lengthRule: SlaRule = { id: 'long', group: 'sales', watch: { kind: 'queueLength', limit: 5, clear: 3 } };
const levelRule: SlaRule = {
  id: 'level',
  group: 'sales',
  watch: { kind: 'serviceLevel', below: 0.8, clear: 0.9, formula: 'answered', minutes: 30 },
};

const figures = (more: Partial<RuleFigures> = {}): RuleFigures => ({
  waiting: 0,
  oldestArrivedAt: undefined,
  window: windowFigures(newTally()),
  ...more,
});

/** Of a hundred answered calls, so many in time. */
const level = (inTime: number): RuleFigures => {
  const outcomes = { ...newTally().outcomes, answered: 100 };
  return figures({ window: windowFigures({ ...newTally(), offered: 100, outcomes, answeredInTime: inTime }) });
};

describe('[S138] a rule that watches waits', () => {
  const waiting = figures({ waiting: 1, oldestArrivedAt: 1_000 });

  it('alerts at exactly the limit, not a millisecond before', () => {
    expect(advance({ rule: waitRule, state: armed }, waiting, 60_999)).toEqual({ state: armed });
    expect(advance({ rule: waitRule, state: armed }, waiting, 61_000)).toEqual({
      state: { phase: 'raised', since: 61_000 },
      alert: { rule: 'slow', group: 'sales', at: 61_000, kind: 'wait', seen: 60_000, limit: 60_000 },
    });
  });

  it('alerts once, and is armed again when nobody has waited the clear time', () => {
    expect(advance({ rule: waitRule, state: raised }, waiting, 99_000)).toEqual({ state: raised });
    expect(advance({ rule: waitRule, state: raised }, waiting, 31_000)).toEqual({ state: raised });
    expect(advance({ rule: waitRule, state: raised }, waiting, 30_999)).toEqual({ state: armed });
    expect(advance({ rule: waitRule, state: raised }, figures(), 99_000)).toEqual({ state: armed });
  });

  it('wants to be looked at when the oldest crosses, and at no other time', () => {
    expect(nextCheckAt({ rule: waitRule, state: armed }, waiting, 2_000)).toBe(61_000);
    expect(nextCheckAt({ rule: waitRule, state: raised }, waiting, 2_000)).toBeUndefined();
    expect(nextCheckAt({ rule: waitRule, state: armed }, figures(), 2_000)).toBeUndefined();
  });

  it('says nothing while nobody waits', () => {
    expect(advance({ rule: waitRule, state: armed }, figures(), 1e12)).toEqual({ state: armed });
  });
});

describe('[S138] a rule that watches the length of the queue', () => {
  it('alerts at the limit, and is armed again below the clear length', () => {
    expect(advance({ rule: lengthRule, state: armed }, figures({ waiting: 4 }), 9)).toEqual({ state: armed });
    expect(advance({ rule: lengthRule, state: armed }, figures({ waiting: 5 }), 9).alert).toMatchObject({
      kind: 'queueLength',
      seen: 5,
      limit: 5,
    });
    expect(advance({ rule: lengthRule, state: raised }, figures({ waiting: 3 }), 9)).toEqual({ state: raised });
    expect(advance({ rule: lengthRule, state: raised }, figures({ waiting: 2 }), 9)).toEqual({ state: armed });
  });

  it('no time changes it', () => {
    expect(nextCheckAt({ rule: lengthRule, state: armed }, figures({ waiting: 4 }), 9)).toBeUndefined();
  });
});

describe('[S138] a rule that watches a service level', () => {
  it('alerts below the limit, and is armed again at the clear level', () => {
    expect(advance({ rule: levelRule, state: armed }, level(80), 9)).toEqual({ state: armed });
    expect(advance({ rule: levelRule, state: armed }, level(79), 9).alert).toMatchObject({ seen: 0.79, limit: 0.8 });
    expect(advance({ rule: levelRule, state: raised }, level(89), 9)).toEqual({ state: raised });
    expect(advance({ rule: levelRule, state: raised }, level(90), 9)).toEqual({ state: armed });
  });

  it('no calls say nothing: neither an alert nor an all-clear', () => {
    expect(advance({ rule: levelRule, state: armed }, figures(), 9)).toEqual({ state: armed });
    expect(advance({ rule: levelRule, state: raised }, figures(), 9)).toEqual({ state: raised });
  });

  it('is looked at again when a minute slides out of its window, while there are calls in it', () => {
    expect(nextCheckAt({ rule: levelRule, state: armed }, level(80), 119_999)).toBe(120_000);
    expect(nextCheckAt({ rule: levelRule, state: armed }, level(80), 120_000)).toBe(180_000);
    expect(nextCheckAt({ rule: levelRule, state: armed }, figures(), 9)).toBeUndefined();
  });

  it('is asked with its own window', () => {
    expect(windowOf(levelRule)).toEqual({ kind: 'minutes', minutes: 30 });
    expect(windowOf(waitRule)).toEqual({ kind: 'minutes', minutes: 15 });
  });
});

describe('[S138] between two alerts of a rule lies a clearing', () => {
  it('whatever the queue does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 8 })), (lengths) => {
        let state: SlaState = armed;
        const alerts: number[] = [];
        lengths.forEach((waiting, at) => {
          const next = advance({ rule: lengthRule, state }, figures({ waiting }), at);
          state = next.state;
          if (next.alert !== undefined) alerts.push(at);
        });
        const naive: number[] = [];
        for (const [at, waiting] of lengths.entries()) {
          const last = naive.at(-1);
          const isArmed = last === undefined || lengths.slice(last + 1, at).some((length) => length < 3);
          if (isArmed && waiting >= 5) naive.push(at);
        }
        expect(alerts).toEqual(naive);
      }),
    );
  });
});
