import type { Instant } from '../kernel/time.ts';
import { DAY_MS, dayOfDate, weekdayOfDay } from './calendar.ts';
import { publicHolidays } from './public-holidays.ts';
import type { IntervalFile, ScheduleFile } from './schedules-file.ts';
import { clockChanges, firstInstantOf, instantsOf, wallMsAt } from './zone.ts';

/** An interval of a day: from midnight of that day, in ms as the clock shows it; beyond 24 hours it is the next day's. */
interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly period: string;
}

/** What decides about a day. */
export type HoursRule = 'override' | 'exception' | 'holiday' | 'weekly';

interface Day {
  readonly rule: Exclude<HoursRule, 'override'>;
  /** Of the exception or the holiday. */
  readonly name: string | undefined;
  readonly intervals: readonly Interval[];
}

/** Opening hours made ready for asking, once for a company. Never changes but for what it remembers of days. */
export interface Schedule {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** The names of its periods. */
  readonly periods: readonly string[];
  /** What a day since 1 January 1970 is like. */
  readonly dayOn: (day: number) => Day;
}

/** Set by hand, and before everything else: a period, or closed; until an instant, or until it is taken back. */
export interface HoursOverride {
  /** Undefined: closed. */
  readonly period: string | undefined;
  readonly until: Instant | undefined;
}

/** What holds at an instant, and why. */
export interface HoursAnswer {
  /** Undefined: closed. */
  readonly period: string | undefined;
  readonly rule: HoursRule;
  /** Of the exception or the holiday. */
  readonly name: string | undefined;
}

/** Makes checked opening hours ready. */
export function compileSchedule(file: ScheduleFile, companyZone: string): Schedule {
  const { weekly, holidays, exceptions } = file;
  const all = [
    ...[weekly.mon, weekly.tue, weekly.wed, weekly.thu, weekly.fri, weekly.sat, weekly.sun].flat(),
    ...exceptions.flatMap(({ intervals }) => intervals),
    ...(holidays?.intervals ?? []),
  ];
  return {
    id: file.id,
    name: file.name,
    zone: file.zone ?? companyZone,
    periods: [...new Set(all.map(({ period }) => period))],
    dayOn: remembered(daysOf(file)),
  };
}

/** What each day is like: an exception before a holiday, a holiday before the week (E21). */
function daysOf(file: ScheduleFile): Schedule['dayOn'] {
  const { mon, tue, wed, thu, fri, sat, sun } = file.weekly;
  const week = [mon, tue, wed, thu, fri, sat, sun].map(intervalsOf);
  const exceptions = file.exceptions.map(({ date, lastDate = date, name, intervals }) => {
    const day: Day = { rule: 'exception', name, intervals: intervalsOf(intervals) };
    return { first: dayOfDate(date), last: dayOfDate(lastDate), day };
  });
  const ofHolidays = intervalsOf(file.holidays?.intervals ?? []);
  const holidayOn = file.holidays === undefined ? () => undefined : publicHolidays(file.holidays);
  return (day) => {
    // Of exceptions that hold on the same day, the last one counts.
    const exception = exceptions.findLast(({ first, last }) => first <= day && day <= last);
    if (exception !== undefined) return exception.day;
    const name = holidayOn(day);
    if (name !== undefined) return { rule: 'holiday', name, intervals: ofHolidays };
    return { rule: 'weekly', name: undefined, intervals: week[weekdayOfDay(day)] ?? [] };
  };
}

const MOST_REMEMBERED_DAYS = 2000;

function remembered(dayOn: Schedule['dayOn']): Schedule['dayOn'] {
  const known = new Map<number, Day>();
  return (day) => {
    let found = known.get(day);
    if (found === undefined) {
      if (known.size >= MOST_REMEMBERED_DAYS) known.clear();
      found = dayOn(day);
      known.set(day, found);
    }
    return found;
  };
}

function intervalsOf(intervals: readonly IntervalFile[]): readonly Interval[] {
  return intervals.map(({ from, to, period }) => {
    const [fromMs, toMs] = [clockMs(from), clockMs(to)];
    return { fromMs, toMs: toMs > fromMs ? toMs : toMs + DAY_MS, period };
  });
}

function clockMs(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/**
 * What holds at an instant: what was set by hand, else what the clocks of the
 * zone show, looked up in that day's intervals and in those of the day before
 * that go on past midnight. Half-open: at `from` it holds, at `to` no longer.
 */
export function hoursAt(schedule: Schedule, at: Instant, override?: HoursOverride): HoursAnswer {
  if (override !== undefined && (override.until === undefined || at < override.until)) {
    return { period: override.period, rule: 'override', name: undefined };
  }
  const wallMs = wallMsAt(schedule.zone, at);
  const day = Math.floor(wallMs / DAY_MS);
  const timeMs = wallMs - day * DAY_MS;
  const today = schedule.dayOn(day);
  const inToday = today.intervals.find(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs);
  if (inToday !== undefined) return { period: inToday.period, rule: today.rule, name: today.name };
  const before = schedule.dayOn(day - 1);
  const fromBefore = before.intervals.find(({ toMs }) => timeMs < toMs - DAY_MS);
  if (fromBefore !== undefined) return { period: fromBefore.period, rule: before.rule, name: before.name };
  return { period: undefined, rule: today.rule, name: today.name };
}

/** Whether it is open at an instant, in whatever period. */
export const isOpen = (schedule: Schedule, at: Instant, override?: HoursOverride): boolean =>
  hoursAt(schedule, at, override).period !== undefined;

const MOST_DAYS = 400;

/** The next instant at which the answer changes; undefined when it does not in the next 400 days. */
export function nextTransition(schedule: Schedule, at: Instant, override?: HoursOverride): Instant | undefined {
  const now = hoursAt(schedule, at, override).period;
  return nextWhere(schedule, at, { override, isIt: (period) => period !== now });
}

/** The next instant at which it is open, this one if it is so now: what a caller can be told. */
export function opensNext(schedule: Schedule, at: Instant, override?: HoursOverride): Instant | undefined {
  if (isOpen(schedule, at, override)) return at;
  return nextWhere(schedule, at, { override, isIt: (period) => period !== undefined });
}

interface Sought {
  readonly override: HoursOverride | undefined;
  readonly isIt: (period: string | undefined) => boolean;
}

function nextWhere(schedule: Schedule, at: Instant, { override, isIt }: Sought): Instant | undefined {
  if (override !== undefined && override.until === undefined) return undefined;
  const first = Math.floor(wallMsAt(schedule.zone, at) / DAY_MS);
  let pool = [...boundaries(schedule, first - 1), ...(override?.until === undefined ? [] : [override.until])];
  for (let day = first; day <= first + MOST_DAYS; day += 1) {
    pool.push(...boundaries(schedule, day));
    // What later days bring comes at their midnight or after it.
    const settled = midnightOf(schedule, day + 1);
    const found = pool
      .filter((each) => each > at && each < settled && isIt(hoursAt(schedule, each, override).period))
      .sort((a, b) => a - b)[0];
    if (found !== undefined) return found;
    pool = pool.filter((each) => each >= settled);
  }
  return undefined;
}

/** The first instant of a day; where midnight is skipped, the end of the gap. */
const midnightOf = ({ zone }: Schedule, day: number): Instant => firstInstantOf(zone, day * DAY_MS);

/** The instants of a day at which the answer may change. */
function boundaries(schedule: Schedule, day: number): readonly Instant[] {
  const own = schedule
    .dayOn(day)
    .intervals.flatMap(({ fromMs, toMs }) => [fromMs, toMs])
    .flatMap((timeMs) => instantsOf(schedule.zone, day * DAY_MS + timeMs));
  const [midnight, next] = [midnightOf(schedule, day), midnightOf(schedule, day + 1)];
  return [...own, midnight, ...clockChanges(schedule.zone, midnight, next)];
}
