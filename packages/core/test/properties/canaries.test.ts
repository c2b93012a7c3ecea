import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from '../../src/kernel/step.ts';
import {
  bridgesTwice,
  forgetsToPlay,
  forgetsWhoRefused,
  keepingTheWrongOnes,
  leavesLoserRinging,
  leavesTimer,
  onCompany,
  oneRoundMore,
  ringingTooLong,
  startsInProcessOrder,
  writesBesideEvolve,
} from './canaries.ts';
import type { Step } from './run.ts';
import { plainRunsAlike } from './same-again.ts';
import { auditedRun, type Plan, plans } from './suite.ts';

const MOST_RUNS = 400;
const SEED = 20_261_123;

/** By which law the suite finds the planted bug; undefined when it does not. */
function foundBy(holds: (plan: Plan) => unknown): string | undefined {
  const details = fc.check(
    fc.property(plans, (plan) => void holds(plan)),
    { numRuns: MOST_RUNS, seed: SEED, endOnFailure: true },
  );
  if (!details.failed) return undefined;
  return details.errorInstance instanceof Error ? details.errorInstance.message.split(':')[0] : 'another throw';
}

const planted: readonly (readonly [string, Step, string])[] = [
  ['a losing phone is left ringing', leavesLoserRinging, 'mirror'],
  ['a timer is left behind', leavesTimer, 'invariants'],
  ['state is written outside evolve', writesBesideEvolve, 'fold of the events = state'],
  ['a leg is bridged twice', bridgesTwice, 'what an engine may ask'],
  ['a caller who is up hears nothing', forgetsToPlay, 'law 7'],
  ['a tier rings a millisecond too long', onCompany(ringingTooLong), 'S108'],
  ['a round is rung too many', onCompany(oneRoundMore), 'S83'],
  ['a member who refused is rung again', forgetsWhoRefused, 'invariants'],
];

describe('canaries: a planted bug is found, or the check has failed', () => {
  it.each(planted)('%s', (_title, badStep, law) => {
    expect(foundBy((plan) => auditedRun(plan, badStep))).toBe(law);
  });

  it('tiers keep ringing or stop against the company’s will', () => {
    expect(foundBy((plan) => auditedRun(plan, onCompany(keepingTheWrongOnes)))).toMatch(/^(law 5|E5|S108)$/);
  });

  it('an order that depends on the process is iterated', () => {
    const shared = startsInProcessOrder();
    expect(foundBy((plan) => plainRunsAlike(plan, shared))).toBe('law 10');
  });

  it('the engine itself is not taken for a bug', () => {
    expect(foundBy((plan) => auditedRun(plan, step))).toBeUndefined();
    expect(foundBy((plan) => plainRunsAlike(plan, step))).toBeUndefined();
  });
});
