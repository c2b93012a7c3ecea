import { describe, expect, it } from 'vitest';
import { readVipLists, vipListProblems } from './vip-problems.ts';

const around = { users: new Set(['anna']), groups: new Set(['sales', 'it']) };
const gold = { id: 'gold', name: 'Gold', entries: [{ number: '+4799887766' }] };
const problemsOf = (...lists: readonly unknown[]) => {
  const reading = readVipLists(lists, around);
  return reading.ok ? [] : reading.problems.map(({ path, found, expected }) => `${path} | ${found} | ${expected}`);
};
const withEntry = (entry: unknown) => ({ ...gold, entries: [entry] });

describe('readVipLists', () => {
  it('[S139] reads several lists as they stand', () => {
    const all = [
      gold,
      {
        id: 'owners',
        name: 'Owners',
        entries: [
          { number: '+4799887766', direct: { user: 'anna' }, note: 'n'.repeat(200) },
          { prefix: '+475782', direct: { group: 'sales' } },
        ],
        groups: ['sales', 'it'],
        preempt: 'break-in',
      },
      { id: 'empty', name: 'Empty', entries: [], preempt: 'queue' },
    ];
    expect(readVipLists(all, around)).toEqual({ ok: true, lists: all });
  });

  it.each([
    ['+475', true],
    ['+47', false],
    ['+1', false],
    ['+12345678901234', true],
    ['+123456789012345', false],
    ['+047', false],
    ['475', false],
    ['+47 5', false],
  ])('[S139] takes %s for a beginning: %s', (prefix, isRight) => {
    const expected = 'the beginning of numbers: "+" and 3 to 14 digits, such as "+475782"';
    expect(problemsOf(withEntry({ prefix }))).toEqual(
      isRight ? [] : [`[0].entries[0].prefix | "${prefix}" | ${expected}`].map((one) => `vipLists${one}`),
    );
  });

  it.each([
    [
      withEntry({ number: '99887766' }),
      'vipLists[0].entries[0].number | "99887766" | a number in E.164, such as "+4757828600"',
    ],
    [
      withEntry({ number: '+47998877' }),
      'vipLists[0].entries[0].number | "+47998877" | a number that its country can have',
    ],
    [withEntry({}), 'vipLists[0].entries[0] | {} | either "number" or "prefix", and not both'],
    [
      withEntry({ number: '+4799887766', prefix: '+475' }),
      'vipLists[0].entries[0] | {"number":"+4799887766","prefix":"+475"} | either "number" or "prefix", and not both',
    ],
    [
      withEntry({ prefix: '+475', direct: { user: 'bo' } }),
      'vipLists[0].entries[0].direct.user | "bo" | the id of a user of this file',
    ],
    [
      withEntry({ prefix: '+475', direct: { group: 'anna' } }),
      'vipLists[0].entries[0].direct.group | "anna" | the id of a group of this file',
    ],
    [
      withEntry({ prefix: '+475', direct: {} }),
      'vipLists[0].entries[0].direct | {} | { "user": id } or { "group": id }',
    ],
    [
      withEntry({ prefix: '+475', note: 'n'.repeat(201) }),
      `vipLists[0].entries[0].note | "${'n'.repeat(56)}... | at most 200 characters`,
    ],
    [{ ...gold, groups: ['other'] }, 'vipLists[0].groups[0] | "other" | the id of a group of this file'],
    [{ ...gold, groups: [] }, 'vipLists[0].groups | [] | at least one group id'],
    [
      { ...gold, groups: ['it', 'it'] },
      'vipLists[0].groups[1] | "it" | each group once (vipLists[0].groups[0] has it too)',
    ],
    [{ ...gold, preempt: 'cut' }, 'vipLists[0].preempt | "cut" | "queue", "ringing" or "break-in"'],
    [
      { ...gold, entries: [{ number: '+4799887766' }, { number: '+4799887766', direct: { user: 'anna' } }] },
      'vipLists[0].entries[1].number | "+4799887766" | each number once in a list (vipLists[0].entries[0].number has it too)',
    ],
    [
      { ...gold, entries: [{ prefix: '+475' }, { prefix: '+4757' }, { prefix: '+475' }] },
      'vipLists[0].entries[2].prefix | "+475" | each beginning once in a list (vipLists[0].entries[0].prefix has it too)',
    ],
    [
      'gold',
      'vipLists[0] | "gold" | a VIP list, such as { "id": "gold", "name": "Gold", "entries": [{ "number": "+4799887766" }] }',
    ],
  ])('[S139] says what is wrong with %j', (list, expected) => {
    expect(problemsOf(list)).toEqual([expected]);
  });

  it('[S139] lets a number stand on two lists, but two lists not have one id', () => {
    expect(problemsOf(gold, { ...gold, id: 'silver' })).toEqual([]);
    expect(problemsOf(gold, gold, gold)).toEqual([
      'vipLists[1].id | "gold" | a list id of its own (vipLists[0].id has it too)',
      'vipLists[2].id | "gold" | a list id of its own (vipLists[0].id has it too)',
    ]);
  });

  it('tells all mistakes at once, each once', () => {
    expect(
      problemsOf(
        { ...gold, id: 'Gold!', entries: [{ number: 'x' }, { number: 'x', direct: { user: 'bo' } }, 7] },
        { ...gold, id: 'b', name: 7, entries: 'none', groups: 'other' },
      ),
    ).toMatchObject([
      expect.stringMatching(/^vipLists\[0\]\.id \| "Gold!"/),
      expect.stringMatching(/^vipLists\[0\]\.entries\[0\]\.number \| "x"/),
      expect.stringMatching(/^vipLists\[0\]\.entries\[1\]\.number \| "x"/),
      expect.stringMatching(/^vipLists\[0\]\.entries\[2\] \| 7/),
      expect.stringMatching(/^vipLists\[1\]\.name \| 7/),
      expect.stringMatching(/^vipLists\[1\]\.entries \| "none" \| a list of entries/),
      expect.stringMatching(/^vipLists\[1\]\.groups \| "other" \| a list of group ids/),
      expect.stringMatching(/^vipLists\[0\]\.entries\[1\]\.direct\.user \| "bo"/),
    ]);
    expect(readVipLists('none', around, 'lists')).toEqual({
      ok: false,
      problems: [{ path: 'lists', found: '"none"', expected: 'a list of VIP lists' }],
    });
  });

  it('does not look up what could not be read', () => {
    expect(vipListProblems([{ ...gold, groups: ['other'] }], around).map(({ path }) => path)).toEqual([
      'vipLists[0].groups[0]',
    ]);
    const list = { ...gold, groups: ['other'], entries: [{ prefix: '+475', direct: { user: 'bo' } }] };
    expect(vipListProblems([list], { users: undefined, groups: undefined })).toEqual([]);
    expect(vipListProblems([list], { users: new Set(), groups: new Set() }, 'here').map(({ path }) => path)).toEqual([
      'here[0].entries[0].direct.user',
      'here[0].groups[0]',
    ]);
  });

  it('bounds lists and entries', () => {
    const list = (count: number) => ({
      ...gold,
      entries: Array.from({ length: count }, (_, at) => ({ number: `+47${90_000_000 + at}` })),
    });
    expect(problemsOf(list(10_000))).toEqual([]);
    expect(problemsOf(list(10_001))).toMatchObject([expect.stringMatching(/at most 10000 entries$/)]);
    const lists = (count: number) => Array.from({ length: count }, (_, at) => ({ ...gold, id: `l${at}` }));
    expect(problemsOf(...lists(100))).toEqual([]);
    expect(problemsOf(...lists(101))).toMatchObject([expect.stringMatching(/at most 100 VIP lists$/)]);
  });
});
