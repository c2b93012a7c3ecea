import { type CompanyFile, type Problem, readCompany, shown } from '@sentralbord/core';
import { commandNames } from './command-file.ts';
import type { LineFile } from './deed-file.ts';
import type { ExpectationFile } from './expectation-file.ts';
import { layOver } from './lay-over.ts';
import type { ScenarioFileChecked } from './scenario-file.ts';

interface Names {
  readonly company: CompanyFile;
  readonly devices: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly schedules: ReadonlySet<string>;
}

/** What the parts of a scenario file say of each other: devices that exist, calls that are made, once each. */
export function crossCheckScenario(file: ScenarioFileChecked, company: CompanyFile): readonly Problem[] {
  // Who comes to the company later may be named from the start.
  const later = file.timetable.flatMap(({ configure }) => (configure === undefined ? [] : [configure]));
  const companies = [company, ...later.map((change) => layOver(company, change))].flatMap((one) =>
    // What the reader of companies accepts is a company file.
    readCompany(one).ok ? [one as CompanyFile] : [],
  );
  const users = companies.flatMap((one) => one.users);
  const names: Names = {
    company,
    devices: new Set(users.flatMap((user) => user.devices ?? [])),
    calls: new Set(file.timetable.flatMap(({ call }) => (call === undefined ? [] : [call.as]))),
    users: new Set(users.map((user) => user.id)),
    groups: new Set(companies.flatMap((one) => (one.groups ?? []).map(({ id }) => id))),
    schedules: new Set(companies.flatMap((one) => (one.schedules ?? []).map(({ id }) => id))),
  };
  return [
    ...Object.keys(file.phones).flatMap((name) => phoneProblem(names, name, `phones.${name}`)),
    ...file.timetable.flatMap((line, place) => lineProblems(names, line, `timetable[${place}]`)),
    ...callsTwice(file.timetable),
    ...file.expect.flatMap((line, place) => expectationProblems(names, line, `expect[${place}]`)),
  ];
}

function lineProblems(names: Names, line: LineFile, path: string): readonly Problem[] {
  const { call, restart } = line;
  const phones = (['phone', 'answer', 'reject', 'register', 'unregister'] as const).flatMap((key) =>
    phoneProblem(names, line[key], `${path}.${key}`),
  );
  const device = typeof call?.from === 'object' ? call.from.device : undefined;
  const from =
    device === undefined || names.devices.has(device)
      ? []
      : [{ path: `${path}.call.from.device`, found: shown(device), expected: 'a device of the company' }];
  const ends = (['hangUp', 'hold', 'unhold'] as const).flatMap((key) => endProblem(names, line[key], `${path}.${key}`));
  const hands = (['press', 'say', 'requestTransfer'] as const).flatMap((key) =>
    endProblem(names, line[key]?.at, `${path}.${key}.at`),
  );
  const lost = restart === undefined || restart.losing === 'all' ? [] : restart.losing;
  const losing = lost.flatMap((name, at) => callProblem(names, name, `${path}.restart.losing[${at}]`));
  const command = commandNames.find((name) => line[name] !== undefined);
  const asked = command === undefined ? [] : askedProblems(names, line[command], `${path}.${command}`);
  return [...phones, ...from, ...ends, ...hands, ...losing, ...asked, ...configureProblems(names, line, path)];
}

/** Users, groups, schedules and calls that a command names, by the keys that name them. */
function askedProblems(names: Names, asked: unknown, path: string): readonly Problem[] {
  if (path.endsWith('.configure') || typeof asked !== 'object' || asked === null) return [];
  return Object.entries(asked).flatMap(([key, value]): readonly Problem[] => {
    const at = `${path}.${key}`;
    if (Array.isArray(value)) return value.flatMap((one, place) => askedProblems(names, one, `${at}[${place}]`));
    if (typeof value !== 'string') return askedProblems(names, value, at);
    if (key === 'by' || key === 'user' || key === 'meetingOf')
      return idProblem(names.users, value, { at, what: 'user' });
    if (key === 'group') return idProblem(names.groups, value, { at, what: 'group' });
    if (key === 'schedule') return idProblem(names.schedules, value, { at, what: 'schedule' });
    return key === 'call' ? callProblem(names, value, at) : [];
  });
}

/** A change that is refused may be wrong; any other must give a company. */
function configureProblems({ company }: Names, { configure, refused }: LineFile, path: string): readonly Problem[] {
  if (configure === undefined || refused !== undefined) return [];
  const reading = readCompany(layOver(company, configure));
  if (reading.ok) return [];
  return reading.problems.map((problem) => ({ ...problem, path: `${path}.configure (${problem.path})` }));
}

function expectationProblems(names: Names, line: ExpectationFile, path: string): readonly Problem[] {
  const phones = (['rings', 'neverRings', 'shows'] as const).flatMap((key) =>
    phoneProblem(names, line[key], `${path}.${key}`),
  );
  const { answeredBy } = line;
  const users = [
    ...(typeof answeredBy === 'string'
      ? idProblem(names.users, answeredBy, { at: `${path}.answeredBy`, what: 'user' })
      : []),
    ...idProblem(names.users, line.user, { at: `${path}.user`, what: 'user' }),
    ...idProblem(names.users, line.meetingOf, { at: `${path}.meetingOf`, what: 'user' }),
  ];
  const groups = (['inLine', 'counts', 'callbacks'] as const).flatMap((key) =>
    idProblem(names.groups, line[key], { at: `${path}.${key}`, what: 'group' }),
  );
  const mailboxes = new Set([...names.users, ...names.groups, 'company']);
  return [
    ...callProblem(names, line.call, `${path}.call`),
    ...users,
    ...phones,
    ...endProblem(names, line.hears, `${path}.hears`),
    ...groups,
    ...(line.calls ?? []).flatMap((name, at) => callProblem(names, name, `${path}.calls[${at}]`)),
    ...callProblem(names, line.holds ?? undefined, `${path}.holds`),
    ...idProblem(mailboxes, line.mailbox, { at: `${path}.mailbox`, what: 'user or a group (or "company")' }),
  ];
}

function phoneProblem(names: Names, name: string | undefined, path: string): readonly Problem[] {
  if (name === undefined || names.devices.has(name) || /^\+?[0-9]{3,15}$/.test(name)) return [];
  return [{ path, found: shown(name), expected: 'a device of the company, or a number outside' }];
}

/** A call or a telephone. */
function endProblem(names: Names, name: string | undefined, path: string): readonly Problem[] {
  return name === undefined || names.calls.has(name) ? [] : phoneProblem(names, name, path);
}

function idProblem(
  known: ReadonlySet<string>,
  name: string | undefined,
  { at, what }: { readonly at: string; readonly what: string },
): readonly Problem[] {
  if (name === undefined || known.has(name)) return [];
  return [{ path: at, found: shown(name), expected: `the id of a ${what} of the company` }];
}

function callProblem(names: Names, name: string | undefined, path: string): readonly Problem[] {
  const asked = /^consultation of (.*)$/.exec(name ?? '')?.[1] ?? name;
  if (asked === undefined || names.calls.has(asked) || /^(callback to|invitation of) /.test(asked)) return [];
  return [{ path, found: shown(name), expected: 'a call of the timetable, by its "as"' }];
}

function callsTwice(timetable: readonly LineFile[]): readonly Problem[] {
  const seen = new Set<string>();
  return timetable.flatMap(({ call }, place) => {
    if (call === undefined) return [];
    const isNew = !seen.has(call.as);
    seen.add(call.as);
    return isNew
      ? []
      : [{ path: `timetable[${place}].call.as`, found: shown(call.as), expected: 'a name that no other call has' }];
  });
}
