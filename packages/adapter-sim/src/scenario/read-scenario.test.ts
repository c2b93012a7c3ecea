import { describe, expect, it } from 'vitest';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';
import type { ScenarioFile } from './scenario-file.ts';

const company = {
  name: 'Fjord Bygg',
  numbers: [{ number: '+4757828600', to: { user: 'anna' } }],
  users: [{ id: 'anna', name: 'Anna Berge', shortNumber: '101', devices: ['anna-desk'] }],
};
const call = { as: 'caller-1', from: '+4799887766', to: '+4757828600' };
const good = { title: 'a call', company, timetable: [{ atMs: 0, call }] } satisfies ScenarioFile;

function problems(input: unknown, loadCompany?: (path: string) => unknown): readonly string[] {
  const reading = readScenario(input, loadCompany);
  return reading.ok ? [] : reading.problems.map(({ path, found, expected }) => `${path}: ${found}, not ${expected}`);
}

/** What comes of a scenario whose every expectation is wrong. */
function failures(expect: ScenarioFile['expect'], file: Partial<ScenarioFile> = {}) {
  const reading = readScenario({ ...good, ...file, expect });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return runScenario(reading.scenario).failedExpectations;
}

describe('readScenario', () => {
  it('fills in what is not said: phones ring and are ignored', () => {
    const reading = readScenario(good);
    expect(reading.ok && reading.scenario).toMatchObject({
      seed: 1,
      phones: { 'anna-desk': { does: 'ignore' } },
      timetable: [{ atMs: 0, deed: { kind: 'call', call: { as: 'caller-1' } } }],
      expect: [],
    });
  });

  it('puts the timetable in order of time, lines of one time as they stand', () => {
    const reading = readScenario({
      ...good,
      timetable: [
        { atMs: 9, hangUp: 'caller-1' },
        { atMs: 0, call },
        { atMs: 9, answer: 'anna-desk' },
      ],
    });
    expect(reading.ok && reading.scenario.timetable.map(({ deed }) => deed.kind)).toEqual(['call', 'hangUp', 'answer']);
  });

  it('lists every mistake at once, with path, found and expected', () => {
    expect(
      problems({
        titel: 'misspelt',
        company: { ...company, users: [] },
        phones: { 'anna-desk': { does: 'sleep' } },
        timetable: [
          { atMs: -1, call },
          { atMs: 0, answer: 'anna-desk', hangUp: 'caller-1' },
          { atMs: 0, phone: 'anna-desk' },
          { atMs: 0, call: { ...call, patienceMs: 'long' } },
        ],
        expect: [{ outcome: 'fine' }, { rings: 'anna-desk' }, { neverRings: 'anna-desk', fromMs: 5 }],
      }),
    ).toMatchInlineSnapshot(`
      [
        "company.users: [], not at least one user",
        "title: nothing, not a title (it is missing)",
        "phones.anna-desk.does: "sleep", not { "does": "answer" | "reject" | "ignore" | "voicemail" | "busy" | "unreachable", … }",
        "timetable[0].atMs: -1, not whole milliseconds, 0 or more",
        "timetable[1]: {"atMs":0,"answer":"anna-desk","hangUp":"caller-1"}, not exactly one of "call", "phone" with "does", "answer", "reject", "hangUp", "press", "say", "hold", "unhold", "requestTransfer", "register", "unregister", "restart", "faults", "transfer", "consult", "complete", "cancel", "swap", "holdCall", "resumeCall", "park", "retrieve", "pickUp", "listenIn", "whisper", "breakIn", "stopSupervising", "pauseRecording", "resumeRecording", "login", "saveMembers", "logout", "pause", "resume", "endWrapUp", "away", "back", "hours", "conference", "invite", "bringIn", "mute", "unmute", "remove", "endConference", "closeCallback", "endCall", "configure"",
        "timetable[2]: {"atMs":0,"phone":"anna-desk"}, not "phone" and "does" together",
        "timetable[3].call.patienceMs: "long", not whole milliseconds, 0 or more",
        "expect[0].outcome: "fine", not one of answered, abandoned, abandonedInTransfer, voicemail, callback, joined, full, timedOut, closed, unanswered, noMembers, busy, rejected, unreachable, notFound, barred, failed, lost, released",
        "expect[1].fromMs: nothing, not when it begins to ring (it is missing)",
        "titel: "misspelt", not no such key here",
      ]
    `);
  });

  it('lists names that lead nowhere', () => {
    expect(
      problems({
        ...good,
        phones: { 'kari-desk': { does: 'ignore' }, '+4740000001': { does: 'busy' } },
        timetable: [
          { atMs: 0, call },
          { atMs: 0, call },
          { atMs: 0, call: { ...call, as: 'caller-2', from: { device: 'kari-desk' } } },
          { atMs: 0, hangUp: 'nobody' },
          { atMs: 0, restart: { losing: ['caller-9'] } },
        ],
        expect: [{ call: 'caller-7', answeredBy: 'kari' }],
      }),
    ).toMatchInlineSnapshot(`
      [
        "phones.kari-desk: "kari-desk", not a device of the company, or a number outside",
        "timetable[2].call.from.device: "kari-desk", not a device of the company",
        "timetable[3].hangUp: "nobody", not a device of the company, or a number outside",
        "timetable[4].restart.losing[0]: "caller-9", not a call of the timetable, by its "as"",
        "timetable[1].call.as: "caller-1", not a name that no other call has",
        "expect[0].call: "caller-7", not a call of the timetable, by its "as"",
        "expect[0].answeredBy: "kari", not the id of a user of the company",
      ]
    `);
  });

  it('[X15] lists users, groups, calls and companies of commands that lead nowhere', () => {
    expect(
      problems({
        ...good,
        timetable: [
          { atMs: 0, call },
          { atMs: 1, transfer: { call: 'caller-9', to: { user: 'ola' }, by: 'kari' } },
          { atMs: 1, login: { user: 'anna', group: 'shop' } },
          { atMs: 1, press: { keys: '1', at: 'nobody' } },
          { atMs: 1, hours: { schedule: 'day', is: 'closed' } },
          { atMs: 1, conference: { by: 'anna', invite: [{ user: 'per' }] } },
          { atMs: 1, configure: { users: {} } },
          { atMs: 1, configure: { name: 7 } },
          { atMs: 1, configure: { name: 7 }, refused: 'invalid' },
          { atMs: 1, complete: { call: 'consultation of caller-1', by: 'anna' } },
          { atMs: 1, complete: { call: 'consultation of caller-7', by: 'anna' } },
        ],
        expect: [
          { user: 'liv', is: 'idle', atMs: 1 },
          { inLine: 'shop', atMs: 1, calls: ['caller-8'] },
          { mailbox: 'shop', messages: 0 },
          { hears: 'nobody', what: 'ringing', fromMs: 1 },
          { slot: 701, holds: 'caller-6', atMs: 1 },
        ],
      }),
    ).toMatchInlineSnapshot(`
      [
        "timetable[1].transfer.call: "caller-9", not a call of the timetable, by its "as"",
        "timetable[1].transfer.to.user: "ola", not the id of a user of the company",
        "timetable[1].transfer.by: "kari", not the id of a user of the company",
        "timetable[2].login.group: "shop", not the id of a group of the company",
        "timetable[3].press.at: "nobody", not a device of the company, or a number outside",
        "timetable[4].hours.schedule: "day", not the id of a schedule of the company",
        "timetable[5].conference.invite[0].user: "per", not the id of a user of the company",
        "timetable[7].configure (name): 7, not a name",
        "timetable[10].complete.call: "consultation of caller-7", not a call of the timetable, by its "as"",
        "expect[0].user: "liv", not the id of a user of the company",
        "expect[1].inLine: "shop", not the id of a group of the company",
        "expect[1].calls[0]: "caller-8", not a call of the timetable, by its "as"",
        "expect[2].mailbox: "shop", not the id of a user or a group (or "company") of the company",
        "expect[3].hears: "nobody", not a device of the company, or a number outside",
        "expect[4].holds: "caller-6", not a call of the timetable, by its "as"",
      ]
    `);
  });

  it('[X15] lists what is missing or too much beside a deed or an expectation', () => {
    expect(
      problems({
        ...good,
        startsAt: 'tomorrow',
        timetable: [
          { atMs: 0, call, refused: 'full' },
          { atMs: 0, transfer: { call: 'caller-1', to: { user: 'anna' } } },
          { atMs: 0, pause: { user: 'anna', reason: 'lunch' }, refused: 'no' },
        ],
        expect: [{ hears: 'caller-1' }, { user: 'anna', is: 'away', atMs: 0 }, { counts: 'shop', answerd: 1 }],
      }),
    ).toMatchInlineSnapshot(`
      [
        "startsAt: "tomorrow", not an instant with its offset, such as "2026-11-23T15:00:00+01:00"",
        "timetable[0]: {"atMs":0,"call":{"as":"caller-1","from":"+4799887766","t..., not "refused" beside a command",
        "timetable[1].transfer.by: nothing, not the id of a user (it is missing)",
        "timetable[2].refused: "no", not one of notFound, notInCall, badTarget, alreadyTaken, lineBusy, forbidden, invalid, full",
        "expect[0].what: nothing, not what is heard (it is missing)",
        "expect[0].fromMs: nothing, not when it is heard (it is missing)",
        "expect[1].is: "away", not one of unreachable, idle, reserved, ringing, busy, wrappingUp, paused",
        "expect[2].answerd: 1, not no such key here",
      ]
    `);
  });

  it('[X15] lays the changes over the company, and tells their mistakes', () => {
    const reading = readScenario({ ...good, changes: { users: { anna: { name: 'Anna Vik' } } } });
    expect(reading.ok && reading.scenario.company.users[0]?.name).toBe('Anna Vik');
    expect(problems({ ...good, changes: { users: { anna: { devices: 'one' } } } })).toEqual([
      'company.users[0].devices: "one", not a list of device ids',
    ]);
  });

  it('takes a company by path, and says when it cannot', () => {
    const byPath = { ...good, company: 'company.json' };
    expect(problems(byPath, () => company)).toEqual([]);
    expect(problems(byPath, () => ({ ...company, users: [] }))).toMatchInlineSnapshot(`
      [
        "company (company.json).users: [], not at least one user",
      ]
    `);
    const missing = (): never => {
      throw new Error('no such file');
    };
    expect(problems(byPath, missing)).toEqual([
      'company: "company.json", not a company file that can be read: no such file',
    ]);
  });

  it.each([[undefined], [null], [7], ['text'], [[]], [{}]])('refuses %j without throwing', (input) => {
    expect(problems(input).length).toBeGreaterThan(0);
  });
});

describe('expectations that do not hold', () => {
  it('of a call', () => {
    expect(
      failures(
        [
          {
            call: 'caller-1',
            outcome: 'abandoned',
            answeredBy: null,
            ringingMs: 2999,
            told: 'busy',
            endedBy: 'caller',
          },
        ],
        { phones: { 'anna-desk': { does: 'answer', talkMs: 100 } } },
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "expected": "abandoned",
          "found": "answered",
          "path": "expect[0].outcome",
        },
        {
          "expected": "nothing",
          "found": "anna",
          "path": "expect[0].answeredBy",
        },
        {
          "expected": "caller",
          "found": "callee",
          "path": "expect[0].endedBy",
        },
        {
          "expected": "busy",
          "found": "hungUp",
          "path": "expect[0].told",
        },
        {
          "expected": "2999",
          "found": "3000",
          "path": "expect[0].ringingMs",
        },
      ]
    `);
  });

  it('of phones', () => {
    expect(
      failures([
        { neverRings: 'anna-desk' },
        { rings: 'anna-desk', fromMs: 1 },
        { rings: 'anna-desk', fromMs: 0, untilMs: 29_999 },
        { rings: '+4740000001', fromMs: 0 },
        { shows: 'anna-desk', number: null, name: 'Ola' },
        { shows: '+4740000001', number: '101' },
      ]),
    ).toMatchInlineSnapshot(`
      [
        {
          "expected": "anna-desk never rings",
          "found": "rings from 0 until 30000",
          "path": "expect[0]",
        },
        {
          "expected": "anna-desk rings from 1",
          "found": "rings from 0 until 30000",
          "path": "expect[1]",
        },
        {
          "expected": "anna-desk rings from 0 until 29999",
          "found": "rings from 0 until 30000",
          "path": "expect[2]",
        },
        {
          "expected": "+4740000001 rings from 0",
          "found": "never",
          "path": "expect[3]",
        },
        {
          "expected": "nothing",
          "found": "+4799887766",
          "path": "expect[4].number",
        },
        {
          "expected": "Ola",
          "found": "nothing",
          "path": "expect[4].name",
        },
        {
          "expected": "101",
          "found": "it never rang",
          "path": "expect[5].number",
        },
      ]
    `);
  });

  it('of an end where something is alive', () => {
    expect(failures([{ empty: true }, { call: 'caller-1', outcome: 'answered' }], { untilMs: 5000 })).toEqual([
      { path: 'expect[0]', expected: 'nothing alive', found: expect.stringContaining('1 calls') },
      { path: 'expect[1].outcome', expected: 'answered', found: 'nothing: the call has no record' },
    ]);
  });
});
