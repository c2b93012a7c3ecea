import { flowLibrary } from '../flow/flow-library.ts';
import { emptyGroup } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import { newUser, type State } from '../kernel/state.ts';
import { reindexOffered } from '../queue/index-entry.ts';
import { forgetUser } from '../user/evolve-user.ts';
import type { Company } from './company.ts';
import { followMembers } from './evolve-members.ts';
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
    followMembers(state, { group, before: before.groups.get(group.id), at });
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
