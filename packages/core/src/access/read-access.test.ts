import { describe, expect, it } from 'vitest';
import { accessProblems } from './access-problems.ts';
import { readAccess } from './read-access.ts';
import { categories, services } from './services.ts';

const USERS = new Set(['anna', 'bo']);
const sales = { id: 'sales', name: 'Sales', users: ['anna'] };

const problems = (input: unknown) => {
  const reading = readAccess(input, USERS);
  return reading.ok ? [] : reading.problems.map((each) => [each.path, each.found, each.expected]);
};

describe('[S158] a section on access', () => {
  it('is empty by default: no groups, no rules, premium numbers barred', () => {
    expect(readAccess({}, USERS)).toEqual({
      ok: true,
      section: {
        groups: [],
        rules: [],
        barring: {
          barredPrefixes: [],
          premiumPrefixes: ['+979', '+47820', '+47829'],
          allowInternational: true,
          allowPremium: false,
          callbacks: { allowInternational: false, allowPremium: false },
          dailyLimits: { everyone: {}, users: [] },
        },
      },
    });
  });

  it('is given back as it was written', () => {
    const section = {
      groups: [sales, { id: 'empty', name: 'Empty', users: [] }],
      rules: [
        { group: 'sales', category: 'calls', decision: 'deny' },
        { group: 'sales', service: 'hold', decision: 'allow' },
        { group: 'empty', service: 'hold', decision: 'deny' },
        { user: 'anna', category: 'calls', decision: 'deny' },
        { user: 'bo', service: 'hold', decision: 'deny' },
      ],
      barring: {
        barredPrefixes: ['+1', '+123456789012345'],
        premiumPrefixes: ['+1'],
        allowInternational: false,
        allowPremium: true,
        callbacks: { allowInternational: false, allowPremium: true },
        dailyLimits: {
          everyone: { calls: 0, minutes: 100_000 },
          users: [
            { user: 'anna', calls: 'unlimited' },
            { user: 'bo', minutes: 'unlimited' },
          ],
        },
      },
    };
    expect(readAccess(section, USERS)).toEqual({ ok: true, section });
  });
});

describe('[S159] names of access groups', () => {
  it('are refused when they are empty or taken', () => {
    const input = {
      groups: [
        sales,
        { id: 'b', name: '  ' },
        { id: 'c', name: ' sALES ' },
        { id: 'd', name: '' },
        { id: 'e', name: 'Caf\u00e9' },
        { id: 'f', name: 'cafe\u0301' },
      ],
    };
    expect(problems(input)).toEqual([
      ['access.groups[1].name', '"  "', 'a name'],
      ['access.groups[3].name', '""', 'a name'],
      [
        'access.groups[2].name',
        '" sALES "',
        'a name that no other access group has (access.groups[0].name has it too)',
      ],
      [
        'access.groups[5].name',
        '"cafe\u0301"',
        'a name that no other access group has (access.groups[4].name has it too)',
      ],
    ]);
  });

  it('two that are missing are not the same', () => {
    expect(problems({ groups: [{ id: 'a' }, { id: 'b' }] })).toEqual([
      ['access.groups[0].name', 'nothing', 'a name (it is missing)'],
      ['access.groups[1].name', 'nothing', 'a name (it is missing)'],
    ]);
  });
});

describe('what parts say of each other, read loosely', () => {
  it('leaves what is missing or empty to the schema', () => {
    const group = { name: '', users: ['', ''] };
    expect(accessProblems({ groups: [group, group], barring: {} }, undefined)).toEqual([]);
    expect(accessProblems({}, USERS)).toEqual([]);
  });

  it('points at the first of many', () => {
    const groups = ['a', 'b', 'c'].map((id) => ({ id, name: 'Same' }));
    expect(accessProblems({ groups }, USERS).map(({ expected }) => expected)).toEqual([
      'a name that no other access group has (access.groups[0].name has it too)',
      'a name that no other access group has (access.groups[0].name has it too)',
    ]);
  });

  it('tells a place with two mistakes of the one in its shape', () => {
    const cell = { user: 'anna', service: 'hold' };
    const rules = [
      { ...cell, decision: 'allow' },
      { ...cell, decision: 'maybe' },
    ];
    expect(problems({ rules })).toEqual([
      ['access.rules[1].decision', '"maybe"', '"allow" or "deny"; leave the rule out for unset'],
    ]);
  });

  it('takes a group without users for an empty one', () => {
    const reading = readAccess({ groups: [{ id: 'empty', name: 'Empty' }] }, undefined);
    expect(reading.ok && reading.section.groups).toEqual([{ id: 'empty', name: 'Empty', users: [] }]);
  });
});

describe('[S160] members of access groups', () => {
  it('are users of the company, each once; a group id is one group', () => {
    const input = {
      groups: [
        { ...sales, users: ['anna', 'ghost', 'anna'] },
        { id: 'sales', name: 'Other', users: ['anna'] },
      ],
    };
    expect(problems(input)).toEqual([
      ['access.groups[1].id', '"sales"', 'an access group id of its own (access.groups[0].id has it too)'],
      ['access.groups[0].users[2]', '"anna"', 'each user once (access.groups[0].users[0] has it too)'],
      ['access.groups[0].users[1]', '"ghost"', 'the id of a user of this file'],
    ]);
  });
});

describe('[S161] [S162] rules', () => {
  it('name one group or user and one service or category', () => {
    const input = {
      groups: [sales],
      rules: [
        { decision: 'allow' },
        { group: 'sales', user: 'anna', service: 'hold', category: 'calls', decision: 'deny' },
        { user: 'anna', decision: 'deny' },
        { service: 'hold', decision: 'deny' },
      ],
    };
    expect(problems(input)).toEqual([
      ['access.rules[0]', '[]', 'exactly one of: group, user'],
      ['access.rules[0]', '[]', 'exactly one of: service, category'],
      ['access.rules[1]', '["group","user"]', 'exactly one of: group, user'],
      ['access.rules[1]', '["service","category"]', 'exactly one of: service, category'],
      ['access.rules[2]', '[]', 'exactly one of: service, category'],
      ['access.rules[3]', '[]', 'exactly one of: group, user'],
    ]);
  });

  it('name what is there, and an unknown service or category is told with the right ones', () => {
    const input = {
      groups: [sales],
      rules: [
        { group: 'buyers', service: 'fly', decision: 'allow' },
        { user: 'ghost', category: 'hold', decision: 'unset' },
        { user: 'anna', service: 'hold' },
      ],
    };
    expect(problems(input)).toEqual([
      ['access.rules[0].service', '"fly"', `one of: ${services.join(', ')}`],
      ['access.rules[1].category', '"hold"', `one of: ${categories.join(', ')}`],
      ['access.rules[1].decision', '"unset"', '"allow" or "deny"; leave the rule out for unset'],
      ['access.rules[2].decision', 'nothing', '"allow" or "deny"; leave the rule out for unset (it is missing)'],
      ['access.rules[0].group', '"buyers"', 'the id of an access group of this file'],
      ['access.rules[1].user', '"ghost"', 'the id of a user of this file'],
    ]);
  });

  it('say one thing of one cell, once', () => {
    const cell = { group: 'sales', service: 'hold' };
    const input = {
      groups: [sales],
      rules: [
        { ...cell, decision: 'allow' },
        { ...cell, decision: 'deny' },
        { ...cell, decision: 'allow' },
        { user: 'anna', category: 'calls', decision: 'deny' },
        { user: 'anna', category: 'calls', decision: 'deny' },
        { user: 'bo', category: 'calls', decision: 'allow' },
        { user: 'anna', category: 'admin', decision: 'allow' },
        { user: 'anna', service: 'hold', decision: 'allow' },
      ],
    };
    expect(problems(input)).toEqual([
      ['access.rules[1].decision', '"deny"', 'one decision (access.rules[0] says "allow")'],
      ['access.rules[2].decision', '"allow"', 'each rule once (access.rules[0] is the same)'],
      ['access.rules[4].decision', '"deny"', 'each rule once (access.rules[3] is the same)'],
    ]);
  });

  it('of a user and of a group with the same id are two', () => {
    const input = {
      groups: [{ id: 'anna', name: 'Anna', users: [] }],
      rules: [
        { user: 'anna', service: 'hold', decision: 'allow' },
        { group: 'anna', service: 'hold', decision: 'deny' },
      ],
    };
    expect(problems(input)).toEqual([]);
  });

  it('that lack a part are not taken for the same', () => {
    const rules = [
      { user: 'anna', decision: 'allow' },
      { user: 'anna', decision: 'deny' },
    ];
    expect(problems({ rules }).map(([path]) => path)).toEqual(['access.rules[0]', 'access.rules[1]']);
  });
});

describe('[X11] barring', () => {
  it.each(['882', '00882', 'x+47', '+', '+0', '+47 57', '+1234567890123456', 47, '47+', '+47x'])(
    '%j is no beginning of a number',
    (prefix) => {
      expect(problems({ barring: { barredPrefixes: ['+47', prefix] } })).toEqual([
        [
          'access.barring.barredPrefixes[1]',
          JSON.stringify(prefix),
          'the beginning of a number in E.164, such as "+882"',
        ],
      ]);
    },
  );

  it('names each beginning once in a list', () => {
    const input = { barring: { barredPrefixes: ['+1', '+12', '+1'], premiumPrefixes: ['+1', '+2', '+2'] } };
    const once = 'each beginning once';
    expect(problems(input)).toEqual([
      ['access.barring.barredPrefixes[2]', '"+1"', `${once} (access.barring.barredPrefixes[0] has it too)`],
      ['access.barring.premiumPrefixes[2]', '"+2"', `${once} (access.barring.premiumPrefixes[1] has it too)`],
    ]);
  });

  it('does not allow callbacks what calls may not', () => {
    const callbacks = { allowInternational: true, allowPremium: true };
    expect(problems({ barring: { callbacks, allowInternational: false } })).toEqual([
      [
        'access.barring.callbacks.allowInternational',
        'true',
        'false, as long as access.barring.allowInternational is false',
      ],
      ['access.barring.callbacks.allowPremium', 'true', 'false, as long as access.barring.allowPremium is false'],
    ]);
    expect(problems({ barring: { callbacks: { allowPremium: true }, allowPremium: false } })).toHaveLength(1);
    expect(problems({ barring: { callbacks, allowPremium: true } })).toEqual([]);
    const closed = { allowInternational: false, allowPremium: false };
    expect(problems({ barring: { callbacks: closed, ...closed } })).toEqual([]);
  });

  it.each([-1, 100_001, 1.5, '5', 'none'])('%j is no limit', (calls) => {
    const expected = 'a whole number from 0 to 100000, or "unlimited"';
    const dailyLimits = { everyone: { calls }, users: [{ user: 'anna', minutes: calls }] };
    expect(problems({ barring: { dailyLimits } })).toEqual([
      ['access.barring.dailyLimits.everyone.calls', JSON.stringify(calls), expected],
      ['access.barring.dailyLimits.users[0].minutes', JSON.stringify(calls), expected],
    ]);
  });

  it('has limits of known users, each once, that limit something', () => {
    const users = [
      { user: 'anna', calls: 1 },
      { user: 'ghost', minutes: 1 },
      { user: 'anna', calls: 2 },
      { user: 'bo' },
    ];
    const path = 'access.barring.dailyLimits.users';
    expect(problems({ barring: { dailyLimits: { users } } })).toEqual([
      [`${path}[2].user`, '"anna"', `each user once (${path}[0].user has it too)`],
      [`${path}[3]`, 'neither', 'calls, minutes or both'],
      [`${path}[1].user`, '"ghost"', 'the id of a user of this file'],
    ]);
  });
});
