import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { id, list, name, object, text } from '../config/schema-parts.ts';
import { isDate } from './calendar.ts';
import { isHolidayCountry, isHolidayRegion } from './public-holidays.ts';
import { isZone } from './zone.ts';

const clock = text('a time of day, such as "08:00"', /^([01][0-9]|2[0-3]):[0-5][0-9]$/);
const closing = text('a time of day, such as "16:00", or "24:00"', /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/);
const date = z
  .string(expecting('a date, such as "2026-12-24"'))
  .refine(isDate, expecting('a date that exists, such as "2026-12-24"'));

/** Open from `from` up to, and not at, `to`. Where `to` is not after `from`, it is on the next day. */
const interval = object(
  {
    from: clock,
    to: closing,
    /** What the time is called, where there are several with ways of their own (S88). */
    period: id.default('open'),
  },
  'an interval, such as { "from": "08:00", "to": "16:00" }',
).refine(({ from, to }) => from !== to, expecting('an interval that is not empty'));

const intervals = list(interval, 'intervals').max(20, expecting('at most 20 intervals a day')).default([]);

const exception = object(
  {
    /** The day, or the first of several. */
    date,
    /** The last of several days. */
    lastDate: date.optional(),
    name: name.optional(),
    /** Empty: closed. */
    intervals,
  },
  'an exception, such as { "date": "2026-12-24", "intervals": [] }',
).refine(
  ({ date: first, lastDate }) => lastDate === undefined || lastDate >= first,
  expecting('a last date that is not before the first'),
);

const holidays = object(
  {
    /** ISO 3166-1 code, such as "NO". */
    country: z
      .string(expecting('a country code of two letters, such as "NO"'))
      .refine(isHolidayCountry, expecting('the code of a country whose public holidays are known, such as "NO"')),
    /** ISO 3166-2 code without the country. */
    region: z.string(expecting('a region of the country, such as "BY" of "DE"')).optional(),
    /** What every public holiday is like; empty: closed. */
    intervals,
  },
  'public holidays, such as { "country": "NO" }',
).refine(({ country, region }) => region === undefined || isHolidayRegion(country, region), {
  ...expecting('a region of the country, such as "BY" of "DE"'),
  path: ['region'],
});

/** Opening hours of a company file (S133). */
export const scheduleSchema = object(
  {
    id,
    name,
    /** IANA time zone; absent: the company's. */
    zone: z
      .string(expecting('an IANA time zone, such as "Europe/Oslo"'))
      .refine(isZone, expecting('an IANA time zone, such as "Europe/Oslo"'))
      .optional(),
    weekly: object(
      {
        mon: intervals,
        tue: intervals,
        wed: intervals,
        thu: intervals,
        fri: intervals,
        sat: intervals,
        sun: intervals,
      },
      'a week, such as { "mon": [{ "from": "08:00", "to": "16:00" }] }',
    ).prefault({}),
    holidays: holidays.optional(),
    exceptions: list(exception, 'exceptions').max(1000, expecting('at most 1000 exceptions')).default([]),
  },
  'opening hours, such as { "id": "day", "name": "Day", "weekly": { "mon": [{ "from": "08:00", "to": "16:00" }] } }',
);

/** All opening hours of a company file. */
export const schedulesSchema = list(scheduleSchema, 'schedules').max(100, expecting('at most 100 schedules'));

/** A schedule with every default filled in. */
export type ScheduleFile = z.output<typeof scheduleSchema>;
/** An interval of a day. */
export type IntervalFile = ScheduleFile['exceptions'][number]['intervals'][number];
