import { PerformanceObserver, performance } from 'node:perf_hooks';
import type { LegId } from '../src/kernel/ids.ts';
import { BenchLine, benchState } from './engine.ts';
import type { Row } from './row.ts';

const STEPS = 60_000;

interface Measured {
  readonly meanUs: number;
  readonly p99Us: number;
  readonly maxMs: number;
  readonly longestGcMs: number;
}

/** How the cost of a step grows from 100 waiting and 100 members to 100,000 waiting and 10,000 members. */
export async function growth(): Promise<readonly Row[]> {
  // Once unmeasured: the first figures would be those of code that is not compiled yet.
  await mixedSteps(100, 100);
  const small = await mixedSteps(100, 100);
  const middle = await mixedSteps(1000, 1000);
  const large = await mixedSteps(100_000, 10_000);
  return [
    { what: 'mean step, 100 waiting, 100 members', figure: small.meanUs, unit: 'µs' },
    { what: 'mean step, 1,000 waiting, 1,000 members', figure: middle.meanUs, unit: 'µs' },
    { what: 'mean step, 100,000 waiting, 10,000 members', figure: large.meanUs, unit: 'µs', goal: 10 },
    { what: 'growth of the mean step', figure: large.meanUs / small.meanUs, unit: '×', goal: 1.3 },
    { what: 'p99 step, 100,000 waiting', figure: large.p99Us, unit: 'µs', goal: 1000 },
    { what: 'longest step without collection, 100,000 waiting', figure: large.maxMs, unit: 'ms', goal: 5 },
    { what: 'longest collection, 100,000 waiting', figure: large.longestGcMs, unit: 'ms', goal: 20 },
  ];
}

/** Members who talk are freed and take the next; callers come and give up: the line stays as long as it is. */
async function mixedSteps(waiting: number, members: number): Promise<Measured> {
  const line = new BenchLine(benchState({ members, width: 1 }));
  const talks: { readonly caller: LegId }[] = [];
  const callers: (LegId | undefined)[] = [];
  for (let at = 0; at < members; at += 1) {
    const caller = line.arrive();
    const [leg] = line.ringing;
    line.answer(leg as LegId);
    talks.push({ caller });
  }
  for (let at = 0; at < waiting; at += 1) callers.push(line.arrive());
  let seed = 1;
  const random = (most: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % most;
  };
  let oldest = 0;
  const pauses: { readonly start: number; readonly end: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      pauses.push({ start: startTime, end: startTime + duration });
  });
  observer.observe({ entryTypes: ['gc'] });
  const spans = new Spans(STEPS);
  /** Who has given up leaves a hole: the list is not moved, which would push the engine out of the processor's caches. */
  const next = (): LegId => {
    for (;;) {
      const caller = callers[oldest];
      oldest += 1;
      if (caller !== undefined) return caller;
    }
  };
  const mix = (): void => {
    line.now += 20;
    // One hangs up: the first in line is rung and answered; another comes; one at random gives up, and one more comes.
    const place = random(talks.length);
    line.end((talks[place] as { caller: LegId }).caller);
    const [leg] = line.ringing;
    line.answer(leg as LegId);
    talks[place] = { caller: next() };
    callers.push(line.arrive());
    const leaver = oldest + random(callers.length - oldest);
    const caller = callers[leaver];
    if (caller !== undefined) {
      line.end(caller);
      callers[leaver] = undefined;
      callers.push(line.arrive());
    }
  };
  for (let at = 0; at < 2000; at += 1) mix();
  line.measure = (run) => {
    const start = performance.now();
    const output = run();
    spans.add(start, performance.now());
    return output;
  };
  while (!spans.isFull) mix();
  await new Promise((resolve) => setTimeout(resolve, 10));
  observer.disconnect();
  return summary(spans, pauses);
}

/** When each step began and ended: in memory that is there from the beginning. */
class Spans {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  private count = 0;

  constructor(most: number) {
    this.starts = new Float64Array(most);
    this.ends = new Float64Array(most);
  }

  get isFull(): boolean {
    return this.count >= this.starts.length;
  }

  add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }
}

function summary(
  { starts, ends }: Spans,
  pauses: readonly { readonly start: number; readonly end: number }[],
): Measured {
  const own = starts.map((start, at) => {
    const end = ends[at] ?? start;
    const collected = pauses
      .filter((pause) => pause.start < end && pause.end > start)
      .reduce((sum, pause) => sum + Math.min(pause.end, end) - Math.max(pause.start, start), 0);
    return end - start - collected;
  });
  const sorted = own.toSorted();
  return {
    meanUs: (own.reduce((sum, ms) => sum + ms, 0) / own.length) * 1000,
    p99Us: (sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 1000,
    maxMs: sorted.at(-1) ?? 0,
    longestGcMs: Math.max(0, ...pauses.map(({ start, end }) => end - start)),
  };
}
