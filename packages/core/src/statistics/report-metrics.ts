import type { ReportRow } from './report-row.ts';
import { meanMs, ratio, type WaitLimits } from './tally.ts';

/** The sums of some rows of a report. Only sums, so that those of parts add up to those of the whole. */
export interface ReportSums {
  readonly count: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly answeredWaitMs: number;
  readonly longestWaitMs: number;
  readonly answeredInTime: number;
  readonly shortAbandons: number;
  readonly talks: number;
  readonly talkMs: number;
}

/** The sums of no rows. */
export const noReportSums: ReportSums = {
  count: 0,
  outcomes: {},
  answeredWaitMs: 0,
  longestWaitMs: 0,
  answeredInTime: 0,
  shortAbandons: 0,
  talks: 0,
  talkMs: 0,
};

/** The sums of one row. */
export function sumsOfRow(row: ReportRow, { serviceLevelMs, shortAbandonMs }: WaitLimits): ReportSums {
  const isAnswered = row.outcome === 'answered';
  return {
    count: 1,
    outcomes: row.outcome === undefined ? {} : { [row.outcome]: 1 },
    answeredWaitMs: isAnswered ? row.waitMs : 0,
    longestWaitMs: row.waitMs,
    answeredInTime: isAnswered && row.waitMs <= serviceLevelMs ? 1 : 0,
    shortAbandons: row.outcome === 'abandoned' && row.waitMs < shortAbandonMs ? 1 : 0,
    talks: row.talkMs > 0 ? 1 : 0,
    talkMs: row.talkMs,
  };
}

/** The sums of two parts together. */
export function addSums(a: ReportSums, b: ReportSums): ReportSums {
  return {
    count: a.count + b.count,
    outcomes: addOutcomes(a.outcomes, b.outcomes),
    answeredWaitMs: a.answeredWaitMs + b.answeredWaitMs,
    longestWaitMs: Math.max(a.longestWaitMs, b.longestWaitMs),
    answeredInTime: a.answeredInTime + b.answeredInTime,
    shortAbandons: a.shortAbandons + b.shortAbandons,
    talks: a.talks + b.talks,
    talkMs: a.talkMs + b.talkMs,
  };
}

function addOutcomes(a: ReportSums['outcomes'], b: ReportSums['outcomes']): ReportSums['outcomes'] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

const outcome = (sums: ReportSums, name: string): number => sums.outcomes[name] ?? 0;

/** Rows that have an outcome at all: talks have none. */
const decidedOf = (sums: ReportSums): number => Object.values(sums.outcomes).reduce((sum, count) => sum + count, 0);

/** The columns that a report may have, by name. A mean or share of nothing is undefined. */
export const metrics = {
  count: { words: 'rows: stays in queues, talks, or calls', of: ({ count }) => count },
  answered: { words: 'answered', of: (sums) => outcome(sums, 'answered') },
  abandoned: { words: 'the caller left while waiting', of: (sums) => outcome(sums, 'abandoned') },
  shortAbandons: { words: 'those of the abandoned that left almost at once', of: ({ shortAbandons }) => shortAbandons },
  otherOutcomes: {
    words: 'neither answered nor abandoned',
    of: (sums) => decidedOf(sums) - outcome(sums, 'answered') - outcome(sums, 'abandoned'),
  },
  answerRate: {
    words: 'answered / rows with an outcome (L8)',
    of: (sums) => ratio(outcome(sums, 'answered'), decidedOf(sums)),
  },
  serviceLevel: {
    words: 'answered in time / (answered + abandoned − short abandons)',
    of: (sums) =>
      ratio(sums.answeredInTime, outcome(sums, 'answered') + outcome(sums, 'abandoned') - sums.shortAbandons),
  },
  averageSpeedOfAnswerMs: {
    words: 'mean wait of the answered, ms',
    of: (sums) => meanMs(sums.answeredWaitMs, outcome(sums, 'answered')),
  },
  longestWaitMs: { words: 'longest wait of all, ms', of: ({ longestWaitMs }) => longestWaitMs },
  talks: { words: 'rows with talk', of: ({ talks }) => talks },
  talkMs: { words: 'talk time, ms', of: ({ talkMs }) => talkMs },
  averageTalkMs: { words: 'mean talk time of rows with talk, ms', of: ({ talks, talkMs }) => meanMs(talkMs, talks) },
} as const satisfies Record<string, { readonly words: string; readonly of: (sums: ReportSums) => number | undefined }>;

/** A name of {@link metrics}. */
export type MetricName = keyof typeof metrics;

/** Whether a text names a metric. */
export const isMetricName = (text: string): text is MetricName => Object.hasOwn(metrics, text);

/** The metrics there are, in alphabetical order. */
export const metricNames: readonly MetricName[] = Object.keys(metrics).filter(isMetricName).sort();
