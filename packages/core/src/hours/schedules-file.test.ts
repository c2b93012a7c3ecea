import { describe, expect, it } from 'vitest';
import { problemsOf } from '../config/problem.ts';
import { scheduleSchema, schedulesSchema } from './schedules-file.ts';

const problems = (file: unknown, schema: typeof scheduleSchema | typeof schedulesSchema = scheduleSchema) => {
  const parsed = schema.safeParse(file);
  return parsed.success ? [] : problemsOf(parsed.error, file).map(({ path, expected }) => [path, expected]);
};
const wrong = (more: Record<string, unknown>) => problems({ id: 'day', name: 'Day', ...more });
const interval = (more: Record<string, unknown>) =>
  wrong({ weekly: { mon: [{ from: '08:00', to: '16:00', ...more }] } });
const exception = (more: Record<string, unknown>) => wrong({ exceptions: [{ date: '2026-12-24', ...more }] });
const holidays = (more: Record<string, unknown>) => wrong({ holidays: { country: 'NO', ...more } });

const ID = '1 to 40 small letters, digits and hyphens, such as "anna-desk"';
const FROM = 'a time of day, such as "08:00"';
const TO = 'a time of day, such as "16:00", or "24:00"';
const DATE = 'a date that exists, such as "2026-12-24"';
const ZONE = 'an IANA time zone, such as "Europe/Oslo"';
const REGION = 'a region of the country, such as "BY" of "DE"';
const SCHEDULE =
  'opening hours, such as { "id": "day", "name": "Day", "weekly": { "mon": [{ "from": "08:00", "to": "16:00" }] } }';

describe('[S133] a schedule of a company file', () => {
  it('has every default filled in', () => {
    const empty = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    expect(scheduleSchema.parse({ id: 'day', name: 'Day' })).toEqual({
      id: 'day',
      name: 'Day',
      weekly: empty,
      exceptions: [],
    });
    const given = {
      id: 'day',
      name: 'Day',
      zone: 'Asia/Kolkata',
      weekly: { sun: [{ from: '08:00', to: '16:00' }] },
      holidays: { country: 'DE', region: 'BY' },
      exceptions: [{ date: '2026-12-24' }],
    };
    expect(scheduleSchema.parse(given)).toEqual({
      ...given,
      weekly: { ...empty, sun: [{ from: '08:00', to: '16:00', period: 'open' }] },
      holidays: { country: 'DE', region: 'BY', intervals: [] },
      exceptions: [{ date: '2026-12-24', intervals: [] }],
    });
  });

  it.each([
    [5, [['', SCHEDULE]]],
    [
      {},
      [
        ['id', `${ID} (it is missing)`],
        ['name', 'a name (it is missing)'],
      ],
    ],
    [
      { id: 'Day!', name: ' ', zone: 'Oslo' },
      [
        ['id', ID],
        ['name', 'a name'],
        ['zone', ZONE],
      ],
    ],
    [{ id: 'a', name: 'A', zone: 5 }, [['zone', ZONE]]],
    [{ id: 'a', name: 'A', hours: [] }, [['hours', 'no such key here']]],
    [
      { id: 'a', name: 'A', weekly: [] },
      [['weekly', 'a week, such as { "mon": [{ "from": "08:00", "to": "16:00" }] }']],
    ],
    [
      { id: 'a', name: 'A', weekly: { mon: 5, monday: [] } },
      [
        ['weekly.mon', 'a list of intervals'],
        ['weekly.monday', 'no such key here'],
      ],
    ],
    [{ id: 'a', name: 'A', exceptions: {} }, [['exceptions', 'a list of exceptions']]],
  ])('%j', (file, expected) => expect(problems(file)).toEqual(expected));
});

describe('[S133] intervals', () => {
  it.each([
    [{ from: '00:00', to: '24:00' }],
    [{ from: '23:59', to: '00:00' }],
    [{ from: '19:30', to: '20:09' }],
    [{ from: '22:00', to: '06:00', period: 'night' }],
  ])('%j is right', (more) => expect(interval(more)).toEqual([]));

  it.each([
    [{ from: '24:00' }, 'from', FROM],
    [{ from: '8:00' }, 'from', FROM],
    [{ from: '08:60' }, 'from', FROM],
    [{ from: 'x08:00' }, 'from', FROM],
    [{ from: '08:000' }, 'from', FROM],
    [{ from: 8 }, 'from', FROM],
    [{ from: undefined }, 'from', `${FROM} (it is missing)`],
    [{ to: '24:01' }, 'to', TO],
    [{ to: '25:00' }, 'to', TO],
    [{ to: '16:60' }, 'to', TO],
    [{ to: 'x16:00' }, 'to', TO],
    [{ to: '16:00x' }, 'to', TO],
    [{ to: 'x24:00' }, 'to', TO],
    [{ to: '24:00x' }, 'to', TO],
    [{ period: 'Lunch' }, 'period', ID],
    [{ open: true }, 'open', 'no such key here'],
  ])('%j', (more, key, expected) => expect(interval(more)).toEqual([[`weekly.mon[0].${key}`, expected]]));

  it('is something, not empty, and they are at most 20', () => {
    expect(interval({ from: '08:00', to: '08:00' })).toEqual([['weekly.mon[0]', 'an interval that is not empty']]);
    expect(wrong({ weekly: { fri: ['08:00'] } })).toEqual([
      ['weekly.fri[0]', 'an interval, such as { "from": "08:00", "to": "16:00" }'],
    ]);
    const many = (count: number) => Array.from({ length: count }, () => ({ from: '08:00', to: '16:00' }));
    expect(wrong({ weekly: { fri: many(20) } })).toEqual([]);
    expect(wrong({ weekly: { fri: many(21) } })).toEqual([['weekly.fri', 'at most 20 intervals a day']]);
  });
});

describe('[S133] exceptions', () => {
  it.each([
    [{ date: '2028-02-29' }],
    [{ lastDate: '2026-12-24' }],
    [{ lastDate: '2027-01-01', name: 'Christmas', intervals: [{ from: '08:00', to: '12:00' }] }],
  ])('%j is right', (more) => expect(exception(more)).toEqual([]));

  it.each([
    [{ date: '2026-02-29' }, '.date', DATE],
    [{ date: '2026-13-01' }, '.date', DATE],
    [{ date: 'x' }, '.date', DATE],
    [{ date: 5 }, '.date', 'a date, such as "2026-12-24"'],
    [{ date: undefined }, '.date', 'a date, such as "2026-12-24" (it is missing)'],
    [{ lastDate: '2027-04-31' }, '.lastDate', DATE],
    [{ lastDate: '2026-12-23' }, '', 'a last date that is not before the first'],
    [{ name: '' }, '.name', 'a name'],
    [{ intervals: 'none' }, '.intervals', 'a list of intervals'],
    [{ closed: true }, '.closed', 'no such key here'],
  ])('%j', (more, key, expected) => expect(exception(more)).toEqual([[`exceptions[0]${key}`, expected]]));

  it('are objects, at most 1000', () => {
    expect(wrong({ exceptions: ['2026-12-24'] })).toEqual([
      ['exceptions[0]', 'an exception, such as { "date": "2026-12-24", "intervals": [] }'],
    ]);
    const many = (count: number) => Array.from({ length: count }, () => ({ date: '2026-12-24' }));
    expect(wrong({ exceptions: many(1000) })).toEqual([]);
    expect(wrong({ exceptions: many(1001) })).toEqual([['exceptions', 'at most 1000 exceptions']]);
  });
});

describe('[S133] holidays', () => {
  it.each([
    [{ country: 'XX' }, [['holidays.country', 'the code of a country whose public holidays are known, such as "NO"']]],
    [{ country: 'no' }, [['holidays.country', 'the code of a country whose public holidays are known, such as "NO"']]],
    [{ country: 47 }, [['holidays.country', 'a country code of two letters, such as "NO"']]],
    [{ country: 'DE', region: 'BY' }, []],
    [{ country: 'DE', region: 'QQ' }, [['holidays.region', REGION]]],
    [{ country: 'NO', region: 'BY' }, [['holidays.region', REGION]]],
    [{ country: 'DE', region: 5 }, [['holidays.region', REGION]]],
    [{ intervals: 5 }, [['holidays.intervals', 'a list of intervals']]],
    [{ days: [] }, [['holidays.days', 'no such key here']]],
  ])('%j', (more, expected) => expect(holidays(more)).toEqual(expected));

  it('are an object', () => {
    expect(wrong({ holidays: 'NO' })).toEqual([['holidays', 'public holidays, such as { "country": "NO" }']]);
  });
});

describe('[S133] all schedules', () => {
  it('are a list, at most 100', () => {
    expect(problems({}, schedulesSchema)).toEqual([['', 'a list of schedules']]);
    const many = (count: number) => Array.from({ length: count }, (_, place) => ({ id: `s${place}`, name: 'S' }));
    expect(problems(many(100), schedulesSchema)).toEqual([]);
    expect(problems(many(101), schedulesSchema)).toEqual([['', 'at most 100 schedules']]);
  });
});
