import type { NaiveFile, NaiveInterval } from './naive-hours.ts';

/** Zones with clock changes of every kind: by an hour, half an hour, backwards in summer, at midnight, for a month, abolished, never. */
export const zones: readonly string[] = [
  'Europe/Oslo',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Tehran',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kolkata',
  'Europe/Dublin',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
];

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const everyDay = (intervals: readonly NaiveInterval[]): Record<string, readonly NaiveInterval[]> =>
  Object.fromEntries(days.map((day) => [day, intervals]));

/** Every Saturday, Sunday and Monday of these years, as exceptions: the days around most clock changes. */
function weekends(intervals: readonly NaiveInterval[]): NonNullable<NaiveFile['exceptions']> {
  const saturdays = Array.from({ length: 16 * 52 }, (_, week) => Date.UTC(2020, 0, 4) + week * 7 * 86_400_000);
  return saturdays
    .filter((_, week) => week % 4 === 0)
    .map((at) => ({ date: isoDate(at), lastDate: isoDate(at + 2 * 86_400_000), intervals }));
}

const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Schedules whose boundaries lie where clocks are changed, by name. */
export const schedules: Readonly<Record<string, NaiveFile>> = {
  nights: {
    weekly: {
      ...everyDay([{ from: '22:00', to: '06:00', period: 'night' }]),
      sat: [{ from: '23:30', to: '02:30' }],
      sun: [
        { from: '00:30', to: '01:30', period: 'early' },
        { from: '23:00', to: '00:00', period: 'late' },
      ],
    },
  },
  inGapAndOverlap: {
    weekly: everyDay([
      { from: '00:00', to: '00:01', period: 'first' },
      { from: '00:15', to: '00:45' },
      { from: '01:30', to: '01:45', period: 'half' },
      { from: '01:45', to: '02:15', period: 'across' },
      { from: '02:15', to: '02:45', period: 'gap' },
      { from: '02:59', to: '03:01', period: 'edge' },
      { from: '23:15', to: '23:45', period: 'last' },
    ]),
  },
  wholeHours: {
    weekly: everyDay([
      { from: '00:00', to: '01:00' },
      { from: '02:00', to: '03:00', period: 'second' },
      { from: '03:00', to: '04:00', period: 'third' },
      { from: '23:00', to: '24:00', period: 'last' },
    ]),
  },
  always: {
    weekly: { ...everyDay([{ from: '00:00', to: '24:00' }]), sun: [{ from: '00:00', to: '23:00' }] },
  },
  days: {
    weekly: {
      ...everyDay([
        { from: '08:00', to: '11:30' },
        { from: '11:30', to: '12:00', period: 'lunch' },
        { from: '12:00', to: '16:00' },
      ]),
      sat: [],
      sun: [],
    },
    holidays: { country: 'NO', intervals: [{ from: '01:00', to: '02:30', period: 'holiday' }] },
  },
  exceptions: {
    weekly: everyDay([{ from: '20:00', to: '04:00' }]),
    exceptions: [
      ...weekends([{ from: '02:30', to: '03:30', period: 'weekend' }]),
      { date: '2020-03-29', intervals: [] },
      { date: '2021-10-25', lastDate: '2021-11-07', intervals: [{ from: '12:00', to: '11:59', period: 'around' }] },
      { date: '2022-03-27', intervals: [{ from: '00:00', to: '24:00', period: 'all-day' }] },
    ],
  },
};
