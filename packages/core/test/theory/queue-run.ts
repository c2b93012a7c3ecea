import { IndexedHeap } from '../../src/structures/indexed-heap.ts';
import { BATCHES, type Estimate, estimate } from './batch-means.ts';
import { EngineLine, type Line, type LineEars, type LineShape } from './engine-line.ts';
import { exponential, randomStream } from './random.ts';

/** What is simulated: Poisson arrivals, exponential talks and patience, the engine between them. */
export interface QueueRun {
  readonly servers: number;
  readonly arrivalsPerHour: number;
  readonly meanTalkMs: number;
  /** Absent: nobody gives up. */
  readonly patienceMeanMs?: number;
  /** How many may wait; absent: all. */
  readonly queueLimit?: number;
  /** Calls that are counted, after a tenth as many to warm up. */
  readonly calls: number;
  readonly seed: number;
}

/** What was seen, with 99 % intervals. The same run gives the same numbers. */
export interface QueueResult {
  /** Share of the counted calls that were released without an answer. */
  readonly blocked: Estimate;
  /** Share of the counted calls that were let in and did not talk at once. */
  readonly waits: Estimate;
  /** Share of the counted calls that gave up. */
  readonly abandons: Estimate;
  /** Mean wait of those let in, in milliseconds. */
  readonly meanWaitMs: Estimate;
}

interface Due {
  readonly at: number;
  readonly turn: number;
  readonly kind: 'arrives' | 'talkEnds' | 'givesUp';
  readonly caller: number;
}

type Fate = { readonly kind: 'talked' | 'gaveUp'; readonly waitMs: number } | { readonly kind: 'blocked' };

/** What stands between the callers and the members. */
export type MakeLine = (shape: LineShape, ears: LineEars) => Line;

const engine: MakeLine = (shape, ears) => new EngineLine(shape, ears);

/** Sends as many calls as told through a line: the engine, driven by `step`. */
export function simulate(run: QueueRun, makeLine: MakeLine = engine): QueueResult {
  const warmUp = Math.ceil(run.calls / 10);
  const fates = new Simulation(run, warmUp + run.calls, makeLine).play().slice(warmUp);
  const letIn = fates.filter((fate) => fate.kind !== 'blocked');
  return {
    blocked: estimate(fates.map((fate) => Number(fate.kind === 'blocked'))),
    waits: estimate(fates.map((fate) => Number(fate.kind !== 'blocked' && !isServedAtOnce(fate)))),
    abandons: estimate(fates.map((fate) => Number(fate.kind === 'gaveUp'))),
    meanWaitMs: letIn.length < BATCHES ? unknown : estimate(letIn.map(({ waitMs }) => waitMs)),
  };
}

/** A line that lets nobody in tells nothing of waits. */
const unknown: Estimate = { mean: 0, halfWidth: Number.POSITIVE_INFINITY };

/** In the millisecond of arrival: a wait that is shorter than that is not seen. */
const isServedAtOnce = (fate: Exclude<Fate, { kind: 'blocked' }>): boolean =>
  fate.kind === 'talked' && fate.waitMs === 0;

class Simulation {
  private readonly due = new IndexedHeap<string, Due>((a, b) => a.at - b.at || a.turn - b.turn);
  private readonly line: Line;
  private readonly arrivedAt: number[] = [];
  private readonly fates: Fate[] = [];
  private readonly total: number;
  private readonly gap: () => number;
  private readonly talk: () => number;
  private readonly patience: (() => number) | undefined;
  private now = 0;
  private turn = 0;

  constructor(run: QueueRun, total: number, makeLine: MakeLine) {
    this.total = total;
    // A stream each, so that the same callers come whatever the rules.
    this.gap = exponential(randomStream(run.seed), 3_600_000 / run.arrivalsPerHour);
    this.talk = exponential(randomStream(run.seed + 1_000_003), run.meanTalkMs);
    this.patience =
      run.patienceMeanMs === undefined
        ? undefined
        : exponential(randomStream(run.seed + 2_000_003), run.patienceMeanMs);
    this.line = makeLine(
      { servers: run.servers, queueLimit: run.queueLimit },
      { talks: (caller) => this.talks(caller), released: (caller) => this.released(caller) },
    );
  }

  /** What became of each caller, in the order of arrival. */
  play(): readonly Fate[] {
    this.plan('arrives', 0, this.gap());
    for (let next = this.due.peek(); next !== undefined; next = this.due.peek()) {
      this.wakeUntil(next.at);
      this.now = next.at;
      this.due.delete(keyOf(next));
      this.happens(next);
    }
    return this.fates;
  }

  private wakeUntil(at: number): void {
    for (let deadline = this.line.nextDeadline(); deadline !== undefined && deadline <= at; ) {
      this.now = deadline;
      this.line.wake(deadline);
      deadline = this.line.nextDeadline();
    }
  }

  private happens({ kind, caller }: Due): void {
    if (kind === 'arrives') {
      this.arrives(caller);
      return;
    }
    if (kind === 'givesUp') this.fates[caller] = { kind: 'gaveUp', waitMs: this.waitOf(caller) };
    this.line.hangsUp(caller, this.now);
  }

  private arrives(caller: number): void {
    this.arrivedAt[caller] = this.now;
    if (caller + 1 < this.total) this.plan('arrives', caller + 1, this.gap());
    const patienceMs = this.patience?.();
    if (patienceMs !== undefined) this.plan('givesUp', caller, patienceMs);
    this.line.arrives(caller, this.now);
  }

  private talks(caller: number): void {
    if (this.fates[caller] !== undefined) return;
    this.fates[caller] = { kind: 'talked', waitMs: this.waitOf(caller) };
    this.due.delete(`givesUp ${caller}`);
    this.plan('talkEnds', caller, this.talk());
  }

  private released(caller: number): void {
    if (this.fates[caller] !== undefined) return;
    this.fates[caller] = { kind: 'blocked' };
    this.due.delete(`givesUp ${caller}`);
  }

  private plan(kind: Due['kind'], caller: number, afterMs: number): void {
    this.turn += 1;
    const due = { at: this.now + afterMs, turn: this.turn, kind, caller };
    this.due.set(keyOf(due), due);
  }

  private waitOf(caller: number): number {
    return this.now - (this.arrivedAt[caller] ?? this.now);
  }
}

const keyOf = ({ kind, caller }: Due): string => `${kind} ${caller}`;
