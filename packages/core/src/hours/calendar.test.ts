import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dateOfDay, dayOfDate, isDate, weekdayOfDay, yearOfDay } from './calendar.ts';

describe('[E21] days and dates', () => {
  it.each([
    ['1970-01-01', 0, 3],
    ['1969-12-31', -1, 2],
    ['2000-02-29', 11_016, 1],
    ['2000-03-01', 11_017, 2],
    ['2026-12-24', 20_811, 3],
    ['2100-02-28', 47_540, 6],
    ['2100-03-01', 47_541, 0],
    ['0000-01-01', -719_528, 5],
    ['9999-12-31', 2_932_896, 4],
  ])('%s', (date, day, weekday) => {
    expect(dayOfDate(date)).toBe(day);
    expect(dateOfDay(day)).toBe(date);
    expect(weekdayOfDay(day)).toBe(weekday);
    expect(yearOfDay(day)).toBe(Number(date.slice(0, 4)));
  });

  it('are those of another calendar, over 8000 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        const other = DateTime.fromMillis(day * DAY_MS, { zone: 'utc' });
        expect(dateOfDay(day)).toBe(other.toISODate());
        expect(dayOfDate(dateOfDay(day))).toBe(day);
        expect(weekdayOfDay(day)).toBe(other.weekday - 1);
        expect(yearOfDay(day)).toBe(other.year);
      }),
      { numRuns: 2000 },
    );
  });

  it('every day of two eras follows the one before', () => {
    const first = dayOfDate('1600-01-01');
    const wrong = Array.from({ length: 800 * 366 }, (_, place) => first + place).filter(
      (day) => dayOfDate(dateOfDay(day)) !== day,
    );
    expect(wrong).toEqual([]);
  });
});

describe('[S133] dates that exist', () => {
  it.each(['2026-01-31', '2024-02-29', '2000-02-29', '2026-04-30', '0000-02-29', '9999-12-31'])('%s', (text) =>
    expect(isDate(text)).toBe(true),
  );

  it.each([
    '2026-01-32',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '2026-01-01 ',
    'x2026-01-01',
    '12026-01-01',
    '',
    'soon',
  ])('not "%s"', (text) => expect(isDate(text)).toBe(false));
});
