import { describe, expect, it } from 'vitest';
import { type AccessFile, accessSchema } from './access-file.ts';
import { allowedServices, compileAccess, explain, isAllowed, usersAllowed } from './decide.ts';
import { type Service, services, servicesOf } from './services.ts';

const USERS = ['anna', 'bo', 'kari'];
const GROUPS = [
  { id: 'sales', name: 'Sales', users: ['anna', 'bo'] },
  { id: 'leaders', name: 'Leaders', users: ['anna'] },
];

const accessOf = (rules: AccessFile['rules'], path?: string) =>
  compileAccess(accessSchema.parse({ groups: GROUPS, rules }), USERS, path);

const decided = (rules: AccessFile['rules'], user: string, service: Service) => {
  const { decision, rule } = explain(accessOf(rules), user, service);
  expect(isAllowed(accessOf(rules), user, service)).toBe(decision === 'allow');
  expect(rule.decision).toBe(decision);
  return rule;
};

describe('[L9] [S164] user rule beats group rule', () => {
  it('a user who is allowed may, though both groups are denied', () => {
    const rules: AccessFile['rules'] = [
      { group: 'sales', service: 'park', decision: 'deny' },
      { group: 'leaders', service: 'park', decision: 'deny' },
      { user: 'anna', service: 'park', decision: 'allow' },
    ];
    const path = 'access.rules[2]';
    expect(decided(rules, 'anna', 'park')).toEqual({ level: 'user', decision: 'allow', reach: 'service', path });
    expect(decided(rules, 'bo', 'park')).toMatchObject({ level: 'group', group: 'sales', decision: 'deny' });
  });

  it('a user who is denied may not, though the group is allowed', () => {
    const rules: AccessFile['rules'] = [
      { user: 'bo', service: 'configure', decision: 'deny' },
      { group: 'sales', service: 'configure', decision: 'allow' },
    ];
    expect(decided(rules, 'bo', 'configure')).toMatchObject({ level: 'user', decision: 'deny' });
    expect(decided(rules, 'anna', 'configure')).toMatchObject({ level: 'group', decision: 'allow' });
  });

  it('also when the rule on the user is on the category, and the one on the group on the service', () => {
    const rules: AccessFile['rules'] = [
      { user: 'bo', category: 'calls', decision: 'allow' },
      { group: 'sales', service: 'park', decision: 'deny' },
    ];
    expect(decided(rules, 'bo', 'park')).toMatchObject({ level: 'user', reach: 'category', decision: 'allow' });
  });
});

describe('[L9] [S164] among groups deny beats allow', () => {
  it.each([
    ['sales', 'leaders', 'access.rules[0]'],
    ['leaders', 'sales', 'access.rules[0]'],
  ])('%s denies, %s allows', (denying, allowing, path) => {
    const rules: AccessFile['rules'] = [
      { group: denying, service: 'sendSms', decision: 'deny' },
      { group: allowing, service: 'sendSms', decision: 'allow' },
    ];
    const rule = { level: 'group', group: denying, decision: 'deny', reach: 'service', path };
    expect(decided(rules, 'anna', 'sendSms')).toEqual(rule);
  });

  it('a category that one group is denied beats a service that another is allowed', () => {
    const rules: AccessFile['rules'] = [
      { group: 'sales', service: 'sendSms', decision: 'allow' },
      { group: 'leaders', category: 'messages', decision: 'deny' },
    ];
    expect(decided(rules, 'anna', 'sendSms')).toMatchObject({ group: 'leaders', reach: 'category', decision: 'deny' });
  });

  it('of groups that decide alike the first in the file is told', () => {
    const both = (decision: 'allow' | 'deny'): AccessFile['rules'] => [
      { group: 'leaders', service: 'seeAudit', decision },
      { group: 'sales', service: 'seeAudit', decision },
    ];
    expect(decided(both('deny'), 'anna', 'seeAudit')).toMatchObject({ group: 'sales', path: 'access.rules[1]' });
    expect(decided(both('allow'), 'anna', 'seeAudit')).toMatchObject({ group: 'sales', path: 'access.rules[1]' });
  });

  it('a group that says nothing lets the other decide, and who is in no group is not meant', () => {
    const rules: AccessFile['rules'] = [{ group: 'leaders', service: 'whisper', decision: 'allow' }];
    expect(decided(rules, 'anna', 'whisper')).toMatchObject({ group: 'leaders', decision: 'allow' });
    expect(decided(rules, 'bo', 'whisper')).toMatchObject({ level: 'default', decision: 'deny' });
    expect(decided(rules, 'kari', 'whisper')).toMatchObject({ level: 'default', decision: 'deny' });
  });
});

describe('[L9] [S161] [S162] unset → category default (admin categories deny)', () => {
  it.each([
    ['park', 'calls', 'allow'],
    ['answerForOthers', 'operator', 'allow'],
    ['breakIn', 'supervision', 'deny'],
    ['sendEmail', 'messages', 'allow'],
    ['setOwnAbsence', 'ownProfile', 'allow'],
    ['logInOut', 'groups', 'allow'],
    ['manageAccess', 'admin', 'deny'],
  ] as const)('%s of %s: %s', (service, category, decision) => {
    expect(decided([], 'kari', service)).toEqual({ level: 'default', decision, category });
  });

  it('[S6] nobody is an administrator but by a rule', () => {
    const access = accessOf([{ group: 'leaders', category: 'admin', decision: 'allow' }]);
    expect(usersAllowed(access, 'manageUsers')).toEqual(['anna']);
    expect(usersAllowed(accessOf([]), 'manageUsers')).toEqual([]);
    expect(usersAllowed(accessOf([]), 'hold')).toEqual(USERS);
  });
});

describe('[S163] a category-wide set', () => {
  it('holds for every service of the category and no other', () => {
    const access = accessOf([{ user: 'kari', category: 'admin', decision: 'allow' }]);
    const usual = allowedServices(accessOf([]), 'kari');
    expect(allowedServices(access, 'kari')).toEqual([...usual, ...servicesOf('admin')]);
  });

  it.each([
    [
      [
        { user: 'bo', category: 'calls', decision: 'deny' },
        { user: 'bo', service: 'hold', decision: 'allow' },
      ],
    ],
    [
      [
        { user: 'bo', service: 'hold', decision: 'allow' },
        { user: 'bo', category: 'calls', decision: 'deny' },
      ],
    ],
  ] as const)('gives way to a rule on the service, in any order of the file', (rules) => {
    expect(decided([...rules], 'bo', 'hold')).toMatchObject({ level: 'user', reach: 'service', decision: 'allow' });
    expect(decided([...rules], 'bo', 'park')).toMatchObject({ level: 'user', reach: 'category', decision: 'deny' });
  });

  it('gives way within a group too', () => {
    const rules: AccessFile['rules'] = [
      { group: 'sales', category: 'calls', decision: 'deny' },
      { group: 'sales', service: 'hold', decision: 'allow' },
    ];
    expect(decided(rules, 'bo', 'hold')).toMatchObject({ level: 'group', reach: 'service', decision: 'allow' });
    expect(decided(rules, 'bo', 'park')).toMatchObject({ level: 'group', reach: 'category', decision: 'deny' });
  });
});

describe('[S164] effective access', () => {
  it('denies everything to who is no user, also to one whom rules and groups name', () => {
    const section = accessSchema.parse({
      groups: [{ id: 'sales', name: 'Sales', users: ['ghost'] }],
      rules: [
        { user: 'ghost', category: 'calls', decision: 'allow' },
        { group: 'sales', category: 'calls', decision: 'allow' },
      ],
    });
    const access = compileAccess(section, USERS);
    for (const service of services) {
      expect(explain(access, 'ghost', service)).toEqual({
        user: 'ghost',
        service,
        decision: 'deny',
        rule: { level: 'unknownUser', decision: 'deny' },
      });
    }
    expect(allowedServices(access, 'ghost')).toEqual([]);
  });

  it('tells where the rule stands in the file that holds the section', () => {
    const access = accessOf([{ user: 'bo', service: 'hold', decision: 'deny' }], 'who');
    expect(explain(access, 'bo', 'hold')).toEqual({
      user: 'bo',
      service: 'hold',
      decision: 'deny',
      rule: { level: 'user', decision: 'deny', reach: 'service', path: 'who.rules[0]' },
    });
  });
});
