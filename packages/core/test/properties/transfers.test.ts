import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyOf } from './run.ts';
import { playStorm, type Storm, storms } from './storm.ts';
import { seed } from './suite.ts';
import { TransfersAuditor } from './transfers-auditor.ts';
import { consultCells } from './transfers-consultation.ts';
import { transferStorms } from './transfers-storm.ts';
import type { Seen } from './transfers-watch.ts';

/** How many runs: the environment's RUNS, or enough for every day. */
const runs = Number(process.env.RUNS ?? 300);

/** What every day's storms must have shown, or they prove little. */
const USUAL = ['transfer answered', 'returned to the operator', 'to the first group', 'parked', 'talking × callerGone'];

function check(arbitrary: fc.Arbitrary<Storm>, numRuns: number): Seen {
  const seen: Seen = new Map();
  const audited = (storm: Storm): void => {
    playStorm(storm, { auditors: [new TransfersAuditor(companyOf(storm.file), seen)] });
  };
  const details = fc.check(fc.property(arbitrary, audited), { numRuns, ...(seed === undefined ? {} : { seed }) });
  if (details.failed) {
    const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
    throw new Error(`again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`);
  }
  return seen;
}

describe('[law 8] [law 9] [E11] [E12] [E13] [E15] [E16] [E24] [L1] [L2] [L16] [X9] calls that are moved', () => {
  it('whoever moves whatever to whom, it is where the rules say after every step', { timeout: 3_600_000 }, () => {
    const seen = check(transferStorms, runs);
    if (process.env.RUNS !== undefined) console.info(Object.fromEntries([...seen].sort()));
    // What few storms show is proved by examples too.
    if (runs >= 2000) expect(consultCells.filter((cell) => !seen.has(cell))).toEqual([]);
    if (runs >= 300) expect(USUAL.filter((mark) => !seen.has(mark))).toEqual([]);
  });

  it('any company, any commands', { timeout: 3_600_000 }, () => {
    check(storms, Math.ceil(runs / 4));
  });
});
