/** An interval as a schedule file has it. */
export interface NaiveInterval {
  readonly from: string;
  readonly to: string;
  readonly period?: string;
}

/** A schedule file, as far as opening hours go by it. Of the holidays, only Norway's are known. */
export interface NaiveFile {
  readonly weekly?: Readonly<Record<string, readonly NaiveInterval[]>>;
  readonly holidays?: { readonly country: 'NO'; readonly intervals?: readonly NaiveInterval[] };
  readonly exceptions?: readonly {
    readonly date: string;
    readonly lastDate?: string;
    readonly intervals: readonly NaiveInterval[];
  }[];
}

/** A wall clock and its calendar page: `2026-12-24`, `23:59`. */
export interface Wall {
  readonly date: string;
  readonly clock: string;
}

/** Reads the wall clock of a zone, as the runtime shows it. */
export function wallClock(zone: string): (at: number) => Wall {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const [date = '', clock = ''] = format.format(at).split(' ');
    return { date, clock };
  };
}

/** The period that a schedule is in when the clock on the wall shows this; undefined when it is closed. */
export function naivePeriods(file: NaiveFile): (wall: Wall) => string | undefined {
  const pages = new Map<string, readonly NaiveInterval[]>();
  const on = (date: string): readonly NaiveInterval[] => {
    const found = pages.get(date) ?? intervalsOn(file, date);
    pages.set(date, found);
    return found;
  };
  return ({ date, clock }) => {
    for (const { from, to, period } of on(date)) {
      const reachesMidnight = to <= from;
      if (clock >= from && (reachesMidnight || clock < to)) return period ?? 'open';
    }
    for (const { from, to, period } of on(dayBefore(date))) {
      if (to <= from && clock < to) return period ?? 'open';
    }
    return undefined;
  };
}

/** The instants between `from` and `to` at which the offset of a zone changes, to the minute. */
export function naiveChanges(zone: string, from: number, to: number): readonly number[] {
  const wall = wallClock(zone);
  const aheadMinutes = (at: number): number => {
    const { date, clock } = wall(at);
    return (Date.parse(`${date}T${clock}:00Z`) - at) / 60_000;
  };
  const found: number[] = [];
  for (let at = from; at < to; at += 3_600_000) {
    if (aheadMinutes(at) === aheadMinutes(at + 3_600_000)) continue;
    let minute = at;
    while (aheadMinutes(minute) === aheadMinutes(at)) minute += 60_000;
    found.push(minute);
  }
  return found;
}

function intervalsOn(file: NaiveFile, date: string): readonly NaiveInterval[] {
  const exceptions = (file.exceptions ?? []).filter((one) => one.date <= date && date <= (one.lastDate ?? one.date));
  const exception = exceptions[exceptions.length - 1];
  if (exception !== undefined) return exception.intervals;
  if (file.holidays !== undefined && norwegianHolidays(date.slice(0, 4)).includes(date)) {
    return file.holidays.intervals ?? [];
  }
  const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${date}T12:00:00Z`).getUTCDay()] ?? '';
  return file.weekly?.[weekday] ?? [];
}

const before = new Map<string, string>();

function dayBefore(date: string): string {
  const found = before.get(date) ?? shifted(date, -1);
  before.set(date, found);
  return found;
}

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const holidays = new Map<string, readonly string[]>();

function norwegianHolidays(year: string): readonly string[] {
  const found = holidays.get(year) ?? [
    ...['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${year}-${day}`),
    ...[-3, -2, 0, 1, 39, 49, 50].map((days) => shifted(easterSunday(Number(year)), days)),
  ];
  holidays.set(year, found);
  return found;
}

/** Gauss's way, for 1900 to 2099. */
function easterSunday(year: number): string {
  const d = (19 * (year % 19) + 24) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
  const isLate = d === 29 && e === 6;
  const isTooLate = d === 28 && e === 6 && year % 19 > 10;
  const afterMarch22 = d + e - (isLate || isTooLate ? 7 : 0);
  return shifted(`${year}-03-22`, afterMarch22);
}
