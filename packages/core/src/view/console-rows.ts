import type { RowChanges } from './console-changes.ts';

/** A row as it was and as it is; undefined where there is none. */
export interface Difference<Row> {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** The rows of one list as they were told last. */
export class KnownRows<Row extends { readonly id: string }> {
  private readonly rows = new Map<string, Row>();

  /** Puts a row in place of the one with this id; `undefined`: there is none any more. Undefined when nothing is other. */
  put(id: Row['id'], after: Row | undefined): Difference<Row> | undefined {
    const before = this.rows.get(id);
    if (isSame(before, after)) return undefined;
    if (after === undefined) this.rows.delete(id);
    else this.rows.set(id, after);
    return { before, after };
  }

  values(): Iterable<Row> {
    return this.rows.values();
  }
}

/** What one is told of differences; undefined when there are none. */
export function changesOf<Row extends { readonly id: string }>(
  differences: readonly Difference<Row>[],
): RowChanges<Row> | undefined {
  if (differences.length === 0) return undefined;
  return {
    changed: differences.flatMap(({ after }) => after ?? []),
    removed: differences.flatMap(({ before, after }) => (after === undefined && before !== undefined ? before.id : [])),
  };
}

/** Whether two pieces of plain data are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key], b[key]));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
