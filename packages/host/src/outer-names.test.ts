import { type Action, arrivedLegId, type LegId, type Signal } from '@sentralbord/core';
import { expect, test } from 'vitest';
import { companyIn, isArrived, legsOf, OuterNames } from './outer-names.ts';

const names = new OuterNames('acme');
const [started, arrived] = ['l7' as LegId, arrivedLegId('x.1')];
const shown = { number: '201' };
/** Written as text: the ids are names that only the engine makes. */
const action = (text: object) => text as Action;
const signal = (text: object) => text as Extract<Signal, { readonly leg: LegId }>;

const simple = ['ring', 'answer', 'stopPlaying'].map((type) => ({ type, leg: 'l7' }));
const whisper = (to: string) => ({ kind: 'whispers', to });

test.each<readonly [object, object]>([
  ...simple.map((each) => [each, { ...each, leg: 'l7.acme' }] as const),
  [
    { type: 'startLeg', leg: 'l7', shown },
    { type: 'startLeg', leg: 'l7.acme', shown },
  ],
  [
    { type: 'reject', leg: arrived, cause: 'busy' },
    { type: 'reject', leg: arrived, cause: 'busy' },
  ],
  [
    { type: 'hangUp', leg: 'l7', cause: 'busy' },
    { type: 'hangUp', leg: 'l7.acme', cause: 'busy' },
  ],
  [
    { type: 'sendDigits', leg: 'l7', digits: '1' },
    { type: 'sendDigits', leg: 'l7.acme', digits: '1' },
  ],
  [
    { type: 'showParty', leg: 'l7', shown },
    { type: 'showParty', leg: 'l7.acme', shown },
  ],
  [
    { type: 'bridge', a: 'l7', b: arrived },
    { type: 'bridge', a: 'l7.acme', b: arrived },
  ],
  [
    { type: 'unbridge', a: arrived, b: 'l8' },
    { type: 'unbridge', a: arrived, b: 'l8.acme' },
  ],
  [
    { type: 'play', leg: 'l7', play: 'p1' },
    { type: 'play', leg: 'l7.acme', play: 'p1.acme' },
  ],
  [
    { type: 'record', leg: arrived, recording: 'r1' },
    { type: 'record', leg: arrived, recording: 'r1.acme' },
  ],
  [
    { type: 'stopRecording', leg: 'l7', recording: 'r1' },
    { type: 'stopRecording', leg: 'l7.acme', recording: 'r1.acme' },
  ],
  [
    { type: 'leaveRoom', leg: 'l7', room: 'm1' },
    { type: 'leaveRoom', leg: 'l7.acme', room: 'm1.acme' },
  ],
  [
    { type: 'joinRoom', leg: 'l7', room: 'm1', role: { kind: 'speaks' } },
    { type: 'joinRoom', leg: 'l7.acme', room: 'm1.acme', role: { kind: 'speaks' } },
  ],
  [
    { type: 'setRole', leg: arrived, room: 'm1', role: whisper('l7') },
    { type: 'setRole', leg: arrived, room: 'm1.acme', role: whisper('l7.acme') },
  ],
])('what is asked is told in the network’s names: %o', (asked, told) => {
  expect(names.action(action(asked))).toEqual(told);
});

test.each([
  [
    { type: 'legRinging', leg: 'l7.acme' },
    { type: 'legRinging', leg: 'l7' },
  ],
  [
    { type: 'digit', leg: arrived, digit: '1' },
    { type: 'digit', leg: arrived, digit: '1' },
  ],
  [{ type: 'legEnded', leg: 'l7.bolt', cause: 'busy' }, undefined],
  [
    { type: 'played', leg: arrived, play: 'p1.acme' },
    { type: 'played', leg: arrived, play: 'p1' },
  ],
  [{ type: 'played', leg: arrived, play: 'p1.bolt' }, undefined],
  [
    { type: 'recorded', leg: 'l7.acme', recording: 'r1.acme', durationMs: 5 },
    { type: 'recorded', leg: 'l7', recording: 'r1', durationMs: 5 },
  ],
  [{ type: 'recorded', leg: 'l7.acme', recording: 'r1', durationMs: 5 }, undefined],
  [
    { type: 'transferRequested', leg: 'l7.acme', to: '1' },
    { type: 'transferRequested', leg: 'l7', to: '1' },
  ],
  [
    { type: 'transferRequested', leg: 'l7.acme', to: '1', attended: 'l8.acme' },
    { type: 'transferRequested', leg: 'l7', to: '1', attended: 'l8' },
  ],
  [{ type: 'transferRequested', leg: 'l7.acme', to: '1', attended: 'l8.bolt' }, undefined],
])('what is told is heard in the company’s names, or not at all: %o', (told, heard) => {
  expect(names.signal(signal(told))).toEqual(heard);
});

test('a leg has one name outside, and its own again inside', () => {
  expect([names.leg(started), names.leg(arrived)]).toEqual(['l7.acme', arrived]);
  expect([names.innerLeg('l7.acme' as LegId), names.innerLeg(arrived)]).toEqual([started, arrived]);
  expect(names.innerLeg('l7.acme+2' as LegId)).toBeUndefined();
});

test('an arrived leg is told by its first letters, and is not longer than may be', () => {
  expect([isArrived(arrived), isArrived(started), isArrived('l-in-' as LegId)]).toEqual([true, false, false]);
  expect(isArrived(arrivedLegId('x'.repeat(125)))).toBe(true);
  expect(isArrived(arrivedLegId('x'.repeat(126)))).toBe(false);
});

test('the company stands after the first dot', () => {
  expect([companyIn('l7.acme'), companyIn('l7.acme+2'), companyIn('l7')]).toEqual(['acme', 'acme+2', undefined]);
});

test('every leg of an action is known', () => {
  expect(legsOf(action({ type: 'bridge', a: 'l1', b: 'l2' }))).toEqual(['l1', 'l2']);
  expect(legsOf(action({ type: 'unbridge', a: 'l1', b: 'l2' }))).toEqual(['l1', 'l2']);
  expect(legsOf(action({ type: 'ring', leg: 'l1' }))).toEqual(['l1']);
  for (const type of ['joinRoom', 'setRole']) {
    expect(legsOf(action({ type, leg: 'l1', room: 'm1', role: whisper('l2') }))).toEqual(['l1', 'l2']);
    expect(legsOf(action({ type, leg: 'l1', room: 'm1', role: { kind: 'listens' } }))).toEqual(['l1']);
  }
});
