import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { LegId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { LegParty } from '../leg/leg.ts';
import type { Availability, UserState } from './availability.ts';

/** The user whose device it is has one leg more. */
export function holdLeg(state: State, leg: LegId, party: LegParty): void {
  if (party.kind !== 'device') return;
  const user = must(state.users.get(party.user), party.user);
  state.users.set(user.id, { ...user, legs: [...user.legs, leg] });
}

/** The user whose device it was has one leg less. */
export function dropLeg(state: State, leg: LegId, party: LegParty): void {
  if (party.kind !== 'device') return;
  const user = must(state.users.get(party.user), party.user);
  state.users.set(user.id, { ...user, legs: user.legs.filter((other) => other !== leg) });
}

/** A device can be reached, or no longer. */
export function applyDeviceState(state: State, event: EventOf<'deviceStateChanged'>): void {
  if (event.isReachable) state.reachableDevices.add(event.device);
  else state.reachableDevices.delete(event.device);
  const id = must(state.company.userOfDevice.get(event.device), event.device);
  const user = must(state.users.get(id), id);
  state.users.set(id, { ...user, reachableDevices: user.reachableDevices + (event.isReachable ? 1 : -1) });
}

/** Sets a user's availability and keeps the groups' idle sets with it. */
export function applyAvailability(state: State, event: EventOf<'availabilityChanged'>): void {
  const before = must(state.users.get(event.user), event.user);
  state.users.set(before.id, { ...before, availability: event.availability } satisfies UserState);
  for (const groupId of must(state.company.users.get(before.id), before.id).groups) {
    changeMember(state, groupId, { user: before.id, from: before.availability, to: event.availability });
  }
}

interface MemberChange {
  readonly user: UserId;
  readonly from: Availability;
  readonly to: Availability;
}

function changeMember(state: State, groupId: Parameters<State['groups']['get']>[0], change: MemberChange): void {
  const group = must(state.groups.get(groupId), groupId);
  const place = must(state.company.groups.get(groupId)?.tierOf.get(change.user), `tier of ${change.user}`);
  const idle = must(group.idle[place], `tier ${place} of ${groupId}`);
  if (change.to === 'idle') idle.add(change.user);
  else idle.delete(change.user);
  group.reachableMembers += Number(change.to !== 'unreachable') - Number(change.from !== 'unreachable');
}
