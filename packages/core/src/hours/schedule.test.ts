import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { compileSchedule, hoursAt, isOpen, nextTransition, opensNext, type Schedule } from './schedule.ts';
import { scheduleSchema } from './schedules-file.ts';
import { localInstant } from './zone.ts';

const OSLO = 'Europe/Oslo';
const at = (text: string, zone = OSLO): number => DateTime.fromISO(text, { zone }).toMillis();
const day = [{ from: '08:00', to: '16:00' }];

function schedule(file: Record<string, unknown>, zone = OSLO): Schedule {
  return compileSchedule(scheduleSchema.parse({ id: 'day', name: 'Day', ...file }), zone);
}

const everyDay = (intervals: unknown) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((weekday) => [weekday, intervals]));

describe('[S85] [E21] half-open intervals', () => {
  const hours = schedule({ weekly: { tue: day } });
  it.each([
    ['2026-11-24T07:59:59.999', false],
    ['2026-11-24T08:00:00.000', true],
    ['2026-11-24T15:59:59.999', true],
    ['2026-11-24T16:00:00.000', false],
    ['2026-11-25T09:00:00.000', false],
  ])('%s', (text, open) => expect(isOpen(hours, at(text))).toBe(open));

  it('up to midnight', () => {
    const late = schedule({ weekly: { tue: [{ from: '20:00', to: '24:00' }] } });
    expect([isOpen(late, at('2026-11-24T23:59:59.999')), isOpen(late, at('2026-11-25T00:00'))]).toEqual([true, false]);
  });

  it('a night belongs to the day it starts on', () => {
    const night = schedule({ weekly: { tue: [{ from: '22:00', to: '06:00' }] } });
    expect(
      ['2026-11-24T05:00', '2026-11-24T22:00', '2026-11-25T05:59:59.999', '2026-11-25T06:00', '2026-11-25T22:00'].map(
        (text) => isOpen(night, at(text)),
      ),
    ).toEqual([false, true, true, false, false]);
  });
});

describe('[S88] named periods', () => {
  it('lunch has a way of its own', () => {
    const hours = schedule({
      weekly: {
        tue: [
          { from: '08:00', to: '11:30' },
          { from: '11:30', to: '12:00', period: 'lunch' },
          { from: '12:00', to: '16:00' },
        ],
      },
    });
    expect(hours.periods).toEqual(['open', 'lunch']);
    expect(
      ['11:29', '11:30', '11:59', '12:00'].map((clock) => hoursAt(hours, at(`2026-11-24T${clock}`)).period),
    ).toEqual(['open', 'lunch', 'lunch', 'open']);
  });
});

describe('[S133] [E21] precedence: by hand, exception, holiday, week', () => {
  const hours = schedule({
    weekly: everyDay(day),
    holidays: { country: 'NO' },
    exceptions: [
      { date: '2026-12-25', name: 'Open at Christmas', intervals: [{ from: '10:00', to: '12:00' }] },
      { date: '2026-07-06', lastDate: '2026-07-10', name: 'Summer', intervals: [] },
    ],
  });

  it('each before the next', () => {
    expect(hoursAt(hours, at('2026-11-24T09:00'))).toMatchObject({ period: 'open', rule: 'weekly' });
    expect(hoursAt(hours, at('2026-05-17T09:00'))).toMatchObject({ period: undefined, rule: 'holiday' });
    expect(hoursAt(hours, at('2026-12-25T11:00'))).toMatchObject({ period: 'open', rule: 'exception' });
    const byHand = { period: undefined, until: at('2026-12-25T11:30') };
    expect(hoursAt(hours, at('2026-12-25T11:29'), byHand)).toMatchObject({ period: undefined, rule: 'override' });
    expect(hoursAt(hours, at('2026-12-25T11:30'), byHand)).toMatchObject({ period: 'open', rule: 'exception' });
  });

  it('[S90] an exception of several days, and back to the week by itself at midnight', () => {
    expect(
      ['05T09:00', '06T09:00', '10T09:00', '11T09:00'].map((text) => isOpen(hours, at(`2026-07-${text}`))),
    ).toEqual([true, false, false, true]);
  });

  it('a night goes on into a day that is an exception; the exception removes what starts on it', () => {
    const night = schedule({
      weekly: everyDay([{ from: '22:00', to: '06:00' }]),
      exceptions: [{ date: '2026-11-24', intervals: [] }],
    });
    expect(
      ['2026-11-24T05:59', '2026-11-24T06:00', '2026-11-24T22:00', '2026-11-25T05:59', '2026-11-25T22:00'].map((text) =>
        isOpen(night, at(text)),
      ),
    ).toEqual([true, false, false, false, true]);
  });
});

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
function easter(year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return DateTime.fromObject({ year, month: Math.floor(n / 31), day: (n % 31) + 1 }, { zone: OSLO });
}

describe('[S133] [E21] Norway’s public holidays, movable ones too', () => {
  const hours = schedule({ weekly: everyDay([{ from: '00:00', to: '24:00' }]), holidays: { country: 'NO' } });
  it.each(Array.from({ length: 16 }, (_, place) => 2020 + place))('%s', (year) => {
    const fixed = ['01-01', '05-01', '05-17', '12-25', '12-26'].map((date) => `${year}-${date}`);
    const movable = [-3, -2, 0, 1, 39, 49, 50].map((days) => easter(year).plus({ days }).toISODate() ?? '');
    const expected = [...new Set([...fixed, ...movable])].sort();
    const start = DateTime.fromObject({ year }, { zone: OSLO });
    const found = Array.from({ length: start.daysInYear }, (_, days) => start.plus({ days, hours: 12 }))
      .filter((noon) => !isOpen(hours, noon.toMillis()))
      .map((noon) => noon.toISODate());
    expect(found).toEqual(expected);
  });
});

describe('[E21] clock changes', () => {
  it('a time that is skipped is never asked: an interval in the gap is empty that day', () => {
    const hours = schedule({ weekly: { sun: [{ from: '02:00', to: '03:00' }] } });
    const gap = at('2026-03-29T01:59:59.999') + 1;
    expect([isOpen(hours, gap - 1), isOpen(hours, gap), isOpen(hours, gap + 3_600_000)]).toEqual([false, false, false]);
    expect(nextTransition(hours, at('2026-03-28T12:00'))).toBe(at('2026-04-05T02:00'));
  });

  it('a time that comes twice counts twice', () => {
    const hours = schedule({ weekly: { sun: [{ from: '02:15', to: '02:45' }] } });
    const first = at('2026-10-25T00:15', 'utc');
    const minutes = Array.from({ length: 121 }, (_, minute) => isOpen(hours, first + (minute - 15) * 60_000));
    expect(minutes.filter((open) => open)).toHaveLength(60);
    const times = [first - 1, first, first + 30 * 60_000, first + 60 * 60_000].map((each) =>
      nextTransition(hours, each),
    );
    expect(times).toEqual([0, 30, 60, 90].map((minute) => first + minute * 60_000));
  });
});

describe('what a caller can be told', () => {
  const hours = schedule({ weekly: { mon: day, tue: day } });
  it('when it opens next, and that it is open', () => {
    expect(opensNext(hours, at('2026-11-24T16:00'))).toBe(at('2026-11-30T08:00'));
    expect(opensNext(hours, at('2026-11-24T09:00'))).toBe(at('2026-11-24T09:00'));
    expect(opensNext(schedule({}), at('2026-11-24T09:00'))).toBe(undefined);
  });

  it('what is set by hand ends', () => {
    const until = at('2026-11-24T12:00');
    expect(nextTransition(hours, at('2026-11-24T09:00'), { period: undefined, until })).toBe(until);
    expect(nextTransition(hours, at('2026-11-24T09:00'), { period: 'open', until })).toBe(at('2026-11-24T16:00'));
    expect(nextTransition(hours, at('2026-11-24T09:00'), { period: undefined, until: undefined })).toBe(undefined);
  });
});

describe('[E21] isOpen and nextTransition agree', () => {
  const clock = fc
    .tuple(fc.nat({ max: 23 }), fc.constantFrom(0, 15, 30, 59))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const interval = fc
    .record({ from: clock, to: clock, period: fc.constantFrom('open', 'lunch') })
    .filter(({ from, to }) => from !== to);
  const zones = ['Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kolkata'];

  it('nothing changes before the next transition, and there the answer is another', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(interval, { maxLength: 3 }),
        fc.array(interval, { maxLength: 2 }),
        fc.integer({ min: at('2018-01-01', 'utc'), max: at('2027-01-01', 'utc') }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (zone, week, weekend, now, shares) => {
          const hours = schedule({ weekly: { ...everyDay(week), sun: weekend } }, zone);
          const next = nextTransition(hours, now);
          const period = hoursAt(hours, now).period;
          const end = next ?? now + 20 * 86_400_000;
          for (const share of shares) {
            const between = Math.min(end - 1, Math.floor(now + share * (end - now)));
            expect(hoursAt(hours, between).period).toBe(period);
          }
          if (next !== undefined) expect(hoursAt(hours, next).period).not.toBe(period);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('[S150] local times as instants', () => {
  it('skipped: the end of the gap; repeated: the first pass, or the second', () => {
    expect(localInstant(OSLO, '2026-12-20T08:00')).toBe(at('2026-12-20T08:00'));
    expect(localInstant(OSLO, '2026-03-29T02:30')).toBe(at('2026-03-29T03:00'));
    expect(localInstant(OSLO, '2026-10-25T02:30')).toBe(at('2026-10-25T00:30', 'utc'));
    expect(localInstant(OSLO, '2026-10-25T02:30', 'second')).toBe(at('2026-10-25T01:30', 'utc'));
    expect([localInstant(OSLO, '2026-02-30T08:00'), localInstant(OSLO, 'soon')]).toEqual([undefined, undefined]);
  });
});
