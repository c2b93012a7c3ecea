import { enterStage } from '../call/evolve-call.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { EntryId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { returnFrom } from '../transfer/evolve-transfer.ts';
import { indexEntry, setEntry, unindexEntry } from './index-entry.ts';
import type { RingProgress } from './queue-entry.ts';

/** Shared: most callers are taken before anybody has been tried. */
const NOBODY: ReadonlySet<UserId> = new Set();

/** Somebody gets a place in a group's line, by seniority. */
export function joinLine(state: State, event: EventOf<'entryJoined'>): void {
  const { entry: id, group: groupId, holder, callerClass, isReturned, arrivedAt, kept, at } = event;
  state.ids.entries += 1;
  const group = must(state.groups.get(groupId), groupId);
  // An older caller who comes from elsewhere has been passed as often as those who come after them in the line.
  const place = { id, callerClass, isReturned, arrivedAt, number: event.number, vipsServedBefore: 0 };
  const behind = callerClass === 'ordinary' ? group.line.ordinaryBehind(place) : undefined;
  const vipsServedBefore = Math.min(group.vipsServed.count, behind?.vipsServedBefore ?? Number.MAX_SAFE_INTEGER);
  indexEntry(state, {
    ...place,
    vipsServedBefore: kept?.vipsServedBefore ?? vipsServedBefore,
    holder,
    group: groupId,
    joinedAt: at,
    hasPassed: kept?.hasPassed ?? false,
    round: 1,
    offersInRound: 0,
    progress: { phase: event.hearsWelcome ? 'welcome' : 'waiting' },
    offers: [],
    tried: NOBODY,
    refusedBy: [],
    announcements: 0,
    toldPosition: undefined,
    toldWaitMinutes: undefined,
    openTo: 0,
  });
  if (holder.kind !== 'call') return;
  const call = must(state.calls.get(holder.call), holder.call);
  const waiting = { ...enterStage(call, 'waiting', at), ways: call.ways + 1 };
  const returned = isReturned ? returnFrom(call, call.talks.at(-1)?.user) : call.returned;
  state.calls.set(call.id, { ...waiting, at: { phase: 'queued', entry: id }, group: call.group ?? groupId, returned });
}

/** A place is given up, for whatever reason. */
export function leaveLine(state: State, event: EventOf<'entryLeft'>): void {
  const entry = must(state.entries.get(event.entry), event.entry);
  state.entries.delete(entry.id);
  state.timers.clearAllOf(entry.id);
  unindexEntry(state, entry);
  const call = entry.holder.kind === 'call' ? state.calls.get(entry.holder.call) : undefined;
  if (call !== undefined) state.calls.set(call.id, { ...call, at: { phase: 'inFlow', element: { kind: 'routing' } } });
}

/** A callback's customer has answered: from now on the place is held by the call. */
export function takePlace(state: State, event: EventOf<'placeTaken'>): void {
  const entry = must(state.entries.get(event.entry), event.entry);
  setEntry(state, { ...entry, holder: { kind: 'call', call: event.call }, progress: { phase: 'waiting' } });
  const waiting = enterStage(must(state.calls.get(event.call), event.call), 'waiting', event.at);
  state.calls.set(event.call, { ...waiting, at: { phase: 'queued', entry: entry.id }, group: entry.group });
}

/** Nothing rings for a place just now. */
export function awaitMember(
  state: State,
  { entry: id, at }: { readonly entry: EntryId; readonly at: Instant },
  phase: 'pausing' | 'waiting',
): void {
  const entry = must(state.entries.get(id), id);
  setEntry(state, { ...entry, progress: { phase } satisfies RingProgress });
  if (entry.holder.kind !== 'call') return;
  const waiting = enterStage(must(state.calls.get(entry.holder.call), entry.holder.call), 'waiting', at);
  state.calls.set(waiting.id, { ...waiting, at: { phase: 'queued', entry: id } });
}

/** A round of ringing begins: nobody has been tried in it. */
export function beginRound(state: State, { entry: id, round }: EventOf<'roundBegan'>): void {
  const before = must(state.entries.get(id), id);
  setEntry(state, { ...before, round, offersInRound: 0, tried: NOBODY });
}

/** A member did not take the call; one who let it ring misses one more. */
export function markTried(state: State, { entry: id, user, cause, isFinal }: EventOf<'memberTried'>): void {
  const entry = must(state.entries.get(id), id);
  // In place: a group of thousands that is tried one by one must not copy the set each time.
  if (entry.tried.size > 0) (entry.tried as Set<typeof user>).add(user);
  else setEntry(state, { ...entry, tried: new Set([user]) });
  if (isFinal) setEntry(state, { ...must(state.entries.get(id), id), refusedBy: [...entry.refusedBy, user] });
  if (cause !== 'noAnswer') return;
  const before = must(state.users.get(user), user);
  state.users.set(user, { ...before, missedInRow: before.missedInRow + 1 });
}

/** A waiting caller ranks otherwise from now on: a new place by the same seniority. */
export function reclassEntry(state: State, { entry: id, callerClass }: EventOf<'entryReclassed'>): void {
  const entry = must(state.entries.get(id), id);
  const group = must(state.groups.get(entry.group), entry.group);
  unindexEntry(state, entry);
  const behind = callerClass === 'ordinary' ? group.line.ordinaryBehind({ ...entry, callerClass }) : undefined;
  const vipsServedBefore = Math.min(group.vipsServed.count, behind?.vipsServedBefore ?? Number.MAX_SAFE_INTEGER);
  indexEntry(state, { ...entry, callerClass, vipsServedBefore });
  const call = entry.holder.kind === 'call' ? state.calls.get(entry.holder.call) : undefined;
  if (call !== undefined) state.calls.set(call.id, { ...call, callerClass });
}

/** A waiting caller was told something. */
export function markTold(state: State, { entry: id, position, waitMinutes }: EventOf<'callerTold'>): void {
  const entry = must(state.entries.get(id), id);
  setEntry(state, {
    ...entry,
    announcements: entry.announcements + 1,
    toldPosition: position,
    toldWaitMinutes: waitMinutes,
  });
}
