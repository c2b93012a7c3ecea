import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOutcomes } from '../queue/entry-outcome.ts';
import { makeReport, type ReportTime } from './report.ts';
import { type ReportDefinition, reportSchema } from './report-file.ts';
import { addSums, metricNames, metrics, noReportSums } from './report-metrics.ts';
import { reportCsv, reportJson } from './report-output.ts';
import type { RecordLike } from './report-row.ts';

const HOUR = 3_600_000;
const time: ReportTime = {
  from: 0,
  to: 1_000 * HOUR,
  localHour: (at) => (Math.floor(at / HOUR) + 1) % 24,
  localWeekday: (at) => (Math.floor((at + HOUR) / (24 * HOUR)) % 7) + 1,
};

const definition = (more: Partial<ReportDefinition> = {}): ReportDefinition => ({
  ...reportSchema.parse({ id: 'r', name: 'R', kind: 'groups', metrics: ['count', 'answered'], interval: 'day' }),
  ...more,
});

/** Sales rang unanswered, support answered; kari transferred to ola. */
const transferred: RecordLike = {
  call: 'c1',
  arrivedAt: 9 * HOUR,
  number: '+4757828600',
  outcome: 'answered',
  waitMs: 40_000,
  talkMs: 100_000,
  visits: [
    { group: 'sales', at: 9 * HOUR, outcome: 'timedOut', waitMs: 30_000 },
    { group: 'support', at: 9 * HOUR + 30_000, outcome: 'answered', waitMs: 10_000, user: 'kari' },
  ],
  talks: [
    { user: 'kari', at: 9 * HOUR + 40_000, talkMs: 20_000, group: 'support' },
    { user: 'ola', at: 9 * HOUR + 60_000, talkMs: 80_000 },
  ],
};

const abandoned: RecordLike = {
  call: 'c2',
  arrivedAt: 10 * HOUR,
  outcome: 'abandoned',
  waitMs: 4_999,
  talkMs: 0,
  visits: [{ group: 'sales', at: 10 * HOUR, outcome: 'abandoned', waitMs: 4_999 }],
  talks: [],
};

const records = [transferred, abandoned];

const table = (more: Partial<ReportDefinition>) => {
  const report = makeReport(definition(more), records, time);
  return [...report.lines, report.total].map(({ key, values }) => [key, ...values]);
};

describe('[S134] three kinds of reports', () => {
  it('groups: a call that two groups had counts in both', () => {
    expect(table({ by: 'group' })).toEqual([
      ['sales', 2, 0],
      ['support', 1, 1],
      ['all', 3, 1],
    ]);
  });

  it('users: one row a person, with that person’s own talk', () => {
    expect(table({ kind: 'users', by: 'user', metrics: ['talks', 'talkMs', 'averageTalkMs', 'answerRate'] })).toEqual([
      ['kari', 1, 20_000, 20_000, undefined],
      ['ola', 1, 80_000, 80_000, undefined],
      ['all', 2, 100_000, 50_000, undefined],
    ]);
  });

  it('calls: each call once, however many had it', () => {
    expect(table({ kind: 'calls', by: 'number', metrics: ['count', 'talkMs', 'answerRate'] })).toEqual([
      ['+4757828600', 1, 100_000, 1],
      ['none', 1, 0, 0],
      ['all', 2, 100_000, 0.5],
    ]);
    expect(table({ kind: 'calls', by: 'group' })).toEqual([
      ['sales', 2, 1],
      ['all', 2, 1],
    ]);
    expect(table({ kind: 'calls', by: 'user' })).toEqual([
      ['kari', 1, 1],
      ['none', 1, 0],
      ['all', 2, 1],
    ]);
  });

  it('a group’s talk counts once, with its last stay', () => {
    const [first] = transferred.visits;
    if (first === undefined) throw new Error('no visit');
    const back = { ...transferred, visits: [...transferred.visits, { ...first, group: 'support' }] };
    const report = makeReport(definition({ by: 'group', metrics: ['talkMs', 'talks'] }), [back], time);
    expect(report.lines.map(({ key, values }) => [key, ...values])).toEqual([
      ['sales', 0, 0],
      ['support', 20_000, 1],
    ]);
  });
});

describe('rows that lack something', () => {
  it('have the key none, and a quick answer is no short abandon', () => {
    const bare = { ...abandoned, outcome: 'answered', waitMs: 0, visits: [], talks: [] };
    const asked = definition({ kind: 'calls', by: 'group', metrics: ['count', 'shortAbandons'] });
    expect(makeReport(asked, [bare], time).lines.map(({ key, values }) => [key, ...values])).toEqual([['none', 1, 0]]);
  });
});

describe('[S126] a report of a definition', () => {
  it('hours and weekdays are those of the company’s wall, in order', () => {
    expect(table({ by: 'hour', metrics: ['count'] })).toEqual([
      ['10', 2],
      ['11', 1],
      ['all', 3],
    ]);
    const early = [
      { ...abandoned, visits: [{ ...abandoned.visits[0], group: 'x', at: 0, outcome: 'full', waitMs: 0 } as const] },
    ];
    expect(makeReport(definition({ by: 'hour' }), early, time).lines[0]?.key).toBe('01');
    expect(table({ by: 'weekday', metrics: ['count'] })).toEqual([
      ['1', 3],
      ['all', 3],
    ]);
    expect(table({ by: 'all', metrics: ['count'] })).toEqual([
      ['all', 3],
      ['all', 3],
    ]);
  });

  it('covers [from, to): the first instant is in, the last is not', () => {
    const counts = (from: number, to: number) =>
      makeReport(definition({ metrics: ['count'] }), [abandoned], { ...time, from, to }).total.values;
    expect(counts(10 * HOUR, 10 * HOUR + 1)).toEqual([1]);
    expect(counts(9 * HOUR, 10 * HOUR)).toEqual([0]);
    expect(counts(10 * HOUR + 1, 11 * HOUR)).toEqual([0]);
  });

  it('counts only the groups, users and numbers that are asked for', () => {
    expect(table({ groups: ['support'] })).toEqual([
      ['all', 1, 1],
      ['all', 1, 1],
    ]);
    expect(table({ users: ['kari'] })[0]).toEqual(['all', 1, 1]);
    expect(table({ numbers: ['+4757828600'] })[0]).toEqual(['all', 2, 1]);
    expect(table({ groups: [] })).toEqual([['all', 0, 0]]);
  });

  it('has every metric there is', () => {
    const { values } = makeReport(definition({ metrics: [...metricNames] }), records, time).total;
    expect(Object.fromEntries(metricNames.map((name, at) => [name, values[at]]))).toEqual({
      abandoned: 1,
      answerRate: 1 / 3,
      answered: 1,
      averageSpeedOfAnswerMs: 10_000,
      averageTalkMs: 20_000,
      count: 3,
      longestWaitMs: 30_000,
      otherOutcomes: 1,
      serviceLevel: 1,
      shortAbandons: 1,
      talkMs: 20_000,
      talks: 1,
    });
    expect(metricNames).toHaveLength(Object.keys(metrics).length);
  });

  it('counts in time and at once by its own limits, to the millisecond', () => {
    const values = (more: Partial<ReportDefinition>) =>
      makeReport(definition({ metrics: ['serviceLevel', 'shortAbandons'], ...more }), records, time).total.values;
    expect(values({ serviceLevelSeconds: 10, shortAbandonSeconds: 5 })).toEqual([1, 1]);
    expect(values({ serviceLevelSeconds: 9, shortAbandonSeconds: 4 })).toEqual([0, 0]);
    const onLimit = [
      { ...abandoned, visits: [{ group: 'sales', at: 0, outcome: 'abandoned', waitMs: 5_000 } as const] },
    ];
    expect(makeReport(definition({ metrics: ['shortAbandons'] }), onLimit, time).total.values).toEqual([0]);
  });

  it('of no records has no lines, and no value for shares and means', () => {
    const report = makeReport(
      definition({ metrics: ['count', 'answerRate', 'serviceLevel', 'averageTalkMs'] }),
      [],
      time,
    );
    expect([report.lines, report.total.values]).toEqual([[], [0, undefined, undefined, undefined]]);
  });
});

const visit = fc.record({
  group: fc.constantFrom('a', 'b', 'c'),
  at: fc.nat({ max: 999 * HOUR }),
  outcome: fc.constantFrom(...entryOutcomes),
  waitMs: fc.nat({ max: 90_000 }),
});
const talk = fc.record({
  user: fc.constantFrom('u', 'v'),
  at: fc.nat({ max: 999 * HOUR }),
  talkMs: fc.nat({ max: 90_000 }),
  group: fc.constantFrom('a', 'b', 'c'),
});
const anyRecord: fc.Arbitrary<RecordLike> = fc.record({
  call: fc.string(),
  arrivedAt: fc.nat({ max: 999 * HOUR }),
  number: fc.constantFrom('+4757828600', '+4757828601'),
  outcome: fc.constantFrom('answered', 'abandoned', 'lost'),
  waitMs: fc.nat({ max: 90_000 }),
  talkMs: fc.nat({ max: 90_000 }),
  visits: fc.array(visit, { maxLength: 3 }),
  talks: fc.array(talk, { maxLength: 3 }),
});

describe('[S126] sums', () => {
  const by = fc.constantFrom('all', 'group', 'user', 'number', 'hour', 'weekday');
  const kind = fc.constantFrom('groups', 'users', 'calls');

  it('over the lines of any partition are those of the whole, whatever the order of the records', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), kind, by, (all, kindOf, partition) => {
        const asked = definition({ kind: kindOf, by: partition, metrics: [...metricNames] });
        const report = makeReport(asked, all, time);
        const whole = makeReport({ ...asked, by: 'all' }, all, time);
        expect(report.lines.map(({ sums }) => sums).reduce(addSums, noReportSums)).toEqual(whole.total.sums);
        expect(report.total).toEqual(whole.total);
        expect(reportCsv(makeReport(asked, all.toReversed(), time))).toBe(reportCsv(report));
        const keys = report.lines.map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)].sort());
      }),
    );
  });

  it('[L8] answered and every other outcome add up to the rows', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (all) => {
        const asked = definition({ metrics: ['count', 'answered', 'abandoned', 'otherOutcomes', 'talkMs'] });
        const [count, answered = 0, gone = 0, others = 0] = makeReport(asked, all, time).total.values;
        expect(count).toBe(all.flatMap(({ visits }) => visits).length);
        expect(answered + gone + others).toBe(count);
      }),
    );
  });
});

describe('[S134] output', () => {
  const report = makeReport(definition({ by: 'group', metrics: ['count', 'averageSpeedOfAnswerMs'] }), records, time);

  it('CSV: names, lines, the total; nothing where there is no value', () => {
    expect(reportCsv(report)).toBe(
      'group,count,averageSpeedOfAnswerMs\r\nsales,2,\r\nsupport,1,10000\r\nall,3,10000\r\n',
    );
    expect(reportCsv(makeReport(definition({ metrics: ['count'] }), records, time))).toBe('all,count\r\nall,3\r\n');
  });

  it('CSV quotes what would break a line (RFC 4180)', () => {
    const odd = (key: string) =>
      reportCsv({ ...report, lines: [{ key, values: [1], sums: noReportSums }] }).split('\r\nall')[0];
    expect(
      ['a,b', 'a"b', 'a\nb', 'a\rb', 'a b'].map((key) =>
        odd(key)?.slice('group,count,averageSpeedOfAnswerMs\r\n'.length),
      ),
    ).toEqual(['"a,b",1', '"a""b",1', '"a\nb",1', '"a\rb",1', 'a b,1']);
  });

  it('JSON: an object a line; null where there is no value', () => {
    expect(reportJson(report)).toEqual({
      id: 'r',
      name: 'R',
      from: 0,
      to: 1_000 * HOUR,
      lines: [
        { key: 'sales', count: 2, averageSpeedOfAnswerMs: null },
        { key: 'support', count: 1, averageSpeedOfAnswerMs: 10_000 },
      ],
      total: { key: 'all', count: 3, averageSpeedOfAnswerMs: 10_000 },
    });
  });
});
