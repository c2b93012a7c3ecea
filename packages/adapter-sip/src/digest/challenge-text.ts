/** `Digest a=b, c="d"` as a map of lower-case names; undefined when it is another scheme or cannot be read. */
export function parseDigest(text: string): ReadonlyMap<string, string> | undefined {
  if (text.length > 4_096 || !/^\s*digest\s/i.test(text)) return undefined;
  const fields = new Map<string, string>();
  const pattern = /\s*([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)/gy;
  pattern.lastIndex = text.search(/\S/) + 'digest'.length;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const name = (match[1] ?? '').toLowerCase();
    if (fields.has(name)) return undefined;
    fields.set(name, match[2] === undefined ? (match[3] ?? '') : match[2].replace(/\\(.)/gs, '$1'));
  }
  return fields;
}

/** Writes a digest header field's value; names in `bare` stand without quotes. */
export function formatDigest(
  fields: readonly (readonly [name: string, value: string])[],
  bare: ReadonlySet<string>,
): string {
  const parts = fields.map(([name, value]) =>
    bare.has(name) ? `${name}=${value}` : `${name}="${value.replace(/["\\]/g, '\\$&')}"`,
  );
  return `Digest ${parts.join(', ')}`;
}
