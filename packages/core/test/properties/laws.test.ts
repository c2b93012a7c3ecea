import { afterAll, describe, expect, it } from 'vitest';
import { seenIn, unseen } from './coverage.ts';
import { auditedRun, checkPlans, runs } from './suite.ts';

const seen = new Map<string, number>();
let steps = 0;
let startedAt = 0;

describe('[law 1] [law 2] [law 3] [law 4] [law 5] [law 6] [law 7] [law 9] [X13] any company, any script, a hostile network', () => {
  it('keeps every law after every step', { timeout: 3_600_000 }, () => {
    startedAt = performance.now();
    checkPlans((plan) => {
      const trace = auditedRun(plan);
      steps += trace.inputs.length;
      seenIn(trace, seen);
    });
  });

  it('has seen every event, every outcome, every result of an offer, and every reason to ignore', () => {
    expect(unseen(seen)).toEqual([]);
  });

  afterAll(() => {
    const seconds = (performance.now() - startedAt) / 1000;
    if (process.env.RUNS !== undefined) {
      console.info(
        `${runs} runs, ${steps} audited steps, ${Math.round(steps / seconds)} a second`,
        Object.fromEntries(seen),
      );
    }
  });
});
