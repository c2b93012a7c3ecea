import { z } from 'zod';
import { type Problem, shown } from '../config/problem.ts';
import { scheduleSchema } from './schedules-file.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const looseSchedules = z.array(z.unknown()).catch([]);
const looseId = z.object({ id: z.string() });

interface Span {
  readonly path: string;
  /** In the list. */
  readonly place: number;
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
      overlaps(day.intervals.map((interval, place) => ({ ...interval, place, path: `${day.path}[${place}]` }))),
    ),
    ...twice(dates, 'a date that no other exception begins on'),
  ];
}

/** An interval that begins before another that began earlier has ended. */
function overlaps(spans: readonly Span[]): readonly Problem[] {
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.place - b.place));
  let longest: Span | undefined;
  return sorted.flatMap((span) => {
    const before = longest;
    if (before === undefined || endOf(span) > endOf(before)) longest = span;
    if (before === undefined || span.from >= endOf(before)) return [];
    const expected = `an interval that begins after ${before.path} has ended`;
    return [{ path: span.path, found: shown(`${span.from}–${span.to}`), expected }];
  });
}

/** Clock texts are in the order of time; a night goes on after 24:00. */
const endOf = ({ from, to }: Span): string => (to > from ? to : `next day ${to}`);

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
