import { flowLibrary } from '../flow/flow-library.ts';
import { emptyGroup, type GroupState } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { UserId } from '../kernel/ids.ts';
import { newUser, type State } from '../kernel/state.ts';
import { reindexOffered } from '../queue/index-entry.ts';
import { forgetUser, refreshMember, removeIdle } from '../user/evolve-user.ts';
import type { Company, Group } from './company.ts';
import { buildCompany } from './read-company.ts';

/** The company is as the file says from now on. What calls are doing is not touched. */
export function changeCompany(state: State, { file, at }: EventOf<'companyChanged'>): void {
  const before = state.company;
  const company = buildCompany(file);
  state.company = company;
  keepFlows(state);
  changeUsers(state, company);
  for (const id of [...state.groups.keys()]) if (!company.groups.has(id)) state.groups.delete(id);
  for (const group of company.groups.values()) {
    const held = state.groups.get(group.id);
    if (held === undefined)
      state.groups.set(
        group.id,
        emptyGroup(group, () => (group.startsLoggedIn ? at : undefined)),
      );
    else changeMembers(held, group, { loggedInSince: group.startsLoggedIn ? at : undefined });
    if (held !== undefined && haveMembersChanged(before.groups.get(group.id), group)) held.membersVersion += 1;
    refreshGroup(state, must(state.groups.get(group.id), group.id), before.groups.get(group.id));
  }
  for (const entry of state.entries.values()) reindexOffered(state, entry);
}

/** The flows of before are kept for as long as a call is in them (E22). */
function keepFlows(state: State): void {
  const inUse = new Set([...state.calls.values()].map(({ flow }) => flow?.cursor.version));
  const newest = must(state.flowEditions.at(-1), 'flows').version;
  state.flowEditions = [
    ...state.flowEditions.filter(({ version }) => inUse.has(version)),
    { version: newest + 1, flows: state.company.flows },
  ];
  state.flows = flowLibrary(state.flowEditions);
}

function changeUsers(state: State, company: Company): void {
  for (const user of [...state.users.values()]) {
    // One who has left the company stays until their last call is over.
    if (!company.users.has(user.id) && user.legs.length === 0 && user.recalls.length === 0) {
      forgetUser(state, user.id);
    }
  }
  for (const device of [...state.reachableDevices]) {
    if (!company.userOfDevice.has(device)) state.reachableDevices.delete(device);
  }
  for (const { id, devices } of company.users.values()) {
    const reachableDevices = devices.filter((device) => state.reachableDevices.has(device)).length;
    state.users.set(id, { ...(state.users.get(id) ?? newUser(id)), reachableDevices });
  }
}

/** Who stays keeps the log-in and the counts; a new tier counts from the next decision on. */
function changeMembers(
  held: GroupState,
  group: Group,
  { loggedInSince }: { readonly loggedInSince: number | undefined },
): void {
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
    held.members.set(user, member === undefined ? newMember(user, tier, loggedInSince) : { ...member, tier });
  }
}

const newMember = (user: UserId, tier: number, loggedInSince: number | undefined) => ({
  user,
  tier,
  loggedInSince,
  callsTaken: 0,
  rungTurn: 0,
});

function haveMembersChanged(before: Group | undefined, after: Group): boolean {
  const [was, is] = [before, after].map((group) => [...(group?.members.values() ?? [])]);
  const texts = [was, is].map((members) => (members ?? []).map(({ user, tier }) => `${user} ${tier}`).join());
  return texts[0] !== texts[1];
}

/** Members who stand elsewhere in the file are all taken out before any is put back: two may have changed places. */
function refreshGroup(state: State, group: GroupState, before: Group | undefined): void {
  const now = must(state.company.groups.get(group.id), group.id);
  for (const user of group.members.keys()) {
    const hasMoved = before?.members.get(user)?.place !== now.members.get(user)?.place;
    if (hasMoved || before?.order !== now.order) removeIdle(group, user);
  }
  for (const user of group.members.keys()) refreshMember(state, group.id, user);
}
