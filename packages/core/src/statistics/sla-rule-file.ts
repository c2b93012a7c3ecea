import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { type Problem, problemsOf, shown } from '../config/problem.ts';
import { id, list, object, whole } from '../config/schema-parts.ts';
import { DEFAULT_SERVICE_LEVEL, namesOf, serviceLevels } from './service-level.ts';
import type { SlaRule, SlaWatch } from './sla-rule.ts';

const waitSeconds = whole('whole seconds from 1 to 86400', 1, 86_400);
const length = whole('a whole number from 1 to 100000', 1, 100_000);
const percent = whole('a whole number of per cent from 1 to 100', 1, 100);

/** One rule as people write it: exactly one of `waitSeconds`, `queueLength` and `serviceLevelBelow`. */
export const slaRuleSchema = object(
  {
    id,
    group: id,
    /** Alert when a caller has waited this long. */
    waitSeconds: waitSeconds.optional(),
    /** Armed again when nobody has waited this long any more; absent: `waitSeconds`. */
    clearWaitSeconds: waitSeconds.optional(),
    /** Alert when this many wait. */
    queueLength: length.optional(),
    /** Armed again when fewer than this wait; absent: `queueLength`. */
    clearQueueLength: length.optional(),
    /** Alert when the service level is below this, in per cent. */
    serviceLevelBelow: percent.optional(),
    /** Armed again when the service level is this or better; absent: `serviceLevelBelow`. */
    clearServiceLevel: percent.optional(),
    /** Which service level; absent: answered in time / (answered + abandoned − short abandons). */
    formula: z.enum(namesOf(serviceLevels), expecting(`one of: ${namesOf(serviceLevels).join(', ')}`)).optional(),
    /** The window of the service level. */
    minutes: z.union([z.literal(15), z.literal(30), z.literal(60)], expecting('15, 30 or 60')).optional(),
  },
  'a rule, such as { "id": "slow", "group": "sales", "waitSeconds": 60 }',
);

/** The rules of a company. */
export const slaRulesSchema = list(slaRuleSchema, 'rules').max(1000, expecting('at most 1000 rules'));

/** A rule as it is written. */
export type SlaRuleFile = z.output<typeof slaRuleSchema>;

/** The rules of a file, or everything that is wrong with them. */
export type SlaRulesReading =
  | { readonly ok: true; readonly rules: readonly SlaRule[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the rules of a file whose groups are `groups`; paths begin with `path`. */
export function readSlaRules(input: unknown, groups: ReadonlySet<string>, path = 'slaRules'): SlaRulesReading {
  const parsed = slaRulesSchema.safeParse(input);
  if (!parsed.success) {
    return { ok: false, problems: problemsOf(parsed.error, input).map((problem) => under(path, problem)) };
  }
  const problems = slaRuleProblems(input, groups, path);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, rules: compileSlaRules(parsed.data) };
}

/** The rules of a checked file. */
export const compileSlaRules = (rules: readonly SlaRuleFile[]): readonly SlaRule[] => rules.flatMap(ruleOf);

const under = (path: string, problem: Problem): Problem => ({ ...problem, path: `${path}${problem.path}` });

/**
 * What rules of the right shape can still have wrong: all of it. Rules of another
 * shape are passed over: that is told elsewhere. `groups` is undefined where they
 * could not be read: then they are not checked.
 */
export function slaRuleProblems(
  input: unknown,
  groups: ReadonlySet<string> | undefined,
  path = 'slaRules',
): readonly Problem[] {
  const rules: readonly unknown[] = Array.isArray(input) ? input : [];
  const first = new Map<string, string>();
  return rules.flatMap((one, at) => {
    const parsed = slaRuleSchema.safeParse(one);
    if (!parsed.success) return [];
    const rule = parsed.data;
    const here = `${path}[${at}]`;
    const before = first.get(rule.id);
    if (before === undefined) first.set(rule.id, `${here}.id`);
    return [
      ...when(before !== undefined, problem(`${here}.id`, rule.id, `a rule id of its own (${before} has it too)`)),
      ...when(
        groups?.has(rule.group) === false,
        problem(`${here}.group`, rule.group, 'the id of a group of this file'),
      ),
      ...watchProblems(rule, here),
    ];
  });
}

const limitKeys = ['waitSeconds', 'queueLength', 'serviceLevelBelow'] as const;

/** Keys that mean something beside one limit only. */
const companions = [
  { key: 'clearWaitSeconds', limit: 'waitSeconds' },
  { key: 'clearQueueLength', limit: 'queueLength' },
  { key: 'clearServiceLevel', limit: 'serviceLevelBelow' },
  { key: 'formula', limit: 'serviceLevelBelow' },
  { key: 'minutes', limit: 'serviceLevelBelow' },
] as const;

function watchProblems(rule: SlaRuleFile, here: string): readonly Problem[] {
  const limits = limitKeys.filter((key) => rule[key] !== undefined);
  const stray = companions.filter(({ key, limit }) => rule[key] !== undefined && rule[limit] === undefined);
  return [
    ...when(limits.length !== 1, problem(here, limits, `exactly one of: ${limitKeys.join(', ')}`)),
    ...stray.map(({ key, limit }) => problem(`${here}.${key}`, rule[key], `no ${key} without ${limit}`)),
    ...when(
      isAbove(rule.clearWaitSeconds, rule.waitSeconds),
      problem(`${here}.clearWaitSeconds`, rule.clearWaitSeconds, 'at most waitSeconds'),
    ),
    ...when(
      isAbove(rule.clearQueueLength, rule.queueLength),
      problem(`${here}.clearQueueLength`, rule.clearQueueLength, 'at most queueLength'),
    ),
    ...when(
      isAbove(rule.serviceLevelBelow, rule.clearServiceLevel),
      problem(`${here}.clearServiceLevel`, rule.clearServiceLevel, 'at least serviceLevelBelow'),
    ),
  ];
}

const isAbove = (value: number | undefined, most: number | undefined): boolean =>
  value !== undefined && most !== undefined && value > most;

const problem = (path: string, found: unknown, expected: string): Problem => ({ path, found: shown(found), expected });

const when = (isWrong: boolean, wrong: Problem): readonly Problem[] => (isWrong ? [wrong] : []);

function ruleOf(rule: SlaRuleFile): readonly SlaRule[] {
  const watch = watchOf(rule);
  return watch === undefined ? [] : [{ id: rule.id, group: rule.group, watch }];
}

function watchOf(rule: SlaRuleFile): SlaWatch | undefined {
  if (rule.waitSeconds !== undefined) {
    const limitMs = rule.waitSeconds * 1000;
    return { kind: 'wait', limitMs, clearMs: (rule.clearWaitSeconds ?? rule.waitSeconds) * 1000 };
  }
  if (rule.queueLength !== undefined) {
    return { kind: 'queueLength', limit: rule.queueLength, clear: rule.clearQueueLength ?? rule.queueLength };
  }
  if (rule.serviceLevelBelow === undefined) return undefined;
  return {
    kind: 'serviceLevel',
    below: rule.serviceLevelBelow / 100,
    clear: (rule.clearServiceLevel ?? rule.serviceLevelBelow) / 100,
    formula: rule.formula ?? DEFAULT_SERVICE_LEVEL,
    minutes: rule.minutes ?? 30,
  };
}
