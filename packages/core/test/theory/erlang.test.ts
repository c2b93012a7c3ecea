import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endlessPatience, erlangA, erlangB, erlangC, noQueue } from './erlang.ts';

describe('Erlang B', () => {
  // The traffic tables in common use: the load that n lines carry at a loss of 1 %.
  it.each([
    [1, 0.0101],
    [5, 1.361],
    [10, 4.461],
    [20, 12.03],
    [50, 37.9],
    [100, 84.06],
  ])('loses 1 %% with %i lines at %d erlangs, as the tables have it', (lines, erlangs) => {
    expect(erlangB(lines, erlangs)).toBeCloseTo(0.01, 4);
  });

  it('is the closed form aⁿ/n! ÷ Σ aᵏ/k! where that can be reckoned', () => {
    expect(erlangB(0, 3)).toBe(1);
    expect(erlangB(1, 1)).toBe(0.5);
    expect(erlangB(2, 1)).toBeCloseTo(0.2, 12);
    expect(erlangB(3, 2)).toBeCloseTo(4 / 19, 12);
  });

  it('stays a share where powers and factorials overflow', () => {
    expect(erlangB(2000, 1900)).toBeGreaterThan(0);
    expect(erlangB(2000, 2100)).toBeLessThan(0.06);
  });
});

describe('Erlang C', () => {
  it.each([
    [1, 0.5, 1 / 2],
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [5, 4, 0.5541],
    [10, 8, 0.4092],
    [10, 9, 0.6687],
  ])('%i servers, %d erlangs: %d must wait', (servers, erlangs, waits) => {
    expect(erlangC(servers, erlangs)).toBeCloseTo(waits, 4);
  });

  it('makes everyone wait when there is as much work as servers, or more', () => {
    expect([erlangC(3, 3), erlangC(3, 3.5)]).toEqual([1, 1]);
    expect(endlessPatience({ servers: 3, erlangs: 3, meanTalkMs: 1 }).meanWaitMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('M/M/1 waits ρ/(1 − ρ) talks', () => {
    expect(endlessPatience({ servers: 1, erlangs: 0.75, meanTalkMs: 1000 }).meanWaitMs).toBeCloseTo(3000, 9);
  });
});

describe('Erlang A', () => {
  const published = { servers: 50, erlangs: 48, meanTalkMs: 60_000 };

  // Garnett, Mandelbaum, Reiman: Designing a Call Center with Impatient Customers (2002), the table of the introduction.
  it('50 servers, 48 calls a minute of one minute: 20.8 s without impatience; with 2 minutes of it 3.1 % leave, 3.7 s', () => {
    expect(endlessPatience(published).meanWaitMs).toBeCloseTo(20_800, -2);
    const { abandons, meanWaitMs } = erlangA({ ...published, patienceMeanMs: 120_000 });
    expect(abandons).toBeCloseTo(0.031, 3);
    expect(meanWaitMs).toBeCloseTo(3_700, -2);
  });

  it('with patience as long as a talk the queue is M/M/∞: Poisson', () => {
    const { waits } = erlangA({ servers: 2, erlangs: 2, meanTalkMs: 1, patienceMeanMs: 1 });
    expect(waits).toBeCloseTo(1 - 3 * Math.exp(-2), 12);
  });

  it('one server, one place to wait, no impatience: a third each is served at once, waits, is blocked', () => {
    const run = { servers: 1, erlangs: 1, meanTalkMs: 900, patienceMeanMs: Number.POSITIVE_INFINITY, queueLimit: 1 };
    const theory = erlangA(run);
    expect(theory.blocked).toBeCloseTo(1 / 3, 12);
    expect(theory.waits).toBeCloseTo(1 / 3, 12);
    expect(theory.meanWaitMs).toBeCloseTo(450, 9);
  });

  const model = fc.record({
    servers: fc.integer({ min: 1, max: 120 }),
    use: fc.double({ min: 0.05, max: 0.97, noNaN: true }),
    meanTalkMs: fc.integer({ min: 1_000, max: 600_000 }),
  });

  it('is Erlang C without impatience, and Erlang B without a queue', () => {
    fc.assert(
      fc.property(model, ({ servers, use, meanTalkMs }) => {
        const one = { servers, erlangs: servers * use, meanTalkMs };
        const patient = erlangA({ ...one, patienceMeanMs: Number.POSITIVE_INFINITY });
        const closed = endlessPatience(one);
        expect(patient.waits).toBeCloseTo(closed.waits, 9);
        expect(patient.meanWaitMs / closed.meanWaitMs).toBeCloseTo(1, 9);
        const short = erlangA({ ...one, patienceMeanMs: 60_000, queueLimit: 0 });
        expect(short.blocked).toBeCloseTo(noQueue(one).blocked, 12);
        expect([short.abandons, short.meanWaitMs]).toEqual([0, 0]);
        expect(short.waits).toBeCloseTo(0, 12);
      }),
    );
  });
});
