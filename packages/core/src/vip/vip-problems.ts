import { z } from 'zod';
import { type Problem, problemsOf, shown } from '../config/problem.ts';
import { isE164, toE164 } from '../directory/numbers.ts';
import { type VipList, vipListsSchema } from './vip-file.ts';

/** What VIP lists may name of their company; undefined where it could not be read: then it is not checked. */
export interface VipSurroundings {
  readonly users: ReadonlySet<string> | undefined;
  readonly groups: ReadonlySet<string> | undefined;
}

/** VIP lists, or every mistake in them at once. */
export type VipListsReading =
  | { readonly ok: true; readonly lists: readonly VipList[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the VIP lists of a file; paths begin with `path`. */
export function readVipLists(input: unknown, around: VipSurroundings, path = 'vipLists'): VipListsReading {
  const parsed = vipListsSchema.safeParse(input);
  const ofShape = parsed.success ? [] : problemsOf(parsed.error, input).map((problem) => under(path, problem));
  const wrong = new Set(ofShape.map((problem) => problem.path));
  const problems = [...ofShape, ...vipListProblems(input, around, path).filter((problem) => !wrong.has(problem.path))];
  if (parsed.success && problems.length === 0) return { ok: true, lists: parsed.data };
  return { ok: false, problems };
}

/** Every path of the schema begins with the place in the list, or is empty. */
const under = (path: string, problem: Problem): Problem => ({ ...problem, path: `${path}${problem.path}` });

const text = z.string().optional().catch(undefined);
const target = z.object({ user: text, group: text }).catch({ user: undefined, group: undefined });
const looseEntry = z
  .object({ number: text, prefix: text, direct: target.optional() })
  .catch({ number: undefined, prefix: undefined, direct: undefined });
const looseLists = z
  .array(
    z
      .object({ id: text, entries: z.array(looseEntry).catch([]), groups: z.array(text).catch([]) })
      .catch({ id: undefined, entries: [], groups: [] }),
  )
  .catch([]);

interface Named {
  readonly path: string;
  readonly value: string | undefined;
}

/**
 * What VIP lists say of each other and of the company, right or wrong otherwise:
 * an id, a number, a beginning or a group twice, and users and groups that nobody knows.
 */
export function vipListProblems(input: unknown, around: VipSurroundings, path = 'vipLists'): readonly Problem[] {
  const lists = looseLists.parse(input).map((list, at) => ({ ...list, path: `${path}[${at}]` }));
  const ids = lists.map(({ id, path: of }): Named => ({ path: `${of}.id`, value: id }));
  return [...twice(ids, 'a list id of its own'), ...lists.flatMap((list) => problemsOfList(list, around))];
}

type LooseList = z.output<typeof looseLists>[number] & { readonly path: string };

function problemsOfList({ entries, groups, path }: LooseList, around: VipSurroundings): readonly Problem[] {
  const of = (at: number): string => `${path}.entries[${at}]`;
  const numbers = entries.map(({ number }, at): Named => ({ path: `${of(at)}.number`, value: number }));
  const prefixes = entries.map(({ prefix }, at): Named => ({ path: `${of(at)}.prefix`, value: prefix }));
  const users = entries.map(({ direct }, at): Named => ({ path: `${of(at)}.direct.user`, value: direct?.user }));
  const toGroups = entries.map(({ direct }, at): Named => ({ path: `${of(at)}.direct.group`, value: direct?.group }));
  const reach = groups.map((group, at): Named => ({ path: `${path}.groups[${at}]`, value: group }));
  return [
    ...twice(numbers, 'each number once in a list'),
    ...impossible(numbers),
    ...twice(prefixes, 'each beginning once in a list'),
    ...unknown(users, around.users, 'the id of a user of this file'),
    ...unknown(toGroups, around.groups, 'the id of a group of this file'),
    ...twice(reach, 'each group once'),
    ...unknown(reach, around.groups, 'the id of a group of this file'),
  ];
}

function twice(all: readonly Named[], expected: string): readonly Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined ? [] : [{ path, found: shown(value), expected: `${expected} (${before} has it too)` }];
  });
}

const unknown = (
  named: readonly Named[],
  known: ReadonlySet<string> | undefined,
  expected: string,
): readonly Problem[] =>
  named.flatMap(({ path, value }) =>
    value === undefined || known === undefined || known.has(value) ? [] : [{ path, found: shown(value), expected }],
  );

/** A number in E.164 says its own country, so that any will do for reading it. */
const impossible = (numbers: readonly Named[]): readonly Problem[] =>
  numbers.flatMap(({ path, value }) =>
    value === undefined || !isE164(value) || toE164(value, 'NO') === value
      ? []
      : [{ path, found: shown(value), expected: 'a number that its country can have' }],
  );
