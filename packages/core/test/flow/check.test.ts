import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../src/flow/check-names.ts';
import { ends, mainFlow } from './flow-call.ts';
import { at, company, inMain, menu, problemsOf } from './flow-company.ts';

describe('exits', () => {
  test.each([
    ['a menu', { ...menu, choices: { '1': 'anna', '2': 'gone' } }, '.choices.2'],
    ['a menu without a key', { ...menu, otherwise: 'gone' }, '.otherwise'],
    ['a queue', { kind: 'queue', group: 'sales', exits: { full: 'gone' } }, '.exits.full'],
    ['a key in a queue', { kind: 'queue', group: 'sales', exits: { key: { '#': 'gone' } } }, '.exits.key.#'],
    ['a sound', { kind: 'play', sound: 'x', next: 'gone' }, '.next'],
    [
      'opening hours',
      { kind: 'hours', schedule: 'shop', branches: { open: 'gone', lunch: 'anna' }, closed: 'anna' },
      '.branches.open',
    ],
    [
      'closed hours',
      { kind: 'hours', schedule: 'shop', branches: { open: 'anna', lunch: 'anna' }, closed: 'gone' },
      '.closed',
    ],
    ['a number outside', { kind: 'transferExternal', number: '+4722334455', noAnswer: 'gone' }, '.noAnswer'],
    ['a busy number outside', { kind: 'transferExternal', number: '+4722334455', busy: 'gone' }, '.busy'],
    ['a user', { kind: 'user', user: 'anna', noAnswer: 'gone' }, '.noAnswer'],
    ['a busy user', { kind: 'user', user: 'anna', busy: 'gone' }, '.busy'],
    ['an unreachable user', { kind: 'user', user: 'anna', unreachable: 'gone' }, '.unreachable'],
    ['a mailbox', { kind: 'voicemail', next: 'gone' }, '.next'],
    ['a personal mailbox', { kind: 'personalVoicemail', user: 'anna', next: 'gone' }, '.next'],
    ['a VIP list', { kind: 'vip', lists: ['gold'], mode: 'direct', match: 'gone', otherwise: 'anna' }, '.match'],
    ['no VIP list', { kind: 'vip', lists: ['gold'], mode: 'direct', match: 'anna', otherwise: 'gone' }, '.otherwise'],
    ['a conference', { kind: 'conference', room: 'board', next: 'gone' }, '.next'],
    ['a number', { kind: 'collectNumber', prompt: 'x', next: 'gone', otherwise: 'anna' }, '.next'],
    ['no number', { kind: 'collectNumber', prompt: 'x', next: 'anna', otherwise: 'gone' }, '.otherwise'],
    ['a language', { kind: 'setLanguage', language: 'nn', next: 'gone' }, '.next'],
  ] as const)('[S78] %s that leads to nothing is rejected with the ids', (_title, element, path) => {
    expect(inMain({ first: element, anna: ends.anna }).filter(({ severity }) => severity === 'error')).toEqual([
      { severity: 'error', ...at('first', path), found: '"gone"', expected: 'the id of an element of this flow' },
    ]);
  });

  test.each(['accepted', 'otherwise'])('[S78] an offer that leads to nothing: %s', (exit) => {
    const offer = {
      kind: 'callbackOffer',
      group: 'sales',
      mode: 'manual',
      prompt: 'x',
      acceptDigit: '1',
      otherwise: 'anna',
    };
    expect(inMain({ first: { ...offer, [exit]: 'gone' }, anna: ends.anna })[0]).toMatchObject(at('first', `.${exit}`));
  });

  test('[S89] a link to no flow', () => {
    expect(inMain({ on: { kind: 'goto', flow: 'second' } })).toEqual([
      { severity: 'error', ...at('on', '.flow'), found: '"second"', expected: 'the id of a flow of this file' },
    ]);
  });

  test('[S89] a link is not judged while the id of a flow cannot be read', () => {
    const problems = problemsOf([mainFlow({ on: { kind: 'goto', flow: 'second' } }), { ...mainFlow(ends), id: 7 }]);
    expect(problems.filter(({ path }) => path.startsWith('flows[0]'))).toEqual([]);
  });

  test('a start that is no element, and a flow id twice', () => {
    const good = mainFlow({ anna: ends.anna });
    expect(problemsOf([{ ...good, start: 'gone' }, good])).toEqual([
      {
        severity: 'error',
        flow: 'main',
        element: undefined,
        path: 'flows[1].id',
        found: '"main"',
        expected: 'a flow id of its own (flows[0].id has it too)',
      },
      {
        severity: 'error',
        flow: 'main',
        element: undefined,
        path: 'flows[0].start',
        found: '"gone"',
        expected: 'the id of an element of this flow',
      },
    ]);
  });

  test('a flow id that is there three times is told twice; no id is none', () => {
    const good = mainFlow({ anna: ends.anna });
    const { id: _, ...nameless } = good;
    const found = problemsOf([good, nameless, good, nameless, good]).map(({ path, expected }) => [path, expected]);
    expect(found.filter(([path]) => path?.endsWith('.id'))).toEqual([
      ['flows[1].id', expect.stringContaining('1 to 40 small letters')],
      ['flows[3].id', expect.stringContaining('1 to 40 small letters')],
      ['flows[2].id', 'a flow id of its own (flows[0].id has it too)'],
      ['flows[4].id', 'a flow id of its own (flows[0].id has it too)'],
    ]);
  });

  test('an element that nothing leads to is a warning', () => {
    const problems = inMain({ anna: ends.anna, bye: ends.bye });
    expect(problems).toEqual([
      {
        severity: 'warning',
        ...at('bye', ''),
        found: '{"kind":"hangUp"}',
        expected: 'an element that the start "anna" leads to',
      },
    ]);
  });

  test('where an element cannot be read, none is called unreachable', () => {
    const problems = inMain({ anna: { ...ends.anna, noAnswer: 7 }, bye: ends.bye });
    expect(problems.map(({ path }) => path)).toEqual(['flows[0].elements.anna.noAnswer']);
  });
});

describe('names of the company', () => {
  const group = 'the id of a group of this file';
  test.each([
    ['queue', { kind: 'queue', group: 'gone' }, '.group', group],
    ['voicemail', { kind: 'voicemail', group: 'gone' }, '.group', group],
    ['user', { kind: 'user', user: 'gone' }, '.user', 'the id of a user of this file'],
    ['personal mailbox', { kind: 'personalVoicemail', user: 'gone' }, '.user', 'the id of a user of this file'],
    ['conference', { kind: 'conference', room: 'gone' }, '.room', 'the id of a conference room of this file'],
  ])('an unknown name in a %s', (_title, element, path, expected) => {
    expect(inMain({ first: element })).toEqual([
      { severity: 'error', ...at('first', path), found: '"gone"', expected },
    ]);
  });

  test('an unknown schedule, VIP list, group of an offer', () => {
    const problems = inMain({
      hours: { kind: 'hours', schedule: 'gone', branches: { open: 'vip' }, closed: 'offer' },
      vip: { kind: 'vip', lists: ['gold', 'gone'], mode: 'queueHead', match: 'anna', otherwise: 'anna' },
      offer: { kind: 'callbackOffer', group: 'gone', mode: 'manual', prompt: 'x', acceptDigit: '1', otherwise: 'anna' },
      anna: ends.anna,
    });
    expect(problems.map(({ path, expected }) => [path, expected])).toEqual([
      ['flows[0].elements.hours.schedule', 'the id of a schedule of this file'],
      ['flows[0].elements.vip.lists[1]', 'the id of a VIP list of this file'],
      ['flows[0].elements.offer.group', group],
    ]);
  });

  test('[S144] one who writes a short number is told the id', () => {
    expect(
      inMain({ first: { kind: 'user', user: '101', noAnswer: 'second' }, second: { kind: 'queue', group: '201' } }),
    ).toMatchObject([
      { expected: 'the id of a user of this file ("anna" has the short number 101)' },
      { expected: 'the id of a group of this file ("sales" has the short number 201)' },
    ]);
    expect(inMain({ first: { kind: 'queue', group: '101' } })).toMatchObject([{ expected: group }]);
  });

  test('what could not be read of the company is not judged', () => {
    const unread = { groups: undefined, users: undefined, schedules: undefined, vipLists: undefined, rooms: undefined };
    const flow = mainFlow({ first: { kind: 'queue', group: 'gone' } });
    expect(problemsOf([flow], unread)).toEqual([]);
    const hours = mainFlow({ hours: { kind: 'hours', schedule: 'gone', branches: {}, closed: 'bye' }, bye: ends.bye });
    expect(problemsOf([hours], unread)).toEqual([]);
    const half: Surroundings = { ...unread, schedules: new Map([['gone', undefined]]) };
    expect(problemsOf([hours], half)).toEqual([]);
    const numbers = new Map([['201', 'sales']]);
    expect(problemsOf([flow], { ...company, shortNumbers: numbers })).toHaveLength(1);
  });

  test("[S92] a number outside is nobody's to check", () => {
    expect(inMain({ first: { kind: 'transferExternal', number: '+4733221100' } })).toEqual([]);
  });

  test('[S88] a branch for no period is an error, a period without a branch a warning', () => {
    const hours = { kind: 'hours', schedule: 'shop', branches: { open: 'anna', night: 'anna' }, closed: 'anna' };
    expect(inMain({ hours, anna: ends.anna })).toEqual([
      {
        severity: 'error',
        ...at('hours', '.branches.night'),
        found: '"anna"',
        expected: 'one of the periods of the schedule "shop": "open", "lunch"',
      },
      {
        severity: 'warning',
        ...at('hours', '.branches.lunch'),
        found: 'nothing',
        expected: 'a branch for the period "lunch"; without one its calls go as "closed"',
      },
    ]);
    const never: Surroundings = { ...company, schedules: new Map([['shop', []]]) };
    expect(
      problemsOf(
        [mainFlow({ hours: { ...hours, kind: 'hours', branches: { open: 'anna' } }, anna: ends.anna })],
        never,
      )[0]?.expected,
    ).toBe('one of the periods of the schedule "shop": it has none');
  });
});
