import type { Country, E164 } from '../directory/numbers.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';
import type { Company, Destination, Group, User } from './company.ts';
import { type CompanyFileChecked, companySchema, type GroupFile, type TargetFile } from './company-file.ts';
import { crossCheck } from './cross-check.ts';
import { readLoosely } from './loose-company.ts';
import { type Problem, problemsOf } from './problem.ts';

/** A company, or every mistake in its file at once. */
export type CompanyReading =
  | { readonly ok: true; readonly company: Company }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a company file (parsed JSON or an object): shape first, then what the parts say of each other. */
export function readCompany(input: unknown): CompanyReading {
  const parsed = companySchema.safeParse(input);
  const ofShape = parsed.success ? [] : problemsOf(parsed.error, input);
  const wrong = new Set(ofShape.map(({ path }) => path));
  const loose = readLoosely(input);
  const across = loose === undefined ? [] : crossCheck(loose).filter(({ path }) => !wrong.has(path));
  if (parsed.success && across.length === 0) return { ok: true, company: build(parsed.data) };
  return { ok: false, problems: [...ofShape, ...across] };
}

function build(file: CompanyFileChecked): Company {
  const users = file.users.map((user): User => {
    const userId = user.id as UserId;
    return {
      id: userId,
      name: user.name,
      shortNumber: user.shortNumber,
      devices: user.devices as DeviceId[],
      displayNumber: user.displayNumber as E164 | undefined,
      groups: file.groups
        .filter((group) => group.members.some((member) => member.user === user.id))
        .map((group) => group.id as GroupId),
    };
  });
  const groups = file.groups.map((group) => buildGroup(group, file));
  return {
    name: file.name,
    country: file.country as Country,
    users: new Map(users.map((user) => [user.id, user])),
    groups: new Map(groups.map((group) => [group.id, group])),
    numbers: new Map(file.numbers.map((entry) => [entry.number as E164, destinationOf(entry.to)])),
    shortNumbers: shortNumbersOf(users, groups),
    userOfDevice: new Map(users.flatMap((user) => user.devices.map((device) => [device, user.id] as const))),
    emergencyNumbers: new Set(file.emergencyNumbers),
    userRingMs: file.userRingSeconds * 1000,
    unansweredSound: file.unanswered.message ?? undefined,
    mainNumber: file.numbers[0]?.number as E164 | undefined,
  };
}

function buildGroup(file: GroupFile, company: CompanyFileChecked): Group {
  const numbers = [...new Set(file.members.map((member) => member.tier))].sort((a, b) => a - b);
  const tiers = numbers.map((number, place) => ({
    number,
    ringMs: ringSecondsOf(file.ring.seconds, place) * 1000,
    members: file.members.filter((member) => member.tier === number).map((member) => member.user as UserId),
  }));
  return {
    id: file.id as GroupId,
    name: file.name,
    shortNumber: file.shortNumber,
    tiers,
    tierOf: new Map(tiers.flatMap((tier, place) => tier.members.map((user) => [user, place] as const))),
    rounds: file.ring.rounds,
    roundPauseMs: file.ring.roundPauseSeconds * 1000,
    keepRinging: file.ring.keepRinging,
    unansweredSound: (file.unanswered ?? company.unanswered).message ?? undefined,
  };
}

function ringSecondsOf(seconds: number | readonly number[], place: number): number {
  if (typeof seconds === 'number') return seconds;
  return seconds[Math.min(place, seconds.length - 1)] ?? 20;
}

function destinationOf(target: TargetFile): Destination {
  return 'group' in target
    ? { kind: 'group', group: target.group as GroupId }
    : { kind: 'user', user: target.user as UserId };
}

function shortNumbersOf(users: readonly User[], groups: readonly Group[]): ReadonlyMap<string, Destination> {
  const found = new Map<string, Destination>();
  for (const user of users) {
    if (user.shortNumber !== undefined) found.set(user.shortNumber, { kind: 'user', user: user.id });
  }
  for (const group of groups) {
    if (group.shortNumber !== undefined) found.set(group.shortNumber, { kind: 'group', group: group.id });
  }
  return found;
}
