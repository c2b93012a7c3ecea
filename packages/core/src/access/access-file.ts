import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { flag, id, list, name, object, text, whole } from '../config/schema-parts.ts';
import { categories, services } from './services.ts';

/** Phone users who are given access together (S158). No queue: a user can be in any number of them. */
const accessGroup = object(
  { id, name, users: list(id, 'user ids').max(10_000, expecting('at most 10000 users')).default([]) },
  'an access group, such as { "id": "administrators", "name": "Administrators", "users": ["anna"] }',
);

/**
 * One cell that is not unset (S161, S162): exactly one of `group` and `user`,
 * exactly one of `service` and `category`, which `accessProblems` checks.
 */
const accessRule = object(
  {
    group: id.optional(),
    user: id.optional(),
    service: z.enum(services, expecting(`one of: ${services.join(', ')}`)).optional(),
    category: z.enum(categories, expecting(`one of: ${categories.join(', ')}`)).optional(),
    decision: z.enum(['allow', 'deny'], expecting('"allow" or "deny"; leave the rule out for unset')),
  },
  'a rule, such as { "group": "administrators", "category": "admin", "decision": "allow" }',
);

const prefix = text('the beginning of a number in E.164, such as "+882"', /^\+[1-9][0-9]{0,14}$/);
const prefixes = list(prefix, 'beginnings of numbers').max(1000, expecting('at most 1000 beginnings of numbers'));

const limitText = 'a whole number from 0 to 100000, or "unlimited"';
const limit = z.union(
  [whole(limitText, 0, 100_000), z.literal('unlimited', expecting(limitText))],
  expecting(limitText),
);

const limits = {
  /** Calls to the outside that a user may begin in a day. */
  calls: limit.optional(),
  /** Minutes of talk to the outside after which a user may begin no more calls that day. */
  minutes: limit.optional(),
};

const dailyLimits = object(
  {
    everyone: object(limits, 'limits, such as { "calls": 200, "minutes": 600 }').prefault({}),
    /** Goes before `everyone`, key by key. */
    users: list(
      object({ user: id, ...limits }, 'limits of a user, such as { "user": "anna", "calls": 500 }'),
      'limits of users',
    ).default([]),
  },
  'limits of a day, such as { "everyone": { "calls": 200 } }',
);

const barring = object(
  {
    barredPrefixes: prefixes.default([]),
    /** Absent: the international premium rate service and the two Norwegian series. */
    premiumPrefixes: prefixes.default(['+979', '+47820', '+47829']),
    allowInternational: flag.default(true),
    allowPremium: flag.default(false),
    /** The number of a callback is chosen by who called, so it is barred further. */
    callbacks: object(
      { allowInternational: flag.default(false), allowPremium: flag.default(false) },
      'what callbacks may reach, such as { "allowInternational": true }',
    ).prefault({}),
    dailyLimits: dailyLimits.prefault({}),
  },
  'what may be dialled, such as { "barredPrefixes": ["+882"] }',
);

/** The section of a company file on who may do what: access groups, rules, and barring. */
export const accessSchema = object(
  {
    groups: list(accessGroup, 'access groups').max(1000, expecting('at most 1000 access groups')).default([]),
    rules: list(accessRule, 'rules').max(20_000, expecting('at most 20000 rules')).default([]),
    barring: barring.prefault({}),
  },
  'who may do what: { "groups": ..., "rules": ..., "barring": ... }',
);

/** The section as people write it. */
export type AccessFile = z.input<typeof accessSchema>;
/** The section with every default filled in. */
export type AccessFileChecked = z.output<typeof accessSchema>;
/** The part of the section on barring, with every default filled in. */
export type BarringFile = AccessFileChecked['barring'];
