/**
 * A file with changes laid over it: objects are merged key by key, a list of
 * things with ids is changed by an object of ids, null takes away, and anything
 * else replaces. Ids that are new come last.
 */
export function layOver(base: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  if (Array.isArray(base) && base.every(hasId)) return layOverList(base, change);
  const kept = isObject(base) ? base : {};
  const changed = Object.entries(change).flatMap(([key, value]) =>
    value === null ? [] : [[key, layOver(kept[key], value)] as const],
  );
  const others = Object.entries(kept).filter(([key]) => !(key in change));
  return Object.fromEntries([...others, ...changed]);
}

function layOverList(base: readonly { readonly id: string }[], change: Readonly<Record<string, unknown>>): unknown {
  const known = new Set(base.map(({ id }) => id));
  const kept = base.flatMap((item) => {
    if (!(item.id in change)) return [item];
    return change[item.id] === null ? [] : [layOver(item, change[item.id])];
  });
  const added = Object.entries(change).filter(([id, value]) => !known.has(id) && value !== null);
  return [...kept, ...added.map(([id, value]) => layOver({ id }, value))];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasId = (value: unknown): value is { readonly id: string } => isObject(value) && typeof value.id === 'string';
