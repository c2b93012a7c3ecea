import { expect, test } from 'vitest';
import { HandClock } from '../test/fake-network.ts';
import { Alarms } from './alarms.ts';

const setUp = () => {
  const clock = new HandClock();
  const alarms = new Alarms(clock);
  const rung: string[] = [];
  const set = (at: number, order: number) =>
    alarms.set({ at, order, ring: () => rung.push(`${order} at ${clock.time}`) });
  return { clock, alarms, rung, set };
};

test('the one clock is asked for the next alarm only', () => {
  const { clock, alarms, set } = setUp();
  set(5000, 1);
  set(9000, 2);
  set(7000, 3);
  expect([clock.dueAt, clock.askings]).toEqual([5000, 1]);
  set(4000, 3);
  expect([clock.dueAt, clock.askings]).toEqual([4000, 2]);
  alarms.delete(3);
  expect([clock.dueAt, alarms.size]).toEqual([5000, 2]);
  alarms.delete(1);
  alarms.delete(2);
  expect([clock.dueAt, alarms.size]).toEqual([undefined, 0]);
});

test('each rings once, at its time, those of one instant in their order', () => {
  const { clock, rung, set } = setUp();
  set(5000, 2);
  set(5000, 1);
  set(4000, 3);
  set(5001, 0);
  clock.passTo(3999);
  expect(rung).toEqual([]);
  clock.passTo(5000);
  expect(rung).toEqual(['3 at 4000', '1 at 5000', '2 at 5000']);
  clock.passTo(90_000);
  expect(rung.slice(3)).toEqual(['0 at 5001']);
});

test('an alarm that is set while others ring waits for its own time', () => {
  const { clock, alarms, rung, set } = setUp();
  alarms.set({ at: 2000, order: 1, ring: () => set(2500, 1) });
  set(2000, 2);
  clock.passTo(2000);
  expect([rung, clock.dueAt]).toEqual([['2 at 2000'], 2500]);
  clock.passTo(2500);
  expect(rung).toEqual(['2 at 2000', '1 at 2500']);
});

test('a clock that wakes too early is asked again', () => {
  const { clock, rung, set } = setUp();
  let wakeNow = () => {};
  const hasty = Object.assign(clock, {
    wakeAt: (at: number | undefined, wake: () => void) => {
      clock.dueAt = at;
      wakeNow = wake;
    },
  });
  set(5000, 1);
  hasty.dueAt = undefined;
  wakeNow();
  expect([rung, hasty.dueAt]).toEqual([[], 5000]);
});
