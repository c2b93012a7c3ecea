import type { UserState } from '../user/availability.ts';
import { isStaff, mayBeRung } from '../user/evolve-user.ts';
import type { Rule } from './rule.ts';
import type { State } from './state.ts';

/** What must hold of users and members. */
export const userRules: readonly Rule[] = [
  { rule: 'a user has at most one claim (law 2)', breaches: doubleClaims },
  { rule: 'idle members and staff agree with the users', breaches: wrongIdleSets },
  { rule: 'a user who wraps up or backs off has a time for it', breaches: endlessRests },
  { rule: 'returned calls name their operator', breaches: strayRecalls },
];

function* doubleClaims(state: State): Iterable<string> {
  for (const user of state.users.values()) {
    const legs = user.legs.map((id) => state.legs.get(id));
    if (legs.includes(undefined)) yield `${user.id} holds a leg that is gone`;
    const offers = new Set(legs.map((leg) => leg?.offer).filter((offer) => offer !== undefined));
    if (offers.size > 1) yield `${user.id} rings for ${[...offers].join(', ')}`;
    const others = legs.filter((leg) => leg?.offer === undefined);
    if (offers.size === 1 && others.length > 0) yield `${user.id} is rung during a call`;
    const expected = others.length > 0 ? ['busy'] : offers.size > 0 ? ['ringing'] : free(user);
    if (!expected.includes(user.availability)) yield `${user.id} is ${user.availability}, not ${expected.join(' or ')}`;
  }
}

function free(user: UserState): readonly string[] {
  const resting = user.availability === 'wrappingUp' && user.wrapUpMs > 0 ? ['wrappingUp'] : [];
  if (user.reachableDevices === 0) return ['unreachable', ...resting];
  return [user.pause === undefined ? 'idle' : 'paused', 'reserved', ...resting];
}

function* wrongIdleSets(state: State): Iterable<string> {
  for (const group of state.groups.values()) {
    const users = [...group.members.keys()].map((id) => state.users.get(id)).filter((user) => user !== undefined);
    const staff = users.filter((user) => isStaff(group, user)).map(({ id }) => id);
    if ([...group.staff].sort().join() !== [...staff].sort().join()) yield `staff of ${group.id}`;
    const free = users.filter((user) => mayBeRung(group, user)).map(({ id }) => id);
    const held = [...group.idle].flatMap(([tier, items]) => [...items].map(({ user }) => `${user}@${tier}`));
    const expected = free.map((id) => `${id}@${group.members.get(id)?.tier}`);
    if (held.sort().join() !== expected.sort().join()) yield `idle members of ${group.id}`;
  }
}

function* endlessRests(state: State): Iterable<string> {
  for (const { id, availability, isBackingOff } of state.users.values()) {
    if ((availability === 'wrappingUp') !== state.timers.has(id, 'wrapUp')) yield `${id} wraps up`;
    if (isBackingOff !== state.timers.has(id, 'backOff')) yield `${id} backs off`;
  }
}

function* strayRecalls(state: State): Iterable<string> {
  for (const { id, recalls, availability } of state.users.values()) {
    for (const call of recalls) {
      const at = state.calls.get(call)?.at;
      if (at?.phase !== 'recalling' || at.user !== id) yield `${call} is not recalled to ${id}`;
    }
    const isFree = availability === 'idle' || availability === 'paused';
    if (isFree && recalls.length > 0) yield `${recalls[0]} waits beside ${id}`;
  }
}
