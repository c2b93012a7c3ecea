import type { Seniority } from '../group/group-state.ts';
import type { CallbackId, CallId, EntryId, GroupId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { bySeniority, comesBefore } from '../queue/line.ts';
import type { CallerClass, QueueEntry } from '../queue/queue-entry.ts';
import type { ConsoleView } from './console-view.ts';

/** Where somebody stands in a group's line: what decides who is served first, not a number that others change. */
export interface LinePlace {
  readonly id: EntryId;
  readonly group: GroupId;
  readonly callerClass: CallerClass;
  /** Came back: first in the class. */
  readonly isReturned: boolean;
  readonly arrivedAt: Instant;
  /** Breaks ties of callers who came at the same instant. */
  readonly number: number;
  /** How many VIP callers the group had served when this one came. */
  readonly vipsServedBefore: number;
}

/** One in a line: a call that waits, or a callback that keeps its place. */
export type InLine =
  | { readonly kind: 'call'; readonly call: CallId; readonly position: number }
  | { readonly kind: 'callback'; readonly callback: CallbackId; readonly position: number };

/** What of a place the line goes by. */
export function linePlaceOf(entry: QueueEntry): LinePlace {
  const { id, group, callerClass, isReturned, arrivedAt, number, vipsServedBefore } = entry;
  return { id, group, callerClass, isReturned, arrivedAt, number, vipsServedBefore };
}

/**
 * A group's line as it will be served (S123): positions count from 1, callbacks
 * that keep their place included. Worked out when it is asked for, because who
 * leaves a line changes the position of everybody behind, and nothing else.
 */
export function lineOf(view: Pick<ConsoleView, 'groups' | 'waiting' | 'callbacks'>, group: GroupId): readonly InLine[] {
  const { vipsServed = 0, maxOvertakes } = view.groups.find(({ id }) => id === group) ?? {};
  const isStarving = ({ callerClass, vipsServedBefore }: Seniority): boolean =>
    maxOvertakes !== undefined && callerClass === 'ordinary' && vipsServed - vipsServedBefore >= maxOvertakes;
  const calls = view.waiting.map(({ id, place }) => ({ kind: 'call' as const, call: id, place }));
  const callbacks = view.callbacks.map(({ id, place }) => ({ kind: 'callback' as const, callback: id, place }));
  return [...calls, ...callbacks]
    .flatMap(({ place, ...who }) => (place?.group === group ? [{ who, place }] : []))
    .sort((a, b) => {
      if (comesBefore(a.place, b.place, isStarving)) return -1;
      return comesBefore(b.place, a.place, isStarving) ? 1 : bySeniority(a.place, b.place);
    })
    .map(({ who }, before) => ({ ...who, position: before + 1 }));
}
