import { byName } from './collation.ts';
import { directoryLimits } from './directory-limits.ts';
import { type DirectoryEntry, type EntryKind, keyOf } from './entry.ts';
import type { Country } from './numbers.ts';
import type { NameOrder } from './person-name.ts';
import { fitOf, readQuery, type SearchText, searchTextOf } from './search-text.ts';

/** How to search. */
export interface SearchOptions {
  /** At most so many results; absent: 50. */
  readonly limit?: number;
  /** By what name the results are sorted (S25); absent: `firstName`. */
  readonly order?: NameOrder;
  /** Only entries of these kinds, as the folders of the list are (S22–S24); absent: all. */
  readonly kinds?: readonly EntryKind[];
}

interface Row extends SearchText {
  readonly entry: DirectoryEntry;
}

const orders = { firstName: byName('firstName'), lastName: byName('lastName') } satisfies Record<
  NameOrder,
  (a: DirectoryEntry, b: DirectoryEntry) => number
>;

/**
 * Users, contacts and groups, searched by any part of a name or number (S26).
 * The rows stand sorted both ways, so that a search only reads and a change
 * moves one row: it rebuilds nothing.
 */
export class DirectoryIndex {
  private readonly rows = new Map<string, Row>();
  private readonly sorted: Readonly<Record<NameOrder, Row[]>>;
  private readonly country: Country;

  /** `country` is the one whose numbers are also found as they are dialled within it. */
  constructor(entries: Iterable<DirectoryEntry>, country: Country) {
    this.country = country;
    for (const entry of entries) this.rows.set(keyOf(entry), this.rowOf(entry));
    const rows = [...this.rows.values()];
    this.sorted = {
      firstName: rows.toSorted((a, b) => orders.firstName(a.entry, b.entry)),
      lastName: rows.toSorted((a, b) => orders.lastName(a.entry, b.entry)),
    };
  }

  get size(): number {
    return this.rows.size;
  }

  /** The entry that is kept by this key, as `keyOf` makes it: for a card that stays open while the entry changes (S31). */
  get(key: string): DirectoryEntry | undefined {
    return this.rows.get(key)?.entry;
  }

  /** Adds an entry, or puts it in place of the one with its key. */
  set(entry: DirectoryEntry): void {
    this.delete(keyOf(entry));
    const row = this.rowOf(entry);
    this.rows.set(keyOf(entry), row);
    for (const order of ['firstName', 'lastName'] as const) {
      this.sorted[order].splice(this.placeOf(entry, order), 0, row);
    }
  }

  /** False when there was no entry with this key. */
  delete(key: string): boolean {
    const row = this.rows.get(key);
    if (row === undefined) return false;
    for (const order of ['firstName', 'lastName'] as const) {
      this.sorted[order].splice(this.placeOf(row.entry, order), 1);
    }
    return this.rows.delete(key);
  }

  /**
   * Every word of the query is found in a word or number of a result, whatever
   * the order, letter case or marks (S26). First those whose words begin with
   * what was typed, letter by letter; then those that begin with it without
   * marks (`o` for `ø`); then those that have it inside. An empty query finds all.
   */
  search(text: string, options: SearchOptions = {}): readonly DirectoryEntry[] {
    const { limit = directoryLimits.results, order = 'firstName', kinds } = options;
    const query = readQuery(text);
    const found: readonly [DirectoryEntry[], DirectoryEntry[], DirectoryEntry[]] = [[], [], []];
    for (const row of this.sorted[order]) {
      if (kinds !== undefined && !kinds.includes(row.entry.kind)) continue;
      const fit = fitOf(row, query);
      if (fit === undefined) continue;
      found[fit].push(row.entry);
      if (found[0].length >= limit) break;
    }
    return found.flat().slice(0, Math.max(0, limit));
  }

  private rowOf(entry: DirectoryEntry): Row {
    return { entry, ...searchTextOf(entry, this.country) };
  }

  /** The place of the first row that does not come before `entry`. */
  private placeOf(entry: DirectoryEntry, order: NameOrder): number {
    const rows = this.sorted[order];
    const compare = orders[order];
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = rows[middle]?.entry;
      if (other !== undefined && compare(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
