import { DateTime, IANAZone } from 'luxon';
import type { Instant } from '../kernel/time.ts';

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
  const local = DateTime.fromMillis(at, { zone });
  const timeMs = ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.millisecond;
  return { date: local.toISODate() ?? '', timeMs, weekday: local.weekday - 1 };
}

/** Another day, so many days after a date. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date;
}

/** The weekday of a date; 0 is Monday. */
export const weekdayOf = (date: string): number => DateTime.fromISO(date, { zone: 'utc' }).weekday - 1;

/** The instants at which the clocks of a zone show a time of a date: none where it is skipped, two where it is repeated. */
export function instantsOf(zone: string, date: string, timeMs: number): readonly Instant[] {
  const asUtc = DateTime.fromISO(date, { zone: 'utc' }).toMillis() + timeMs;
  const found = new Set<Instant>();
  for (const aroundMs of [-DAY_MS, DAY_MS]) {
    const offsetMs = offsetAt(zone, asUtc + aroundMs);
    const at = asUtc - offsetMs;
    if (offsetAt(zone, at) === offsetMs) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}

/** Where the clocks of a zone are changed between two instants: at most one such instant a day. */
export function clockChanges(zone: string, from: Instant, to: Instant): readonly Instant[] {
  const found: Instant[] = [];
  for (let at = from; at < to; at += DAY_MS) {
    const end = Math.min(at + DAY_MS, to);
    if (offsetAt(zone, at) !== offsetAt(zone, end)) found.push(changeBetween(zone, at, end));
  }
  return found;
}

function changeBetween(zone: string, from: Instant, to: Instant): Instant {
  let [low, high] = [from, to];
  const before = offsetAt(zone, from);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const offsetAt = (zone: string, at: Instant): number => IANAZone.create(zone).offset(at) * 60_000;

/** A day of 24 hours. */
export const DAY_MS = 86_400_000;

/** The instant of a local time, such as `2026-12-20T08:00`; one that is skipped counts as the end of the gap. Undefined when it is none. */
export function localInstant(zone: string, text: string, pass: 'first' | 'second' = 'first'): Instant | undefined {
  const match = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})$/.exec(text);
  if (match === null || !DateTime.fromISO(text, { zone: 'utc' }).isValid) return undefined;
  const [, date = '', hours = '', minutes = ''] = match;
  const timeMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const found = instantsOf(zone, date, timeMs);
  if (found.length > 0) return pass === 'first' ? found[0] : found.at(-1);
  const midnight = DateTime.fromISO(date, { zone: 'utc' }).toMillis();
  return clockChanges(zone, midnight - DAY_MS, midnight + 2 * DAY_MS).find((at) => wallTimeAt(zone, at).date >= date);
}
