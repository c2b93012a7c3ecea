import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { elementKinds, elementSchemas, flowsSchema } from '../../src/flow/flow-file.ts';
import { readFlows } from '../../src/flow/read-flows.ts';
import { ends, mainFlow } from './flow-call.ts';

const unread = { groups: undefined, users: undefined, schedules: undefined, vipLists: undefined, rooms: undefined };
const menu = { kind: 'menu', prompt: 'x', choices: { '1': 'anna' }, otherwise: 'anna' };
const problems = (input: unknown) => {
  const reading = readFlows(input, unread);
  return reading.ok ? [] : reading.problems;
};
const withElement = (element: unknown) => [
  { ...mainFlow({ anna: ends.anna }), start: 'first', elements: { first: element, anna: ends.anna } },
];
const problemsOf = (element: unknown) =>
  problems(withElement(element)).map(({ path, found, expected }) => [path, found, expected]);
const KEYS = 'elements by key: "0" to "9", "*" or "#", at least one, such as { "1": "sales" }';

describe('the shape of a flow', () => {
  test.each([
    ['a digit that is no key', { ...menu, choices: { A: 'anna' } }, '.choices.A', '"anna"', KEYS],
    ['two keys in one', { ...menu, choices: { '12': 'anna' } }, '.choices.12', '"anna"', KEYS],
    ['a menu without choices', { ...menu, choices: {} }, '.choices', '{}', KEYS],
    ['no tries', { ...menu, tries: 0 }, '.tries', '0', 'a whole number from 1 to 10'],
    ['too many tries', { ...menu, tries: 11 }, '.tries', '11', 'a whole number from 1 to 10'],
    ['no wait', { ...menu, waitSeconds: 0 }, '.waitSeconds', '0', 'whole seconds from 1 to 60'],
    ['too long a wait', { ...menu, waitSeconds: 61 }, '.waitSeconds', '61', 'whole seconds from 1 to 60'],
    [
      '[S82] members in a queue: they stand with the group',
      { kind: 'queue', group: 'sales', members: [] },
      '.members',
      '[]',
      'no such key here',
    ],
    [
      'an unknown exit',
      { kind: 'queue', group: 'sales', exits: { lost: 'anna' } },
      '.exits.lost',
      '"anna"',
      'no such key here',
    ],
    ['[S84] recording in a sound', { kind: 'play', sound: 'x', record: true }, '.record', 'true', 'no such key here'],
    [
      'a national number',
      { kind: 'transferExternal', number: '22334455' },
      '.number',
      '"22334455"',
      'a number in E.164, such as "+4757828600"',
    ],
    [
      'no key to accept',
      { kind: 'callbackOffer', group: 'sales', mode: 'manual', prompt: 'x', acceptDigit: '11', otherwise: 'anna' },
      '.acceptDigit',
      '"11"',
      'a key: "0" to "9", "*" or "#"',
    ],
    [
      'an unknown mode',
      { kind: 'vip', lists: ['gold'], mode: 'fast', match: 'anna', otherwise: 'anna' },
      '.mode',
      '"fast"',
      '"queueHead" or "direct"',
    ],
    [
      'no list',
      { kind: 'vip', lists: [], mode: 'direct', match: 'anna', otherwise: 'anna' },
      '.lists',
      '[]',
      'at least one VIP list id',
    ],
    ['[S97] no e-mail address', { kind: 'voicemail', email: 'post' }, '.email', '"post"', 'an e-mail address'],
    ['too short a message', { kind: 'voicemail', maxSeconds: 4 }, '.maxSeconds', '4', 'whole seconds from 5 to 600'],
    [
      'too long a message',
      { kind: 'personalVoicemail', user: 'anna', maxSeconds: 601 },
      '.maxSeconds',
      '601',
      'whole seconds from 5 to 600',
    ],
    [
      'a short PIN',
      { kind: 'conference', room: 'board', pin: '123' },
      '.pin',
      '"123"',
      '4 to 10 digits, such as "2580"',
    ],
    [
      'an unknown language',
      { kind: 'setLanguage', language: 'no', next: 'anna' },
      '.language',
      '"no"',
      '"nn", "nb" or "en"',
    ],
    [
      'an unknown kind',
      { kind: 'teleport' },
      '.kind',
      '"teleport"',
      `an element of one of the kinds ${elementKinds.join(', ')}`,
    ],
  ])('%s', (_title, element, path, found, expected) => {
    expect(problemsOf(element)).toContainEqual([`flows[0].elements.first${path}`, found, expected]);
  });

  test('[S78] a mistake is told with the ids of its flow and element', () => {
    expect(problems(withElement({ ...menu, choices: {} }))[0]).toEqual({
      severity: 'error',
      flow: 'main',
      element: 'first',
      path: 'flows[0].elements.first.choices',
      found: '{}',
      expected: KEYS,
    });
    expect(problems([{ ...mainFlow({ anna: ends.anna }), name: '' }])[0]).toMatchObject({
      flow: 'main',
      element: undefined,
    });
    expect(problems([{ name: 'x' }])[0]).toMatchObject({ flow: undefined, path: 'flows[0].id' });
    const many = Array.from({ length: 12 }, (_, at) =>
      mainFlow({ anna: at === 11 ? menu : ends.anna } as never, `f${at}`),
    );
    expect(problems([...many.slice(0, 11), { ...many[11], elements: { anna: 7 } }])[0]).toMatchObject({
      flow: 'f11',
      element: 'anna',
      path: 'flows[11].elements.anna',
    });
    expect(problems([7])[0]).toMatchObject({ flow: undefined, element: undefined, path: 'flows[0]' });
    expect(problems(7)).toEqual([
      {
        severity: 'error',
        flow: undefined,
        element: undefined,
        path: 'flows',
        found: '7',
        expected: 'a list of flows',
      },
    ]);
  });

  test('all mistakes at once: of the shape, and of what leads where', () => {
    const found = problems([
      {
        ...mainFlow({ anna: ends.anna }),
        start: 'gone',
        elements: { first: { ...menu, tries: 0 }, second: { ...menu, otherwise: 'gone' }, anna: ends.anna },
      },
    ]);
    expect(found.map(({ path }) => path)).toEqual([
      'flows[0].elements.first.tries',
      'flows[0].start',
      'flows[0].elements.second.otherwise',
    ]);
  });

  test('an id of an element begins with a letter: numbers would change places', () => {
    expect(problems([{ ...mainFlow({}), start: 'a', elements: { a: ends.bye, '7': ends.bye } }])[0]).toMatchObject({
      path: 'flows[0].elements.7',
    });
    expect(problems([{ ...mainFlow({}), start: '7', elements: { a: ends.bye } }])[0]).toMatchObject({
      path: 'flows[0].start',
    });
  });
});

describe('[S78] the round trip', () => {
  const text =
    '[{"name":"Main","elements":{"z":{"otherwise":"a","prompt":"hi","choices":{"0":"a","3":"z","*":"a","#":"a"},"kind":"menu"},"a":{"user":"anna","kind":"user"}},"start":"z","id":"main"}]';

  test('flows are written as they were read, byte for byte, in any order of keys', () => {
    const reading = readFlows(JSON.parse(text), unread);
    expect(reading.ok && JSON.stringify(reading.flows)).toBe(text);
  });

  test('the schema adds nothing and changes nothing', () => {
    const flows: unknown = JSON.parse(text);
    expect(flowsSchema.parse(flows)).toEqual(flows);
  });
});

describe('the page for administrators', () => {
  test.each(elementSchemas.map((schema) => [schema.shape.kind.value, Object.keys(schema.shape)] as const))(
    '%s: every key is told of',
    async (kind, keys) => {
      const page = await readFile(new URL('../../../../docs/flow.md', import.meta.url), 'utf8');
      const [, chapter = ''] = page.split(`### \`${kind}\``);
      const own = chapter.split('\n### ')[0] ?? '';
      expect(keys.filter((key) => key !== 'kind' && !own.includes(`\`${key}\``))).toEqual([]);
      expect(own).not.toBe('');
    },
  );
});
