import { z } from 'zod';
import { type Problem, shown } from '../config/problem.ts';
import { scheduleSchema } from './schedules-file.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const looseSchedules = z.array(z.unknown()).catch([]);
const looseId = z.object({ id: z.string() });

interface Span {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** What schedules say of each other, and the intervals of a day: an id twice, a date twice, intervals that overlap. */
export function scheduleProblems(input: unknown, path = 'schedules'): readonly Problem[] {
  const schedules = looseSchedules.parse(input);
  const ids = schedules.map((one, at) => ({ path: `${path}[${at}].id`, value: looseId.safeParse(one).data?.id }));
  return [
    ...twice(ids, 'a schedule id of its own'),
    ...schedules.flatMap((one, at) => problemsOf(one, `${path}[${at}]`)),
  ];
}

function problemsOf(input: unknown, path: string): readonly Problem[] {
  const parsed = scheduleSchema.safeParse(input);
  if (!parsed.success) return [];
  const { weekly, holidays, exceptions } = parsed.data;
  const days = [
    ...WEEKDAYS.map((day) => ({ path: `${path}.weekly.${day}`, intervals: weekly[day] })),
    { path: `${path}.holidays.intervals`, intervals: holidays?.intervals ?? [] },
    ...exceptions.map(({ intervals }, at) => ({ path: `${path}.exceptions[${at}].intervals`, intervals })),
  ];
  const dates = exceptions.map(({ date }, at) => ({ path: `${path}.exceptions[${at}].date`, value: date }));
  return [
    ...days.flatMap((day) =>
      overlaps(day.intervals.map((interval, at) => ({ ...interval, path: `${day.path}[${at}]` }))),
    ),
    ...twice(dates, 'a date that no other exception begins on'),
  ];
}

/** Of two intervals of a day that overlap, the one that begins later is told. */
function overlaps(spans: readonly Span[]): readonly Problem[] {
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.path < b.path ? -1 : 1));
  return sorted.flatMap(({ path, from, to }, at) => {
    const before = sorted[at - 1];
    const isNight = before !== undefined && before.to <= before.from;
    if (before === undefined || (!isNight && before.to <= from)) return [];
    return [
      { path, found: shown(`${from}–${to}`), expected: `an interval that begins after ${before.path} has ended` },
    ];
  });
}

function twice(
  all: readonly { readonly path: string; readonly value: string | undefined }[],
  expected: string,
): readonly Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined ? [] : [{ path, found: shown(value), expected: `${expected} (${before} has it too)` }];
  });
}
