import { describe, expect, it } from 'vitest';
import { dayOfDate } from './calendar.ts';
import { isHolidayCountry, isHolidayRegion, publicHolidays } from './public-holidays.ts';

const on = (place: { readonly country: string; readonly region?: string }, dates: readonly string[]) => {
  const nameOn = publicHolidays(place);
  return dates.map((date) => nameOn(dayOfDate(date)));
};

describe('[S133] public holidays', () => {
  it('have names; the eves, and days that are kept but not free, are none', () => {
    expect(on({ country: 'NO' }, ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'])).toEqual([
      undefined,
      'Første juledag',
      'Andre juledag',
      undefined,
    ]);
  });

  it('of a region', () => {
    expect(on({ country: 'DE' }, ['2026-01-06'])).toEqual([undefined]);
    expect(on({ country: 'DE', region: 'BY' }, ['2026-01-06'])).toEqual(['Heilige Drei Könige']);
    expect(on({ country: 'DE', region: 'BE' }, ['2026-01-06'])).toEqual([undefined]);
  });

  it('of several days: each of them', () => {
    const eid = ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23'];
    expect(on({ country: 'EG' }, eid).map((name) => name !== undefined)).toEqual([false, true, true, true, false]);
  });

  it('begun in the year before', () => {
    // Eid al-Adha of 2006 began on 31 December.
    const eid = ['2006-12-31', '2007-01-01', '2007-01-02', '2007-01-03', '2007-01-04'];
    expect(on({ country: 'EG' }, eid).map((name) => name !== undefined)).toEqual([true, true, true, true, false]);
  });

  it('a day of 23 or 25 hours is one day', () => {
    // Easter Sundays on which clocks were changed: 31 March 2024, 27 March 2016.
    expect(on({ country: 'NO' }, ['2024-03-31', '2024-04-01', '2024-04-02'])).toMatchObject([
      'Første påskedag',
      'Andre påskedag',
      undefined,
    ]);
    // A republic's day on the day of the autumn change.
    expect(on({ country: 'AT' }, ['2025-10-25', '2025-10-26', '2025-10-27'])).toEqual([
      undefined,
      'Nationalfeiertag',
      undefined,
    ]);
  });

  it('that fall on a weekend, where they are moved, on the day before the year as well', () => {
    expect(on({ country: 'US' }, ['2021-12-31', '2022-01-01']).map((name) => name !== undefined)).toEqual([true, true]);
  });
});

describe('[S133] places whose holidays are known', () => {
  it('countries', () => {
    expect(['NO', 'SE', 'DE', 'US'].map(isHolidayCountry)).toEqual([true, true, true, true]);
    expect(['XX', 'no', 'NOR', '', 'toString'].map(isHolidayCountry)).toEqual(Array(5).fill(false));
  });

  it('regions', () => {
    expect([isHolidayRegion('DE', 'BY'), isHolidayRegion('US', 'CA')]).toEqual([true, true]);
    expect([isHolidayRegion('DE', 'QQ'), isHolidayRegion('NO', 'BY'), isHolidayRegion('XX', 'BY')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
