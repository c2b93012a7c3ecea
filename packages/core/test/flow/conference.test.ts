import { describe, expect, test } from 'vitest';
import type { FlowElement } from '../../src/flow/flow-file.ts';
import { flowLibrary } from '../../src/flow/flow-library.ts';
import { FlowCall, mainFlow } from './flow-call.ts';

const PIN = '2580';
const joined = { type: 'joinConference', room: 'board' };
const ask = (...sounds: readonly string[]) => ({ type: 'play', sounds, isLooped: false });
const listening = { type: 'play', sounds: ['listening'], isLooped: true };
const time = (ms = 5000) => ({ type: 'startTimer', ms });

/** A call that has come to the room. */
function atTheDoor(more: Partial<Extract<FlowElement, { kind: 'conference' }>> = {}, roomPin?: string): FlowCall {
  const room: FlowElement = { kind: 'conference', room: 'board', ...more };
  const flow = mainFlow({ room, end: { kind: 'hangUp' }, hi: { kind: 'play', sound: 'hi', next: 'room' } });
  const flows = flowLibrary([{ version: 1, flows: [flow] }]);
  return new FlowCall(flows, { roomPin: (id) => (id === 'board' ? roomPin : 'of another room') });
}

const keys = (call: FlowCall, ...digits: readonly string[]): FlowCall =>
  digits.reduce((now, digit) => now.comes({ type: 'digit', digit }), call);

describe('[S166] a conference room', () => {
  test('without a PIN the caller joins at once', () => {
    const call = atTheDoor();
    expect([call.effects, call.place]).toEqual([[joined], 'main/room: room']);
  });

  test.each([
    ['the element', { pin: PIN }, undefined],
    ['the room', {}, PIN],
    ['the element before the room', { pin: PIN }, '999999'],
  ])('the PIN that %s says is asked for', (_who, more, roomPin) => {
    const call = atTheDoor(more, roomPin);
    expect(call.effects).toEqual([ask('conference-pin')]);
    keys(call, '2');
    expect(call.effects).toEqual([listening, time()]);
    keys(call, '5');
    expect(call.effects).toEqual([time()]);
    keys(call, '8');
    expect(call.place).toBe('main/room: keying');
    keys(call, '0');
    expect(call.effects).toEqual([{ type: 'stopPlaying' }, { type: 'stopTimer' }, joined]);
    expect(call.place).toBe('main/room: room');
  });

  test('the prompt and the time are its own', () => {
    const call = atTheDoor({ pin: PIN, prompt: 'who', waitSeconds: 9 });
    expect(call.effects).toEqual([ask('who')]);
    call.comes({ type: 'played' });
    expect(call.effects).toEqual([listening, time(9000)]);
    keys(call, '1');
    expect(call.effects).toEqual([time(9000)]);
  });

  test('a wrong PIN is asked for again, three times in all; then the caller is told and released', () => {
    const call = atTheDoor({ pin: PIN, invalidSound: 'wrong' });
    keys(call, '1', '#');
    expect(call.effects).toEqual([{ type: 'stopTimer' }, ask('wrong', 'conference-pin')]);
    keys(call, '1', '2', '#');
    expect(call.place).toBe('main/room: hearing');
    keys(call, '1', '2', '3', '#');
    const how = { sound: 'conference-refused', cause: 'hungUp', outcome: 'released' };
    expect(call.effects.at(-1)).toEqual({ type: 'release', ...how });
  });

  test('as often as the element says, and then by its exit', () => {
    const call = atTheDoor({ pin: PIN, tries: 1, otherwise: 'hi' });
    keys(call, '2', '5', '8');
    call.comes({ type: 'timeOver' });
    expect(call.place).toBe('main/hi: hearing');
  });

  test('no key at all is a wrong PIN', () => {
    const call = atTheDoor({ pin: PIN });
    call.comes({ type: 'played' });
    call.comes({ type: 'timeOver' });
    expect([call.effects, call.place]).toEqual([[ask('conference-pin')], 'main/room: hearing']);
    keys(call, '#');
    call.comes({ type: 'played' });
    call.comes({ type: 'timeOver' });
    expect(call.effects.at(-1)).toMatchObject({ type: 'release' });
  });

  test('* begins anew, and too many keys are wrong', () => {
    const call = atTheDoor({ pin: PIN });
    keys(call, '2', '5', '*', ...PIN);
    expect(call.place).toBe('main/room: room');
    const long = atTheDoor({ pin: PIN });
    keys(long, ...'1'.repeat(19));
    expect(long.place).toBe('main/room: keying');
    keys(long, '1');
    expect(long.place).toBe('main/room: hearing');
  });

  test('a PIN that another begins with is no PIN', () => {
    const call = atTheDoor({ pin: '25801' });
    keys(call, ...PIN);
    expect(call.place).toBe('main/room: keying');
    keys(call, '#');
    expect(call.place).toBe('main/room: hearing');
  });

  test.each([
    ['2580', 'room'],
    ['2580#77', 'room'],
    ['99*2580', 'room'],
    ['258', 'hearing'],
    ['99#2580', 'hearing'],
  ])('%s typed ahead leads to %s', (typed, phase) => {
    const room: FlowElement = { kind: 'conference', room: 'board', pin: PIN };
    const flow = mainFlow({ hi: { kind: 'play', sound: 'hi', next: 'room' }, room });
    const call = keys(new FlowCall(flowLibrary([{ version: 1, flows: [flow] }])), ...typed);
    call.comes({ type: 'played' });
    expect(call.place).toBe(`main/room: ${phase}`);
    expect(call.last.cursor?.typedAhead).toBe('');
  });
});

describe('[S166] after a conference', () => {
  test('on, or released as one who was answered', () => {
    const left = { type: 'roomLeft', by: 'left' } as const;
    expect(atTheDoor({ next: 'hi', otherwise: 'end' }).comes(left).place).toBe('main/hi: hearing');
    const released = { type: 'release', sound: undefined, cause: 'hungUp', outcome: 'answered' };
    expect(atTheDoor({ otherwise: 'hi' }).comes(left).effects).toEqual([released]);
  });

  test('a room that is full or closed: the other exit, or told and released', () => {
    const refused = { type: 'roomLeft', by: 'refused' } as const;
    expect(atTheDoor({ next: 'end', otherwise: 'hi' }).comes(refused).place).toBe('main/hi: hearing');
    const released = { type: 'release', sound: 'conference-refused', cause: 'hungUp', outcome: 'released' };
    expect(atTheDoor({ next: 'hi' }).comes(refused).effects).toEqual([released]);
  });
});
