import type { GroupState } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { refreshMember, removeIdle } from '../user/evolve-user.ts';
import { buildGroup } from './build-group.ts';
import type { Company, Group, User } from './company.ts';

/** A group has other members; the rest of the company stays as it is. */
export function changeMembers(state: State, { group: id, members, at }: EventOf<'membersSaved'>): void {
  const { company } = state;
  const groups = company.file.groups.map((group) => (group.id === id ? { ...group, members: [...members] } : group));
  const before = must(company.groups.get(id), id);
  const group = buildGroup(
    must(
      groups.find((one) => one.id === id),
      id,
    ),
    company.file.unanswered.message,
  );
  state.company = {
    ...company,
    file: { ...company.file, groups },
    groups: new Map(company.groups).set(id, group),
    users: usersWith(company, before, group),
  };
  followMembers(state, { group, before, at });
}

/** Each user knows their groups, in the order of the file. */
function usersWith(company: Company, before: Group, after: Group): Company['users'] {
  const changed = [...before.members.keys(), ...after.members.keys()].filter(
    (user) => before.members.has(user) !== after.members.has(user),
  );
  if (changed.length === 0) return company.users;
  const groups = [...company.groups.values()].map((group) => (group.id === after.id ? after : group));
  const users = new Map(company.users);
  for (const id of changed) {
    const user: User = must(users.get(id), id);
    users.set(id, { ...user, groups: groups.filter(({ members }) => members.has(id)).map((group) => group.id) });
  }
  return users;
}

interface MembersChange {
  readonly group: Group;
  /** Undefined: a group that has just been made. */
  readonly before: Group | undefined;
  readonly at: Instant;
}

/** What is held of a group's members follows the company. Who stays keeps the log-in and the counts. */
export function followMembers(state: State, { group, before, at }: MembersChange): void {
  const held = must(state.groups.get(group.id), group.id);
  if (before !== undefined) {
    replaceMembers(held, group, group.startsLoggedIn ? at : undefined);
    if (haveMembersChanged(before, group)) held.membersVersion += 1;
  }
  refreshGroup(state, held, before);
}

/** A new tier counts from the next decision on. */
function replaceMembers(held: GroupState, group: Group, loggedInSince: Instant | undefined): void {
  for (const user of [...held.members.keys()]) {
    if (group.members.has(user)) continue;
    removeIdle(held, user);
    held.staff.delete(user);
    held.members.delete(user);
  }
  for (const { user, tier } of group.members.values()) {
    const member = held.members.get(user);
    if (member?.tier === tier) continue;
    removeIdle(held, user);
    held.members.set(
      user,
      member === undefined ? { user, tier, loggedInSince, callsTaken: 0, rungTurn: 0 } : { ...member, tier },
    );
  }
}

function haveMembersChanged(before: Group, after: Group): boolean {
  if (before.members.size !== after.members.size) return true;
  for (const { user, tier, place } of after.members.values()) {
    const member = before.members.get(user);
    if (member?.tier !== tier || member.place !== place) return true;
  }
  return false;
}

/** Members who stand elsewhere in the file are all taken out before any is put back: two may have changed places. */
function refreshGroup(state: State, group: GroupState, before: Group | undefined): void {
  const now = must(state.company.groups.get(group.id), group.id);
  const hasOrderChanged = before?.order !== now.order;
  for (const user of group.members.keys()) {
    if (hasOrderChanged || placeIn(before, user) !== placeIn(now, user)) removeIdle(group, user);
  }
  for (const user of group.members.keys()) refreshMember(state, group.id, user);
}

const placeIn = (group: Group | undefined, user: UserId): number | undefined => group?.members.get(user)?.place;
