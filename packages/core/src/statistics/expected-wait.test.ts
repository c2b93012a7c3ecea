import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnnouncedWait, announce, expectedWaitMs } from './expected-wait.ts';
import { noteHandleTime, PRIOR_HANDLE_MS, startHandleTimes } from './handle-times.ts';

const outlook = fc.record({
  position: fc.integer({ min: 1, max: 500 }),
  loggedIn: fc.integer({ min: 1, max: 60 }),
  active: fc.nat({ max: 60 }),
  meanHandleMs: fc.nat({ max: 3_600_000 }),
});

describe('[E25] the expected wait', () => {
  it('is position × mean handle time / active members', () => {
    expect(expectedWaitMs({ position: 3, loggedIn: 5, active: 4, meanHandleMs: 120_000 })).toBe(90_000);
    expect(expectedWaitMs({ position: 1, loggedIn: 3, active: 3, meanHandleMs: 100 })).toBe(33);
  });

  it('is null when no member is logged in, however many were thought active', () => {
    expect(expectedWaitMs({ position: 1, loggedIn: 0, active: 2, meanHandleMs: 1 })).toBeNull();
  });

  it('with nobody active is as if one were', () => {
    const one = { position: 2, loggedIn: 3, meanHandleMs: 1_000 };
    expect([0, 1].map((active) => expectedWaitMs({ ...one, active }))).toEqual([2_000, 2_000]);
  });

  it('is never negative, even when asked nonsense', () => {
    expect(expectedWaitMs({ position: -1, loggedIn: 1, active: 1, meanHandleMs: 9 })).toBe(0);
    expect(expectedWaitMs({ position: 1, loggedIn: 1, active: 1, meanHandleMs: -9 })).toBe(0);
  });

  it('is at least 0, non-increasing in members, non-decreasing in position', () => {
    fc.assert(
      fc.property(outlook, fc.nat({ max: 40 }), (one, more) => {
        const [wait, further] = [expectedWaitMs(one), expectedWaitMs({ ...one, position: one.position + more })];
        const staffed = expectedWaitMs({ ...one, active: one.active + more, loggedIn: one.loggedIn + more });
        if (wait === null || further === null || staffed === null) throw new Error('null with members logged in');
        expect([wait >= 0, further >= wait, staffed <= wait, Number.isInteger(wait)]).toEqual([true, true, true, true]);
      }),
    );
  });
});

describe('[E10] what a caller is told of the wait', () => {
  const told: AnnouncedWait = { position: 4, expectedMs: 120_000, active: 3 };

  it('the first time is as it is', () => {
    expect(announce(undefined, told)).toBe(told);
  });

  it('better news is told', () => {
    const better = { position: 3, expectedMs: 90_000, active: 3 };
    expect(announce(told, better)).toEqual(better);
  });

  it('being overtaken, or a slower mean, is not told', () => {
    expect(announce(told, { position: 5, expectedMs: 150_000, active: 3 })).toEqual(told);
    expect(announce(told, { position: 3, expectedMs: 150_000, active: 5 })).toEqual({
      position: 3,
      expectedMs: 120_000,
      active: 5,
    });
  });

  it('worse news is told when fewer members take calls', () => {
    const worse = { position: 5, expectedMs: 200_000, active: 2 };
    expect(announce(told, worse)).toBe(worse);
  });

  it('a forecast that cannot be made leaves the last one', () => {
    expect(announce(told, { ...told, expectedMs: null }).expectedMs).toBe(120_000);
    expect(announce({ ...told, expectedMs: null }, told).expectedMs).toBe(120_000);
    expect(announce({ ...told, expectedMs: null }, { ...told, expectedMs: null }).expectedMs).toBeNull();
  });

  it('never gets worse while no member leaves', () => {
    const news = fc.record({
      position: fc.integer({ min: 1, max: 20 }),
      expectedMs: fc.nat(),
      more: fc.nat({ max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(news, { minLength: 1 }), (all) => {
        let [last, active]: [AnnouncedWait | undefined, number] = [undefined, 1];
        for (const { position, expectedMs, more } of all) {
          active += more;
          const next: AnnouncedWait = announce(last, { position, expectedMs, active });
          if (last !== undefined) {
            expect(next.position).toBeLessThanOrEqual(last.position);
            expect(next.expectedMs ?? 0).toBeLessThanOrEqual(last.expectedMs ?? 0);
          }
          last = next;
        }
      }),
    );
  });
});

describe('handle times', () => {
  it('begin with the prior and go a tenth of the way to each talk, in whole milliseconds', () => {
    expect(startHandleTimes()).toEqual({ meanMs: PRIOR_HANDLE_MS, count: 0 });
    const one = noteHandleTime(startHandleTimes(100_000), 50_000);
    expect(one).toEqual({ meanMs: 95_000, count: 1 });
    expect(noteHandleTime({ meanMs: 10, count: 3 }, 24)).toEqual({ meanMs: 11, count: 4 });
  });

  it('come close to talks that are all alike, and stay between what was seen', () => {
    let times = startHandleTimes(180_000);
    for (let n = 0; n < 100; n += 1) times = noteHandleTime(times, 60_000);
    expect(Math.abs(times.meanMs - 60_000)).toBeLessThan(10);
    expect(times.count).toBe(100);
  });
});
