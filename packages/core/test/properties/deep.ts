import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    /** Runs of the laws in all. */
    runs: { type: 'string', default: '10000' },
    /** Goes on until so many steps have been audited, whatever `runs` says. */
    steps: { type: 'string' },
    /** The first seed; each worker has seeds of its own. */
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});

/** What a worker tells of itself, line by line. */
interface Progress {
  readonly runs: number;
  readonly steps: number;
  readonly events: number;
  readonly failure?: string;
}

const started = Date.now();
const workers = Number(values.workers);
const worker = fileURLToPath(new URL('deep-worker.ts', import.meta.url));
const latest: Progress[] = [];

function share(total: string, place: number): number {
  const [whole, rest] = [Math.floor(Number(total) / workers), Number(total) % workers];
  return whole + (place < rest ? 1 : 0);
}

function run(place: number): Promise<void> {
  return new Promise((resolve) => {
    const limits = [share(values.runs, place), values.steps === undefined ? 0 : share(values.steps, place)];
    const child = spawn(process.execPath, [worker, String(Number(values.seed) + place), ...limits.map(String)]);
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) hear(place, JSON.parse(line) as Progress);
    });
    child.stderr.pipe(process.stderr);
    child.on('exit', () => resolve());
  });
}

function hear(place: number, progress: Progress): void {
  latest[place] = progress;
  if (progress.failure === undefined) return;
  console.error(progress.failure);
  process.exit(1);
}

const sum = (of: keyof Omit<Progress, 'failure'>): number => latest.reduce((all, one) => all + (one?.[of] ?? 0), 0);

await Promise.all(Array.from({ length: workers }, (_, place) => run(place)));
const seconds = (Date.now() - started) / 1000;
console.log(
  [
    `${sum('runs')} runs from seed ${values.seed} in ${seconds.toFixed(0)} s with ${workers} workers`,
    `${sum('steps')} steps, ${sum('events')} events; every law checked after every step: no violation`,
    `${Math.round(sum('steps') / seconds)} steps a second`,
  ].join('\n'),
);
