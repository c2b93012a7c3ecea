import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finish, type Program, start } from './program.ts';

export const SWITCHBOARD = { host: '127.0.0.1', port: 15060 } as const;

/** A scenario of the `sipp` folder, and how it is run. */
export interface SippRun {
  readonly scenario: string;
  readonly port: number;
  /** The address it comes from; a trunk has one of its own. */
  readonly host?: string;
  readonly calls: number;
  /** Calls to the switchboard; else it waits for calls. */
  readonly number?: string;
  readonly pauseMs?: number;
  readonly extra?: readonly string[];
}

/** Starts SIPp. It ends by itself when its calls are done; 0 means that all went as the scenario says. */
export function sipp(folder: string, run: SippRun): Program {
  const file = fileURLToPath(new URL(`./sipp/${run.scenario}.xml`, import.meta.url));
  const target = run.number === undefined ? [] : [`${SWITCHBOARD.host}:${SWITCHBOARD.port}`, '-s', run.number];
  const host = run.host ?? SWITCHBOARD.host;
  const pause = run.pauseMs === undefined ? [] : ['-d', String(run.pauseMs)];
  const args = [
    ...target,
    '-sf',
    file,
    '-i',
    host,
    '-mi',
    host,
    '-p',
    String(run.port),
    '-m',
    String(run.calls),
    ...pause,
  ];
  return start('sipp', [...args, '-nostdin', '-trace_err', ...(run.extra ?? [])], folder);
}

/** Registers phones by digest, each at a port where its SIPp will wait. */
export async function register(
  folder: string,
  phones: readonly { readonly device: string; readonly password: string; readonly port: number }[],
): Promise<void> {
  const lines = phones.map(
    ({ device, password, port }) => `${device};[authentication username=${device} password=${password}];${port}`,
  );
  const csv = join(folder, 'phones.csv');
  await writeFile(csv, `SEQUENTIAL\n${lines.join('\n')}\n`);
  const file = fileURLToPath(new URL('./sipp/register.xml', import.meta.url));
  const { host, port } = SWITCHBOARD;
  const args = [
    `${host}:${port}`,
    '-sf',
    file,
    '-inf',
    csv,
    '-m',
    String(phones.length),
    '-i',
    host,
    '-p',
    '15009',
    '-nostdin',
  ];
  const { status, output } = await finish('sipp', args, folder);
  if (status !== 0) throw new Error(`the phones could not register:\n${output.slice(-2_000)}`);
}
