import { describe, expect, it } from 'vitest';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';
import type { ScenarioFile } from './scenario-file.ts';

const company = {
  name: 'Butikk',
  music: 'hall',
  numbers: [{ number: '+4757828600', to: { group: 'shop' } }],
  users: [
    { id: 'anna', name: 'Anna', shortNumber: '101', devices: ['anna-desk'] },
    { id: 'bo', name: 'Bo', shortNumber: '102', devices: ['bo-desk'] },
  ],
  groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }] }],
};

/** Kari talks with Anna from 2000 on, and is sent to Bo at 5000, who answers at 8000; she hangs up at 20000. */
const timetable: ScenarioFile['timetable'] = [
  { atMs: 1000, call: { as: 'kari-1', from: '+4799887766', to: '+4757828600' } },
  { atMs: 2000, answer: 'anna-desk' },
  { atMs: 5000, transfer: { call: 'kari-1', to: { user: 'bo' }, by: 'anna' } },
  { atMs: 8000, answer: 'bo-desk' },
  { atMs: 20_000, hangUp: 'kari-1' },
];

/** Every expectation that does not hold, in a line each. */
function failures(expectations: ScenarioFile['expect'], more: Partial<ScenarioFile> = {}): readonly string[] {
  const reading = readScenario({ title: 'a transfer', company, timetable, expect: expectations, ...more });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  const { failedExpectations, violations } = runScenario(reading.scenario);
  expect(violations).toEqual([]);
  return failedExpectations.map(({ path, expected, found }) => `${path}: ${expected}, not ${found}`);
}

const transfers = (result: 'answered' | 'noAnswer') => [{ by: 'anna', to: 'bo', result }];

describe('what must come of a scenario', () => {
  it('[X15] of a call that was moved on', () => {
    expect(
      failures([
        { call: 'kari-1', talkedWith: ['anna', 'bo'], transfers: transfers('answered'), heldMs: 0, class: 'ordinary' },
        { call: 'kari-1', talkedWith: ['anna'], transfers: transfers('noAnswer'), class: 'vip', toldPlaces: [1] },
        { call: 'consultation of kari-1', outcome: 'answered' },
      ]),
    ).toEqual([
      'expect[1].class: vip, not ordinary',
      'expect[1].talkedWith: anna, not anna, bo',
      'expect[1].transfers: anna to bo: noAnswer, not anna to bo: answered',
      'expect[1].toldPlaces: 1, not none',
      'expect[2].outcome: answered, not the call was not made',
    ]);
  });

  it('[X15] of what is heard: at one instant, or all the time up to an instant that is not part of it', () => {
    expect(
      failures([
        { hears: 'kari-1', what: 'sound hall', fromMs: 5000, untilMs: 8000 },
        { hears: 'kari-1', what: 'sound hall', fromMs: 5000, untilMs: 8001 },
        { hears: 'kari-1', what: 'sound hall', fromMs: 4999, untilMs: 8000 },
        { hears: 'bo-desk', what: 'kari-1', fromMs: 8000 },
        { hears: 'anna-desk', what: 'ringing', fromMs: 3000 },
        { hears: 'kari-1', what: 'bo-desk', fromMs: 19_999 },
        { hears: 'kari-1', what: 'bo-desk', fromMs: 20_000 },
      ]),
    ).toEqual([
      'expect[1]: sound hall, not bo-desk',
      'expect[2]: sound hall, not anna-desk',
      'expect[4]: ringing, not kari-1',
      'expect[6]: bo-desk, not nothing',
    ]);
  });

  it('[X15] of people, lines, slots, meetings, promises and messages', () => {
    expect(
      failures([
        { user: 'anna', is: 'busy', atMs: 5000 },
        { user: 'anna', is: 'busy', atMs: 4999 },
        { inLine: 'shop', atMs: 1500, calls: ['kari-1'] },
        { inLine: 'shop', atMs: 2000, calls: ['kari-1'] },
        { slot: 701, holds: 'kari-1', atMs: 9000 },
        { slot: 701, holds: null, atMs: 9000 },
        { meetingOf: 'anna', participants: ['anna'], atMs: 9000 },
        { callbacks: 'shop', numbers: ['+4799887766'], atMs: 9000 },
        { mailbox: 'bo', messages: 1 },
        { counts: 'shop', abandoned: 1 },
      ]),
    ).toEqual([
      'expect[0]: busy, not idle',
      'expect[3]: kari-1, not nobody',
      'expect[4]: kari-1, not nothing',
      'expect[6]: anna, not nobody',
      'expect[7]: +4799887766, not nobody',
      'expect[8].messages: 1, not 0',
      'expect[9].abandoned: 1, not 0',
      'expect[9].answered: 0, not 1',
    ]);
  });

  it('[X15] of a phone that never rings between two instants', () => {
    expect(
      failures([
        { neverRings: 'bo-desk', fromMs: 0, untilMs: 5000 },
        { neverRings: 'bo-desk', fromMs: 8000 },
        { neverRings: 'bo-desk', fromMs: 7999, untilMs: 8000 },
        { shows: 'bo-desk', number: '+4799887766', fromMs: 5000 },
        { shows: 'bo-desk', number: '+4799887766', fromMs: 5001 },
      ]),
    ).toEqual([
      'expect[2]: bo-desk never rings from 7999 until 8000, not rings from 5000 until 8000',
      'expect[4].number: +4799887766, not it never rang',
    ]);
  });

  it('[X15] [law 12] of commands: carried out, unless they are said to be refused, and for which reason', () => {
    const transfer = { call: 'kari-1', to: { user: 'anna' }, by: 'anna' };
    const before = timetable.slice(0, 2);
    expect(failures([], { timetable: [...before, { atMs: 3000, transfer, refused: 'badTarget' }] })).toEqual([]);
    expect(
      failures([], {
        timetable: [
          ...before,
          { atMs: 3000, transfer },
          { atMs: 3000, transfer, refused: 'full' },
          { atMs: 4000, pause: { user: 'bo', reason: 'lunch' }, refused: 'notFound' },
        ],
      }),
    ).toEqual([
      expect.stringContaining('timetable[2].refused: it is carried out, not badTarget'),
      expect.stringContaining('timetable[3].refused: full, not badTarget'),
      'timetable[4].refused: notFound, not it was carried out',
    ]);
  });

  it('[X15] of what is over before it can be seen', () => {
    expect(failures([{ user: 'anna', is: 'idle', atMs: 6000 }], { untilMs: 5000 })).toEqual([
      'expect[0]: idle, not nothing: the scenario was over before',
    ]);
  });
});
