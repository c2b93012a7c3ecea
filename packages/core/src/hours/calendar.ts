/** A day of 24 hours, in ms. */
export const DAY_MS = 86_400_000;

/** Days of 400 years, after which the calendar repeats itself. */
const ERA_DAYS = 146_097;
/** From 1 March of the year 0 to 1 January 1970. */
const EPOCH_DAYS = 719_468;

/** A date, such as `2026-12-24`, as days since 1 January 1970. A date that does not exist counts as one of its neighbours. */
export function dayOfDate(date: string): number {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
  // Years that begin in March have their leap day last.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - EPOCH_DAYS;
}

/** The date of a day since 1 January 1970. */
export function dateOfDay(day: number): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

/** The year of a day since 1 January 1970. */
export const yearOfDay = (day: number): number => partsOf(day).year;

/** The weekday of a day since 1 January 1970, which was a Thursday; 0 is Monday. */
export const weekdayOfDay = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Whether the text is a date that exists, such as `2026-12-24`. */
export const isDate = (text: string): boolean =>
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && dateOfDay(dayOfDate(text)) === text;

function partsOf(day: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = day + EPOCH_DAYS;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  return {
    year: era * 400 + yearOfEra + (month > 2 ? 0 : 1),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');
