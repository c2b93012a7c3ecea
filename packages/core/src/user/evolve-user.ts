import { emptyTier, type GroupState, rankOf } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { GroupId, LegId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { LegParty } from '../leg/leg.ts';
import type { UserState } from './availability.ts';

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
  const legs = user.legs.filter((other) => other !== leg);
  // One who has left the company stays until their last call is over.
  const isGone = !state.company.users.has(user.id) && user.recalls.length === 0;
  if (legs.length === 0 && isGone) forgetUser(state, user.id);
  else state.users.set(user.id, { ...user, legs });
}

/** A user has left the company, and nothing of theirs is left. */
export function forgetUser(state: State, user: UserId): void {
  state.users.delete(user);
  state.timers.clearAllOf(user);
}

/** A device can be reached, or no longer. */
export function applyDeviceState(state: State, event: EventOf<'deviceStateChanged'>): void {
  if (event.isReachable) state.reachableDevices.add(event.device);
  else state.reachableDevices.delete(event.device);
  const id = must(state.company.userOfDevice.get(event.device), event.device);
  const user = must(state.users.get(id), id);
  state.users.set(id, { ...user, reachableDevices: user.reachableDevices + (event.isReachable ? 1 : -1) });
}

/** Sets a user's availability; one who becomes idle goes behind those who were idle before. */
export function applyAvailability(state: State, { user: id, availability }: EventOf<'availabilityChanged'>): void {
  const before = must(state.users.get(id), id);
  const isFree = availability === 'idle' && before.availability !== 'reserved';
  if (isFree) state.ids.turns += 1;
  const keepsWrapUp = availability === 'wrappingUp' || (availability === 'busy' && before.availability === 'ringing');
  changeUser(state, {
    ...before,
    availability,
    idleTurn: isFree ? state.ids.turns : before.idleTurn,
    wrapUpMs: keepsWrapUp ? before.wrapUpMs : 0,
  });
}

/** Replaces a user, and keeps the groups' idle members and staff with it. */
export function changeUser(state: State, user: UserState): void {
  state.users.set(user.id, user);
  for (const group of state.company.users.get(user.id)?.groups ?? []) refreshMember(state, group, user.id);
}

/** Keeps a group's idle members and staff with what a member has become. */
export function refreshMember(state: State, groupId: GroupId, userId: UserId): void {
  const group = must(state.groups.get(groupId), groupId);
  const user = must(state.users.get(userId), userId);
  if (isStaff(group, user)) group.staff.add(userId);
  else group.staff.delete(userId);
  const before = group.idleItems.get(userId);
  const rank = mayBeRung(group, user) ? rankIn(state, group, user) : undefined;
  if (before !== undefined && before.rank === rank) return;
  const member = group.members.get(userId);
  if (before !== undefined) removeIdle(group, userId);
  if (member === undefined || rank === undefined) return;
  const place = state.company.groups.get(groupId)?.members.get(userId)?.place ?? 0;
  const item = { user: userId, rank, place };
  group.idleItems.set(userId, item);
  const tier = group.idle.get(member.tier) ?? emptyTier();
  group.idle.set(member.tier, tier);
  tier.add(item);
}

/** Takes a member out of a group's idle members, before their tier changes or they leave the group. */
export function removeIdle(group: GroupState, user: UserId): void {
  const item = group.idleItems.get(user);
  if (item === undefined) return;
  group.idleItems.delete(user);
  for (const tier of group.idle.values()) tier.delete(item);
}

function rankIn(state: State, group: GroupState, user: UserState): number {
  const order = state.company.groups.get(group.id)?.order ?? 'allAtOnce';
  return rankOf(order, must(group.members.get(user.id), user.id), user.idleTurn);
}

/** Whether a group may ring a user now. */
export function mayBeRung(group: GroupState, user: UserState): boolean {
  const isLoggedIn = group.members.get(user.id)?.loggedInSince !== undefined;
  return isLoggedIn && user.availability === 'idle' && user.absence === undefined && !user.isBackingOff;
}

/** Whether a member takes calls of a group now, or will when their call or wrap-up is over (Y2). */
export function isStaff(group: GroupState, user: UserState): boolean {
  const isLoggedIn = group.members.get(user.id)?.loggedInSince !== undefined;
  return isLoggedIn && user.availability !== 'unreachable' && user.pause === undefined && user.absence === undefined;
}
