import { describe, expect, test } from 'vitest';
import { ends, mainFlow } from './flow-call.ts';
import { at, inMain, menu, problemsOf } from './flow-company.ts';

describe('loops', () => {
  const language = (next: string) => ({ kind: 'setLanguage', language: 'nn', next });
  const expected = 'a key choice or a wait somewhere in this loop';

  test('[S89] a loop without a key or a wait is an error that names it', () => {
    expect(inMain({ on: language('a'), a: language('b'), b: language('c'), c: language('a') })).toEqual([
      { severity: 'error', ...at('a', ''), found: 'main/a -> main/b -> main/c -> main/a', expected },
    ]);
  });

  test('[S89] an element that leads to itself', () => {
    expect(inMain({ a: language('a') })).toMatchObject([{ severity: 'error', found: 'main/a -> main/a' }]);
  });

  test('[S89] a loop over flows', () => {
    const flows = [
      mainFlow({ on: { kind: 'goto', flow: 'second' } }),
      mainFlow({ back: { kind: 'goto', flow: 'main' } }, 'second'),
    ];
    expect(problemsOf(flows)).toEqual([
      { severity: 'error', ...at('on', ''), found: 'main/on -> second/back -> main/on', expected },
    ]);
  });

  test('every loop is told, also two that share an element', () => {
    const vip = { kind: 'vip', lists: ['gold'], mode: 'queueHead', match: 'a', otherwise: 'b' };
    expect(inMain({ vip, a: language('vip'), b: language('vip') }).map(({ found }) => found)).toEqual([
      'main/vip -> main/a -> main/vip',
      'main/b -> main/vip -> main/b',
    ]);
  });

  test.each([
    ['a key choice', { ...menu, choices: { '1': 'a' }, otherwise: 'a' }],
    ['the longest wait of a queue', { kind: 'queue', group: 'sales', exits: { timedOut: 'a' } }],
    ['unanswered rounds of a queue', { kind: 'queue', group: 'sales', exits: { unanswered: 'a' } }],
    ['a callback', { kind: 'queue', group: 'sales', exits: { callbackTaken: 'a' } }],
    ['a key in a queue', { kind: 'queue', group: 'sales', exits: { key: { '1': 'a' } } }],
    ['a user who lets it ring', { kind: 'user', user: 'anna', noAnswer: 'a', busy: 'end', unreachable: 'end' }],
    ['a message', { kind: 'voicemail', next: 'a' }],
    ['a personal message', { kind: 'personalVoicemail', user: 'anna', next: 'a' }],
    ['a keyed-in number', { kind: 'collectNumber', prompt: 'x', next: 'end', otherwise: 'a' }],
  ])('a loop through %s is none', (_title, element) => {
    expect(inMain({ a: language('b'), b: element, end: ends.bye }).filter(({ found }) => found.includes('->'))).toEqual(
      [],
    );
  });

  test.each([
    ['a full queue', { kind: 'queue', group: 'sales', exits: { full: 'a' } }],
    ['a queue without members', { kind: 'queue', group: 'sales', exits: { noMembers: 'a' } }],
    ['a closed queue', { kind: 'queue', group: 'sales', exits: { closed: 'a' } }],
    ['a busy user', { kind: 'user', user: 'anna', busy: 'a' }],
    ['an unreachable user', { kind: 'user', user: 'anna', unreachable: 'a' }],
    ['a busy user who leaves by no answer', { kind: 'user', user: 'anna', noAnswer: 'a', unreachable: 'end' }],
    ['an unreachable user who leaves by no answer', { kind: 'user', user: 'anna', noAnswer: 'a', busy: 'end' }],
    ['a barred number', { kind: 'transferExternal', number: '+4722334455', noAnswer: 'a' }],
    ['a busy number', { kind: 'transferExternal', number: '+4722334455', busy: 'a' }],
    ['a room that turns away', { kind: 'conference', room: 'board', next: 'end', otherwise: 'a' }],
    ['a number that is shown', { kind: 'collectNumber', prompt: 'x', next: 'a', otherwise: 'end' }],
    [
      'an offer that is not made',
      { kind: 'callbackOffer', group: 'sales', mode: 'manual', prompt: 'x', acceptDigit: '1', otherwise: 'a' },
    ],
    ['opening hours', { kind: 'hours', schedule: 'shop', branches: { open: 'end', lunch: 'end' }, closed: 'a' }],
    ['one of the hours', { kind: 'hours', schedule: 'shop', branches: { open: 'a', lunch: 'end' }, closed: 'end' }],
  ])('a loop through %s is one', (_title, element) => {
    const loops = inMain({ a: language('b'), b: element, end: ends.bye }).filter(({ found }) => found.includes('->'));
    expect(loops).toMatchObject([{ severity: 'error', found: 'main/a -> main/b -> main/a' }]);
  });

  test('sounds that follow each other for ever are a warning', () => {
    const problems = inMain({ a: { kind: 'play', sound: 'x', next: 'b' }, b: language('a') });
    expect(problems).toEqual([
      {
        severity: 'warning',
        ...at('a', ''),
        found: 'main/a -> main/b -> main/a',
        expected: 'a way out of this loop of sounds: a key choice, a queue or an end',
      },
    ]);
    expect(
      inMain({ a: { kind: 'play', sound: 'x', next: 'b' }, b: { ...menu, choices: { '1': 'a' }, otherwise: 'a' } }),
    ).toEqual([]);
  });

  test('a loop of sounds beside a loop that is an error is told too', () => {
    const a = { kind: 'vip', lists: ['gold'], mode: 'queueHead', match: 'a', otherwise: 'b' };
    expect(inMain({ a, b: { kind: 'play', sound: 'x', next: 'a' } })).toMatchObject([
      { severity: 'error', found: 'main/a -> main/a' },
      { severity: 'warning', found: 'main/b -> main/a -> main/b' },
    ]);
  });

  test('a loop is found beside an element that cannot be read', () => {
    expect(inMain({ a: language('a'), b: 7 }).map(({ found }) => found)).toEqual(['7', 'main/a -> main/a']);
  });
});
