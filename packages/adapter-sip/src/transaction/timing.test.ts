import { describe, expect, it } from 'vitest';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

describe('durationsOf', () => {
  it('is table 4 of RFC 3261 and the two of RFC 6026, over UDP', () => {
    expect(durationsOf(RFC_3261_TIMING, false)).toEqual({
      timerA: 500,
      timerB: 32_000,
      timerD: 32_000,
      timerE: 500,
      timerF: 32_000,
      timerG: 500,
      timerH: 32_000,
      timerI: 5_000,
      timerJ: 32_000,
      timerK: 5_000,
      timerL: 32_000,
      timerM: 32_000,
      cancelGaveUp: 32_000,
      longestIntervalMs: 4_000,
    });
  });

  it('neither repeats nor waits for repeats over a reliable transport', () => {
    const { timerA, timerE, timerG, timerD, timerI, timerJ, timerK, timerB, timerL } = durationsOf(
      RFC_3261_TIMING,
      true,
    );
    expect([timerA, timerE, timerG]).toEqual([undefined, undefined, undefined]);
    expect([timerD, timerI, timerJ, timerK]).toEqual([0, 0, 0, 0]);
    expect([timerB, timerL]).toEqual([32_000, 32_000]);
  });

  it('keeps timer D at its least when T1 is short, for the server may have the usual one', () => {
    const short = { ...RFC_3261_TIMING, t1Ms: 100 };
    expect(durationsOf(short, false)).toMatchObject({ timerB: 6_400, timerD: 32_000 });
    expect(durationsOf({ ...RFC_3261_TIMING, t1Ms: 1_000 }, false).timerD).toBe(64_000);
  });
});
