import Holidays from 'date-holidays';
import { DAY_MS, dayOfDate, yearOfDay } from './calendar.ts';

/** Where holidays are kept: an ISO 3166-1 country, and a part of it by its ISO 3166-2 code without the country. */
export interface HolidayPlace {
  readonly country: string;
  readonly region?: string | undefined;
}

const index = new Holidays();

/** Whether the holidays of a country are known. */
export const isHolidayCountry = (country: string): boolean => Object.hasOwn(index.getCountries(), country);

/** Whether the country has a region that keeps holidays of its own. */
export const isHolidayRegion = (country: string, region: string): boolean =>
  Object.hasOwn(index.getStates(country) ?? {}, region);

/** The name of the public holiday on a day since 1 January 1970, or undefined: a function that remembers the years it was asked for. */
export function publicHolidays({ country, region }: HolidayPlace): (day: number) => string | undefined {
  const calendar = region === undefined ? new Holidays(country) : new Holidays(country, region);
  const known = new Map<number, ReadonlyMap<number, string>>();
  return (day) => {
    const year = yearOfDay(day);
    let names = known.get(year);
    if (names === undefined) {
      names = namesOf(calendar, year);
      known.set(year, names);
    }
    return names.get(day);
  };
}

function namesOf(calendar: Holidays, year: number): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  // Holidays of several days may begin in the year before.
  for (const { type, date, name, start, end } of [...calendar.getHolidays(year - 1), ...calendar.getHolidays(year)]) {
    if (type !== 'public') continue;
    const first = dayOfDate(date.slice(0, 10));
    // A day of the country may be an hour shorter or longer than 24.
    const days = Math.max(1, Math.ceil((end.getTime() - start.getTime() - HOUR_MS) / DAY_MS));
    for (let day = first; day < first + days; day += 1) names.set(day, name);
  }
  return names;
}

const HOUR_MS = 3_600_000;
