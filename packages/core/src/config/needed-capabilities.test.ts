import { expect, test } from 'vitest';
import type { Capabilities } from '../port/telephony.ts';
import type { CompanyFile } from './company-file.ts';
import { beyond } from './needed-capabilities.ts';
import { readCompany } from './read-company.ts';

const EVERYTHING: Capabilities = {
  external: true,
  sounds: true,
  digits: true,
  recording: true,
  rooms: true,
  displayUpdates: true,
  answerControl: true,
};

/** Asks for nothing of an adapter but legs. */
const plain: CompanyFile = {
  name: 'Butikken',
  users: [{ id: 'bo', name: 'Bo', unanswered: { group: 'shop' } }],
  numbers: [
    { number: '+4757828600', to: { group: 'shop' } },
    { number: '+4757828601', to: { release: true } },
  ],
  groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'bo' }], queue: { exits: { timedOut: { user: 'bo' } } } }],
  unanswered: { message: null },
  vipLists: [{ id: 'gold', name: 'Gold', entries: [], preempt: 'queue' }],
  flows: [
    {
      id: 'main',
      name: 'Main',
      start: 'all',
      elements: {
        all: { kind: 'vip', lists: ['gold'], mode: 'queueHead', match: 'bo', otherwise: 'shop' },
        bo: { kind: 'user', user: 'bo', noAnswer: 'shop' },
        shop: { kind: 'queue', group: 'shop', exits: { timedOut: 'end' } },
        end: { kind: 'hangUp' },
      },
    },
  ],
};

function lacking(file: CompanyFile, ...lacks: readonly (keyof Capabilities)[]): readonly string[] {
  const reading = readCompany(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const capabilities = { ...EVERYTHING, ...Object.fromEntries(lacks.map((name) => [name, false])) };
  return beyond(capabilities, reading.company.file).map(({ path, expected }) => {
    const [instead, why] = expected.split(', because this adapter cannot ');
    expect(why).toBe(lacks.length === 1 ? WHY[lacks[0] ?? 'sounds'] : why);
    return `${path}: ${instead}`;
  });
}

const WHY: Record<keyof Capabilities, string> = {
  external: 'call numbers outside',
  sounds: 'play sounds',
  digits: 'tell which keys are pressed',
  recording: 'record',
  rooms: 'let more than two hear each other',
  displayUpdates: 'change what a ringing phone shows',
  answerControl: 'keep a far network from answering',
};

const ALL = ['external', 'sounds', 'digits', 'recording', 'rooms', 'displayUpdates', 'answerControl'] as const;

/** The plain company with other groups, users, numbers or flows. */
const withGroup = (group: object): CompanyFile => ({
  ...plain,
  groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'bo' }], ...group }],
});
const leadingTo = (to: NonNullable<CompanyFile['numbers']>[number]['to']): CompanyFile => ({
  ...plain,
  numbers: [{ number: '+4757828600', to }],
});
type Elements = NonNullable<CompanyFile['flows']>[number]['elements'];
const withElement = (element: Elements[string]): CompanyFile => ({
  ...plain,
  flows: [{ id: 'main', name: 'Main', start: 'it', elements: { it: element, end: { kind: 'hangUp' } } }],
});

test('a plain company asks for nothing, and an adapter that can everything serves any', () => {
  expect(lacking(plain, ...ALL)).toEqual([]);
  expect(lacking({ ...plain, unanswered: { message: 'nobody' } })).toEqual([]);
});

test('the company: its message, its music, the recording of talks', () => {
  const { unanswered: _unanswered, ...usual } = plain;
  expect(lacking(usual, 'sounds')).toEqual(['unanswered.message: null']);
  expect(lacking({ ...plain, music: 'hall' }, 'sounds')).toEqual(['music: nothing']);
  const recording = { groups: ['shop'], announcement: 'recorded', keepDays: 30 };
  expect(lacking({ ...plain, recording }, 'recording')).toEqual(['recording: nothing']);
  expect(lacking({ ...plain, recording }, 'sounds')).toEqual(['recording: nothing']);
});

test('what stood there is told', () => {
  const reading = readCompany({ ...plain, music: 'hall' });
  expect(reading.ok && beyond({ ...EVERYTHING, sounds: false }, reading.company.file)).toEqual([
    { path: 'music', found: '"hall"', expected: 'nothing, because this adapter cannot play sounds' },
  ]);
});

test('destinations, wherever they stand', () => {
  expect(lacking(leadingTo({ external: '+4799887766' }), ...ALL)).toEqual([
    'numbers[0].to.external: another destination',
  ]);
  expect(lacking(leadingTo({ voicemail: 'company' }), 'recording')).toEqual([
    'numbers[0].to.voicemail: another destination',
  ]);
  expect(lacking(leadingTo({ voicemail: { user: 'bo' } }), 'sounds')).toEqual([
    'numbers[0].to.voicemail: another destination',
  ]);
  expect(lacking(leadingTo({ message: 'gone' }), ...ALL)).toEqual(['numbers[0].to.message: another destination']);
  const away = { ...plain, users: [{ id: 'bo', name: 'Bo', unanswered: { message: 'out' } }] };
  expect(lacking(away, 'sounds')).toEqual(['users[0].unanswered.message: another destination']);
  const full = withGroup({ queue: { exits: { full: { external: '+4799887766' }, closed: { release: true } } } });
  expect(lacking(full, ...ALL)).toEqual(['groups[0].queue.exits.full.external: another destination']);
});

test('a group: what callers hear, and the keys they may press', () => {
  const sounds = { welcome: 'hi', music: 'hall', messages: ['a', 'b'], tellPosition: true, tellWait: true };
  expect(lacking(withGroup({ sounds, unanswered: { message: 'nobody' } }), 'sounds')).toEqual([
    'groups[0].unanswered.message: null',
    'groups[0].sounds.welcome: nothing',
    'groups[0].sounds.music: nothing',
    'groups[0].sounds.messages[0]: nothing',
    'groups[0].sounds.messages[1]: nothing',
    'groups[0].sounds.tellPosition: false',
    'groups[0].sounds.tellWait: false',
  ]);
  const keys = withGroup({ queue: { exitKeys: { '9': { voicemail: 'company' } }, callbackKey: '1' } });
  expect(lacking(keys, 'digits')).toEqual([
    'groups[0].queue.exitKeys.9: nothing',
    'groups[0].queue.callbackKey: nothing',
  ]);
  expect(lacking(keys, 'recording')).toEqual(['groups[0].queue.exitKeys.9.voicemail: another destination']);
  expect(lacking(keys, 'external')).toEqual(['groups[0].queue.callbackKey: nothing']);
  expect(lacking(keys, 'sounds')).toEqual([
    'groups[0].queue.exitKeys.9.voicemail: another destination',
    'groups[0].queue.callbackKey: nothing',
  ]);
});

test('phones that a VIP takes over must show the VIP', () => {
  expect(lacking(withGroup({ vip: { preempt: 'ringing' } }), ...ALL)).toEqual(['groups[0].vip.preempt: "queue"']);
  const lists: CompanyFile = {
    ...plain,
    vipLists: [
      { id: 'gold', name: 'Gold', entries: [] },
      { id: 'black', name: 'Black', entries: [], preempt: 'ringing' },
    ],
  };
  expect(lacking(lists, 'displayUpdates')).toEqual(['vipLists[1].preempt: "queue"']);
});

test('elements of flows that play and listen', () => {
  const menu = withElement({ kind: 'menu', prompt: 'ask', choices: { '1': 'end' }, otherwise: 'end' });
  for (const lack of ['sounds', 'digits'] as const) {
    expect(lacking(menu, lack)).toEqual(['flows[0].elements.it.kind: no such element']);
  }
  const collect = withElement({ kind: 'collectNumber', prompt: 'ask', next: 'end', otherwise: 'end' });
  for (const lack of ['sounds', 'digits'] as const) {
    expect(lacking(collect, lack)).toEqual(['flows[0].elements.it.kind: no such element']);
  }
  expect(lacking(withElement({ kind: 'play', sound: 'hi', next: 'end' }), ...ALL)).toEqual([
    'flows[0].elements.it.kind: no such element',
  ]);
  const queue = withElement({ kind: 'queue', group: 'shop', exits: { key: { '2': 'end' } } });
  expect(lacking(queue, ...ALL)).toEqual(['flows[0].elements.it.exits.key.2: nothing']);
  const spoken = withElement({ kind: 'setLanguage', language: 'nn', next: 'end' });
  expect(lacking(spoken, ...ALL)).toEqual([]);
});

test('elements of flows that record, and that call outside', () => {
  for (const element of [{ kind: 'voicemail' }, { kind: 'personalVoicemail', user: 'bo' }] as const) {
    for (const lack of ['recording', 'sounds'] as const) {
      expect(lacking(withElement(element), lack)).toEqual(['flows[0].elements.it.kind: no such element']);
    }
  }
  const outside = { kind: 'transferExternal', number: '+4799887766' } as const;
  expect(lacking(withElement({ ...outside, noAnswer: 'end' }), ...ALL)).toEqual([
    'flows[0].elements.it.kind: no such element',
  ]);
  expect(lacking(withElement(outside), 'sounds')).toEqual(['flows[0].elements.it: the exit "noAnswer"']);
  const offer = { kind: 'callbackOffer', group: 'shop', prompt: 'ask', acceptDigit: '1', otherwise: 'end' } as const;
  for (const lack of ['sounds', 'digits'] as const) {
    expect(lacking(withElement({ ...offer, mode: 'manual' }), lack)).toEqual([
      'flows[0].elements.it.kind: no such element',
    ]);
  }
  expect(lacking(withElement({ ...offer, mode: 'manual' }), 'external')).toEqual([]);
  expect(lacking(withElement({ ...offer, mode: 'automatic' }), 'external')).toEqual([
    'flows[0].elements.it.mode: "manual"',
  ]);
});

test('all that is asked for is told at once', () => {
  const { unanswered: _unanswered, ...usual } = withGroup({ queue: { callbackKey: '1' } });
  expect(lacking(usual, 'sounds', 'digits', 'external')).toEqual([
    'unanswered.message: null',
    'groups[0].queue.callbackKey: nothing',
    'groups[0].queue.callbackKey: nothing',
    'groups[0].queue.callbackKey: nothing',
  ]);
});
