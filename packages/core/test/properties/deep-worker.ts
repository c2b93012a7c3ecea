import { auditedRun, type Plan, planProperty } from './suite.ts';

const [seed = 1, runs = 1000, steps = 0] = process.argv.slice(2).map(Number);
const BATCH = 200;

let done = 0;
let audited = 0;
let events = 0;

const watch = (plan: Plan): void => {
  const trace = auditedRun(plan);
  audited += trace.inputs.length;
  for (const output of trace.outputs) events += output.events.length;
};

for (let batch = 0; steps === 0 ? done < runs : audited < steps; batch += 1) {
  // Far apart, so that no two workers and no two batches have the same plans.
  const failure = planProperty(watch, { numRuns: BATCH, seed: seed * 1_000_003 + batch });
  done += BATCH;
  console.log(JSON.stringify({ runs: done, steps: audited, events, ...(failure === undefined ? {} : { failure }) }));
  if (failure !== undefined) break;
}
