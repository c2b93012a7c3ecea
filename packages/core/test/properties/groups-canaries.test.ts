import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from '../../src/kernel/step.ts';
import { forgetsWhoRefused, onCompany } from './canaries.ts';
import * as planted from './groups-canaries.ts';
import { groupStorms, playGroupStorm } from './groups-storm.ts';
import type { Step } from './run.ts';
import type { Storm } from './storm.ts';

const MOST_RUNS = 400;
const SEED = 20_261_123;

/** Whether the checks of just this law find the planted bug; of several laws, any. */
function finds(laws: string, badStep: Step): boolean {
  const isOfLaw = new RegExp(`^(${laws}): `);
  const watch = (storm: Storm): void => {
    try {
      playGroupStorm(storm, badStep);
    } catch (error) {
      if (error instanceof Error && isOfLaw.test(error.message)) throw error;
    }
  };
  return fc.check(fc.property(groupStorms, watch), { numRuns: MOST_RUNS, seed: SEED, endOnFailure: true }).failed;
}

const { changes } = planted;

const bugs: readonly (readonly [string, Step, string])[] = [
  ['one who refused is rung again in the round', forgetsWhoRefused, 'E8|X1|E5'],
  ['one who refused the call is asked again', planted.asksAgainInTheCall, 'E8|X1|E5'],
  ['refusals of a round count for ever', onCompany(changes.remembersRefusalsForEver), 'E8'],
  ['a back-off is a millisecond too long', planted.backsOffTooLong, 'E8'],
  ['wrap-up is a millisecond too long', planted.wrapsUpTooLong, 'X2'],
  ['wrap-up is left out', planted.forgetsWrapUp, 'X2'],
  ['one who does not answer is paused too late', onCompany(changes.pausesOneMissLater), 'X2'],
  ['misses are not counted', planted.countsNoMisses, 'X2'],
  ['one who talks is rung', planted.ringsWhoTalks, 'law 2'],
  ['the second phone of a person does not ring', planted.ringsOnePhone, 'S109'],
  ['a pause is a millisecond too long', planted.pausesTooLong, 'S83'],
  ['a round is rung too many', onCompany(changes.ringsOneRoundMore), 'S83'],
  ['a tier rings a millisecond too long', onCompany(changes.ringsAMomentLonger), 'S108'],
  ['the worst tier rings first', onCompany(changes.ringsBackwards), 'law 5'],
  ['earlier tiers ring on or stop against the settings', onCompany(changes.keepsTheWrongOnesRinging), 'E5'],
  ['an offer rings one too many', onCompany(changes.ringsOneMore), 'X1'],
  ['every group rings in the order of the file', onCompany(changes.ringsInFileOrder), 'X1'],
  ['every group rings in turn', onCompany(changes.ringsByTurn), 'X1'],
  ['VIP and ordinary change places', planted.tellsClassesWrong, 'law 4'],
  ['VIP callers pass for ever', onCompany(changes.letsVipPassForEver), 'law 4'],
  ['VIP callers pass once more', onCompany(changes.letsVipPassOnceMore), 'law 4'],
  ['phones are not taken over', onCompany(changes.takesNoPhonesOver), 'X6'],
  ['one caller too many is let in', onCompany(changes.takesOneMore), 'X3'],
  ['an overflow costs the arrival', planted.forgetsSeniority, 'X3'],
  ['the longest wait is a millisecond too long', planted.waitsTooLong, 'Y1'],
  ['a phone that rings gets no grace', onCompany(changes.givesNoGrace), 'Y1'],
  ['wrap-up counts as gone', planted.takesWrapUpForGone, 'Y2'],
  ['callers wait for nobody', planted.waitsForNobody, 'Y2'],
  ['keys are not heard', onCompany(changes.hearsNoKeys), 'Y4'],
  ['a timeout counts as abandoned', planted.countsTimeoutsAsAbandoned, 'E25'],
  ['one who has left counts as answered', planted.countsAbandonedAsAnswered, 'E25'],
  ['a place further back is told', planted.tellsWorsePlaces, 'X4'],
  ['a longer wait is told', planted.tellsLongerWaits(), 'X4'],
  ['something is told a millisecond too late', planted.tellsTooLate, 'X4'],
  ['members who are free are overlooked', planted.overlooksTheFree, 'progress'],
];

describe('canaries of the oracle of groups: a planted bug is found, or the check has failed', () => {
  it.each(bugs)('%s', { timeout: 600_000 }, (_title, badStep, law) => {
    expect(finds(law, badStep)).toBe(true);
  });

  it('the engine itself is not taken for a bug', { timeout: 600_000 }, () => {
    for (const storm of fc.sample(groupStorms, { numRuns: 40, seed: SEED })) playGroupStorm(storm, step);
  });
});
