const numbered = (prefix: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, at) => `${prefix}${at + 1}`);

/** Every id that a test may carry: rows, ledger, extras, hard cases, laws and ground rules. */
export const allIds: readonly string[] = [
  ...numbered('S', 167),
  ...numbered('L', 16),
  ...numbered('X', 15),
  ...numbered('E', 25),
  ...numbered('Y', 5),
  ...numbered('law ', 12),
  ...numbered('G', 6),
];

/** The ids in a title: `[S41]`, `[law 3]`, and ranges such as `[S59–S63]`. */
export function idsIn(title: string): readonly string[] {
  return [...title.matchAll(/\[([^\]]+)\]/g)].flatMap(([, inside = '']) => {
    const range = /^([SLXEYG])([0-9]+)\s*[–-]\s*\1?([0-9]+)$/.exec(inside);
    if (range === null) return allIds.includes(inside) ? [inside] : [];
    const [, prefix = '', from = '', to = ''] = range;
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${prefix}${Number(from) + at}`);
  });
}
