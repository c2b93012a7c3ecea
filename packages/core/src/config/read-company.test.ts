import { describe, expect, it } from 'vitest';
import type { CompanyFile } from './company-file.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Problem } from './problem.ts';
import { readCompany } from './read-company.ts';

const file = {
  name: 'Butikken',
  numbers: [{ number: '+4757828600', to: { group: 'shop' } }],
  users: [
    { id: 'anna', name: 'Anna', shortNumber: '101', devices: ['anna-desk'], displayNumber: '+4757828600' },
    { id: 'bo', name: 'Bo', shortNumber: '102', devices: ['bo-desk'] },
  ],
  groups: [{ id: 'shop', name: 'Butikk', shortNumber: '201', members: [{ user: 'anna', tier: 0 }] }],
} satisfies CompanyFile;
const [anna, bo] = file.users;
const [group] = file.groups;

const read = (change: object): readonly Problem[] => {
  const reading = readCompany({ ...file, ...change });
  return reading.ok ? [] : reading.problems;
};
const company = (change: object = {}) => {
  const reading = readCompany({ ...file, ...change });
  if (!reading.ok) throw new ConfigurationError('company file', reading.problems);
  return reading.company;
};
const groupWith = (change: object) => ({ groups: [{ ...group, ...change }] });
const seconds = 'seconds from 1 to 600, or a list of them';

describe('a company file that is right', () => {
  it('gets its defaults: 20 s a tier [L11], 5 s between rounds, no limit of rounds, 30 s for a user', () => {
    const { groups, userRingMs, unansweredSound, country, emergencyNumbers } = company();
    expect(groups.get('shop' as never)).toMatchObject({
      tiers: [{ number: 0, ringMs: 20_000, members: ['anna'] }],
      rounds: undefined,
      roundPauseMs: 5000,
      keepRinging: false,
      unansweredSound: 'nobody-answered',
    });
    expect([userRingMs, unansweredSound, country, [...emergencyNumbers]]).toEqual([
      30_000,
      'nobody-answered',
      'NO',
      ['110', '112', '113'],
    ]);
  });

  it('[S107] puts members in tiers by their number, the best first, in the order of the file', () => {
    const members = [
      { user: 'bo', tier: 7 },
      { user: 'anna', tier: 2 },
    ];
    const shop = company(groupWith({ members, ring: { seconds: [3, 9] } })).groups.get('shop' as never);
    expect(shop?.tiers).toEqual([
      { number: 2, ringMs: 3000, members: ['anna'] },
      { number: 7, ringMs: 9000, members: ['bo'] },
    ]);
    expect([...(shop?.members.values() ?? [])].map(({ user, tier }) => [user, tier])).toEqual([
      ['bo', 7],
      ['anna', 2],
    ]);
  });

  it('a group’s own message, or its silence, comes before the company’s', () => {
    const own = company(groupWith({ unanswered: { message: 'closed' } })).groups.get('shop' as never);
    const none = company(groupWith({ unanswered: { message: null } })).groups.get('shop' as never);
    expect([own?.unansweredSound, none?.unansweredSound]).toEqual(['closed', undefined]);
  });
});

describe('every mistake is told with its path, what stood there, and what would be right', () => {
  const cases: readonly (readonly [string, object, Problem])[] = [
    [
      'an id',
      { users: [{ ...anna, id: 'Anna!', displayNumber: undefined }, bo], groups: [], numbers: [] },
      {
        path: 'users[0].id',
        found: '"Anna!"',
        expected: '1 to 40 small letters, digits and hyphens, such as "anna-desk"',
      },
    ],
    ['an empty name', { name: '  ' }, { path: 'name', found: '"  "', expected: 'a name' }],
    [
      'a long name',
      { name: 'x'.repeat(81) },
      { path: 'name', found: `"${'x'.repeat(56)}...`, expected: 'at most 80 characters' },
    ],
    [
      'a country',
      { country: 'Norge' },
      { path: 'country', found: '"Norge"', expected: 'an ISO 3166-1 country code, such as "NO"' },
    ],
    [
      'a number',
      { numbers: [{ number: '57828600', to: { group: 'shop' } }] },
      {
        path: 'numbers[0].number',
        found: '"57828600"',
        expected: 'a number in E.164, such as "+4757828600"',
      },
    ],
    [
      'a number no country has',
      { numbers: [...file.numbers, { number: '+4712345678901', to: { group: 'shop' } }] },
      {
        path: 'numbers[1].number',
        found: '"+4712345678901"',
        expected: 'a number that its country can have',
      },
    ],
    [
      'a target',
      { numbers: [{ number: '+4757828600', to: { queue: 'x' } }] },
      {
        path: 'numbers[0].to',
        found: '{"queue":"x"}',
        expected:
          '{ "group": id }, { "user": id }, { "flow": id }, { "external": number }, { "voicemail": … }, { "message": sound } or { "release": true }',
      },
    ],
    ['no user', { users: [], groups: [], numbers: [] }, { path: 'users', found: '[]', expected: 'at least one user' }],
    [
      'a short number',
      { users: [{ ...anna, shortNumber: '1' }, bo] },
      {
        path: 'users[0].shortNumber',
        found: '"1"',
        expected: '2 to 6 digits, such as "101"',
      },
    ],
    [
      'a tier',
      groupWith({ members: [{ user: 'anna', tier: -1 }] }),
      {
        path: 'groups[0].members[0].tier',
        found: '-1',
        expected: 'a whole number from 0 to 99',
      },
    ],
    [
      'a group of nobody',
      groupWith({ members: [] }),
      { path: 'groups[0].members', found: '[]', expected: 'at least one member' },
    ],
    [
      'no ring time',
      groupWith({ ring: { seconds: 0 } }),
      { path: 'groups[0].ring.seconds', found: '0', expected: 'whole seconds from 1 to 600' },
    ],
    [
      'a text for seconds',
      groupWith({ ring: { seconds: '20' } }),
      { path: 'groups[0].ring.seconds', found: '"20"', expected: seconds },
    ],
    [
      'no round',
      groupWith({ ring: { rounds: 0 } }),
      { path: 'groups[0].ring.rounds', found: '0', expected: 'a whole number from 1 to 1000' },
    ],
    [
      'a pause',
      groupWith({ ring: { roundPauseSeconds: 601 } }),
      {
        path: 'groups[0].ring.roundPauseSeconds',
        found: '601',
        expected: 'whole seconds from 1 to 600',
      },
    ],
    [
      'an emergency number',
      { emergencyNumbers: ['nødnummer'] },
      {
        path: 'emergencyNumbers[0]',
        found: '"nødnummer"',
        expected: '3 to 6 digits, such as "112"',
      },
    ],
    [
      'an unknown strategy',
      groupWith({ ring: { strategy: 'leastrecent' } }),
      {
        path: 'groups[0].ring.strategy',
        found: '"leastrecent"',
        expected: 'no such key here',
      },
    ],
    [
      'two users with one id',
      { users: [anna, bo, { id: 'anna', name: 'A' }] },
      {
        path: 'users[2].id',
        found: '"anna"',
        expected: 'a user id of its own (users[0].id has it too)',
      },
    ],
    [
      'two groups with one id',
      { groups: [group, { ...group, shortNumber: '202' }] },
      {
        path: 'groups[1].id',
        found: '"shop"',
        expected: 'a group id of its own (groups[0].id has it too)',
      },
    ],
    [
      'one number twice',
      { numbers: [...file.numbers, ...file.numbers] },
      {
        path: 'numbers[1].number',
        found: '"+4757828600"',
        expected: 'each number once (numbers[0].number has it too)',
      },
    ],
    [
      'one device twice',
      { users: [anna, { ...bo, devices: ['x', 'anna-desk'] }] },
      {
        path: 'users[1].devices[1]',
        found: '"anna-desk"',
        expected: 'a device that no other user has (users[0].devices[0] has it too)',
      },
    ],
    [
      '[S144] a short number twice',
      { users: [anna, { ...bo, shortNumber: '201' }] },
      {
        path: 'groups[0].shortNumber',
        found: '"201"',
        expected: 'a short number of its own (users[1].shortNumber has it too)',
      },
    ],
    [
      '[S144] a short number that begins another',
      { users: [anna, { ...bo, shortNumber: '1011' }] },
      {
        path: 'users[1].shortNumber',
        found: '"1011"',
        expected: 'no beginning that is users[0].shortNumber itself',
      },
    ],
    [
      '[X10] a short number that is an emergency number',
      { users: [anna, { ...bo, shortNumber: '112' }] },
      {
        path: 'users[1].shortNumber',
        found: '"112"',
        expected: 'a short number of its own (emergencyNumbers[1] has it too)',
      },
    ],
    [
      '[X10] a short number that begins with an emergency number',
      { users: [anna, { ...bo, shortNumber: '1125' }] },
      {
        path: 'users[1].shortNumber',
        found: '"1125"',
        expected: 'no beginning that is emergencyNumbers[1] itself',
      },
    ],
    [
      'an unknown member',
      groupWith({ members: [{ user: 'dag' }] }),
      {
        path: 'groups[0].members[0].user',
        found: '"dag"',
        expected: 'the id of a user of this file',
      },
    ],
    [
      '[E7] a member twice',
      groupWith({
        members: [
          { user: 'anna', tier: 0 },
          { user: 'anna', tier: 1 },
        ],
      }),
      {
        path: 'groups[0].members[1].user',
        found: '"anna"',
        expected: 'each member once (groups[0].members[0].user has it too)',
      },
    ],
    [
      'a number to an unknown group',
      { numbers: [{ number: '+4757828600', to: { group: 'x' } }] },
      {
        path: 'numbers[0].to.group',
        found: '"x"',
        expected: 'the id of a group of this file',
      },
    ],
    [
      'a number to an unknown user',
      { numbers: [{ number: '+4757828600', to: { user: 'x' } }] },
      {
        path: 'numbers[0].to.user',
        found: '"x"',
        expected: 'the id of a user of this file',
      },
    ],
    [
      'a display number of others',
      { users: [{ ...anna, displayNumber: '+4757828699' }, bo] },
      {
        path: 'users[0].displayNumber',
        found: '"+4757828699"',
        expected: 'one of the numbers of this file',
      },
    ],
  ];

  it.each(cases)('%s', (_title, change, problem) => {
    expect(read(change)).toEqual([problem]);
  });

  it('an empty list of ring times', () => {
    expect(read(groupWith({ ring: { seconds: [] } }))).toMatchObject([{ path: 'groups[0].ring.seconds', found: '[]' }]);
  });

  it('a missing part is told as missing', () => {
    const problems = read({ name: undefined, users: undefined });
    expect(problems.map(({ path, found }) => [path, found])).toEqual([
      ['name', 'nothing'],
      ['users', 'nothing'],
    ]);
  });

  it('all at once, in the order of the file', () => {
    const problems = read({ name: '', country: 'X', users: [{ id: '!', name: '' }] });
    expect(problems.map(({ path }) => path)).toEqual([
      'name',
      'country',
      'users[0].id',
      'users[0].name',
      'groups[0].members[0].user',
    ]);
  });

  it.each([[null], [undefined], [7], ['text'], [[]]])(
    'what is no object at all (%j) is one problem of the whole file',
    (input) => {
      const reading = readCompany(input);
      expect(reading.ok ? [] : reading.problems.map(({ path }) => path)).toEqual(['']);
    },
  );

  it('the error names the file and every problem', () => {
    const error = new ConfigurationError('company file', read({ country: 'X' }));
    expect(error.message).toBe(
      'company file: 1 problem\n  country: found "X", expected an ISO 3166-1 country code, such as "NO"',
    );
  });
});

describe('readCompany, all at once', () => {
  it('tells what the parts say of each other beside their own mistakes, and nothing twice', () => {
    const reading = readCompany({
      name: 5,
      users: [{ id: 'anna', shortNumber: 'x' }, { id: 'anna', name: 'Anna' }, 'rubbish'],
      groups: [{ id: 'sal', name: 'Sal', members: [{ user: 'ola', tier: -1 }], ring: { seconds: [] } }],
      numbers: [{ number: '12', to: { group: 'nobody' } }],
    });
    expect(reading.ok ? [] : reading.problems.map(({ path, expected }) => `${path}: ${expected}`)).toEqual([
      'name: a name',
      'numbers[0].number: a number in E.164, such as "+4757828600"',
      'users[0].name: a name (it is missing)',
      'users[0].shortNumber: 2 to 6 digits, such as "101"',
      'users[2]: a user, such as { "id": "anna", "name": "Anna Vik" }',
      'groups[0].members[0].tier: a whole number from 0 to 99',
      'groups[0].ring.seconds: at least one figure',
      'users[1].id: a user id of its own (users[0].id has it too)',
      'numbers[0].to.group: the id of a group of this file',
    ]);
  });

  it.each([undefined, null, 5, 'text', []])('%j is no company', (input) => {
    const reading = readCompany(input);
    expect(reading.ok ? [] : reading.problems[0]?.expected).toContain('a company');
  });
});
