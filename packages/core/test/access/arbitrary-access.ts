import fc from 'fast-check';
import { type AccessFileChecked, accessSchema } from '../../src/access/access-file.ts';
import { accessProblems } from '../../src/access/access-problems.ts';
import { categories, services } from '../../src/access/services.ts';

/** The users of the companies below. */
export const USERS = ['anna', 'bo', 'kari'] as const;

const GROUPS = ['a', 'b', 'c'] as const;

// Few services, so that rules meet; all of them are asked for.
const reach = fc.oneof(
  fc.record({ service: fc.constantFrom(...services) }),
  fc.record({ service: fc.constantFrom('park', 'hold', 'configure', 'seeAudit', 'dialPremium') }),
  fc.record({ category: fc.constantFrom(...categories) }),
);
const subject = fc.oneof(
  fc.record({ user: fc.constantFrom(...USERS) }),
  fc.record({ group: fc.constantFrom(...GROUPS) }),
);
const rule = fc
  .tuple(subject, reach, fc.constantFrom('allow' as const, 'deny' as const))
  .map(([who, what, decision]) => ({ ...who, ...what, decision }));

const groups = fc.tuple(...GROUPS.map((id) => fc.subarray([...USERS]).map((users) => ({ id, name: id, users }))));

const prefixes = fc.uniqueArray(fc.stringMatching(/^\+[1-9][0-9]{0,3}$/), { maxLength: 5 });
const limit = fc.option(fc.oneof(fc.constant('unlimited' as const), fc.nat({ max: 3 })), { nil: undefined });
const allows = fc.record({ allowInternational: fc.boolean(), allowPremium: fc.boolean() });
const barring = fc.record({
  barredPrefixes: prefixes,
  premiumPrefixes: prefixes,
  allowInternational: fc.boolean(),
  allowPremium: fc.boolean(),
  callbacks: allows,
  dailyLimits: fc.record({
    everyone: fc.record({ calls: limit, minutes: limit }),
    users: fc.uniqueArray(fc.record({ user: fc.constantFrom(...USERS), calls: limit, minutes: limit }), {
      selector: ({ user }) => user,
    }),
  }),
});

const cellOf = (each: object): string => JSON.stringify({ ...each, decision: '' });

/** Sections on access without rules on one cell twice; barring may close everything. */
export const arbitrarySection: fc.Arbitrary<AccessFileChecked> = fc
  .record({ groups, rules: fc.uniqueArray(rule, { maxLength: 25, selector: cellOf }), barring })
  .map((section) => accessSchema.parse(section));

/** A section with only its rule at `at`. */
export const onlyRule = (section: AccessFileChecked, at: number): AccessFileChecked => ({
  ...section,
  rules: section.rules.slice(at, at + 1),
});

/** What is wrong with the groups and rules of a section. */
export const problemsOfRules = (section: AccessFileChecked): readonly unknown[] =>
  accessProblems({ groups: section.groups, rules: section.rules }, new Set(USERS));
