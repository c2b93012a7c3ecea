import { describe, expect, it } from 'vitest';
import { scheduleProblems } from './schedule-problems.ts';

const day = (id: string, more: Record<string, unknown> = {}) => ({ id, name: 'Day', ...more });
const of = (...spans: readonly (readonly [string, string])[]) => spans.map(([from, to]) => ({ from, to }));
const monday = (...spans: readonly (readonly [string, string])[]) => [day('day', { weekly: { mon: of(...spans) } })];

describe('[S133] what schedules say of each other', () => {
  it('nothing is wrong', () => {
    expect(scheduleProblems([day('day'), day('night')])).toEqual([]);
    expect(scheduleProblems([])).toEqual([]);
  });

  it('an id twice, and thrice', () => {
    const expected = 'a schedule id of its own (schedules[0].id has it too)';
    expect(scheduleProblems([day('a'), day('b'), day('a'), day('a')])).toEqual([
      { path: 'schedules[2].id', found: '"a"', expected },
      { path: 'schedules[3].id', found: '"a"', expected },
    ]);
  });

  it('the path of the list may be another', () => {
    expect(scheduleProblems([day('a'), day('a')], 'hours')).toMatchObject([{ path: 'hours[1].id' }]);
  });

  it('ids are compared where the rest cannot be read; what is no list, or has no id, is told by the schema', () => {
    expect(scheduleProblems([{ id: 'a' }, { id: 'a', weekly: 5 }, {}, {}, 'x', null])).toMatchObject([
      { path: 'schedules[1].id' },
    ]);
    expect(scheduleProblems('none')).toEqual([]);
    expect(scheduleProblems(undefined)).toEqual([]);
  });

  it('a date on which two exceptions begin; several days may hold one of their own', () => {
    const exceptions = [
      { date: '2026-07-06', lastDate: '2026-07-10' },
      { date: '2026-07-08' },
      { date: '2026-07-06' },
      { date: '2026-12-24' },
    ];
    expect(scheduleProblems([day('a', { exceptions })])).toEqual([
      {
        path: 'schedules[0].exceptions[2].date',
        found: '"2026-07-06"',
        expected: 'a date that no other exception begins on (schedules[0].exceptions[0].date has it too)',
      },
    ]);
  });
});

describe('[S133] [E21] intervals of a day that overlap', () => {
  const expected = (before: number) => `an interval that begins after schedules[0].weekly.mon[${before}] has ended`;

  it('the one that begins later is told, in whatever order they stand', () => {
    expect(scheduleProblems(monday(['08:00', '12:00'], ['11:59', '16:00']))).toEqual([
      { path: 'schedules[0].weekly.mon[1]', found: '"11:59–16:00"', expected: expected(0) },
    ]);
    expect(scheduleProblems(monday(['11:59', '16:00'], ['08:00', '12:00']))).toEqual([
      { path: 'schedules[0].weekly.mon[0]', found: '"11:59–16:00"', expected: expected(1) },
    ]);
  });

  it('of two that begin together, the second in the list', () => {
    const twelve = Array.from(
      { length: 11 },
      (_, place) => [`0${Math.floor(place / 2)}:${place % 2}0`, `0${Math.floor(place / 2)}:${place % 2}5`] as const,
    );
    expect(scheduleProblems(monday(['08:00', '12:00'], ['08:00', '10:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[1]', expected: expected(0) },
    ]);
    expect(scheduleProblems(monday(...twelve.slice(0, 9), ['20:00', '21:00'], ['20:00', '21:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[10]', expected: expected(9) },
    ]);
  });

  it('one that begins as another ends is right', () => {
    expect(scheduleProblems(monday(['08:00', '12:00'], ['12:00', '24:00']))).toEqual([]);
    expect(scheduleProblems(monday(['12:00', '24:00'], ['08:00', '12:00']))).toEqual([]);
    expect(scheduleProblems(monday(['08:00', '12:00'], ['12:00', '08:00']))).toEqual([]);
  });

  it('all that lie in a long one, not only the next', () => {
    expect(scheduleProblems(monday(['08:00', '20:00'], ['09:00', '10:00'], ['11:00', '12:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[1]', expected: expected(0) },
      { path: 'schedules[0].weekly.mon[2]', expected: expected(0) },
    ]);
    expect(scheduleProblems(monday(['08:00', '10:00'], ['09:00', '12:00'], ['11:00', '13:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[1]', expected: expected(0) },
      { path: 'schedules[0].weekly.mon[2]', expected: expected(1) },
    ]);
  });

  it('a night goes on to midnight and past it', () => {
    expect(scheduleProblems(monday(['22:00', '06:00'], ['23:00', '24:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[1]', found: '"23:00–24:00"', expected: expected(0) },
    ]);
    expect(scheduleProblems(monday(['20:00', '00:00'], ['23:59', '24:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[1]' },
    ]);
    expect(scheduleProblems(monday(['00:00', '06:00'], ['22:00', '06:00']))).toEqual([]);
    expect(scheduleProblems(monday(['10:00', '09:00'], ['11:00', '10:30'], ['23:00', '01:00']))).toMatchObject([
      { path: 'schedules[0].weekly.mon[1]', expected: expected(0) },
      { path: 'schedules[0].weekly.mon[2]', expected: expected(1) },
    ]);
  });

  it('on every day, in holidays and in exceptions', () => {
    const twice = of(['08:00', '12:00'], ['08:00', '12:00']);
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const one = day('day', {
      weekly: Object.fromEntries(days.map((each) => [each, twice])),
      holidays: { country: 'NO', intervals: twice },
      exceptions: [{ date: '2026-12-24' }, { date: '2026-12-31', intervals: twice }],
    });
    expect(scheduleProblems([day('other'), one]).map(({ path }) => path)).toEqual([
      ...days.map((each) => `schedules[1].weekly.${each}[1]`),
      'schedules[1].holidays.intervals[1]',
      'schedules[1].exceptions[1].intervals[1]',
    ]);
  });
});
