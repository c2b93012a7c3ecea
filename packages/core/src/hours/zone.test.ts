import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOfDate } from './calendar.ts';
import { clockChanges, firstInstantOf, instantsOf, isZone, localInstant, wallTimeAt } from './zone.ts';

const OSLO = 'Europe/Oslo';
const HOUR_MS = 3_600_000;
const utc = (text: string): number => Date.parse(`${text}Z`);
const wall = (date: string, clock = '00:00'): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return dayOfDate(date) * DAY_MS + (hours * 60 + minutes) * 60_000;
};
const iso = (at: number | undefined): string => (at === undefined ? 'none' : new Date(at).toISOString().slice(0, 16));

describe('[S133] time zones', () => {
  it('are those of the IANA database', () => {
    expect(['Europe/Oslo', 'Asia/Kolkata', 'UTC'].map(isZone)).toEqual([true, true, true]);
    expect(['', 'Oslo', 'Europe/Oslo2', 'local', 'x'.repeat(61)].map(isZone)).toEqual(Array(5).fill(false));
  });

  it('a name may have 60 characters, if there were such a zone; a longer one is not asked for', () => {
    let asked = 0;
    const real = IANAZone.isValidZone;
    IANAZone.isValidZone = () => {
      asked += 1;
      return true;
    };
    const answers = [isZone('x'.repeat(60)), isZone('x'.repeat(61))];
    IANAZone.isValidZone = real;
    expect([answers, asked]).toEqual([[true, false], 1]);
  });
});

describe('[E21] what the clocks show', () => {
  it.each([
    [OSLO, '2026-03-29T00:59:59.999', { date: '2026-03-29', timeMs: 2 * HOUR_MS - 1, weekday: 6 }],
    [OSLO, '2026-03-29T01:00:00.000', { date: '2026-03-29', timeMs: 3 * HOUR_MS, weekday: 6 }],
    [OSLO, '2026-10-25T00:59:59.999', { date: '2026-10-25', timeMs: 3 * HOUR_MS - 1, weekday: 6 }],
    [OSLO, '2026-10-25T01:00:00.000', { date: '2026-10-25', timeMs: 2 * HOUR_MS, weekday: 6 }],
    [OSLO, '2026-12-31T23:00:00.000', { date: '2027-01-01', timeMs: 0, weekday: 4 }],
    ['America/New_York', '1969-12-31T23:00:00.000', { date: '1969-12-31', timeMs: 18 * HOUR_MS, weekday: 2 }],
    ['Pacific/Apia', '2011-12-30T09:59:59.999', { date: '2011-12-29', timeMs: DAY_MS - 1, weekday: 3 }],
    ['Pacific/Apia', '2011-12-30T10:00:00.000', { date: '2011-12-31', timeMs: 0, weekday: 5 }],
    ['Asia/Kolkata', '2026-06-01T00:00:00.000', { date: '2026-06-01', timeMs: 5.5 * HOUR_MS, weekday: 0 }],
  ])('%s at %s', (zone, at, expected) => expect(wallTimeAt(zone, utc(at))).toEqual(expected));

  it('are what another library says, in any order of asking', () => {
    const zones = [OSLO, 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: utc('1990-01-01'), max: utc('2037-01-01') }),
        (zone, at) => {
          const other = DateTime.fromMillis(at, { zone });
          const { hour, minute, second, millisecond } = other;
          const timeMs = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
          const seen = wallTimeAt(zone, at);
          expect(seen).toEqual({ date: other.toISODate(), timeMs, weekday: other.weekday - 1 });
          expect(instantsOf(zone, wall(seen.date) + seen.timeMs)).toContain(at);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('[E21] clock changes', () => {
  const spring = utc('2026-03-29T01:00');
  it('are found to the millisecond, both of a year', () => {
    expect(clockChanges(OSLO, utc('2026-01-01'), utc('2027-01-01')).map(iso)).toEqual([
      '2026-03-29T01:00',
      '2026-10-25T01:00',
    ]);
    expect(clockChanges('Asia/Kolkata', utc('2020-01-01'), utc('2036-01-01'))).toEqual([]);
    expect(clockChanges('Australia/Lord_Howe', utc('2026-04-04'), utc('2026-04-05')).map(iso)).toEqual([
      '2026-04-04T15:00',
    ]);
  });

  it('after the beginning, up to the end and with it', () => {
    expect(clockChanges(OSLO, spring - 1, spring)).toEqual([spring]);
    expect(clockChanges(OSLO, spring - 2, spring - 1)).toEqual([]);
    expect(clockChanges(OSLO, spring, spring + 10 * DAY_MS)).toEqual([]);
    expect(clockChanges(OSLO, spring, spring)).toEqual([]);
  });

  it('one at midnight of UTC is found from both sides', () => {
    const midnight = utc('2026-03-27T00:00');
    expect(clockChanges('Asia/Jerusalem', midnight - DAY_MS, midnight + DAY_MS)).toEqual([midnight]);
    expect(clockChanges('Asia/Jerusalem', midnight - 1, midnight)).toEqual([midnight]);
    expect(clockChanges('Asia/Jerusalem', midnight, midnight + DAY_MS)).toEqual([]);
    expect(wallTimeAt('Asia/Jerusalem', midnight - 1).timeMs).toBe(2 * HOUR_MS - 1);
    expect(wallTimeAt('Asia/Jerusalem', midnight).timeMs).toBe(3 * HOUR_MS);
  });
});

describe('[E21] the instants of a wall time', () => {
  it.each([
    [OSLO, '2026-06-01', '08:00', ['2026-06-01T06:00']],
    [OSLO, '2026-03-29', '01:59', ['2026-03-29T00:59']],
    [OSLO, '2026-03-29', '02:00', []],
    [OSLO, '2026-03-29', '02:59', []],
    [OSLO, '2026-03-29', '03:00', ['2026-03-29T01:00']],
    [OSLO, '2026-10-25', '01:59', ['2026-10-24T23:59']],
    [OSLO, '2026-10-25', '02:00', ['2026-10-25T00:00', '2026-10-25T01:00']],
    [OSLO, '2026-10-25', '02:59', ['2026-10-25T00:59', '2026-10-25T01:59']],
    [OSLO, '2026-10-25', '03:00', ['2026-10-25T02:00']],
    ['Australia/Lord_Howe', '2026-04-05', '01:30', ['2026-04-04T14:30', '2026-04-04T15:00']],
    ['Australia/Lord_Howe', '2026-04-05', '01:29', ['2026-04-04T14:29']],
    ['America/Sao_Paulo', '2018-02-17', '23:30', ['2018-02-18T01:30', '2018-02-18T02:30']],
    ['America/Sao_Paulo', '2018-02-18', '00:00', ['2018-02-18T03:00']],
    ['Asia/Beirut', '2016-10-29', '23:00', ['2016-10-29T20:00', '2016-10-29T21:00']],
    ['Pacific/Apia', '2011-12-30', '12:00', []],
    ['America/St_Johns', '2010-11-07', '00:00', ['2010-11-07T02:30', '2010-11-07T03:30']],
  ])('%s %s %s', (zone, date, clock, expected) =>
    expect(instantsOf(zone, wall(date, clock)).map(iso)).toEqual(expected),
  );

  it.each([
    ['America/Sao_Paulo', '2017-10-15', '00:00', '2017-10-15T03:00'],
    ['America/Sao_Paulo', '2017-10-15', '00:59', '2017-10-15T03:00'],
    ['America/Sao_Paulo', '2017-10-15', '01:00', '2017-10-15T03:00'],
    ['Asia/Beirut', '2017-03-26', '00:00', '2017-03-25T22:00'],
    ['Pacific/Apia', '2011-12-30', '00:00', '2011-12-30T10:00'],
    ['Pacific/Apia', '2011-12-30', '23:59', '2011-12-30T10:00'],
    [OSLO, '2026-10-25', '02:30', '2026-10-25T00:30'],
  ])('the first of %s %s %s, or the end of the gap', (zone, date, clock, expected) =>
    expect(iso(firstInstantOf(zone, wall(date, clock)))).toBe(expected),
  );
});

describe('[S150] local times as instants', () => {
  it.each([
    [OSLO, '2026-12-20T08:00', '2026-12-20T07:00', '2026-12-20T07:00'],
    [OSLO, '2026-12-20T23:59', '2026-12-20T22:59', '2026-12-20T22:59'],
    [OSLO, '2026-12-20T24:00', '2026-12-20T23:00', '2026-12-20T23:00'],
    [OSLO, '2026-03-29T02:30', '2026-03-29T01:00', '2026-03-29T01:00'],
    [OSLO, '2026-10-25T02:30', '2026-10-25T00:30', '2026-10-25T01:30'],
    ['America/Sao_Paulo', '2017-10-15T00:00', '2017-10-15T03:00', '2017-10-15T03:00'],
    ['America/Sao_Paulo', '2017-10-14T24:00', '2017-10-15T03:00', '2017-10-15T03:00'],
    ['Asia/Beirut', '2017-03-26T00:30', '2017-03-25T22:00', '2017-03-25T22:00'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00', '2011-12-30T10:00'],
    ['Pacific/Apia', '2011-12-29T23:59', '2011-12-30T09:59', '2011-12-30T09:59'],
  ])('%s %s', (zone, text, first, second) => {
    expect(iso(localInstant(zone, text))).toBe(first);
    expect(iso(localInstant(zone, text, 'first'))).toBe(first);
    expect(iso(localInstant(zone, text, 'second'))).toBe(second);
  });

  it.each([
    '2026-02-30T08:00',
    '2026-12-20T24:01',
    '2026-12-20T25:00',
    '2026-12-20T08:60',
    '2026-12-20T8:00',
    '2026-12-20T08:00:00',
    ' 2026-12-20T08:00',
    '2026-12-20',
    '2026-12-20 08:00',
    'soon',
    '',
  ])('"%s" is none', (text) => expect(localInstant(OSLO, text)).toBe(undefined));
});
