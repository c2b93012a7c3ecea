import fc from 'fast-check';
import type { Company } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { step as realStep } from '../../src/kernel/step.ts';
import { companyFiles } from './arbitrary-company.ts';
import { LedgerAuditor } from './ledger-auditor.ts';
import { MirrorAuditor } from './mirror-auditor.ts';
import { RingAuditor } from './ring-auditor.ts';
import { type Auditor, companyOf, Run, type Step, type Trace } from './run.ts';
import { compactScript, type Script, scripts } from './script.ts';
import { StateAuditor } from './state-auditor.ts';

/** How many runs each property has: the environment's RUNS, or enough for every day. */
export const runs = Number(process.env.RUNS ?? 1000);
/** The seed of the suite: the environment's SEED, or a new one. */
export const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

export interface Plan {
  readonly file: CompanyFile;
  readonly script: Script;
}

/** An arbitrary company and what happens to it. */
export const plans: fc.Arbitrary<Plan> = fc.noBias(fc.record({ file: companyFiles, script: scripts }));

export const allAuditors = (company: Company): readonly Auditor[] => [
  new StateAuditor(company),
  new MirrorAuditor(),
  new LedgerAuditor(),
  new RingAuditor({ company }),
];

/** One audited run. Throws at the first breach of a law. */
export function auditedRun({ file, script }: Plan, step: Step = realStep): Trace {
  const company = companyOf(file);
  return new Run(company, script, { step, auditors: allAuditors(company) }).play();
}

/** One run that nobody watches. */
export function plainRun({ file, script }: Plan, step: Step = realStep): Trace {
  return new Run(companyOf(file), script, { step, auditors: [] }).play();
}

interface Checking {
  readonly numRuns?: number;
  readonly seed?: number | undefined;
}

/** Checks a property of plans; a failure is told with its seed, its path and a script on few lines. */
export function checkPlans(holds: (plan: Plan) => void, options: Checking = {}): void {
  const failure = planProperty(holds, { numRuns: options.numRuns ?? runs, seed });
  if (failure !== undefined) throw new Error(failure);
}

/** The smallest counter-example to a property of plans, in words; undefined when there is none. */
export function planProperty(
  holds: (plan: Plan) => void,
  { numRuns = runs, seed: first }: Checking,
): string | undefined {
  const details = fc.check(fc.property(plans, holds), {
    numRuns,
    ...(first === undefined ? {} : { seed: first }),
    ...(process.env.FC_PATH === undefined ? {} : { path: process.env.FC_PATH }),
  });
  if (!details.failed) return undefined;
  const [plan] = details.counterexample ?? [];
  const script = plan === undefined ? '' : `${JSON.stringify(plan.file)}\n${compactScript(plan.script)}`;
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  return `failed after ${details.numRuns} runs\nagain: SEED=${details.seed} FC_PATH=${details.counterexamplePath}\n${cause}\n${script}`;
}

/** A trace as bytes: every event and action of every step. */
export const bytesOf = (trace: Pick<Trace, 'outputs'>): string =>
  JSON.stringify(trace.outputs.map(({ events, actions, reply, ignored }) => [events, actions, reply, ignored]));
