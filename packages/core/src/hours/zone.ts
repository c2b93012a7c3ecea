import { IANAZone } from 'luxon';
import { must } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import { DAY_MS, dateOfDay, dayOfDate, isDate, weekdayOfDay } from './calendar.ts';

/** Whether the text is a time zone of the IANA database that this runtime knows. */
export const isZone = (text: string): boolean => text.length <= 60 && IANAZone.isValidZone(text);

/** An instant as the clocks of a zone show it. */
export interface WallTime {
  /** Such as `2026-12-24`. */
  readonly date: string;
  /** Since midnight as the clock shows it, in ms. */
  readonly timeMs: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

/** What the clocks of a zone show at an instant. */
export function wallTimeAt(zone: string, at: Instant): WallTime {
  const wallMs = wallMsAt(zone, at);
  const day = Math.floor(wallMs / DAY_MS);
  return { date: dateOfDay(day), timeMs: wallMs - day * DAY_MS, weekday: weekdayOfDay(day) };
}

/** What the clocks of a zone show at an instant, as ms since midnight of 1 January 1970 as those clocks show it. */
export const wallMsAt = (zone: string, at: Instant): number => at + offsetAt(zone, at);

/** The instants at which the clocks of a zone show a wall time: none where it is skipped, two where it is repeated. */
export function instantsOf(zone: string, wallMs: number): readonly Instant[] {
  const first = wallMs - offsetAt(zone, wallMs - DAY_MS);
  const second = wallMs - offsetAt(zone, wallMs + DAY_MS);
  const both = first === second ? [first] : [Math.min(first, second), Math.max(first, second)];
  return both.filter((at) => wallMsAt(zone, at) === wallMs);
}

/** The first instant at which the clocks of a zone show a wall time; of one that is skipped, the end of the gap. */
export function firstInstantOf(zone: string, wallMs: number): Instant {
  return instantsOf(zone, wallMs)[0] ?? gapEnd(zone, wallMs);
}

/** A wall time that is skipped is skipped by the one change of clocks within a day of it. */
function gapEnd(zone: string, wallMs: number): Instant {
  return must(clockChanges(zone, wallMs - DAY_MS, wallMs + DAY_MS)[0], `a change of the clocks of ${zone}`);
}

/** The instants after `from`, up to `to` and with it, at which the clocks of a zone are changed. */
export function clockChanges(zone: string, from: Instant, to: Instant): readonly Instant[] {
  const found: Instant[] = [];
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day += 1) {
    const { changeAt } = offsetsOf(zone, day);
    if (changeAt !== undefined && changeAt > from && changeAt <= to) found.push(changeAt);
  }
  return found;
}

/** The instant of a local time, such as `2026-12-20T08:00`; one that is skipped counts as the end of the gap. Undefined when it is none. */
export function localInstant(zone: string, text: string, pass: 'first' | 'second' = 'first'): Instant | undefined {
  const match = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)$/.exec(text);
  const [, date = '', hours = '24', minutes = '0'] = match ?? [];
  if (!isDate(date)) return undefined;
  const wallMs = dayOfDate(date) * DAY_MS + (Number(hours) * 60 + Number(minutes)) * 60_000;
  return (pass === 'second' ? instantsOf(zone, wallMs).at(-1) : undefined) ?? firstInstantOf(zone, wallMs);
}

/** How far the clocks of a zone are ahead of UTC, in ms, during a day of UTC. No zone changes its clocks twice in a day. */
interface DayOffsets {
  readonly beforeMs: number;
  /** After the first instant of the day, up to the first of the next. */
  readonly changeAt: Instant | undefined;
  readonly afterMs: number;
}

/** What was looked up of each zone. A zone's offsets are the same whenever they are asked for, so this changes no answer. */
const known = new Map<string, Map<number, DayOffsets>>();
const MOST_KNOWN_DAYS = 20_000;

function offsetAt(zone: string, at: Instant): number {
  const { beforeMs, changeAt, afterMs } = offsetsOf(zone, Math.floor(at / DAY_MS));
  return changeAt === undefined || at < changeAt ? beforeMs : afterMs;
}

function offsetsOf(zone: string, day: number): DayOffsets {
  let days = known.get(zone);
  if (days === undefined) {
    days = new Map();
    known.set(zone, days);
  }
  let found = days.get(day);
  if (found === undefined) {
    if (days.size >= MOST_KNOWN_DAYS) days.clear();
    found = lookUp(zone, day);
    days.set(day, found);
  }
  return found;
}

function lookUp(zone: string, day: number): DayOffsets {
  let [low, high] = [day * DAY_MS, (day + 1) * DAY_MS];
  const [beforeMs, afterMs] = [ask(zone, low), ask(zone, high)];
  if (beforeMs === afterMs) return { beforeMs, changeAt: undefined, afterMs };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ask(zone, middle) === beforeMs) low = middle;
    else high = middle;
  }
  return { beforeMs, changeAt: high, afterMs };
}

/** Minutes of old zones have fractions; ms have none. */
const ask = (zone: string, at: Instant): number => Math.round(IANAZone.create(zone).offset(at) * 60_000);
