import { type CompanyFile, type Problem, problemsOf, readCompany } from '@sentralbord/core';
import type { Behaviour } from '../network/behaviour.ts';
import { crossCheckScenario } from './cross-check-scenario.ts';
import type { Deed, Expectation, Scenario } from './scenario.ts';
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
  if (typeof company !== 'string') return checkedCompany(company, 'company');
  try {
    return checkedCompany(loadCompany(company), `company (${company})`);
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
  const timetable = file.timetable.map((line) => ({ atMs: line.atMs, deed: deedOf(line) }));
  return {
    title: file.title,
    company,
    seed: file.seed,
    phones: { ...silent, ...file.phones },
    trunk: file.trunk,
    faults: file.faults,
    sounds: file.sounds,
    timetable: timetable.sort((one, other) => one.atMs - other.atMs),
    untilMs: file.untilMs,
    expect: file.expect.map(expectationOf),
  };
}

function deedOf(line: ScenarioFileChecked['timetable'][number]): Deed {
  if (line.call !== undefined) {
    const { withheld, ...call } = line.call;
    return { kind: 'call', call: { ...call, isWithheld: withheld } };
  }
  if (line.phone !== undefined && line.does !== undefined) {
    return { kind: 'behave', phone: line.phone, behaviour: line.does };
  }
  if (line.answer !== undefined) return { kind: 'answer', phone: line.answer };
  if (line.reject !== undefined) return { kind: 'reject', phone: line.reject };
  if (line.hangUp !== undefined) return { kind: 'hangUp', who: line.hangUp };
  return { kind: 'restart', losing: line.restart?.losing ?? [] };
}

function expectationOf(line: ScenarioFileChecked['expect'][number]): Expectation {
  const { call, rings, neverRings, shows, fromMs = 0, untilMs, number, name, empty: _, ...fields } = line;
  if (call !== undefined) return { kind: 'call', call, fields };
  if (rings !== undefined) return { kind: 'rings', phone: rings, fromMs, untilMs };
  if (neverRings !== undefined) return { kind: 'neverRings', phone: neverRings };
  if (shows !== undefined) return { kind: 'shows', phone: shows, number, name };
  return { kind: 'empty' };
}

function refuseToLoad(): never {
  throw new Error('companies by path are not read here');
}
