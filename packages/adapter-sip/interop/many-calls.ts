import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompanyFile } from '@sentralbord/core';
import { password, sipOf, TRUNK_HOST, TRUNK_PORT } from './files.ts';
import type { Program } from './program.ts';
import { register, sipp } from './sipp.ts';
import { type RunningSwitchboard, startSwitchboard } from './switchboard.ts';

const PHONE_PORT = 15_101;

/** Many calls at a rate, spread over many numbers, each with a group and a phone of its own. */
export interface ManyCalls {
  readonly phones: number;
  readonly calls: number;
  readonly perSecond: number;
  readonly talkMs: number;
  readonly extra?: readonly string[];
}

export interface ManyCallsRun {
  readonly board: RunningSwitchboard;
  readonly caller: Program;
  readonly callee: Program;
}

/** Starts everything; the caller program ends when all calls are done. */
export async function startManyCalls(folder: string, load: ManyCalls): Promise<ManyCallsRun> {
  const users = Array.from({ length: load.phones }, (_, at) => `user-${at}`);
  const numbers = users.map((_, at) => `5782${String(8000 + at)}`);
  const company: CompanyFile = {
    name: 'Many Phones',
    numbers: numbers.map((number, at) => ({ number: `+47${number}`, to: { group: `group-${at}` } })),
    users: users.map((id) => ({ id, name: id, devices: [`${id}-desk`] })),
    groups: users.map((id, at) => ({ id: `group-${at}`, name: id, members: [{ user: id, tier: 0 }] })),
  };
  const board = await startSwitchboard(folder, { company, sip: sipOf(users) });
  await register(
    folder,
    users.map((id) => ({ device: `${id}-desk`, password: password(`${id}-desk`), port: PHONE_PORT })),
  );
  const list = join(folder, 'numbers.csv');
  await writeFile(list, `SEQUENTIAL\n${numbers.join('\n')}\n`);
  const extra = load.extra ?? [];
  // Twice as many as there will be: a late copy of an INVITE counts as a call of its own there, and it is ended by us.
  const callee = sipp(folder, {
    scenario: 'phone-answers',
    port: PHONE_PORT,
    calls: 2 * load.calls,
    pauseMs: 0,
    extra,
  });
  const caller = sipp(folder, {
    scenario: 'caller-of-list',
    host: TRUNK_HOST,
    port: TRUNK_PORT,
    calls: load.calls,
    number: 'list',
    pauseMs: load.talkMs,
    extra: ['-inf', list, '-r', String(load.perSecond), '-trace_rtt', '-rtt_freq', '1', ...extra],
  });
  return { board, caller, callee };
}
