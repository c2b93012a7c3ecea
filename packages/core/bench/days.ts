import { performance } from 'node:perf_hooks';
import type { LegId } from '../src/kernel/ids.ts';
import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const DAY_CALLS = 5000;
const MILLION = 1_000_000;

/** A day of a company with 50 seats, and a million calls: memory stays as it is after warming up. */
export function days(): readonly Row[] {
  const line = new BenchLine(benchState({ members: 50, tiers: 3 }));
  const start = performance.now();
  callsOf(line, DAY_CALLS);
  const seconds = (performance.now() - start) / 1000;
  return [{ what: 'a day of 5,000 calls, 50 seats', figure: seconds, unit: 's', goal: 1 }, ...million()];
}

function million(): readonly Row[] {
  const { gc } = globalThis;
  if (gc === undefined) return [];
  const line = new BenchLine(benchState({ members: 50, tiers: 3 }));
  const heaps: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    callsOf(line, MILLION / 10);
    gc();
    heaps.push(process.memoryUsage().heapUsed);
  }
  const [, second = 0] = heaps;
  const grown = ((heaps.at(-1) ?? 0) - second) / 1024;
  return [{ what: 'memory grown from call 200,000 to 1,000,000', figure: grown, unit: 'kB', goal: 512 }];
}

/** Each call rings, is answered and ends; 20 talk at a time. */
function callsOf(line: BenchLine, calls: number): void {
  const talking: LegId[] = [];
  for (let call = 0; call < calls; call += 1) {
    line.tick(5000);
    const caller = line.arrive();
    const [leg] = line.ringing;
    if (leg !== undefined) line.answer(leg);
    talking.push(caller);
    const first = talking.length > 20 ? talking.shift() : undefined;
    if (first !== undefined) line.end(first);
  }
  for (const caller of talking) line.end(caller);
}
