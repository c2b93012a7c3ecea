import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SipFigures, SipFile } from '@sentralbord/adapter-sip';
import type { CallRecord, CompanyFile, Figures } from '@sentralbord/core';
import { type Program, start, until } from './program.ts';

/** A running `sentralbord-sip`, and questions to it. */
export interface RunningSwitchboard {
  readonly records: () => readonly CallRecord[];
  readonly figures: () => Promise<{ readonly figures: Figures; readonly sip: SipFigures }>;
  /** Stops it by SIGTERM; gives back how long that took, in ms. */
  readonly stop: () => Promise<{ readonly status: number | null; readonly tookMs: number }>;
  /** CPU seconds so far. */
  readonly cpuSeconds: () => Promise<number>;
  readonly program: Program;
}

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Starts the switchboard on these files and waits until it listens. */
export async function startSwitchboard(
  folder: string,
  files: { company: CompanyFile; sip: SipFile },
): Promise<RunningSwitchboard> {
  const company = join(folder, 'company.json');
  const sip = join(folder, 'sip.json');
  await writeFile(company, JSON.stringify(files.company));
  await writeFile(sip, JSON.stringify(files.sip));
  const wrapped = ['-c', 'echo "pid $$"; exec "$0" "$@"', process.execPath, cli, '--company', company, '--sip', sip];
  const program = start('sh', wrapped, folder);
  await until('the switchboard listens', () => program.output().includes('listening on'));
  const pid = Number(/pid ([0-9]+)/.exec(program.output())?.[1]);
  return {
    program,
    records: () => lines(program).flatMap((line) => ('callEnded' in line ? [line.callEnded as CallRecord] : [])),
    figures: () => ask(program),
    stop: async () => {
      const began = Date.now();
      program.kill('SIGTERM');
      return { status: await program.ended, tookMs: Date.now() - began };
    },
    cpuSeconds: () => cpuOf(pid),
  };
}

async function ask(program: Program): Promise<{ figures: Figures; sip: SipFigures }> {
  const answers = () => lines(program).filter((line) => 'figures' in line);
  const before = answers().length;
  program.kill('SIGUSR2');
  await until('the figures', () => answers().length > before);
  return answers().at(-1) as unknown as { figures: Figures; sip: SipFigures };
}

function lines(program: Program): readonly Record<string, unknown>[] {
  const complete = program.output().split('\n').slice(0, -1);
  return complete.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function cpuOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
