import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallExplanation, explainCall, explainCallback } from '../../src/explain/explain-call.ts';
import { explainUser } from '../../src/explain/explain-user.ts';
import type { Verdict } from '../../src/explain/hindrance.ts';
import { groupStorms } from '../properties/groups-storm.ts';
import { companyOf } from '../properties/run.ts';
import { playStorm } from '../properties/storm.ts';
import { ExplainAuditor, type Explainers } from './explain-auditor.ts';

const real: Explainers = { explainCall, explainCallback, explainUser };

const told = (change: (explained: CallExplanation) => CallExplanation): Explainers => ({
  ...real,
  explainCall: (state, id) => {
    const explained = explainCall(state, id);
    return explained && change(explained);
  },
});
const verdicts = (change: (verdict: Verdict) => Verdict): Explainers =>
  told((explained) => ({ ...explained, users: explained.users.map(change) }));

const planted: Readonly<Record<string, Explainers>> = {
  'a reason is left out': verdicts((one) => ({ ...one, hindrances: one.hindrances.slice(1) })),
  'a reason is made up': verdicts((one) =>
    one.isRung ? one : { ...one, hindrances: [...one.hindrances, { kind: 'refused' }] },
  ),
  'the time of a reason is wrong': verdicts((one) => ({
    ...one,
    hindrances: one.hindrances.map((of) => (of.kind === 'wrappingUp' ? { ...of, until: of.until + 1 } : of)),
  })),
  'one who is rung is said not to be': verdicts((one) => ({ ...one, isRung: false })),
  'somebody is forgotten': told((explained) => ({ ...explained, users: explained.users.slice(1) })),
  'a place is one too good': told(({ place, ...explained }) => ({
    ...explained,
    place: place && { ...place, position: place.position - 1 },
  })),
  'nobody is before': told(({ place, ...explained }) => ({ ...explained, place: place && { ...place, ahead: [] } })),
  'everybody came earlier': told(({ place, ...explained }) => ({
    ...explained,
    place: place && { ...place, ahead: place.ahead.map(({ holder }) => ({ holder, why: 'cameEarlier' })) },
  })),
  'phones are silent': {
    ...real,
    explainUser: (state, id) => {
      const explained = explainUser(state, id);
      return explained && { ...explained, rungFor: undefined };
    },
  },
};

/** Whether any of a hundred storms shows that what explains is wrong. */
const isFound = (explainers: Explainers): boolean =>
  fc.sample(groupStorms, { numRuns: 100, seed: 7 }).some((storm) => {
    try {
      playStorm(storm, { auditors: [new ExplainAuditor(companyOf(storm.file), explainers)] });
      return false;
    } catch {
      return true;
    }
  });

describe('canaries of explanations: a planted bug is found, or the check has failed', () => {
  it.each(Object.keys(planted))('%s', (name) => {
    expect(isFound(planted[name] ?? real)).toBe(true);
  });

  it('the engine itself is not taken for a bug', () => {
    expect(isFound(real)).toBe(false);
  });
});
