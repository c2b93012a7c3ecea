import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { type Problem, problemsOf, shown } from '../config/problem.ts';
import { id, list, name, object, whole } from '../config/schema-parts.ts';
import { metricNames } from './report-metrics.ts';

const kinds = ['groups', 'users', 'calls'] as const;

/** What a report may have a line for each of. */
export const partitions = ['all', 'group', 'user', 'number', 'hour', 'weekday'] as const;
/** How much time a report covers: whole days, weeks from Monday, or months in the company's zone. */
export const intervals = ['day', 'week', 'month'] as const;

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, expecting(`one of: ${names.join(', ')}`));

/** A saved report as people write it (S126). */
export const reportSchema = object(
  {
    id,
    name,
    /** What is counted: stays in queues, talks of persons, or calls. */
    kind: oneOf(kinds),
    /** Only these groups, users or numbers; absent: all. */
    groups: list(id, 'group ids').optional(),
    users: list(id, 'user ids').optional(),
    numbers: list(z.string(expecting('a number in E.164')), 'numbers').optional(),
    /** A line for each. */
    by: oneOf(partitions).default('all'),
    metrics: list(oneOf(metricNames), 'metrics').min(1, expecting('at least one metric')),
    interval: oneOf(intervals),
    serviceLevelSeconds: whole('whole seconds from 1 to 3600', 1, 3600).default(20),
    shortAbandonSeconds: whole('whole seconds from 0 to 600', 0, 600).default(5),
    /** When the report is made and sent by itself; absent: only when asked for. */
    schedule: object(
      { hour: whole('an hour from 0 to 23', 0, 23), every: oneOf(intervals) },
      'when, such as { "every": "week", "hour": 7 }',
    ).optional(),
  },
  'a report, such as { "id": "weekly", "name": "Weekly", "kind": "groups", "metrics": ["count"], "interval": "week" }',
);

/** The saved reports of a company. */
export const reportsSchema = list(reportSchema, 'reports').max(1000, expecting('at most 1000 reports'));

/** A saved report with its defaults filled in. */
export type ReportDefinition = Readonly<z.output<typeof reportSchema>>;

/** What a file's reports may name. */
export interface ReportSubjects {
  readonly groups: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

/** The reports of a file, or everything that is wrong with them. */
export type ReportsReading =
  | { readonly ok: true; readonly reports: readonly ReportDefinition[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the saved reports of a file; paths begin with `path`. */
export function readReports(input: unknown, subjects: ReportSubjects, path = 'reports'): ReportsReading {
  const parsed = reportsSchema.safeParse(input);
  if (!parsed.success) {
    const problems = problemsOf(parsed.error, input).map((problem) => ({ ...problem, path: `${path}${problem.path}` }));
    return { ok: false, problems };
  }
  const problems = reportProblems(parsed.data, subjects, path);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, reports: parsed.data };
}

/** What reports of the right shape can still have wrong: all of it. */
export function reportProblems(
  reports: readonly ReportDefinition[],
  subjects: ReportSubjects,
  path: string,
): readonly Problem[] {
  const first = new Map<string, string>();
  return reports.flatMap((report, at) => {
    const here = `${path}[${at}]`;
    const before = first.get(report.id);
    if (before === undefined) first.set(report.id, `${here}.id`);
    const twice = {
      path: `${here}.id`,
      found: shown(report.id),
      expected: `a report id of its own (${before} has it too)`,
    };
    return [
      ...(before === undefined ? [] : [twice]),
      ...(['groups', 'users', 'numbers'] as const).flatMap((key) =>
        (report[key] ?? []).flatMap((name, place) =>
          subjects[key].has(name)
            ? []
            : [{ path: `${here}.${key}[${place}]`, found: shown(name), expected: `one of the ${key} of this file` }],
        ),
      ),
    ];
  });
}
