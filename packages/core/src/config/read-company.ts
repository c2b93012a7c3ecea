import { accessProblems } from '../access/access-problems.ts';
import { compileBarring } from '../access/compile-barring.ts';
import { compileAccess } from '../access/decide.ts';
import { contactProblems } from '../directory/contact-problems.ts';
import type { Country, E164 } from '../directory/numbers.ts';
import { checkFlows } from '../flow/check-flow.ts';
import { compileSchedule } from '../hours/schedule.ts';
import { scheduleProblems } from '../hours/schedule-problems.ts';
import { scheduleSchema } from '../hours/schedules-file.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';
import type { RecordingRule } from '../recording/recording.ts';
import { compileSlaRules, slaRuleProblems } from '../statistics/sla-rule-file.ts';
import { compileVipLists } from '../vip/vip-lists.ts';
import { vipListProblems } from '../vip/vip-problems.ts';
import { buildGroup, destinationOf } from './build-group.ts';
import type { CallbackRules, Company, Group, MeetingRoom, ShortNumberTarget, TransferRules, User } from './company.ts';
import { type CompanyFileChecked, companySchema } from './company-file.ts';
import { crossCheck } from './cross-check.ts';
import { type LooseCompany, readLoosely } from './loose-company.ts';
import { type Problem, problemsOf } from './problem.ts';

const DAY_MS = 86_400_000;

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
  const across =
    loose === undefined
      ? []
      : [...crossCheck(loose), ...sectionProblems(input, loose)].filter(({ path }) => !wrong.has(path));
  if (parsed.success && across.length === 0) return { ok: true, company: buildCompany(parsed.data) };
  return { ok: false, problems: [...ofShape, ...across] };
}

/** What the sections that have checks of their own say. */
function sectionProblems(input: unknown, loose: LooseCompany): readonly Problem[] {
  const file: Readonly<Record<string, unknown>> =
    typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const users = knownIn(loose.users.map(({ id }) => id));
  const groups = knownIn(loose.groups.map(({ id }) => id));
  const shortNumbers = knownIn(
    [...loose.users, ...loose.groups, ...loose.shortNumbers].map(({ shortNumber }) => shortNumber ?? ''),
  );
  const vipLists = new Set(loose.vipLists.flatMap(({ id }) => id ?? []));
  const around = {
    users,
    groups,
    schedules: periodsIn(file.schedules),
    vipLists,
    rooms: knownIn(loose.rooms.map(({ id }) => id)),
  };
  return [
    ...('schedules' in file ? scheduleProblems(file.schedules) : []),
    ...('vipLists' in file ? vipListProblems(file.vipLists, { users, groups }) : []),
    ...('slaRules' in file ? slaRuleProblems(file.slaRules, groups) : []),
    ...('contacts' in file ? contactProblems(file.contacts, { shortNumbers }) : []),
    ...('access' in file ? accessProblems(file.access, users) : []),
    ...('flows' in file ? checkFlows(file.flows, around).filter(({ severity }) => severity === 'error') : []),
  ];
}

/** The names of each schedule's periods, as far as they can be read. */
function periodsIn(input: unknown): ReadonlyMap<string, readonly string[] | undefined> {
  const schedules = Array.isArray(input) ? (input as readonly unknown[]) : [];
  return new Map(
    schedules.flatMap((one): [string, readonly string[] | undefined][] => {
      const parsed = scheduleSchema.safeParse(one);
      if (parsed.success) return [[parsed.data.id, compileSchedule(parsed.data, 'utc').periods]];
      const id = typeof one === 'object' && one !== null && 'id' in one ? one.id : undefined;
      return typeof id === 'string' ? [[id, undefined]] : [];
    }),
  );
}

/** Names to check against; undefined where one of them could not be read. */
function knownIn(ids: readonly (string | undefined)[]): ReadonlySet<string> | undefined {
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length ? new Set(known) : undefined;
}

/** The company of a checked file. */
export function buildCompany(file: CompanyFileChecked): Company {
  const groupsOf = new Map<string, GroupId[]>();
  for (const { id, members } of file.groups) {
    for (const { user } of members) groupsOf.set(user, [...(groupsOf.get(user) ?? []), id as GroupId]);
  }
  const users = file.users.map((user): User => {
    const userId = user.id as UserId;
    return {
      id: userId,
      name: user.name,
      shortNumber: user.shortNumber,
      devices: user.devices as DeviceId[],
      displayNumber: user.displayNumber as E164 | undefined,
      groups: groupsOf.get(user.id) ?? [],
      skills: new Map(Object.entries(user.skills)),
      unanswered: user.unanswered === undefined ? undefined : destinationOf(user.unanswered),
      quickTransfer: user.quickTransfer,
    };
  });
  const groups = file.groups.map((group) => buildGroup(group, file.unanswered.message));
  return {
    file,
    name: file.name,
    country: file.country as Country,
    users: new Map(users.map((user) => [user.id, user])),
    groups: new Map(groups.map((group) => [group.id, group])),
    numbers: new Map(
      file.numbers.map((entry) => [entry.number as E164, { to: destinationOf(entry.to), needs: entry.needs }]),
    ),
    shortNumbers: shortNumbersOf(file, users, groups),
    userOfDevice: new Map(users.flatMap((user) => user.devices.map((device) => [device, user.id] as const))),
    emergencyNumbers: new Set(file.emergencyNumbers),
    userRingMs: file.userRingSeconds * 1000,
    unansweredSound: file.unanswered.message ?? undefined,
    mainNumber: file.numbers[0]?.number as E164 | undefined,
    mainGroup: file.mainGroup as GroupId | undefined,
    music: file.music,
    transfer: transferRules(file.transfer),
    callback: callbackRules(file),
    zone: file.zone,
    schedules: new Map(file.schedules.map((one) => [one.id, compileSchedule(one, file.zone)])),
    vip: compileVipLists(file.vipLists),
    slaRules: compileSlaRules(file.slaRules),
    access: compileAccess(
      file.access,
      users.map((user) => user.id),
    ),
    barring: compileBarring(file.access.barring),
    flows: file.flows,
    vipContacts: new Set(
      file.contacts.filter(({ isVip }) => isVip).flatMap(({ numbers }) => numbers.map(({ number }) => number)),
    ),
    contacts: file.contacts,
    greetings: new Map(Object.entries(file.voicemail.greetings)),
    voicemailGreeting: file.voicemail.greeting,
    rooms: new Map(file.rooms.map((room) => [room.id, meetingRoom(room)])),
    recording: recordingRule(file),
  };
}

function recordingRule({ recording }: CompanyFileChecked): RecordingRule | undefined {
  if (recording === undefined) return undefined;
  const { groups, announcement, keepDays } = recording;
  return { groups: new Set(groups as GroupId[]), announcement, keepMs: keepDays * DAY_MS };
}

function meetingRoom({
  id,
  name,
  owner,
  pin,
  maxParticipants,
  schedule,
}: CompanyFileChecked['rooms'][number]): MeetingRoom {
  return { id, name, owner: owner as UserId, pin, maxParticipants, schedule };
}

function callbackRules({ callback }: CompanyFileChecked): CallbackRules {
  return {
    attempts: callback.attempts,
    retryMs: callback.retryMinutes * 60_000,
    ringMs: callback.ringSeconds * 1000,
    promisedSound: callback.promised,
  };
}

function transferRules(file: CompanyFileChecked['transfer']): TransferRules {
  return {
    returnMs: file.returnSeconds * 1000,
    recallMs: file.recallSeconds * 1000,
    recallRingMs: file.recallRingSeconds * 1000,
    maxReturns: file.maxReturns,
    parkMs: file.parkSeconds * 1000,
    parkSlots: file.parkSlots,
    holdReminderMs: file.holdReminderSeconds * 1000,
    pickUpMs: file.pickUpSeconds * 1000,
  };
}

function shortNumbersOf(
  file: CompanyFileChecked,
  users: readonly User[],
  groups: readonly Group[],
): Company['shortNumbers'] {
  const found = new Map<string, ShortNumberTarget>();
  for (const { shortNumber, number } of file.shortNumbers) {
    found.set(shortNumber, { kind: 'external', number: number as E164 });
  }
  for (const user of users) {
    if (user.shortNumber !== undefined) found.set(user.shortNumber, { kind: 'user', user: user.id });
  }
  for (const group of groups) {
    if (group.shortNumber !== undefined) found.set(group.shortNumber, { kind: 'group', group: group.id });
  }
  return found;
}
