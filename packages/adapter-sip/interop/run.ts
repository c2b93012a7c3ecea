import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { cancel } from './checks/cancel.ts';
import { load } from './checks/load.ts';
import { loss } from './checks/loss.ts';
import { nextTier } from './checks/next-tier.ts';
import { softphones } from './checks/softphones.ts';
import { twoPhones } from './checks/two-phones.ts';
import { stopAll } from './program.ts';

const all: readonly Check[] = [twoPhones, nextTier, softphones, cancel, load, loss];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

let failed = 0;
const chosen = all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const check of chosen) {
  const folder = await mkdtemp(join(tmpdir(), `sentralbord-${check.name}-`));
  console.log(`${check.name}: ${check.claim}`);
  try {
    for (const figure of await check.run(folder)) console.log(`  ${figure}`);
    console.log('  holds');
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    failed += 1;
    console.log(`  FAILED: ${error instanceof Error ? error.message : String(error)}\n  logs: ${folder}`);
  } finally {
    await stopAll();
  }
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
