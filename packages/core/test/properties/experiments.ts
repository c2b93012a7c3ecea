import fc from 'fast-check';
import type { StepOutput } from '../../src/kernel/step.ts';
import { ExplainAuditor } from '../explain/explain-auditor.ts';
import { CallbackAuditor } from './callback-auditor.ts';
import { callbackStorms } from './callback-storm.ts';
import { groupStorms, playGroupStorm } from './groups-storm.ts';
import { oversightStorms } from './oversight-storm.ts';
import { companyOf } from './run.ts';
import { playStorm, type Storm, storms } from './storm.ts';
import { auditedRun, planProperty } from './suite.ts';
import { TransfersAuditor } from './transfers-auditor.ts';
import { transferStorms } from './transfers-storm.ts';

type Outputs = readonly Pick<StepOutput, 'events'>[];

/** Everything that is proved by random runs, each by itself; `seen` gets what each run did. */
export interface Experiment {
  readonly name: string;
  /** The smallest counter-example of so many runs, in words; undefined: none. */
  readonly failure: (batch: { readonly numRuns: number; readonly seed: number }) => string | undefined;
}

/** The experiments of a deep run. */
export function experiments(seen: (outputs: Outputs) => void): readonly Experiment[] {
  const storm = (name: string, arbitrary: fc.Arbitrary<Storm>, play: (storm: Storm) => Outputs): Experiment => ({
    name,
    failure: (batch) => {
      const details = fc.check(
        fc.property(arbitrary, (one) => seen(play(one))),
        batch,
      );
      if (!details.failed) return undefined;
      const cause =
        details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
      return `${name}, again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`;
    },
  });
  return [
    { name: 'laws', failure: (batch) => planProperty((plan) => seen(auditedRun(plan).outputs), batch) },
    storm('storms', storms, (one) => playStorm(one)),
    storm('groups', groupStorms, (one) => playGroupStorm(one)),
    storm('transfers', transferStorms, (one) =>
      playStorm(one, { auditors: [new TransfersAuditor(companyOf(one.file), new Map())] }),
    ),
    storm('callbacks', callbackStorms, (one) =>
      playStorm(one, { auditors: [new CallbackAuditor(companyOf(one.file), new Map())] }),
    ),
    storm('oversight', oversightStorms, (one) => playStorm(one)),
    storm('explanations', groupStorms, (one) =>
      playStorm(one, { auditors: [new ExplainAuditor(companyOf(one.file))] }),
    ),
  ];
}
