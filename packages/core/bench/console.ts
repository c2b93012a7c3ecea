import { performance } from 'node:perf_hooks';
import type { LegId, UserId } from '../src/kernel/ids.ts';
import type { StepOutput } from '../src/kernel/step.ts';
import { ConsoleFeed } from '../src/view/console-feed.ts';
import { consoleView } from '../src/view/console-view.ts';
import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const STEPS = 20_000;
const WARM_UP = 4000;

/** What it costs to keep consoles current: by step, for one who watches and for fifty, in a small and in a large company. */
export function consoles(): readonly Row[] {
  const small = feedCost({ users: 100, waiting: 50, watchers: 1 });
  const large = feedCost({ users: 10_000, waiting: 5000, watchers: 1 });
  const many = feedCost({ users: 10_000, waiting: 5000, watchers: 50 });
  return [
    { what: 'console feed a step, 100 users, 50 waiting', figure: small.us, unit: 'µs' },
    { what: 'console feed a step, 10,000 users, 5,000 waiting', figure: large.us, unit: 'µs', goal: 100 },
    { what: 'growth of the console feed', figure: large.us / small.us, unit: '×', goal: 2 },
    { what: 'the same for 50 consoles', figure: many.us, unit: 'µs', goal: 300 },
    { what: 'rows told a step', figure: large.rows, unit: 'rows' },
    { what: 'a fresh view of 10,000 users, 5,000 waiting', figure: large.viewMs, unit: 'ms' },
  ];
}

interface Size {
  readonly users: number;
  readonly waiting: number;
  readonly watchers: number;
}

/** Everybody talks and the others wait; one hangs up, the first in line is rung and answered, and another comes. */
function feedCost({ users, waiting, watchers }: Size): {
  readonly us: number;
  readonly rows: number;
  readonly viewMs: number;
} {
  const line = new BenchLine(benchState({ members: users, width: 1 }));
  const callers: LegId[] = [];
  for (let at = 0; at < users; at += 1) {
    callers.push(line.arrive());
    const [leg] = line.ringing;
    line.answer(leg as LegId);
  }
  for (let at = 0; at < waiting; at += 1) callers.push(line.arrive());
  const feed = new ConsoleFeed(line.state);
  for (let at = 0; at < watchers; at += 1) feed.watch(line.state, `u${at}` as UserId);
  const measured = { steps: 0, ms: 0, rows: 0 };
  line.measure = (run) => {
    const output = run();
    follow(feed, { line, output, measured });
    return output;
  };
  for (let at = 0; measured.steps < STEPS + WARM_UP; at += 1) {
    if (measured.steps < WARM_UP) Object.assign(measured, { ms: 0, rows: 0 });
    line.now += 20;
    line.end(callers[at] as LegId);
    const [leg] = line.ringing;
    line.answer(leg as LegId);
    callers.push(line.arrive());
  }
  const start = performance.now();
  consoleView(line.state, { user: 'u0' as UserId, at: line.now });
  const viewMs = performance.now() - start;
  return { us: (measured.ms * 1000) / STEPS, rows: measured.rows / STEPS, viewMs };
}

function follow(
  feed: ConsoleFeed,
  {
    line,
    output,
    measured,
  }: { line: BenchLine; output: StepOutput; measured: { steps: number; ms: number; rows: number } },
): void {
  const start = performance.now();
  const [first] = feed.after(line.state, output.events, line.now);
  measured.ms += performance.now() - start;
  measured.steps += 1;
  for (const list of Object.values(first?.changes ?? {})) {
    if (typeof list === 'object' && 'changed' in list) measured.rows += list.changed.length + list.removed.length;
  }
}
