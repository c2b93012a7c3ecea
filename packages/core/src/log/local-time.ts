import { dateOfDay } from '../hours/calendar.ts';
import { wallMsAt } from '../hours/zone.ts';
import type { Instant } from '../kernel/time.ts';

const DAY_MS = 86_400_000;
const two = (number: number): string => String(number).padStart(2, '0');

/**
 * An instant as a log shows it: the local time of a zone with its distance from
 * UTC (ISO 8601), such as `2026-10-25T02:30:00+01:00`. The hour that comes twice
 * in autumn is told apart by that distance (S65).
 */
export function localTime(zone: string, at: Instant): string {
  const wallMs = wallMsAt(zone, at);
  const day = Math.floor(wallMs / DAY_MS);
  const seconds = Math.floor((wallMs - day * DAY_MS) / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${dateOfDay(day)}T${clock}${offsetText(wallMs - at)}`;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(Math.trunc(offsetMs / 60_000));
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
