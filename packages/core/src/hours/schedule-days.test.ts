import { describe, expect, it } from 'vitest';
import { DAY_MS } from './calendar.ts';
import { compileSchedule, hoursAt, nextTransition, opensNext, type Schedule } from './schedule.ts';
import { scheduleSchema } from './schedules-file.ts';
import { localInstant } from './zone.ts';

const OSLO = 'Europe/Oslo';
const at = (text: string, zone = OSLO): number => localInstant(zone, text) ?? Number.NaN;
const day = [{ from: '08:00', to: '16:00' }];
const night = [{ from: '22:00', to: '06:00', period: 'night' }];

function schedule(file: Record<string, unknown>, zone = OSLO): Schedule {
  return compileSchedule(scheduleSchema.parse({ id: 'day', name: 'Day', ...file }), zone);
}

describe('[S133] a schedule made ready', () => {
  it('has its own zone, or the company’s, and says what it is called', () => {
    expect(schedule({})).toMatchObject({ id: 'day', name: 'Day', zone: OSLO });
    expect(schedule({ zone: 'Asia/Kolkata' }).zone).toBe('Asia/Kolkata');
    const open = schedule({ zone: 'Asia/Kolkata', weekly: { tue: day } });
    expect(nextTransition(open, at('2026-11-23T12:00'))).toBe(at('2026-11-24T08:00', 'Asia/Kolkata'));
  });

  it('[S88] has the periods of the week, then of exceptions, then of holidays, each once', () => {
    const of = (period: string) => [{ from: '08:00', to: '09:00', period }];
    const hours = schedule({
      weekly: { sun: of('sunday'), mon: of('monday'), tue: of('sunday') },
      holidays: { country: 'NO', intervals: of('holiday') },
      exceptions: [
        { date: '2026-12-24', intervals: of('eve') },
        { date: '2026-12-31', intervals: of('monday') },
      ],
    });
    expect(hours.periods).toEqual(['monday', 'sunday', 'eve', 'holiday']);
    expect(schedule({}).periods).toEqual([]);
  });

  it.each(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((weekday, place) => [weekday, place] as const))(
    'is open on %s and on no other day',
    (weekday, place) => {
      const hours = schedule({ weekly: { [weekday]: day } });
      const open = [23, 24, 25, 26, 27, 28, 29].map((date) => hoursAt(hours, at(`2026-11-${date}T12:00`)).period);
      expect(open).toEqual([0, 1, 2, 3, 4, 5, 6].map((each) => (each === place ? 'open' : undefined)));
    },
  );
});

describe('[S133] [E21] what holds, and why', () => {
  const hours = schedule({
    weekly: { mon: night, tue: day, thu: day, fri: day },
    holidays: { country: 'NO', intervals: [{ from: '10:00', to: '02:00', period: 'feast' }] },
    exceptions: [
      { date: '2026-07-06', lastDate: '2026-07-12', name: 'Summer' },
      { date: '2026-07-09', name: 'Stocktaking', intervals: [{ from: '12:00', to: '13:00' }] },
      { date: '2026-07-10' },
    ],
  });
  it.each([
    ['2026-11-24T08:00', { period: 'open', rule: 'weekly', name: undefined }],
    ['2026-11-24T07:59', { period: undefined, rule: 'weekly', name: undefined }],
    ['2026-11-24T05:59', { period: 'night', rule: 'weekly', name: undefined }],
    ['2026-12-25T12:00', { period: 'feast', rule: 'holiday', name: 'Første juledag' }],
    ['2026-12-27T01:59', { period: 'feast', rule: 'holiday', name: 'Andre juledag' }],
    ['2026-12-27T02:00', { period: undefined, rule: 'weekly', name: undefined }],
    ['2026-12-25T09:59', { period: undefined, rule: 'holiday', name: 'Første juledag' }],
    ['2026-07-06T12:00', { period: undefined, rule: 'exception', name: 'Summer' }],
    ['2026-07-12T23:59', { period: undefined, rule: 'exception', name: 'Summer' }],
    ['2026-07-09T12:00', { period: 'open', rule: 'exception', name: 'Stocktaking' }],
    ['2026-07-10T12:00', { period: undefined, rule: 'exception', name: undefined }],
    ['2026-07-05T23:59', { period: undefined, rule: 'weekly', name: undefined }],
  ])('%s', (text, expected) => expect(hoursAt(hours, at(text))).toEqual(expected));

  it('of exceptions that hold on the same day, the last one counts', () => {
    const exceptions = [
      { date: '2026-07-09', intervals: day },
      { date: '2026-07-06', lastDate: '2026-07-12' },
    ];
    expect(hoursAt(schedule({ exceptions }), at('2026-07-09T12:00')).period).toBe(undefined);
    expect(hoursAt(schedule({ exceptions: exceptions.toReversed() }), at('2026-07-09T12:00')).period).toBe('open');
  });

  it('where a night meets the hours of the next day, the hours of the next day', () => {
    const both = schedule({ weekly: { mon: night, tue: [{ from: '05:00', to: '07:00', period: 'morning' }] } });
    const periods = ['04:59', '05:00', '06:00', '07:00'].map(
      (clock) => hoursAt(both, at(`2026-11-24T${clock}`)).period,
    );
    expect(periods).toEqual(['night', 'morning', 'morning', undefined]);
  });

  it('by hand: until an instant, or until it is taken back', () => {
    const noon = at('2026-11-24T12:00');
    const closed = { period: undefined, rule: 'override', name: undefined };
    expect(hoursAt(hours, noon, { period: undefined, until: undefined })).toEqual(closed);
    expect(hoursAt(hours, noon, { period: undefined, until: noon + 1 })).toEqual(closed);
    expect(hoursAt(hours, noon, { period: undefined, until: noon })).toMatchObject({ period: 'open', rule: 'weekly' });
    expect(hoursAt(hours, noon, { period: 'night', until: undefined }).period).toBe('night');
  });

  it('the same when thousands of days were asked for in between', () => {
    const noons = Array.from({ length: 2100 }, (_, days) => at('2020-01-01T12:00') + days * DAY_MS);
    const ask = () => noons.map((noon) => hoursAt(hours, noon).rule);
    expect(ask()).toEqual(ask());
    expect(new Set(ask())).toEqual(new Set(['weekly', 'holiday']));
  });
});

describe('[E21] the next transition', () => {
  const once = (date: string) => schedule({ exceptions: [{ date, intervals: day }] });
  it('is sought for 400 days', () => {
    const from = at('2026-01-01T12:00');
    expect(nextTransition(once('2027-02-05'), from)).toBe(at('2027-02-05T08:00'));
    expect(nextTransition(once('2027-02-06'), from)).toBe(undefined);
    expect(opensNext(once('2027-02-05'), from)).toBe(at('2027-02-05T08:00'));
    expect(opensNext(once('2027-02-06'), from)).toBe(undefined);
  });

  it('is none from one period to the same', () => {
    const whole = schedule({
      weekly: { mon: [{ from: '08:00', to: '24:00' }], tue: [{ from: '00:00', to: '10:00' }] },
    });
    expect(nextTransition(whole, at('2026-11-23T08:00'))).toBe(at('2026-11-24T10:00'));
    expect(nextTransition(whole, at('2026-11-23T08:00') - 1)).toBe(at('2026-11-23T08:00'));
  });

  it('is the end of what was set by hand, where the answer is another then', () => {
    const hours = schedule({ weekly: { tue: day } });
    const nine = at('2026-11-24T09:00');
    const until = at('2026-11-24T12:00');
    expect(nextTransition(hours, nine, { period: undefined, until })).toBe(until);
    expect(nextTransition(hours, nine, { period: 'open', until })).toBe(at('2026-11-24T16:00'));
    expect(opensNext(hours, nine, { period: undefined, until: at('2026-11-24T18:00') })).toBe(at('2026-12-01T08:00'));
    expect(opensNext(hours, nine, { period: undefined, until: at('2026-11-26T18:00') })).toBe(at('2026-12-01T08:00'));
    expect(opensNext(hours, nine, { period: undefined, until: undefined })).toBe(undefined);
    expect(opensNext(hours, at('2026-11-23T09:00'), { period: 'open', until: undefined })).toBe(at('2026-11-23T09:00'));
  });

  it.each([
    ['Pacific/Apia', '2011-12-29T12:00', '2011-12-31T08:00'],
    ['America/Sao_Paulo', '2017-10-14T17:00', '2017-10-15T08:00'],
    ['Asia/Beirut', '2017-03-25T17:00', '2017-03-26T08:00'],
  ])('%s: past a midnight, or a day, that is skipped', (zone, from, to) => {
    const hours = schedule({ weekly: { sat: day, sun: day } }, zone);
    expect(nextTransition(hours, at(from, zone))).toBe(at(to, zone));
  });

  it.each([
    ['America/Sao_Paulo', '2017-10-14T12:00'],
    ['Asia/Beirut', '2017-03-25T12:00'],
    ['Pacific/Apia', '2011-12-29T12:00'],
  ])('%s: at the end of the gap, where opening is at a midnight that is skipped', (zone, from) => {
    const always = [{ from: '00:00', to: '24:00' }];
    const hours = schedule({ weekly: { fri: always, sun: always } }, zone);
    const next = nextTransition(hours, at(from, zone)) ?? Number.NaN;
    expect([hoursAt(hours, next - 1).period, hoursAt(hours, next).period]).toEqual([undefined, 'open']);
  });
});
