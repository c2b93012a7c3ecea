import { type DirectoryEntry, keyOf } from './entry.ts';
import type { NameOrder } from './person-name.ts';

/**
 * Norwegian order: æ, ø, å after z, and aa where å is (S25). The one place of
 * the core that uses the runtime's language data: it decides what a list looks
 * like and nothing that happens to a call.
 */
const norwegian = new Intl.Collator('nb', { numeric: true });

/** Compares two texts as a Norwegian list does; digits by their value. Texts that differ may compare as equal. */
export const collate = (a: string, b: string): number => norwegian.compare(a, b);

/** A total order of entries: by the parts of the name in that order, then by company, then by kind and id. */
export function byName(order: NameOrder): (a: DirectoryEntry, b: DirectoryEntry) => number {
  return (a, b) => {
    const [mine, others] = [sortParts(a, order), sortParts(b, order)];
    return (
      collate(mine[0], others[0]) ||
      collate(mine[1], others[1]) ||
      collate(mine[2], others[2]) ||
      byKey(keyOf(a), keyOf(b))
    );
  };
}

const byKey = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** Three parts, the first of them there: a person without the leading part of the name goes by the other. */
function sortParts({ name }: DirectoryEntry, order: NameOrder): readonly [string, string, string] {
  const { first, last, company = '' } = name;
  const [leading, second] = order === 'firstName' ? [first, last] : [last, first];
  if (leading !== undefined) return [leading, second ?? '', company];
  return second === undefined ? [company, '', ''] : [second, '', company];
}
