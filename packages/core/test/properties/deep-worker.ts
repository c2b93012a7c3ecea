import { experiments } from './experiments.ts';

const [seed = 1, runs = 1000, steps = 0] = process.argv.slice(2).map(Number);
const BATCH = 200;

let done = 0;
let audited = 0;
let events = 0;
const all = experiments((outputs) => {
  audited += outputs.length;
  for (const output of outputs) events += output.events.length;
});

/** One batch of every experiment; the first failure ends it. */
function failureOf(batch: number): string | undefined {
  for (const { failure } of all) {
    // Far apart, so that no two workers and no two batches have the same plans.
    const found = failure({ numRuns: BATCH, seed: seed * 1_000_003 + batch });
    if (found !== undefined) return found;
    done += BATCH;
    console.log(JSON.stringify({ runs: done, steps: audited, events }));
  }
  return undefined;
}

for (let batch = 0; steps === 0 ? done < runs : audited < steps; batch += 1) {
  const failure = failureOf(batch);
  if (failure === undefined) continue;
  console.log(JSON.stringify({ runs: done, steps: audited, events, failure }));
  break;
}
