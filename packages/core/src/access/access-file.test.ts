import { describe, expect, it } from 'vitest';
import type { AccessFile } from './access-file.ts';
import { accessProblems } from './access-problems.ts';
import { readAccess } from './read-access.ts';

const USERS = new Set(['anna', 'bo']);
const sales = { id: 'sales', name: 'Sales', users: ['anna'] };

const problems = (input: unknown, path?: string) => {
  const reading = readAccess(input, USERS, path);
  return reading.ok ? [] : reading.problems.map((each) => [each.path, each.found, each.expected]);
};

describe('a section that is wrong in its shape', () => {
  const odd = (input: unknown) => problems(input).map(([path]) => path);

  it.each([5, null, 'x', []])('%j: one problem, at the section itself', (input) => {
    expect(odd(input)).toEqual(['access']);
    expect(accessProblems(input, USERS)).toEqual([]);
  });

  it('is told of beside what its parts say of each other', () => {
    const input = {
      groups: [{ id: 'A!', name: 'A', users: ['ghost'] }, 5],
      rules: [{ group: 'buyers', service: 'hold', decision: 'deny' }, 7],
      barring: { barredPrefixes: ['+1', 3, '+1'], dailyLimits: { users: [4] }, more: 1 },
      extra: {},
    };
    expect(odd(input)).toEqual([
      'access.groups[0].id',
      'access.groups[1]',
      'access.rules[1]',
      'access.barring.barredPrefixes[1]',
      'access.barring.dailyLimits.users[0]',
      'access.barring.more',
      'access.extra',
      'access.barring.barredPrefixes[2]',
      'access.groups[0].users[0]',
    ]);
  });

  it.each([{ groups: 5 }, { groups: [{ name: 'A' }] }])(
    'rules are not checked against groups that cannot be read: %j',
    (part) => {
      const rules = [{ group: 'buyers', service: 'hold', decision: 'deny' }];
      expect(odd({ ...part, rules })).not.toContain('access.rules[0].group');
      expect(odd({ rules })).toEqual(['access.rules[0].group']);
    },
  );

  it('a part in a wrong form is there: it is told once, for its form', () => {
    const rules = [{ user: 5, service: 6, decision: 'deny' }];
    expect(odd({ rules })).toEqual(['access.rules[0].user', 'access.rules[0].service']);
    const users = [{ user: 'anna', calls: 'x' }];
    expect(odd({ barring: { dailyLimits: { users } } })).toEqual(['access.barring.dailyLimits.users[0].calls']);
  });

  it.each([
    [{ rules: 5 }, 'access.rules'],
    [{ barring: 5 }, 'access.barring'],
    [{ barring: { callbacks: 5 } }, 'access.barring.callbacks'],
    [{ barring: { dailyLimits: 5 } }, 'access.barring.dailyLimits'],
    [{ barring: { dailyLimits: { users: 5 } } }, 'access.barring.dailyLimits.users'],
    [{ barring: { barredPrefixes: 5 } }, 'access.barring.barredPrefixes'],
    [{ groups: [{ ...sales, users: 5 }] }, 'access.groups[0].users'],
  ])('%j: one problem, at %s', (input, path) => {
    expect(odd(input)).toEqual([path]);
  });

  it.each([
    [{ groups: [5] }, 'access.groups[0]', 'an access group, such as'],
    [{ rules: [5] }, 'access.rules[0]', 'a rule, such as'],
    [{ barring: 5 }, 'access.barring', 'what may be dialled, such as'],
    [{ barring: { callbacks: 5 } }, 'access.barring.callbacks', 'what callbacks may reach, such as'],
    [{ barring: { dailyLimits: 5 } }, 'access.barring.dailyLimits', 'limits of a day, such as'],
    [{ barring: { dailyLimits: { everyone: 5 } } }, 'access.barring.dailyLimits.everyone', 'limits, such as'],
    [{ barring: { dailyLimits: { users: [5] } } }, 'access.barring.dailyLimits.users[0]', 'limits of a user, such as'],
    [{ groups: 5 }, 'access.groups', 'a list of access groups'],
    [{ rules: 5 }, 'access.rules', 'a list of rules'],
    [{ groups: [{ ...sales, users: 5 }] }, 'access.groups[0].users', 'a list of user ids'],
    [{ barring: { premiumPrefixes: 5 } }, 'access.barring.premiumPrefixes', 'a list of beginnings of numbers'],
    [{ barring: { dailyLimits: { users: 5 } } }, 'access.barring.dailyLimits.users', 'a list of limits of users'],
    [5, 'access', 'who may do what: '],
  ])('%j: at %s is told what would be right: %s', (input, path, expected) => {
    const [problem = []] = problems(input);
    expect(problem[0]).toBe(path);
    expect(problem[2]).toContain(expected);
  });

  it('ids of users that are not known yet are not checked', () => {
    const reading = readAccess({ groups: [{ ...sales, users: ['ghost'] }] }, undefined);
    expect(reading.ok).toBe(true);
  });

  it('paths begin where the section stands', () => {
    expect(problems({ groups: [{ ...sales, users: ['ghost'] }], rules: [7] }, 'who').map(([path]) => path)).toEqual([
      'who.rules[0]',
      'who.groups[0].users[0]',
    ]);
  });
});

describe('how much a section holds', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `u${at}`);
  const ofGroups = (count: number): AccessFile => ({
    groups: many(count).map((id) => ({ id, name: id })),
  });
  const ofUsers = (count: number): AccessFile => ({ groups: [{ id: 'a', name: 'A', users: many(count) }] });
  const ofRules = (count: number): AccessFile => ({
    rules: many(count).map((user) => ({ user, service: 'hold', decision: 'deny' as const })),
  });
  const ofPrefixes = (count: number): AccessFile => ({
    barring: { barredPrefixes: many(count).map((_, at) => `+${at + 1}`) },
  });

  it.each([
    ['access groups', ofGroups, 1000],
    ['users', ofUsers, 10_000],
    ['rules', ofRules, 20_000],
    ['beginnings of numbers', ofPrefixes, 1000],
  ])('at most so many %s', (what, make, most) => {
    expect(readAccess(make(most), undefined).ok).toBe(true);
    const reading = readAccess(make(most + 1), undefined);
    expect(reading.ok ? [] : reading.problems.map(({ expected }) => expected)).toEqual([`at most ${most} ${what}`]);
  });
});
