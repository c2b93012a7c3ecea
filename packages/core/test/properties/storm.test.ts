import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seenIn, unseenInStorms } from './coverage.ts';
import { playStorm, type Storm, storms } from './storm.ts';
import { runs, seed } from './suite.ts';

it('[law 1] [law 2] [law 3] [law 6] [law 7] [law 8] [law 10] [law 12] [G1–G6] any company, any commands, a hostile network: every rule holds after every step', {
  timeout: 3_600_000,
}, () => {
  const seen = new Map<string, number>();
  let steps = 0;
  const details = fc.check(
    fc.property(storms, (storm: Storm) => {
      const outputs = playStorm(storm);
      steps += outputs.length;
      seenIn({ outputs }, seen);
    }),
    { numRuns: Math.ceil(runs / 2), ...(seed === undefined ? {} : { seed }) },
  );
  if (details.failed) {
    const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
    throw new Error(`again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`);
  }
  expect(steps).toBeGreaterThan(runs);
  if (runs >= 1000) expect(unseenInStorms(seen, { isDeep: runs >= 10_000 })).toEqual([]);
});
