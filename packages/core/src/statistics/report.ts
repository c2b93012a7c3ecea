import type { Instant } from '../kernel/time.ts';
import type { ReportDefinition } from './report-file.ts';
import { addSums, type MetricName, metrics, noReportSums, type ReportSums, sumsOfRow } from './report-metrics.ts';
import { type RecordLike, type ReportRow, rowsOf } from './report-row.ts';

/** The time that a report covers, and the local clock: the engine has no time zones here. */
export interface ReportTime {
  /** The first instant. */
  readonly from: Instant;
  /** The first instant after. */
  readonly to: Instant;
  /** The hour on the company's wall at an instant, 0 to 23. */
  readonly localHour: (at: Instant) => number;
  /** The weekday there, 1 (Monday) to 7. */
  readonly localWeekday: (at: Instant) => number;
}

/** One line of a report. */
export interface ReportLine {
  /** The group, user, number, hour or weekday; `all` for the whole, `none` for rows that have no such thing. */
  readonly key: string;
  readonly values: readonly (number | undefined)[];
  readonly sums: ReportSums;
}

/** A report that has been made. */
export interface Report {
  readonly definition: ReportDefinition;
  readonly from: Instant;
  readonly to: Instant;
  readonly columns: readonly MetricName[];
  readonly lines: readonly ReportLine[];
  /** All lines together. */
  readonly total: ReportLine;
}

/** Makes a report of the records. The same records give the same numbers, whatever their order (S126). */
export function makeReport(definition: ReportDefinition, records: Iterable<RecordLike>, time: ReportTime): Report {
  const limits = {
    serviceLevelMs: definition.serviceLevelSeconds * 1000,
    shortAbandonMs: definition.shortAbandonSeconds * 1000,
  };
  const sums = new Map<string, ReportSums>();
  let total = noReportSums;
  for (const record of records) {
    for (const row of rowsOf(definition.kind, record)) {
      if (!isAskedFor(definition, row, time)) continue;
      const key = keyOf(definition, row, time);
      const rowSums = sumsOfRow(row, limits);
      sums.set(key, addSums(sums.get(key) ?? noReportSums, rowSums));
      total = addSums(total, rowSums);
    }
  }
  const line = (key: string, of: ReportSums): ReportLine => ({
    key,
    values: definition.metrics.map((metric) => metrics[metric].of(of)),
    sums: of,
  });
  return {
    definition,
    from: time.from,
    to: time.to,
    columns: definition.metrics,
    lines: [...sums].sort(([a], [b]) => byKey(a, b)).map(([key, of]) => line(key, of)),
    total: line('all', total),
  };
}

function isAskedFor({ groups, users, numbers }: ReportDefinition, row: ReportRow, { from, to }: ReportTime): boolean {
  return (
    row.at >= from &&
    row.at < to &&
    isAmong(groups, row.group) &&
    isAmong(users, row.user) &&
    isAmong(numbers, row.number)
  );
}

const isAmong = (asked: readonly string[] | undefined, found: string | undefined): boolean =>
  asked === undefined || (found !== undefined && asked.includes(found));

function keyOf({ by }: ReportDefinition, row: ReportRow, time: ReportTime): string {
  switch (by) {
    case 'all':
      return 'all';
    case 'group':
      return row.group ?? 'none';
    case 'user':
      return row.user ?? 'none';
    case 'number':
      return row.number ?? 'none';
    case 'hour':
      return String(time.localHour(row.at)).padStart(2, '0');
    case 'weekday':
      return String(time.localWeekday(row.at));
  }
}

const byKey = (a: string, b: string): number => (a < b ? -1 : 1);
