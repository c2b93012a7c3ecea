import { ALWAYS_EMERGENCY } from '../access/emergency.ts';
import { isCountry, isE164, toE164 } from '../directory/numbers.ts';
import { circleProblems } from './circles.ts';
import type { LooseCompany, LooseTarget } from './loose-company.ts';
import { type Problem, shown } from './problem.ts';

interface Named {
  readonly path: string;
  /** Undefined where it could not be read: that is told elsewhere. */
  readonly value: string | undefined;
}

/** What the parts of a company file say of each other: ids that meet, numbers that are one of a kind. */
export function crossCheck(file: LooseCompany): readonly Problem[] {
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
    ...twice(
      file.rooms.map((room, at) => ({ path: `rooms[${at}].id`, value: room.id })),
      'a room id of its own',
    ),
    ...shortNumberProblems(file),
    ...memberProblems(file),
    ...destinationProblems(file),
    ...circleProblems(file),
    ...numberProblems(file),
  ];
}

function twice(all: readonly Named[], expected: string): readonly Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined ? [] : [{ path, found: shown(value), expected: `${expected} (${before} has it too)` }];
  });
}

function devicesOf(file: LooseCompany): readonly Named[] {
  return file.users.flatMap((user, at) =>
    user.devices.map((device, place) => ({ path: `users[${at}].devices[${place}]`, value: device })),
  );
}

/** One short number must not begin another, or a phone that dials digit by digit could never reach the longer. */
function shortNumberProblems(file: LooseCompany): readonly Problem[] {
  const all: readonly Named[] = [
    ...file.users.map((user, at) => ({ path: `users[${at}].shortNumber`, value: user.shortNumber })),
    ...file.groups.map((group, at) => ({ path: `groups[${at}].shortNumber`, value: group.shortNumber })),
    ...file.shortNumbers.map((one, at) => ({ path: `shortNumbers[${at}].shortNumber`, value: one.shortNumber })),
  ];
  const listed = new Set(file.emergencyNumbers);
  const emergency = [
    ...file.emergencyNumbers.map((value, at) => ({ path: `emergencyNumbers[${at}]`, value })),
    ...[...ALWAYS_EMERGENCY]
      .filter((value) => !listed.has(value))
      .map((value) => ({ path: 'the emergency number', value })),
  ];
  const readable = [...all, ...emergency].filter(({ value }) => value !== undefined && /^[0-9]{2,6}$/.test(value));
  const pathOf = new Map(readable.map(({ path, value }) => [value, path] as const));
  const prefixes = all.flatMap(({ path, value = '' }) => {
    const beginnings = Array.from({ length: Math.max(0, value.length - 1) }, (_, at) => value.slice(0, at + 1));
    const other = beginnings.map((beginning) => pathOf.get(beginning)).find((found) => found !== undefined);
    return other === undefined ? [] : [{ path, found: shown(value), expected: `no beginning that is ${other} itself` }];
  });
  const before = all.flatMap(({ path, value }) => {
    const longer = emergency.find(
      (other) => value !== undefined && other.value !== value && other.value?.startsWith(value),
    );
    return longer === undefined ? [] : [{ path, found: shown(value), expected: `no beginning of ${longer.path}` }];
  });
  return [...twice([...emergency, ...all], 'a short number of its own'), ...prefixes, ...before];
}

/** Names that nothing in the file has. Where what they could name is missing or unreadable, that is what is told. */
function unknownIn(
  known: ReadonlySet<string | undefined>,
  named: readonly Named[],
  expected: string,
): readonly Problem[] {
  if (known.size === 0 || known.has(undefined)) return [];
  return named.flatMap(({ path, value }) =>
    value === undefined || known.has(value) ? [] : [{ path, found: shown(value), expected }],
  );
}

function memberProblems(file: LooseCompany): readonly Problem[] {
  const users = new Set(file.users.map((user) => user.id));
  return file.groups.flatMap(({ members }, at) =>
    memberListProblems(members, { users, path: `groups[${at}].members` }),
  );
}

/** Members who are no users, and those who stand in the list twice. */
export function memberListProblems(
  members: readonly { readonly user?: string | undefined }[],
  { users, path }: { readonly users: ReadonlySet<string | undefined>; readonly path: string },
): readonly Problem[] {
  // Thousands are saved at a time: no paths are written for those in whom nothing is wrong.
  const isRight =
    members.every(({ user }) => users.has(user)) && new Set(members.map(({ user }) => user)).size === members.length;
  if (isRight && !users.has(undefined)) return [];
  const named = members.map(({ user }, place) => ({ path: `${path}[${place}].user`, value: user }));
  return [...unknownIn(users, named, 'the id of a user of this file'), ...twice(named, 'each member once')];
}

/** Every place of the file that says where a call goes, with what stands there. */
function destinationsOf(file: LooseCompany): readonly { readonly path: string; readonly to: LooseTarget }[] {
  const found = [
    ...file.numbers.map(({ to }, at) => ({ path: `numbers[${at}].to`, to })),
    ...file.users.map(({ unanswered }, at) => ({ path: `users[${at}].unanswered`, to: unanswered })),
    ...file.groups.flatMap(({ queue }, at) =>
      (['exits', 'exitKeys'] as const).flatMap((part) =>
        Object.entries(queue?.[part] ?? {}).map(([key, to]) => ({ path: `groups[${at}].queue.${part}.${key}`, to })),
      ),
    ),
  ];
  return found.flatMap(({ path, to }) => (to === undefined ? [] : [{ path, to }]));
}

function destinationProblems(file: LooseCompany): readonly Problem[] {
  const users = new Set(file.users.map((user) => user.id));
  const groups = new Set(file.groups.map((group) => group.id));
  const flows = new Set(file.flows.length === 0 ? ['no flow'] : file.flows.map((flow) => flow.id));
  const all = destinationsOf(file);
  const toGroups = [
    ...all.map(({ path, to }) => ({ path: `${path}.group`, value: to.group })),
    ...all.map(({ path, to }) => ({ path: `${path}.voicemail.group`, value: to.voicemail?.group })),
    { path: 'mainGroup', value: file.mainGroup },
    ...file.groups.map(({ heir }, at) => ({ path: `groups[${at}].heir`, value: heir })),
    ...(file.recording?.groups ?? []).map((value, at) => ({ path: `recording.groups[${at}]`, value })),
  ];
  const toUsers = [
    ...all.map(({ path, to }) => ({ path: `${path}.user`, value: to.user })),
    ...file.rooms.map(({ owner }, at) => ({ path: `rooms[${at}].owner`, value: owner })),
    ...all.map(({ path, to }) => ({ path: `${path}.voicemail.user`, value: to.voicemail?.user })),
  ];
  const schedules = new Set(file.schedules.length === 0 ? ['no schedule'] : file.schedules.map(({ id }) => id));
  const toSchedules = (['groups', 'rooms'] as const).flatMap((part) =>
    file[part].map(({ schedule }, at) => ({ path: `${part}[${at}].schedule`, value: schedule })),
  );
  const toFlows = all.map(({ path, to }) => ({ path: `${path}.flow`, value: to.flow }));
  return [
    ...unknownIn(groups, toGroups, 'the id of a group of this file'),
    ...unknownIn(users, toUsers, 'the id of a user of this file'),
    ...unknownIn(flows, toFlows, 'the id of a flow of this file'),
    ...unknownIn(schedules, toSchedules, 'the id of a schedule of this file'),
  ];
}

function numberProblems(file: LooseCompany): readonly Problem[] {
  const own = new Set(file.numbers.map(({ number }) => (number !== undefined && isE164(number) ? number : undefined)));
  const country = file.country !== undefined && isCountry(file.country) ? file.country : 'NO';
  const impossible = (['numbers', 'shortNumbers'] as const).flatMap((part) =>
    file[part].flatMap(({ number }, at) =>
      number === undefined || toE164(number, country) === number
        ? []
        : [{ path: `${part}[${at}].number`, found: shown(number), expected: 'a number that its country can have' }],
    ),
  );
  const shownNumbers = file.users.map((user, at) => ({
    path: `users[${at}].displayNumber`,
    value: user.displayNumber,
  }));
  const foreign = unknownIn(own.size === 0 ? NO_NUMBERS : own, shownNumbers, 'one of the numbers of this file');
  return [...impossible, ...foreign];
}

/** A company may have no numbers; then none is its own. */
const NO_NUMBERS: ReadonlySet<string> = new Set(['none']);
