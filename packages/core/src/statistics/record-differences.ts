/** One place where two runs of the same calls differ. */
export interface RecordDifference {
  readonly call: string;
  /** Such as `outcome` or `times.talkMs`; empty when one run has no such call. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Where the records of two runs differ, by call and then by path: none when
 * calls that were run again under the same rules became the same (X8).
 * Records are plain JSON, each with the call's id, each call once a run.
 */
export function recordDifferences<Kept extends { readonly call: string }>(
  before: Iterable<Kept>,
  after: Iterable<Kept>,
): readonly RecordDifference[] {
  const [old, now] = [byCall(before), byCall(after)];
  const calls = [...new Set([...old.keys(), ...now.keys()])].sort();
  return calls.flatMap((call) =>
    differences(old.get(call), now.get(call), '').map((difference) => ({ call, ...difference })),
  );
}

const byCall = <Kept extends { readonly call: string }>(records: Iterable<Kept>): ReadonlyMap<string, Kept> =>
  new Map([...records].map((record) => [record.call, record]));

function differences(before: unknown, after: unknown, path: string): readonly Omit<RecordDifference, 'call'>[] {
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? [] : [{ path, before, after }];
  }
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => differences(old.get(key), now.get(key), path === '' ? key : `${path}.${key}`));
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;
