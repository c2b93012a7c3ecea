import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { refreshMember } from '../user/evolve-user.ts';
import type { MemberState } from './group-state.ts';

/** A member takes calls of the group from now on. */
export function logIn(state: State, { group, user, at }: EventOf<'memberLoggedIn'>): void {
  changeMember(state, group, { ...memberOf(state, group, user), loggedInSince: at });
}

/** A member takes no calls of the group any more. */
export function logOut(state: State, { group, user }: EventOf<'memberLoggedOut'>): void {
  changeMember(state, group, { ...memberOf(state, group, user), loggedInSince: undefined });
}

/** A member is rung for the group: the others of the tier come first now, where the group goes round. */
export function markRung(state: State, group: GroupId, user: UserId): void {
  const member = must(state.groups.get(group), group).members.get(user);
  if (member === undefined) return;
  state.ids.turns += 1;
  changeMember(state, group, { ...member, rungTurn: state.ids.turns });
}

/** A member has taken a call of the group: they have not missed any in a row, and will wrap up. */
export function markTaken(state: State, group: GroupId, user: UserId): void {
  const member = must(state.groups.get(group), group).members.get(user);
  if (member !== undefined) changeMember(state, group, { ...member, callsTaken: member.callsTaken + 1 });
  const before = must(state.users.get(user), user);
  const wrapUpMs = state.company.groups.get(group)?.wrapUpMs ?? 0;
  state.users.set(user, { ...before, missedInRow: 0, wrapUpMs });
}

function memberOf(state: State, group: GroupId, user: UserId): MemberState {
  return must(must(state.groups.get(group), group).members.get(user), `${user} in ${group}`);
}

function changeMember(state: State, group: GroupId, member: MemberState): void {
  must(state.groups.get(group), group).members.set(member.user, member);
  refreshMember(state, group, member.user);
}
