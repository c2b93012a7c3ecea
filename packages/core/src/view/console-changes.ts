import type { Instant } from '../kernel/time.ts';
import type { ConsoleSelf } from './console-people.ts';
import type { ConsoleView } from './console-view.ts';

/** The lists of a {@link ConsoleView}, each with the order of its rows. */
export const panels = {
  users: byText,
  groups: byText,
  members: byText,
  waiting: byAge,
  parked: byAge,
  callbacks: byAge,
  conferences: byAge,
  ownCalls: byAge,
} as const satisfies Readonly<Partial<Record<keyof ConsoleView, (a: string, b: string) => number>>>;

/** The name of a list of a {@link ConsoleView}. */
export type PanelName = keyof typeof panels;

/** A row of a list. */
export type RowOf<Name extends PanelName> = ConsoleView[Name][number];

/** What is other in a list: rows that are new or have changed, whole; and the ids of those that are gone. */
export interface RowChanges<Row extends { readonly id: string }> {
  readonly changed: readonly Row[];
  readonly removed: readonly Row['id'][];
}

/** What is other in a {@link ConsoleView} after a step: what is not named is as it was. */
export type ConsoleChanges = {
  /** When it became so. */
  readonly at: Instant;
  readonly self?: ConsoleSelf;
} & { readonly [Name in PanelName]?: RowChanges<RowOf<Name>> };

/**
 * The view after the changes: the same as a fresh one. Changes are to be applied
 * in the order in which they came; one that is applied twice does no harm.
 */
export function applyChanges(view: ConsoleView, changes: ConsoleChanges): ConsoleView {
  const { at, self = view.self, users, groups, members, waiting, parked, callbacks, conferences, ownCalls } = changes;
  return {
    at,
    self,
    users: changedRows(view.users, users, panels.users),
    groups: changedRows(view.groups, groups, panels.groups),
    members: changedRows(view.members, members, panels.members),
    waiting: changedRows(view.waiting, waiting, panels.waiting),
    parked: changedRows(view.parked, parked, panels.parked),
    callbacks: changedRows(view.callbacks, callbacks, panels.callbacks),
    conferences: changedRows(view.conferences, conferences, panels.conferences),
    ownCalls: changedRows(view.ownCalls, ownCalls, panels.ownCalls),
  };
}

function changedRows<Row extends { readonly id: string }>(
  rows: readonly Row[],
  changes: RowChanges<Row> | undefined,
  order: (a: string, b: string) => number,
): readonly Row[] {
  if (changes === undefined) return rows;
  const byId = new Map<string, Row>(rows.map((row) => [row.id, row]));
  for (const id of changes.removed) byId.delete(id);
  for (const row of changes.changed) byId.set(row.id, row);
  return inOrder([...byId.values()], order);
}

/** Rows in the order of their list. */
export const inOrder = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  order: (a: string, b: string) => number,
): readonly Row[] => rows.toSorted((a, b) => order(a.id, b.id));

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The engine counts what it makes: `c9` is older than `c10`. */
function byAge(a: string, b: string): number {
  return a.length - b.length || byText(a, b);
}
