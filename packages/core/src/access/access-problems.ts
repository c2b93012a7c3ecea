import { z } from 'zod';
import { type Problem, shown } from '../config/problem.ts';

const text = z.string().optional().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);
// What stands there in a wrong form does stand there: its form is told by the schema.
const there = z.unknown().optional();

const UNREADABLE_GROUP = { id: undefined, name: undefined, users: [] };
const group = z.object({ id: text, name: text, users: list(text) }).catch(UNREADABLE_GROUP);
const rule = z
  .object({ group: there, user: there, service: there, category: there, decision: there })
  .optional()
  .catch(undefined);
const limitsOfUser = z.object({ user: text, calls: there, minutes: there }).optional().catch(undefined);
const allows = z.object({ allowInternational: there, allowPremium: there }).catch({
  allowInternational: undefined,
  allowPremium: undefined,
});
const barring = z.object({
  barredPrefixes: list(text),
  premiumPrefixes: list(text),
  allowInternational: there,
  allowPremium: there,
  callbacks: allows,
  dailyLimits: z.object({ users: list(limitsOfUser) }).catch({ users: [] }),
});

/** What can be read of a section, right or wrong. */
const looseSection = z.object({
  groups: z.array(group).default([]).catch([UNREADABLE_GROUP]),
  rules: list(rule),
  barring: barring.catch(barring.parse({})),
});
type LooseSection = z.output<typeof looseSection>;

interface Named {
  readonly path: string;
  /** What stands there; undefined where nothing does, or nothing that can be read. */
  readonly value: unknown;
}

/**
 * What the parts of a section on access say of each other and of the company's
 * users: every mistake that its schema cannot see. Reads what can be read of
 * `input`, right or wrong. Without `knownUsers` users are not checked; paths
 * begin with `path`.
 */
export function accessProblems(
  input: unknown,
  knownUsers: ReadonlySet<string> | undefined,
  path = 'access',
): readonly Problem[] {
  const { success, data: section } = looseSection.safeParse(input);
  if (!success) return [];
  return [
    ...groupProblems(section, path),
    ...ruleProblems(section, path),
    ...barringProblems(section, `${path}.barring`),
    ...unknown(knownUsers, usersNamed(section, path), 'the id of a user of this file'),
  ];
}

function groupProblems({ groups }: LooseSection, path: string): readonly Problem[] {
  const ids = groups.map(({ id }, at) => ({ path: `${path}.groups[${at}].id`, value: id }));
  const names = groups.map(({ name }, at) => ({ path: `${path}.groups[${at}].name`, value: name }));
  return [
    ...twice(ids, 'an access group id of its own'),
    ...twice(names, 'a name that no other access group has', sameToPeople),
    ...groups.flatMap(({ users }, at) =>
      twice(
        users.map((user, place) => ({ path: `${path}.groups[${at}].users[${place}]`, value: user })),
        'each user once',
      ),
    ),
  ];
}

/** Names that people would take for one (S159). */
const sameToPeople = (name: unknown): unknown =>
  typeof name === 'string' ? name.trim().normalize('NFC').toLowerCase() : undefined;

function twice(all: readonly Named[], expected: string, keyOf = (value: unknown) => value): readonly Problem[] {
  const first = new Map<unknown, string>();
  return all.flatMap(({ path, value }) => {
    const key = keyOf(value);
    // A name that is missing or empty is told by the schema.
    if (key === undefined || key === '') return [];
    const before = first.get(key);
    if (before === undefined) first.set(key, path);
    return before === undefined ? [] : [{ path, found: shown(value), expected: `${expected} (${before} has it too)` }];
  });
}

function ruleProblems({ groups, rules }: LooseSection, path: string): readonly Problem[] {
  const readable = groups.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const known = readable.length === groups.length ? new Set(readable) : undefined;
  const named = rules.map((each, at) => ({ path: `${path}.rules[${at}].group`, value: each?.group }));
  return [
    ...rules.flatMap((each, at) => (each === undefined ? [] : formProblems(each, `${path}.rules[${at}]`))),
    ...unknown(known, named, 'the id of an access group of this file'),
    ...cellProblems(rules, path),
  ];
}

type LooseRule = NonNullable<LooseSection['rules'][number]>;

function formProblems(each: LooseRule, path: string): readonly Problem[] {
  const choices = [
    ['group', 'user'],
    ['service', 'category'],
  ] as const;
  return choices.flatMap((keys) => {
    const present = keys.filter((key) => each[key] !== undefined);
    return present.length === 1
      ? []
      : [{ path, found: shown(present), expected: `exactly one of: ${keys.join(', ')}` }];
  });
}

/** A cell of (group or user, service or category) says one thing. */
function cellProblems(rules: LooseSection['rules'], path: string): readonly Problem[] {
  const first = new Map<string, { readonly path: string; readonly decision: unknown }>();
  return rules.flatMap((each, at) => {
    if (each === undefined || formProblems(each, '').length > 0) return [];
    const cell = shown([each.group, each.user, each.service, each.category]);
    const before = first.get(cell);
    const here = `${path}.rules[${at}]`;
    if (before === undefined) {
      first.set(cell, { path: here, decision: each.decision });
      return [];
    }
    const expected =
      before.decision === each.decision
        ? `each rule once (${before.path} is the same)`
        : `one decision (${before.path} says ${shown(before.decision)})`;
    return [{ path: `${here}.decision`, found: shown(each.decision), expected }];
  });
}

function barringProblems({ barring: section }: LooseSection, path: string): readonly Problem[] {
  const lists = (['barredPrefixes', 'premiumPrefixes'] as const).map((key) =>
    section[key].map((value, at) => ({ path: `${path}.${key}[${at}]`, value })),
  );
  const users = section.dailyLimits.users.map((each, at) => ({
    path: `${path}.dailyLimits.users[${at}].user`,
    value: each?.user,
  }));
  return [
    ...lists.flatMap((each) => twice(each, 'each beginning once')),
    ...callbackProblems(section, path),
    ...twice(users, 'each user once'),
    ...section.dailyLimits.users.flatMap((each, at) =>
      each === undefined || each.calls !== undefined || each.minutes !== undefined
        ? []
        : [{ path: `${path}.dailyLimits.users[${at}]`, found: 'neither', expected: 'calls, minutes or both' }],
    ),
  ];
}

/** A callback cannot reach what nobody may call. */
function callbackProblems(section: LooseSection['barring'], path: string): readonly Problem[] {
  const { allowInternational = true, allowPremium = false, callbacks } = section;
  const wrong = [
    { key: 'allowInternational', isWrong: callbacks.allowInternational === true && allowInternational === false },
    { key: 'allowPremium', isWrong: callbacks.allowPremium === true && allowPremium === false },
  ];
  return wrong.flatMap(({ key, isWrong }) =>
    isWrong
      ? [{ path: `${path}.callbacks.${key}`, found: 'true', expected: `false, as long as ${path}.${key} is false` }]
      : [],
  );
}

function usersNamed({ groups, rules, barring: section }: LooseSection, path: string): readonly Named[] {
  return [
    ...groups.flatMap(({ users }, at) =>
      users.map((value, place) => ({ path: `${path}.groups[${at}].users[${place}]`, value })),
    ),
    ...rules.map((each, at) => ({ path: `${path}.rules[${at}].user`, value: each?.user })),
    ...section.dailyLimits.users.map((each, at) => ({
      path: `${path}.barring.dailyLimits.users[${at}].user`,
      value: each?.user,
    })),
  ];
}

function unknown(
  known: ReadonlySet<string> | undefined,
  named: readonly Named[],
  expected: string,
): readonly Problem[] {
  if (known === undefined) return [];
  return named.flatMap(({ path, value }) =>
    typeof value !== 'string' || known.has(value) ? [] : [{ path, found: shown(value), expected }],
  );
}
