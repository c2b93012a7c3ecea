import { endlessPatience, erlangA, noQueue, type QueueTheory } from './erlang.ts';
import type { QueueRun } from './queue-run.ts';

/** One load: what is simulated, beside what theory says of it. */
export interface Load {
  readonly name: string;
  readonly run: Omit<QueueRun, 'calls' | 'seed'>;
  readonly theory: QueueTheory;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const erlangsOf = ({ arrivalsPerHour, meanTalkMs }: Load['run']): number => (arrivalsPerHour * meanTalkMs) / HOUR;

/** What theory says of a run. */
export function theoryOf(run: Load['run']): QueueTheory {
  const model = { servers: run.servers, erlangs: erlangsOf(run), meanTalkMs: run.meanTalkMs };
  if (run.queueLimit === 0) return noQueue(model);
  const { patienceMeanMs, queueLimit } = run;
  if (patienceMeanMs !== undefined) {
    return erlangA({ ...model, patienceMeanMs, ...(queueLimit === undefined ? {} : { queueLimit }) });
  }
  if (queueLimit !== undefined) return erlangA({ ...model, patienceMeanMs: Number.POSITIVE_INFINITY, queueLimit });
  return endlessPatience(model);
}

const runs = {
  C: [
    { servers: 1, arrivalsPerHour: 10, meanTalkMs: 3 * MINUTE },
    { servers: 2, arrivalsPerHour: 30, meanTalkMs: 2 * MINUTE },
    { servers: 5, arrivalsPerHour: 80, meanTalkMs: 3 * MINUTE },
    { servers: 10, arrivalsPerHour: 160, meanTalkMs: 3 * MINUTE },
    { servers: 20, arrivalsPerHour: 360, meanTalkMs: 3 * MINUTE },
  ],
  A: [
    { servers: 2, arrivalsPerHour: 60, meanTalkMs: 2 * MINUTE, patienceMeanMs: 3 * MINUTE },
    { servers: 5, arrivalsPerHour: 120, meanTalkMs: 3 * MINUTE, patienceMeanMs: 2 * MINUTE },
    { servers: 10, arrivalsPerHour: 190, meanTalkMs: 3 * MINUTE, patienceMeanMs: 4 * MINUTE },
    { servers: 20, arrivalsPerHour: 440, meanTalkMs: 3 * MINUTE, patienceMeanMs: 1 * MINUTE },
    { servers: 50, arrivalsPerHour: 2880, meanTalkMs: 1 * MINUTE, patienceMeanMs: 2 * MINUTE },
  ],
  B: [
    { servers: 1, arrivalsPerHour: 15, meanTalkMs: 2 * MINUTE, queueLimit: 0 },
    { servers: 2, arrivalsPerHour: 40, meanTalkMs: 3 * MINUTE, queueLimit: 0 },
    { servers: 5, arrivalsPerHour: 80, meanTalkMs: 3 * MINUTE, queueLimit: 0 },
    { servers: 10, arrivalsPerHour: 160, meanTalkMs: 3 * MINUTE, queueLimit: 0 },
    { servers: 20, arrivalsPerHour: 400, meanTalkMs: 3 * MINUTE, queueLimit: 0 },
    { servers: 5, arrivalsPerHour: 110, meanTalkMs: 3 * MINUTE, queueLimit: 4 },
  ],
} as const satisfies Record<string, readonly Load['run'][]>;

/** Erlang's three models at several loads each. `B` needs an engine that bounds its queues. */
export const loads: Readonly<Record<keyof typeof runs, readonly Load[]>> = {
  C: runs.C.map((run) => loadOf('C', run)),
  A: runs.A.map((run) => loadOf('A', run)),
  B: runs.B.map((run) => loadOf('B', run)),
};

function loadOf(model: string, run: Load['run']): Load {
  return { name: `${model} ${run.servers} × ${erlangsOf(run).toFixed(2)} E`, run, theory: theoryOf(run) };
}
