import type { Country } from '../directory/numbers.ts';
import { toE164 } from '../directory/numbers.ts';
import type { CompanyFileChecked } from './company-file.ts';
import { type Problem, shown } from './problem.ts';

interface Named {
  readonly path: string;
  readonly value: string;
}

/** What the parts of a company file say of each other: ids that meet, numbers that are one of a kind. */
export function crossCheck(file: CompanyFileChecked): readonly Problem[] {
  return [
    ...twice(
      file.users.map((user, at) => ({ path: `users[${at}].id`, value: user.id })),
      'a user id of its own',
    ),
    ...twice(
      file.groups.map((group, at) => ({ path: `groups[${at}].id`, value: group.id })),
      'a group id of its own',
    ),
    ...twice(
      file.numbers.map((entry, at) => ({ path: `numbers[${at}].number`, value: entry.number })),
      'each number once',
    ),
    ...twice(devicesOf(file), 'a device that no other user has'),
    ...shortNumberProblems(file),
    ...memberProblems(file),
    ...destinationProblems(file),
    ...numberProblems(file),
  ];
}

function twice(all: readonly Named[], expected: string): readonly Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined ? [] : [{ path, found: shown(value), expected: `${expected} (${before} has it too)` }];
  });
}

function devicesOf(file: CompanyFileChecked): readonly Named[] {
  return file.users.flatMap((user, at) =>
    user.devices.map((device, place) => ({ path: `users[${at}].devices[${place}]`, value: device })),
  );
}

/** One short number must not begin another, or a phone that dials digit by digit could never reach the longer. */
function shortNumberProblems(file: CompanyFileChecked): readonly Problem[] {
  const all: Named[] = [
    ...file.users.map((user, at) => ({ path: `users[${at}].shortNumber`, value: user.shortNumber ?? '' })),
    ...file.groups.map((group, at) => ({ path: `groups[${at}].shortNumber`, value: group.shortNumber ?? '' })),
  ].filter(({ value }) => value !== '');
  const emergency = file.emergencyNumbers.map((value, at) => ({ path: `emergencyNumbers[${at}]`, value }));
  const pathOf = new Map([...all, ...emergency].map(({ path, value }) => [value, path] as const));
  const prefixes = all.flatMap(({ path, value }) => {
    for (let length = 1; length < value.length; length += 1) {
      const other = pathOf.get(value.slice(0, length));
      if (other !== undefined) return [{ path, found: shown(value), expected: `no beginning that is ${other} itself` }];
    }
    return [];
  });
  const same = twice([...emergency, ...all], 'a short number of its own');
  return [...same, ...prefixes];
}

function memberProblems(file: CompanyFileChecked): readonly Problem[] {
  const users = new Set(file.users.map((user) => user.id));
  return file.groups.flatMap((group, at) => {
    const named = group.members.map((member, place) => ({
      path: `groups[${at}].members[${place}].user`,
      value: member.user,
    }));
    const unknown = named
      .filter(({ value }) => !users.has(value))
      .map(({ path, value }) => ({ path, found: shown(value), expected: 'the id of a user of this file' }));
    return [...unknown, ...twice(named, 'each member once')];
  });
}

function destinationProblems(file: CompanyFileChecked): readonly Problem[] {
  const users = new Set(file.users.map((user) => user.id));
  const groups = new Set(file.groups.map((group) => group.id));
  return file.numbers.flatMap((entry, at) => {
    if ('group' in entry.to && !groups.has(entry.to.group)) {
      return [
        { path: `numbers[${at}].to.group`, found: shown(entry.to.group), expected: 'the id of a group of this file' },
      ];
    }
    if ('user' in entry.to && !users.has(entry.to.user)) {
      return [
        { path: `numbers[${at}].to.user`, found: shown(entry.to.user), expected: 'the id of a user of this file' },
      ];
    }
    return [];
  });
}

function numberProblems(file: CompanyFileChecked): readonly Problem[] {
  const own = new Set(file.numbers.map((entry) => entry.number));
  const impossible = file.numbers.flatMap((entry, at) =>
    toE164(entry.number, file.country as Country) === entry.number
      ? []
      : [{ path: `numbers[${at}].number`, found: shown(entry.number), expected: 'a number that its country can have' }],
  );
  const foreign = file.users.flatMap((user, at) =>
    user.displayNumber === undefined || own.has(user.displayNumber)
      ? []
      : [
          {
            path: `users[${at}].displayNumber`,
            found: shown(user.displayNumber),
            expected: 'one of the numbers of this file',
          },
        ],
  );
  return [...impossible, ...foreign];
}
