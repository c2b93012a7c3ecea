import { type CompanyFile, type Problem, problemsOf, readCompany } from '@sentralbord/core';
import type { Behaviour } from '../network/behaviour.ts';
import { crossCheckScenario } from './cross-check-scenario.ts';
import type { LineFile } from './deed-file.ts';
import { layOver } from './lay-over.ts';
import { deedOf } from './read-deed.ts';
import { expectationOf } from './read-expectation.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioFileChecked, scenarioSchema } from './scenario-file.ts';

/** A scenario, or every mistake in its file at once. */
export type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Gives the parsed company file that a scenario names by path. Throws when it cannot be read. */
export type CompanyLoader = (path: string) => unknown;

/**
 * Reads a scenario file (parsed JSON or an object): shape first, then what the
 * parts say of each other. A company given by path is read with `loadCompany`.
 */
export function readScenario(input: unknown, loadCompany: CompanyLoader = refuseToLoad): ScenarioReading {
  const parsed = scenarioSchema.safeParse(withoutCompany(input));
  const company = companyOf(input, loadCompany);
  const problems = [...company.problems, ...(parsed.success ? [] : problemsOf(parsed.error, input))];
  if (!parsed.success || company.file === undefined) return { ok: false, problems };
  const crossed = crossCheckScenario(parsed.data, company.file);
  if (problems.length + crossed.length > 0) return { ok: false, problems: [...problems, ...crossed] };
  return { ok: true, scenario: build(parsed.data, company.file) };
}

interface FoundCompany {
  readonly file: CompanyFile | undefined;
  readonly problems: readonly Problem[];
}

/** The company is checked by its own reader, so that each of its mistakes is told with its own path. */
function withoutCompany(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return 'company' in input ? { ...input, company: 'checked apart' } : input;
}

function companyOf(input: unknown, loadCompany: CompanyLoader): FoundCompany {
  if (typeof input !== 'object' || input === null || !('company' in input)) return { file: undefined, problems: [] };
  const { company } = input;
  const changes = 'changes' in input && input.changes !== undefined ? input.changes : {};
  if (typeof company !== 'string') return checkedCompany(layOver(company, changes), 'company');
  try {
    return checkedCompany(layOver(loadCompany(company), changes), `company (${company})`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const expected = `a company file that can be read: ${why}`;
    return { file: undefined, problems: [{ path: 'company', found: JSON.stringify(company), expected }] };
  }
}

function checkedCompany(input: unknown, where: string): FoundCompany {
  const reading = readCompany(input);
  // What the reader of companies accepts is a company file.
  if (reading.ok) return { file: input as CompanyFile, problems: [] };
  const problems = reading.problems.map((problem) => ({
    ...problem,
    path: problem.path === '' ? where : `${where}.${problem.path}`,
  }));
  return { file: undefined, problems };
}

function build(file: ScenarioFileChecked, company: CompanyFile): Scenario {
  const devices = company.users.flatMap((user) => user.devices ?? []);
  const silent = Object.fromEntries(devices.map((device): [string, Behaviour] => [device, { does: 'ignore' }]));
  const outside = file.timetable.flatMap(numbersIn).map((number): [string, Behaviour] => [number, { does: 'ignore' }]);
  const timetable = file.timetable.map((line, place) => ({
    atMs: line.atMs,
    deed: deedOf(line),
    path: `timetable[${place}]`,
  }));
  return {
    title: file.title,
    company,
    startAt: file.startsAt === undefined ? 0 : Date.parse(file.startsAt),
    seed: file.seed,
    phones: { ...Object.fromEntries(outside), ...silent, ...file.phones },
    trunk: file.trunk,
    faults: file.faults,
    sounds: file.sounds,
    timetable: timetable.sort((one, other) => one.atMs - other.atMs),
    untilMs: file.untilMs,
    expect: file.expect.map(expectationOf),
  };
}

/** The telephones outside at which a line does something. */
function numbersIn({ phone, answer, reject, hangUp, press, say, hold, unhold, requestTransfer }: LineFile): string[] {
  const names = [phone, answer, reject, hangUp, press?.at, say?.at, hold, unhold, requestTransfer?.at];
  return names.filter((name) => name !== undefined).filter((name) => /^\+?[0-9]{3,15}$/.test(name));
}

function refuseToLoad(): never {
  throw new Error('companies by path are not read here');
}
