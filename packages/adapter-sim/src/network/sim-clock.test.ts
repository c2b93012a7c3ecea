import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimClock } from './sim-clock.ts';

describe('SimClock', () => {
  it('runs deeds by due time, then in the order they were planned', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (dues) => {
        const clock = new SimClock();
        const done: [number, number][] = [];
        for (const [number, due] of dues.entries()) clock.at(due, () => done.push([clock.now(), number]));
        clock.run();
        const expected = dues.map((due, number): [number, number] => [due, number]);
        expect(done).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });

  it('a new wake-up replaces the one before, runs once, and before the deeds of its instant', () => {
    const clock = new SimClock(1000);
    const done: string[] = [];
    clock.at(1500, () => done.push('deed'));
    clock.wakeAt(1200, () => done.push('replaced'));
    clock.wakeAt(1500, () => done.push('wake'));
    clock.run();
    expect(done).toEqual(['wake', 'deed']);
    clock.wakeAt(2000, () => done.push('dropped'));
    clock.wakeAt(undefined, () => {});
    expect(clock.nextDue()).toBeUndefined();
  });

  it('runs up to an instant, that one included, and stands there', () => {
    const clock = new SimClock();
    const done: number[] = [];
    for (const due of [10, 20, 21]) clock.at(due, () => done.push(due));
    clock.runUntil(20);
    expect([clock.now(), done]).toEqual([20, [10, 20]]);
    clock.advance(0);
    clock.at(5, () => done.push(5));
    clock.run();
    expect([clock.now(), done]).toEqual([21, [10, 20, 5, 21]]);
  });
});
