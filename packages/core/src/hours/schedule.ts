import Holidays from 'date-holidays';
import { must } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import type { IntervalFile, ScheduleFile } from './schedules-file.ts';
import { addDays, clockChanges, DAY_MS, instantsOf, wallTimeAt, weekdayOf } from './zone.ts';

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

/** Opening hours made ready for asking, once for a company. Never changes but for what it remembers of holidays. */
export interface Schedule {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** The names of its periods. */
  readonly periods: readonly string[];
  readonly weekly: readonly (readonly Interval[])[];
  readonly exceptions: ReadonlyMap<string, Day>;
  /** The public holidays of a year, by date. */
  readonly holidaysOf: (year: number) => ReadonlyMap<string, Day>;
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
  const { mon, tue, wed, thu, fri, sat, sun } = file.weekly;
  const week = [mon, tue, wed, thu, fri, sat, sun].map(intervalsOf);
  const exceptions = new Map<string, Day>();
  for (const { date, lastDate = date, name, intervals } of file.exceptions) {
    const day: Day = { rule: 'exception', name, intervals: intervalsOf(intervals) };
    for (let each = date; each <= lastDate; each = addDays(each, 1)) exceptions.set(each, day);
  }
  const all = [...week, ...[...exceptions.values()].map(({ intervals }) => intervals)].flat();
  const ofHolidays = intervalsOf(file.holidays?.intervals ?? []);
  return {
    id: file.id,
    name: file.name,
    zone: file.zone ?? companyZone,
    periods: [...new Set([...all, ...ofHolidays].map(({ period }) => period))],
    weekly: week,
    exceptions,
    holidaysOf: holidayTable(file.holidays, ofHolidays),
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

function holidayTable(
  file: ScheduleFile['holidays'],
  intervals: readonly Interval[],
): (year: number) => ReadonlyMap<string, Day> {
  if (file === undefined) return () => new Map();
  const calendar = file.region === undefined ? new Holidays(file.country) : new Holidays(file.country, file.region);
  const known = new Map<number, ReadonlyMap<string, Day>>();
  return (year) => {
    const found = known.get(year);
    if (found !== undefined) return found;
    const days = calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date, name }): [string, Day] => [date.slice(0, 10), { rule: 'holiday', name, intervals }]);
    const made = new Map(days);
    known.set(year, made);
    return made;
  };
}

function dayOf(schedule: Schedule, date: string): Day {
  const exception = schedule.exceptions.get(date) ?? schedule.holidaysOf(Number(date.slice(0, 4))).get(date);
  if (exception !== undefined) return exception;
  return { rule: 'weekly', name: undefined, intervals: schedule.weekly[weekdayOf(date)] ?? [] };
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
  const { date, timeMs } = wallTimeAt(schedule.zone, at);
  const today = dayOf(schedule, date);
  const inToday = today.intervals.find(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs);
  if (inToday !== undefined) return { period: inToday.period, rule: today.rule, name: today.name };
  const before = dayOf(schedule, addDays(date, -1));
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
  const first = wallTimeAt(schedule.zone, at).date;
  let pool = [...boundaries(schedule, addDays(first, -1)), ...(override?.until === undefined ? [] : [override.until])];
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    const date = addDays(first, days);
    pool.push(...boundaries(schedule, date));
    // What later days bring comes at their midnight or after it.
    const settled = midnightOf(schedule, addDays(date, 1));
    const found = pool
      .filter((each) => each > at && each < settled && isIt(hoursAt(schedule, each, override).period))
      .sort((a, b) => a - b)[0];
    if (found !== undefined) return found;
    pool = pool.filter((each) => each >= settled);
  }
  return undefined;
}

/** The first instant of a date; where midnight is skipped, the end of the gap. */
function midnightOf({ zone }: Schedule, date: string): Instant {
  const [first] = instantsOf(zone, date, 0);
  if (first !== undefined) return first;
  const noon = must(instantsOf(zone, date, DAY_MS / 2)[0], `noon of ${date}`);
  return clockChanges(zone, noon - DAY_MS, noon)[0] ?? noon;
}

/** The instants of a day at which the answer may change. */
function boundaries(schedule: Schedule, date: string): readonly Instant[] {
  const own = dayOf(schedule, date).intervals.flatMap(({ fromMs, toMs }) => [
    ...instantsOf(schedule.zone, date, fromMs),
    ...(toMs >= DAY_MS
      ? instantsOf(schedule.zone, addDays(date, 1), toMs - DAY_MS)
      : instantsOf(schedule.zone, date, toMs)),
  ]);
  const midnight = midnightOf(schedule, date);
  return [...own, ...clockChanges(schedule.zone, midnight, midnight + DAY_MS), midnight];
}
