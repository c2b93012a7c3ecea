import { must } from '../kernel/assert.ts';
import type { State } from '../kernel/state.ts';
import { userOf } from '../leg/leg.ts';
import { Line } from './line.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Members of any tier may be rung: nobody rings for it. */
export const OPEN_TO_ALL = Number.MAX_SAFE_INTEGER;

/** No member may be rung for it beside those who ring. */
const CLOSED = -1;

/** Puts a new place in its group's line. */
export function indexEntry(state: State, entry: QueueEntry): void {
  const group = must(state.groups.get(entry.group), entry.group);
  const next = { ...entry, openTo: openToOf(state, entry) };
  group.line.add(next);
  openLine(state, next)?.add(next);
  if (isOffered(next)) group.offeredPlaces.count += 1;
  state.entries.set(next.id, next);
}

/** Takes a place out of its group's line; it may be put in again elsewhere. */
export function unindexEntry(state: State, entry: QueueEntry): void {
  const group = must(state.groups.get(entry.group), entry.group);
  group.line.delete(entry);
  group.open.get(entry.openTo)?.delete(entry);
  if (isOffered(entry)) group.offeredPlaces.count -= 1;
}

/** Whether a phone rings for it. */
export const isOffered = ({ progress: { phase } }: QueueEntry): boolean => phase === 'ringing' || phase === 'pickedUp';

/** Replaces a place, and keeps the index of its group's line with it. */
export function setEntry(state: State, entry: QueueEntry): void {
  const before = must(state.entries.get(entry.id), entry.id);
  const openTo = openToOf(state, entry);
  if (openTo !== before.openTo) {
    openLine(state, before)?.delete(before);
    openLine(state, { ...entry, openTo })?.add(entry);
  }
  if (isOffered(before) !== isOffered(entry)) {
    must(state.groups.get(entry.group), entry.group).offeredPlaces.count += isOffered(entry) ? 1 : -1;
  }
  state.entries.set(entry.id, openTo === entry.openTo ? entry : { ...entry, openTo });
}

/** The legs of an offer have changed: there may be room for one more, or none. */
export function reindexOffered(state: State, entry: QueueEntry): void {
  if (openToOf(state, entry) !== entry.openTo) setEntry(state, entry);
}

/** The worst tier of which a member may be rung or may join: all while nobody rings; better ones beside a full offer. */
function openToOf(state: State, { progress, group, offersInRound }: QueueEntry): number {
  if (progress.phase === 'waiting' || progress.phase === 'pausing') return OPEN_TO_ALL;
  if (progress.phase !== 'ringing') return CLOSED;
  const width = widthAt(state, group, offersInRound);
  const isFull = width !== undefined && ringingFor(state, progress.current) >= width;
  return isFull ? progress.openTier - 1 : progress.openTier;
}

/** How many members one offer rings at most; undefined: everyone of the tier. */
export function widthAt(state: State, group: QueueEntry['group'], offersInRound: number): number | undefined {
  const widths = state.company.groups.get(group)?.widths;
  if (widths === undefined) return undefined;
  return widths[Math.min(Math.max(0, offersInRound - 1), widths.length - 1)];
}

function ringingFor(state: State, id: string): number {
  const offer = state.offers.get(id as never);
  if (offer === undefined) return 0;
  return new Set(offer.legs.map((leg) => userOf(must(state.legs.get(leg), leg)))).size;
}

function openLine(state: State, { group: id, openTo }: QueueEntry): Line | undefined {
  if (openTo < 0) return undefined;
  const { open } = must(state.groups.get(id), id);
  const found = open.get(openTo);
  if (found !== undefined) return found;
  const made = new Line();
  open.set(openTo, made);
  return made;
}
