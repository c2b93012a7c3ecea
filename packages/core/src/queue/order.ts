import type { Seniority } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { GroupId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { expectedWaitMs } from '../statistics/expected-wait.ts';
import { comesBefore, type IsStarving } from './line.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Who of a group has been passed by as many VIP callers as may be (law 11). */
export function starvingIn(state: State, group: GroupId): IsStarving {
  const most = state.company.groups.get(group)?.vip.maxOvertakes;
  if (most === undefined) return () => false;
  const { count } = must(state.groups.get(group), group).vipsServed;
  return (place: Seniority) => place.callerClass === 'ordinary' && count - place.vipsServedBefore >= most;
}

/** Whether one place, of whatever group, is served before another when a member may take both (E6). */
export function isServedBefore(state: State, a: QueueEntry, b: QueueEntry): boolean {
  const [ofA, ofB] = [starvingIn(state, a.group), starvingIn(state, b.group)];
  return comesBefore(a, b, (place) => (place.id === a.id ? ofA(place) : ofB(place)));
}

/** What one at a place of a group's line has to expect, in ms; undefined when nobody is logged in. */
export function expectedWaitIn(state: State, id: GroupId, position: number): number | undefined {
  const { members, staff, handleTimes } = must(state.groups.get(id), id);
  const wrapUpMs = state.company.groups.get(id)?.wrapUpMs ?? 0;
  let loggedIn = 0;
  for (const { loggedInSince } of members.values()) if (loggedInSince !== undefined) loggedIn += 1;
  const meanHandleMs = handleTimes.meanMs + wrapUpMs;
  return expectedWaitMs({ position, loggedIn, active: staff.size, meanHandleMs }) ?? undefined;
}

/** The place in the line, from 1, as it will be served. */
export function positionOf(state: State, entry: QueueEntry): number {
  const { line } = must(state.groups.get(entry.group), entry.group);
  return line.rankOf(entry, starvingIn(state, entry.group)) + 1;
}
