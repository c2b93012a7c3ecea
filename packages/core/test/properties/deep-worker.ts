import fc from 'fast-check';
import { playStorm, storms } from './storm.ts';
import { auditedRun, type Plan, planProperty } from './suite.ts';

const [seed = 1, runs = 1000, steps = 0] = process.argv.slice(2).map(Number);
const BATCH = 200;

let done = 0;
let audited = 0;
let events = 0;

function count(outputs: readonly { readonly events: readonly unknown[] }[]): void {
  audited += outputs.length;
  for (const output of outputs) events += output.events.length;
}

const watch = (plan: Plan): void => count(auditedRun(plan).outputs);

/** The smallest storm that breaks a rule, in words; undefined when none does. */
function stormFailure(from: number): string | undefined {
  const details = fc.check(
    fc.property(storms, (storm) => count(playStorm(storm))),
    { numRuns: BATCH, seed: from },
  );
  if (!details.failed) return undefined;
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  return `storm, again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`;
}

for (let batch = 0; steps === 0 ? done < runs : audited < steps; batch += 1) {
  // Far apart, so that no two workers and no two batches have the same plans.
  const from = seed * 1_000_003 + batch;
  const failure = planProperty(watch, { numRuns: BATCH, seed: from }) ?? stormFailure(from);
  done += 2 * BATCH;
  console.log(JSON.stringify({ runs: done, steps: audited, events, ...(failure === undefined ? {} : { failure }) }));
  if (failure !== undefined) break;
}
