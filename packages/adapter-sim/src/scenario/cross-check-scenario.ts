import { type CompanyFile, type Problem, shown } from '@sentralbord/core';
import type { ScenarioFileChecked } from './scenario-file.ts';

type Line = ScenarioFileChecked['timetable'][number];

interface Names {
  readonly devices: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
}

/** What the parts of a scenario file say of each other: devices that exist, calls that are made, once each. */
export function crossCheckScenario(file: ScenarioFileChecked, company: CompanyFile): readonly Problem[] {
  const names: Names = {
    devices: new Set(company.users.flatMap((user) => user.devices ?? [])),
    calls: new Set(file.timetable.flatMap(({ call }) => (call === undefined ? [] : [call.as]))),
    users: new Set(company.users.map((user) => user.id)),
  };
  return [
    ...Object.keys(file.phones).flatMap((name) => phoneProblem(names, name, `phones.${name}`)),
    ...file.timetable.flatMap((line, place) => lineProblems(names, line, `timetable[${place}]`)),
    ...callsTwice(file.timetable),
    ...file.expect.flatMap((line, place) => expectationProblems(names, line, `expect[${place}]`)),
  ];
}

function lineProblems(names: Names, line: Line, path: string): readonly Problem[] {
  const { call, hangUp, restart } = line;
  const phones = (['phone', 'answer', 'reject'] as const).flatMap((key) =>
    phoneProblem(names, line[key], `${path}.${key}`),
  );
  const device = typeof call?.from === 'object' ? call.from.device : undefined;
  const from =
    device === undefined || names.devices.has(device)
      ? []
      : [{ path: `${path}.call.from.device`, found: shown(device), expected: 'a device of the company' }];
  const hangsUp = hangUp === undefined || names.calls.has(hangUp) ? [] : phoneProblem(names, hangUp, `${path}.hangUp`);
  const lost = restart === undefined || restart.losing === 'all' ? [] : restart.losing;
  const losing = lost.flatMap((name, at) => callProblem(names, name, `${path}.restart.losing[${at}]`));
  return [...phones, ...from, ...hangsUp, ...losing];
}

function expectationProblems(
  names: Names,
  line: ScenarioFileChecked['expect'][number],
  path: string,
): readonly Problem[] {
  const phones = (['rings', 'neverRings', 'shows'] as const).flatMap((key) =>
    phoneProblem(names, line[key], `${path}.${key}`),
  );
  const { answeredBy } = line;
  const user =
    typeof answeredBy !== 'string' || names.users.has(answeredBy)
      ? []
      : [{ path: `${path}.answeredBy`, found: shown(answeredBy), expected: 'the id of a user of the company' }];
  return [...callProblem(names, line.call, `${path}.call`), ...user, ...phones];
}

function phoneProblem(names: Names, name: string | undefined, path: string): readonly Problem[] {
  if (name === undefined || names.devices.has(name) || /^\+?[0-9]{3,15}$/.test(name)) return [];
  return [{ path, found: shown(name), expected: 'a device of the company, or a number outside' }];
}

function callProblem(names: Names, name: string | undefined, path: string): readonly Problem[] {
  if (name === undefined || names.calls.has(name)) return [];
  return [{ path, found: shown(name), expected: 'a call of the timetable, by its "as"' }];
}

function callsTwice(timetable: readonly Line[]): readonly Problem[] {
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
