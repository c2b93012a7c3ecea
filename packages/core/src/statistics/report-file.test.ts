import { describe, expect, it } from 'vitest';
import { readReports } from './report-file.ts';
import { metricNames } from './report-metrics.ts';

const subjects = { groups: new Set(['sales']), users: new Set(['anna']), numbers: new Set(['+4757828600']) };
const weekly = { id: 'weekly', name: 'Weekly', kind: 'groups', metrics: ['count'], interval: 'week' };

const problems = (input: unknown): readonly (readonly [string, string])[] => {
  const reading = readReports(input, subjects);
  return reading.ok ? [] : reading.problems.map(({ path, expected }) => [path, expected] as const);
};

describe('[S126] saved reports of a company file', () => {
  it('have their defaults: one line, 20 s, 5 s, made when asked for', () => {
    expect(readReports([weekly], subjects)).toEqual({
      ok: true,
      reports: [{ ...weekly, by: 'all', serviceLevelSeconds: 20, shortAbandonSeconds: 5 }],
    });
  });

  it('take subjects, a partition, limits and a schedule', () => {
    const full = {
      ...weekly,
      groups: ['sales'],
      users: ['anna'],
      numbers: ['+4757828600'],
      by: 'weekday',
      serviceLevelSeconds: 30,
      shortAbandonSeconds: 0,
      schedule: { every: 'week', hour: 23 },
    };
    expect(readReports([full], subjects)).toEqual({ ok: true, reports: [full] });
  });

  it('all that is wrong between the parts is told at once', () => {
    const wrong = { ...weekly, groups: ['sales', 'sale'], users: ['ola'], numbers: ['+4757828601'] };
    expect(problems([wrong, weekly, { ...weekly }])).toEqual([
      ['reports[0].groups[1]', 'one of the groups of this file'],
      ['reports[0].users[0]', 'one of the users of this file'],
      ['reports[0].numbers[0]', 'one of the numbers of this file'],
      ['reports[1].id', 'a report id of its own (reports[0].id has it too)'],
      ['reports[2].id', 'a report id of its own (reports[0].id has it too)'],
    ]);
  });

  it.each([
    [{ ...weekly, kind: 'teams' }, 'reports[0].kind', 'one of: groups, users, calls'],
    [{ ...weekly, by: 'moon' }, 'reports[0].by', 'one of: all, group, user, number, hour, weekday'],
    [{ ...weekly, interval: 'year' }, 'reports[0].interval', 'one of: day, week, month'],
    [{ ...weekly, metrics: [] }, 'reports[0].metrics', 'at least one metric'],
    [{ ...weekly, metrics: ['joy'] }, 'reports[0].metrics[0]', `one of: ${metricNames.join(', ')}`],
    [{ ...weekly, serviceLevelSeconds: 0 }, 'reports[0].serviceLevelSeconds', 'whole seconds from 1 to 3600'],
    [{ ...weekly, shortAbandonSeconds: 601 }, 'reports[0].shortAbandonSeconds', 'whole seconds from 0 to 600'],
    [{ ...weekly, schedule: { every: 'day', hour: 24 } }, 'reports[0].schedule.hour', 'an hour from 0 to 23'],
    [{ ...weekly, schedule: 7 }, 'reports[0].schedule', 'when, such as { "every": "week", "hour": 7 }'],
    [{ ...weekly, groups: 'sales' }, 'reports[0].groups', 'a list of group ids'],
    [{ ...weekly, users: 7 }, 'reports[0].users', 'a list of user ids'],
    [{ ...weekly, numbers: [7] }, 'reports[0].numbers[0]', 'a number in E.164'],
    [{ ...weekly, colour: 'red' }, 'reports[0].colour', 'no such key here'],
  ])('%j: %s must be %s', (report, path, expected) => {
    expect(problems([report])).toEqual([[path, expected]]);
  });

  it('must be a list', () => {
    expect(problems(7)).toEqual([['reports', 'a list of reports']]);
  });
});
