import type { Seniority } from '../group/group-state.ts';
import { must } from '../kernel/assert.ts';
import type { GroupId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
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

/** The place in the line, from 1, as it will be served. */
export function positionOf(state: State, entry: QueueEntry): number {
  const { line } = must(state.groups.get(entry.group), entry.group);
  return line.rankOf(entry, starvingIn(state, entry.group)) + 1;
}
