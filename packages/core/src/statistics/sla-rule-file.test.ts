import { describe, expect, it } from 'vitest';
import { readSlaRules } from './sla-rule-file.ts';

const groups = new Set(['sales', 'support']);
const slow = { id: 'slow', group: 'sales', waitSeconds: 60 };

const problems = (input: unknown): readonly (readonly [string, string])[] => {
  const reading = readSlaRules(input, groups);
  return reading.ok ? [] : reading.problems.map(({ path, expected }) => [path, expected] as const);
};

describe('[S138] rules of a company file', () => {
  it('have their defaults: clear where they alert, the default service level, half an hour', () => {
    const input = [
      slow,
      { id: 'long', group: 'sales', queueLength: 5 },
      { id: 'level', group: 'support', serviceLevelBelow: 80 },
    ];
    expect(readSlaRules(input, groups)).toEqual({
      ok: true,
      rules: [
        { id: 'slow', group: 'sales', watch: { kind: 'wait', limitMs: 60_000, clearMs: 60_000 } },
        { id: 'long', group: 'sales', watch: { kind: 'queueLength', limit: 5, clear: 5 } },
        {
          id: 'level',
          group: 'support',
          watch: { kind: 'serviceLevel', below: 0.8, clear: 0.8, formula: 'withoutShortAbandons', minutes: 30 },
        },
      ],
    });
  });

  it('take everything that can be told, up to the threshold itself', () => {
    const input = [
      { ...slow, clearWaitSeconds: 60 },
      { id: 'long', group: 'sales', queueLength: 5, clearQueueLength: 5 },
      {
        id: 'level',
        group: 'sales',
        serviceLevelBelow: 80,
        clearServiceLevel: 80,
        formula: 'asterisk2',
        minutes: 60,
      },
      { ...slow, id: 'slower', clearWaitSeconds: 20 },
      { id: 'longer', group: 'sales', queueLength: 9, clearQueueLength: 2 },
      { id: 'better', group: 'sales', serviceLevelBelow: 80, clearServiceLevel: 95 },
    ];
    const reading = readSlaRules(input, groups);
    expect(reading.ok && reading.rules.map(({ watch }) => watch)).toMatchObject([
      { clearMs: 60_000 },
      { clear: 5 },
      { clear: 0.8, formula: 'asterisk2', minutes: 60 },
      { clearMs: 20_000 },
      { clear: 2 },
      { clear: 0.95 },
    ]);
  });

  it('watch exactly one thing', () => {
    const expected = 'exactly one of: waitSeconds, queueLength, serviceLevelBelow';
    expect(problems([{ id: 'a', group: 'sales' }])).toEqual([['slaRules[0]', expected]]);
    expect(problems([{ ...slow, queueLength: 2 }])).toEqual([['slaRules[0]', expected]]);
  });

  it('all that is wrong is told at once, each with its path and what would be right', () => {
    expect(
      problems([
        { ...slow, group: 'sale', clearWaitSeconds: 61 },
        { id: 'slow', group: 'sales', queueLength: 5, clearQueueLength: 6, minutes: 15 },
        { id: 'level', group: 'sales', serviceLevelBelow: 80, clearServiceLevel: 79, clearWaitSeconds: 5 },
        { ...slow, id: 'x', formula: 'answered', clearQueueLength: 1, clearServiceLevel: 1 },
      ]),
    ).toEqual([
      ['slaRules[0].group', 'the id of a group of this file'],
      ['slaRules[0].clearWaitSeconds', 'at most waitSeconds'],
      ['slaRules[1].id', 'a rule id of its own (slaRules[0].id has it too)'],
      ['slaRules[1].minutes', 'no minutes without serviceLevelBelow'],
      ['slaRules[1].clearQueueLength', 'at most queueLength'],
      ['slaRules[2].clearWaitSeconds', 'no clearWaitSeconds without waitSeconds'],
      ['slaRules[2].clearServiceLevel', 'at least serviceLevelBelow'],
      ['slaRules[3].clearQueueLength', 'no clearQueueLength without queueLength'],
      ['slaRules[3].clearServiceLevel', 'no clearServiceLevel without serviceLevelBelow'],
      ['slaRules[3].formula', 'no formula without serviceLevelBelow'],
    ]);
  });

  it('an unknown formula is refused with those there are', () => {
    expect(problems([{ id: 'a', group: 'sales', serviceLevelBelow: 80, formula: 'best', minutes: 20 }])).toEqual([
      [
        'slaRules[0].formula',
        'one of: answered, answeredWithFlowOuts, asterisk2, withAbandons, withAbandonsAndFlowOuts, withFlowOutsWithoutShortAbandons, withoutShortAbandons',
      ],
      ['slaRules[0].minutes', '15, 30 or 60'],
    ]);
  });

  it.each([
    [{ ...slow, waitSeconds: 0 }, 'slaRules[0].waitSeconds', 'whole seconds from 1 to 86400'],
    [{ ...slow, waitSeconds: 86_401 }, 'slaRules[0].waitSeconds', 'whole seconds from 1 to 86400'],
    [{ id: 'a', group: 'sales', queueLength: 0 }, 'slaRules[0].queueLength', 'a whole number from 1 to 100000'],
    [
      { id: 'a', group: 'sales', serviceLevelBelow: 101 },
      'slaRules[0].serviceLevelBelow',
      'a whole number of per cent from 1 to 100',
    ],
    [{ ...slow, limit: 3 }, 'slaRules[0].limit', 'no such key here'],
    [7, 'slaRules[0]', 'a rule, such as { "id": "slow", "group": "sales", "waitSeconds": 60 }'],
  ])('%j: %s must be %s', (rule, path, expected) => {
    expect(problems([rule])).toEqual([[path, expected]]);
  });

  it('must be a list', () => {
    expect(problems({})).toEqual([['slaRules', 'a list of rules']]);
  });
});
