import { performance } from 'node:perf_hooks';
import { restoreSnapshot, takeSnapshot } from '../src/kernel/snapshot.ts';
import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const CALLS = 10_000;

/** A snapshot of 10,000 live calls: what it costs to take, to write and to restore. */
export function snapshots(): readonly Row[] {
  const line = new BenchLine(benchState({ members: 1000, width: 1 }));
  for (let at = 0; at < CALLS; at += 1) line.arrive();
  const took = performance.now();
  const snapshot = takeSnapshot(line.state);
  const written = performance.now();
  const text = JSON.stringify(snapshot);
  const done = performance.now();
  restoreSnapshot(line.state.company, JSON.parse(text) as typeof snapshot);
  const restored = performance.now();
  return [
    { what: 'taking a snapshot of 10,000 live calls', figure: written - took, unit: 'ms', goal: 20 },
    { what: 'writing it as JSON, outside the step', figure: done - written, unit: 'ms' },
    { what: 'its size', figure: text.length / 1e6, unit: 'MB' },
    { what: 'reading and restoring it', figure: restored - done, unit: 'ms' },
  ];
}
