import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const WAITING = 100_000;

/** What a waiting call costs in memory. Without `--expose-gc` there is nothing to tell. */
export function memory(): readonly Row[] {
  const { gc } = globalThis;
  if (gc === undefined) return [];
  const line = new BenchLine(benchState({ members: 1 }));
  line.arrive();
  const [leg] = line.ringing;
  if (leg !== undefined) line.answer(leg);
  gc();
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < WAITING; at += 1) line.arrive();
  gc();
  // The line is asked once more, so that it is not collected before it has been weighed.
  const bytes = (process.memoryUsage().heapUsed - before) / (line.state.entries.size - 1);
  return [{ what: 'memory of a waiting call', figure: bytes, unit: 'bytes', goal: 2048 }];
}
