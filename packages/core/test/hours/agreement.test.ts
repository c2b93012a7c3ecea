import { describe, expect, it } from 'vitest';
import { agreementOver } from './agreement.ts';
import { type NaiveFile, naiveChanges } from './naive-hours.ts';
import { schedules, zones } from './nasty-schedules.ts';

const around = (at: number): { readonly from: number; readonly to: number } => ({
  from: at - 30 * 3_600_000,
  to: at + 18 * 3_600_000,
});

/** Days around a clock change of each zone, of another year for each; for zones without changes, days in spring. */
function sampleDays(zone: string, place: number): { readonly from: number; readonly to: number } {
  const year = 2020 + (place % 16);
  const [change = Date.UTC(year, 2, 28)] = naiveChanges(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)).slice(-1);
  return around(change);
}

describe('[E21] hoursAt and nextTransition agree with a reading of the wall clock, minute by minute', () => {
  it.each(zones.map((zone, place) => [zone, place] as const))('%s', (zone, place) => {
    const span = { zone, ...sampleDays(zone, place), transitionEveryMinutes: 17 };
    const { compared, transitions, disagreements } = agreementOver(span, schedules);
    expect(disagreements).toEqual([]);
    expect([compared, transitions]).toEqual([6 * 2880, 6 * 170]);
  });

  it.each([
    ['Pacific/Apia', '2011-12-30T10:00Z'],
    ['America/Sao_Paulo', '2017-10-15T03:00Z'],
    ['America/Sao_Paulo', '2018-02-18T02:00Z'],
    ['America/St_Johns', '2010-11-07T02:31Z'],
    ['America/St_Johns', '2010-03-14T03:31Z'],
    ['Asia/Beirut', '2017-03-25T22:00Z'],
    ['Asia/Pyongyang', '2015-08-14T15:00Z'],
  ])('%s around %s', (zone, change) => {
    const span = { zone, ...around(Date.parse(change)), transitionEveryMinutes: 17 };
    expect(agreementOver(span, schedules).disagreements).toEqual([]);
  });

  it('would tell of a schedule that is a minute off', () => {
    const span = { zone: 'Europe/Oslo', ...around(Date.UTC(2026, 2, 29, 1)), transitionEveryMinutes: 60 };
    const right: NaiveFile = { weekly: { sun: [{ from: '03:00', to: '04:00' }] } };
    const wrong: NaiveFile = { weekly: { sun: [{ from: '03:01', to: '04:00' }] } };
    const { disagreements } = agreementOver(span, { right }, () => wrong);
    expect(disagreements).toHaveLength(1 + disagreements.filter((line) => line.includes('nextTransition')).length);
    expect(disagreements).toContain('Europe/Oslo right 2026-03-29T01:00:00.000Z: hoursAt undefined, naive open');
  });
});
