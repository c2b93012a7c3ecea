import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupStorms, playGroupStorm } from './groups-storm.ts';
import { runs, seed } from './suite.ts';

it('[law 4] [law 5] [law 11] [X1] [X2] [X3] [X4] [X6] [E5] [E6] [E7] [E8] [E25] [Y1] [Y2] [Y4] any company, a hostile network: groups do what a naive oracle says, after every step', {
  timeout: 3_600_000,
}, () => {
  let steps = 0;
  const details = fc.check(
    fc.property(groupStorms, (storm) => {
      steps += playGroupStorm(storm).length;
    }),
    { numRuns: Math.ceil(runs / 4), ...(seed === undefined ? {} : { seed }) },
  );
  if (details.failed) {
    const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
    throw new Error(`again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`);
  }
  expect(steps).toBeGreaterThan(runs);
});
