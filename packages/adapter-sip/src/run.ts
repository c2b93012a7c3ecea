import { parseArgs } from 'node:util';
import { type CallRecord, type CompanyFile, type Problem, readCompany, Switchboard } from '@sentralbord/core';
import { readSipFile } from './config/read-sip-file.ts';
import type { SipConfig } from './config/sip-file.ts';
import { bundledSoundsFolder, loadSounds } from './media/sounds.ts';
import { SipTelephony } from './sip-telephony.ts';
import { SystemClock } from './system-clock.ts';
import { ListenError } from './transport/transports.ts';

/** What the program has to do with the world around it. */
export interface Surroundings {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly readText: (path: string) => Promise<string>;
  readonly onSignal: (name: 'SIGTERM' | 'SIGINT' | 'SIGUSR2', act: () => void) => void;
}

const USAGE = 'usage: sentralbord-sip --company FILE --sip FILE';

/** Calls that live are ended by BYE within this on SIGTERM, in ms; the whole end stays within 2 s. */
const GRACE_MS = 1_500;

interface Files {
  readonly company: CompanyFile;
  readonly config: SipConfig;
}

/** Runs the switchboard until it is told to stop; gives back the exit status: 0 stopped, 1 could not listen, 2 bad input. */
export async function run(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const files = await readFiles(args, around);
  if (files === undefined) return 2;
  const sounds = await collectSounds(files.config, around);
  const telephony = new SipTelephony({
    config: files.config,
    sounds,
    onFault: (error) =>
      around.complain(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    onTrunk: (trunk, isRegistered, why) =>
      around.complain(`trunk ${trunk}: ${isRegistered ? 'registered' : `not registered (${why})`}`),
  });
  try {
    const bound = await telephony.open();
    const board = startSwitchboard(files, telephony, around);
    const where = bound.map(
      ({ transport, host, port }) => `${transport} ${host.includes(':') ? `[${host}]` : host}:${port}`,
    );
    around.print(`listening on ${where.join(', ')} for ${files.company.name}`);
    await untilStopped(around);
    board.execute({ type: 'endAllCalls' });
    await telephony.close(GRACE_MS);
    around.print(JSON.stringify({ stopped: board.figures(), sip: telephony.figures() }));
    return 0;
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    around.complain(error.message);
    return 1;
  }
}

function startSwitchboard({ company }: Files, telephony: SipTelephony, around: Surroundings): Switchboard {
  const board = new Switchboard({ company, telephony, clock: new SystemClock() });
  board.on('callEnded', ({ record }) => around.print(recordLine(record)));
  board.on('halted', ({ error }) => around.complain(`halted: ${error.message}`));
  board.on('adapterFailed', ({ action, error }) => around.complain(`fault in ${action}: ${String(error)}`));
  around.onSignal('SIGUSR2', () => {
    around.print(JSON.stringify({ figures: board.figures(), sip: telephony.figures() }));
  });
  board.start();
  return board;
}

const recordLine = (record: CallRecord): string => JSON.stringify({ callEnded: record });

async function untilStopped(around: Surroundings): Promise<void> {
  await new Promise<void>((resolve) => {
    around.onSignal('SIGTERM', resolve);
    around.onSignal('SIGINT', resolve);
  });
}

/** Reads both files and says everything that is wrong with either, before anything is started. */
async function readFiles(args: readonly string[], around: Surroundings): Promise<Files | undefined> {
  const paths = readArguments(args);
  if (paths === undefined) {
    around.complain(USAGE);
    return undefined;
  }
  const companyInput = await readJson(paths.company, around);
  const sipInput = await readJson(paths.sip, around);
  if (companyInput === undefined || sipInput === undefined) return undefined;
  const company = readCompany(companyInput.value);
  const sip = readSipFile(sipInput.value);
  if (!company.ok) complainOf(paths.company, company.problems, around);
  if (!sip.ok) complainOf(paths.sip, sip.problems, around);
  if (!company.ok || !sip.ok) return undefined;
  const known = new Set(sip.config.devices.map(({ id }) => id));
  const missing = [...company.company.userOfDevice.keys()].filter((device) => !known.has(device));
  for (const device of missing)
    around.complain(`${paths.sip}: no device ${device}, which the company file names: it can never ring`);
  return { company: companyInput.value as CompanyFile, config: sip.config };
}

function readArguments(args: readonly string[]): { readonly company: string; readonly sip: string } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { company: { type: 'string' }, sip: { type: 'string' } },
    });
    const { company, sip } = values;
    return company === undefined || sip === undefined ? undefined : { company, sip };
  } catch {
    return undefined;
  }
}

async function readJson(path: string, around: Surroundings): Promise<{ readonly value: unknown } | undefined> {
  try {
    return { value: JSON.parse(await around.readText(path)) };
  } catch (error) {
    around.complain(`${path}: ${error instanceof SyntaxError ? `not JSON: ${error.message}` : 'cannot be read'}`);
    return undefined;
  }
}

function complainOf(path: string, problems: readonly Problem[], around: Surroundings): void {
  around.complain(`${path}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  for (const { path: place, found, expected } of problems) {
    around.complain(`  ${place === '' ? '(the whole file)' : place}: found ${found}, expected ${expected}`);
  }
}

/** The sounds that come with the package, with those of the configured folder in their place. */
async function collectSounds(config: SipConfig, around: Surroundings): Promise<ReadonlyMap<string, Uint8Array>> {
  const folders = [bundledSoundsFolder(), ...(config.sounds === undefined ? [] : [config.sounds])];
  const sounds = new Map<string, Uint8Array>();
  for (const folder of folders) {
    const loaded = await loadSounds(folder);
    for (const problem of loaded.problems) around.complain(problem);
    for (const [name, samples] of loaded.sounds) sounds.set(name, samples);
  }
  return sounds;
}
