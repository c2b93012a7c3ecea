import type { CompanyNames, Party } from '../directory/company-names.ts';
import type { DirectoryNumber } from '../directory/entry.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { isLoggedIn, loggedInSince, memberKey, type Presence, presenceOf } from './presence.ts';

/** A colleague in the phone list (S22, S27). */
export interface ConsoleUser {
  readonly id: UserId;
  readonly name: string;
  readonly shortNumber: string | undefined;
  /** Those of the company that lead straight to the user, then those that the company file lists. */
  readonly numbers: readonly DirectoryNumber[];
  readonly presence: Presence;
  /** Takes calls of at least one group. */
  readonly isLoggedIn: boolean;
  /** The devices that can be reached now, in the order of the company file. */
  readonly reachableAt: readonly DeviceId[];
}

/** A user in a group, logged in or not (S113, S124). */
export interface ConsoleMember {
  /** The group's and the user's: `sales/anna`. */
  readonly id: string;
  readonly group: GroupId;
  readonly user: UserId;
  /** 0 rings first. */
  readonly tier: number;
  /** Undefined: logged out. The time of the log-in is the time now minus this (S114). */
  readonly loggedInSince: Instant | undefined;
  readonly presence: Presence;
  /** E.164: shown on calls of the member to the outside (L6); undefined when the company has no number. */
  readonly displayNumber: string | undefined;
}

/** How many of a group do what. */
export interface GroupCounts {
  /** Members who are logged in (S60, S117). */
  readonly loggedIn: number;
  /** Logged-in members in any call (S61). */
  readonly busy: number;
  /** Members in any call, logged in or not (S118). */
  readonly inCall: number;
  /** Logged-in members who can take a call (S119). */
  readonly free: number;
  /** Calls with a place in the line, those that ring included (S62, S120). */
  readonly waiting: number;
  /** Callbacks that are promised and not over (S121, L5). */
  readonly callbacks: number;
}

/** A group in the overview (S24, S59–S62, S111–S121). */
export interface ConsoleGroup extends GroupCounts {
  readonly id: GroupId;
  readonly name: string;
  readonly shortNumber: string | undefined;
  /** E.164: those of the company that lead straight to the group. */
  readonly numbers: readonly string[];
  /** The version of the members, for `saveMembers` (S110). */
  readonly membersVersion: number;
  /** How many VIP callers the group has served, and by how many one caller may be passed: see `lineOf`. */
  readonly vipsServed: number;
  readonly maxOvertakes: number | undefined;
}

/** The one who sits at the console (S18, S20). */
export interface ConsoleSelf {
  readonly id: UserId;
  readonly name: string;
  /** What the user dialled last, answered or not; no incoming call changes it. */
  readonly lastDialled: { readonly dialled: string; readonly party: Party } | undefined;
}

/** What state and names a row is made from. */
export interface Source {
  readonly state: State;
  readonly names: CompanyNames;
}

/** The row of a user; undefined for one whom the company does not have. */
export function userRow({ state, names }: Source, id: UserId): ConsoleUser | undefined {
  const [user, held] = [state.company.users.get(id), state.users.get(id)];
  if (user === undefined || held === undefined) return undefined;
  return {
    id,
    name: user.name,
    shortNumber: user.shortNumber,
    numbers: names.userEntry(id)?.numbers ?? [],
    presence: presenceOf(held),
    isLoggedIn: isLoggedIn(state, id),
    reachableAt: user.devices.filter((device) => state.reachableDevices.has(device)),
  };
}

/** The row of a user in a group; undefined for one who is no member. */
export function memberRow({ state }: Source, group: GroupId, user: UserId): ConsoleMember | undefined {
  const held = state.groups.get(group);
  const member = held?.members.get(user);
  const person = state.users.get(user);
  if (member === undefined || person === undefined) return undefined;
  return {
    id: memberKey(group, user),
    group,
    user,
    tier: member.tier,
    loggedInSince: loggedInSince(held, user),
    presence: presenceOf(person),
    displayNumber: state.company.users.get(user)?.displayNumber ?? state.company.mainNumber,
  };
}

/** The row of a group with its counts; undefined for one that the company does not have. */
export function groupRow({ state, names }: Source, id: GroupId, counts: GroupCounts): ConsoleGroup | undefined {
  const [group, held] = [state.company.groups.get(id), state.groups.get(id)];
  if (group === undefined || held === undefined) return undefined;
  return {
    id,
    name: group.name,
    shortNumber: group.shortNumber,
    numbers: names.groupEntry(id)?.numbers.map(({ number }) => number) ?? [],
    membersVersion: held.membersVersion,
    vipsServed: held.vipsServed.count,
    maxOvertakes: group.vip.maxOvertakes,
    ...counts,
  };
}

/** What a member counts for in the row of the group. */
export function countsOfMember({ loggedInSince: since, presence }: ConsoleMember): Partial<GroupCounts> {
  const inCall = presence.kind === 'busy' ? 1 : 0;
  if (since === undefined) return { inCall };
  return { loggedIn: 1, inCall, busy: inCall, free: presence.kind === 'free' ? 1 : 0 };
}

/** The user who sits at the console; of one who has left the company there is only the id. */
export function selfRow({ state, names }: Source, id: UserId): ConsoleSelf {
  const user = state.company.users.get(id);
  const dialled = user === undefined ? undefined : state.users.get(id)?.lastDialled;
  return {
    id,
    name: user?.name ?? id,
    lastDialled: dialled === undefined ? undefined : { dialled, party: names.ofDialled(dialled) },
  };
}
