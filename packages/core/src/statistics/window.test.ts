import { describe, expect, it } from 'vitest';
import { tallyJoined } from './tally.ts';
import { type Window, Windows } from './window.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A midnight in UTC. */
const MIDNIGHT = 1_767_225_600_000;

const offered = (windows: Windows, window: Window, at: number): number => windows.tally(window, at).offered;

const joinedAt = (...instants: readonly number[]): Windows => {
  const windows = new Windows();
  for (const at of instants) windows.change(at, tallyJoined);
  return windows;
};

describe('windows', () => {
  it.each([15, 30, 60] as const)(
    'the last %i minutes are the minute that runs and the whole ones before it',
    (minutes) => {
      const windows = joinedAt(MIDNIGHT - 1, MIDNIGHT);
      const last = MIDNIGHT + minutes * MINUTE - 1;
      expect(offered(windows, { kind: 'minutes', minutes }, last)).toBe(1);
      expect(offered(windows, { kind: 'minutes', minutes }, last + 1)).toBe(0);
      expect(offered(windows, { kind: 'minutes', minutes }, last - MINUTE)).toBe(2);
    },
  );

  it('what comes after the instant that is asked about is not in a window', () => {
    expect(offered(joinedAt(MIDNIGHT, MIDNIGHT + MINUTE), { kind: 'minutes', minutes: 15 }, MIDNIGHT + 59_999)).toBe(1);
  });

  it('since an instant: from its quarter of an hour on', () => {
    const windows = joinedAt(MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + 14 * HOUR);
    expect(offered(windows, { kind: 'since', from: MIDNIGHT }, MIDNIGHT + 15 * HOUR)).toBe(2);
    expect(offered(windows, { kind: 'since', from: MIDNIGHT - 1 }, MIDNIGHT + 15 * HOUR)).toBe(3);
    expect(offered(windows, { kind: 'since', from: MIDNIGHT + 15 * MINUTE }, MIDNIGHT + 15 * HOUR)).toBe(1);
  });

  it('a day of 25 hours is remembered whole, 26 hours are; all time is all time', () => {
    const windows = joinedAt(MIDNIGHT, MIDNIGHT + 25 * HOUR, MIDNIGHT + 26 * HOUR - 1);
    expect(offered(windows, { kind: 'since', from: MIDNIGHT }, MIDNIGHT + 26 * HOUR - 1)).toBe(3);
    windows.change(MIDNIGHT + 26 * HOUR, tallyJoined);
    expect(offered(windows, { kind: 'since', from: MIDNIGHT }, MIDNIGHT + 26 * HOUR)).toBe(3);
    expect(offered(windows, { kind: 'all' }, MIDNIGHT)).toBe(4);
  });

  it('gives tallies of its own: changing one changes no window; nor does a restored copy', () => {
    const windows = joinedAt(MIDNIGHT);
    tallyJoined(windows.tally({ kind: 'all' }, MIDNIGHT));
    const saved = windows.save();
    const copy = new Windows();
    copy.restore(saved);
    copy.change(MIDNIGHT, tallyJoined);
    const all: readonly Window[] = [
      { kind: 'all' },
      { kind: 'minutes', minutes: 15 },
      { kind: 'since', from: MIDNIGHT },
    ];
    expect(all.map((window) => offered(windows, window, MIDNIGHT))).toEqual([1, 1, 1]);
    expect(all.map((window) => offered(copy, window, MIDNIGHT))).toEqual([2, 2, 2]);
    expect(saved.all.offered).toBe(1);
  });
});
