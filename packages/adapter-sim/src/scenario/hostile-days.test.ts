import { readCompany } from '@sentralbord/core';
import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../network/behaviour.ts';
import { RandomStream } from '../network/random-stream.ts';
import type { Faults } from '../network/wire.ts';
import { runScenario } from './run-scenario.ts';
import type { CommandDeed, Deed, Scenario, TimetableLine } from './scenario.ts';

const devices = ['anna-desk', 'anna-mobile', 'ola-desk', 'kari-desk', 'per-desk'] as const;
const company = {
  name: 'Fjord Bygg',
  numbers: [
    { number: '+4757828600', to: { group: 'sal' } },
    { number: '+4757828650', to: { group: 'verkstad' } },
    { number: '+4757828611', to: { user: 'anna' } },
  ],
  users: [
    { id: 'anna', name: 'Anna Berge', shortNumber: '101', devices: ['anna-desk', 'anna-mobile'] },
    { id: 'ola', name: 'Ola Nes', shortNumber: '102', devices: ['ola-desk'] },
    { id: 'kari', name: 'Kari Lund', shortNumber: '103', devices: ['kari-desk'] },
    { id: 'per', name: 'Per Vik', shortNumber: '104', devices: ['per-desk'] },
  ],
  access: { rules: [{ user: 'ola', category: 'supervision' as const, decision: 'allow' as const }] },
  recording: { groups: ['verkstad'], announcement: 'recorded', keepDays: 30 },
  groups: [
    {
      id: 'sal',
      name: 'Sal',
      shortNumber: '200',
      members: [{ user: 'anna' }, { user: 'ola' }, { user: 'kari', tier: 1 }],
      ring: { seconds: 6, rounds: 3, roundPauseSeconds: 2 },
    },
    {
      id: 'verkstad',
      name: 'Verkstad',
      shortNumber: '201',
      members: [{ user: 'kari' }, { user: 'per', tier: 1 }, { user: 'anna', tier: 2 }],
      ring: { seconds: [4, 6], rounds: 2, keepRinging: true },
    },
  ],
};

function behaviour(random: RandomStream): Behaviour {
  const answers: Behaviour = { does: 'answer', afterMs: [0, 8_000], talkMs: { mean: 12_000 } };
  return random.pick<Behaviour>([
    answers,
    answers,
    answers,
    { does: 'reject', afterMs: [0, 5_000] },
    { does: 'ignore' },
    { does: 'busy' },
    { does: 'unreachable' },
    { does: 'unreachable', isRegistered: true },
  ]);
}

const users = ['anna', 'ola', 'kari', 'per'] as const;

/** Somebody asks something of the switchboard, sensible or not. */
function command(random: RandomStream, callers: readonly string[]): CommandDeed {
  const by = random.pick(users);
  const user = random.pick(users);
  const recent = callers[Math.max(0, callers.length - 1 - random.whole(0, 3))] ?? 'nobody';
  const call = `${random.pick(['', '', '', 'consultation of '])}${recent}`;
  const asked = { call, by };
  const to = random.pick<CommandDeed['asked'] & object>([{ user }, { group: 'sal' }, { number: '40000001' }]);
  const one = (name: string, said: object): CommandDeed =>
    // Said of the very command that is named.
    ({ kind: 'command', name, asked: said, refused: undefined }) as unknown as CommandDeed;
  return random.pick<CommandDeed>([
    one('transfer', { ...asked, to, return: random.chance(0.7) }),
    one('transfer', { ...asked, to }),
    one('consult', { ...asked, to }),
    one('consult', { ...asked, to }),
    ...['complete', 'cancel', 'swap', 'holdCall', 'resumeCall', 'park', 'pickUp', 'pickUp'].map((name) =>
      one(name, asked),
    ),
    one('retrieve', { slot: random.whole(701, 703), by }),
    ...['listenIn', 'whisper', 'breakIn', 'stopSupervising', 'pauseRecording', 'resumeRecording'].map((name) =>
      one(name, asked),
    ),
    one('logout', { user, group: 'sal' }),
    one('login', { user, group: 'sal' }),
    one('pause', { user, reason: 'lunch' }),
    one('resume', { user }),
    one('conference', { by, invite: [{ user }, { number: '40000001' }] }),
    one('bringIn', { ...asked, meetingOf: user }),
    one('endConference', { by }),
  ]);
}

/** `callers`: the calls that have been made so far. */
function deed(random: RandomStream, number: number, callers: readonly string[]): Deed {
  const phone = random.pick(devices);
  if (callers.length > 0 && random.chance(0.7)) return command(random, callers);
  const lot = random.whole(1, 20);
  if (lot === 1) return { kind: 'restart', losing: random.chance(0.5) ? [] : 'all' };
  if (lot <= 5) return { kind: 'behave', phone, behaviour: behaviour(random) };
  if (lot <= 7) return { kind: 'answer', phone };
  if (lot === 8) return { kind: 'reject', phone };
  if (lot <= 10) return { kind: 'hangUp', who: phone };
  const isInside = lot <= 13;
  const inside = ['101', '103', '200', '201', '40000001', '112'] as const;
  const outside = ['+4757828600', '57828650', '+4757828611', '004757828600', '+4740000001'] as const;
  return {
    kind: 'call',
    call: {
      as: `caller-${number}`,
      from: isInside ? { device: phone } : `+479988${random.whole(1000, 9999)}`,
      to: isInside ? random.pick(inside) : random.pick(outside),
      isWithheld: random.chance(0.1),
      patienceMs: random.whole(0, 40_000),
      talkMs: random.whole(0, 30_000),
    },
  };
}

function hostileDay(seed: number): Scenario {
  const random = new RandomStream(seed, 'hostile day');
  // A grid of half seconds makes many things happen in one instant.
  const times = Array.from({ length: 240 }, () => 500 * random.whole(0, 240)).sort((one, other) => one - other);
  const callers: string[] = [];
  const lines = times.map((atMs, number): TimetableLine => {
    const done = deed(random, number, callers);
    if (done.kind === 'call') callers.push(done.call.as);
    return { atMs, deed: done };
  });
  const end: TimetableLine = { atMs: 400_000, deed: { kind: 'restart', losing: 'all' } };
  const phones = [...devices, '+4740000001', '112'].map((name) => [name, behaviour(random)] as const);
  return {
    title: `hostile day ${seed}`,
    company,
    seed,
    phones: Object.fromEntries(phones),
    trunk: { maxCalls: 6 },
    faults: random.pick<Faults>([
      {},
      { delayMs: [0, 300] },
      { delayMs: [0, 1_000], double: 0.3, reorder: 0.3 },
      { delayMs: [0, 200], loss: 0.1, double: 0.1, reorder: 0.1 },
    ]),
    sounds: {},
    timetable: [...lines, end],
    untilMs: undefined,
    expect: [{ kind: 'empty' }],
  };
}

describe('hostile days', () => {
  it('[law 6] whatever people and the network do, no rule breaks and nothing is left at the end', () => {
    expect(readCompany(company).ok).toBe(true);
    for (let seed = 0; seed < Number(process.env.DAYS ?? 150); seed += 1) {
      const { violations, seen } = runScenario(hostileDay(seed));
      expect({ seed, violations, alive: seen.alive }).toEqual({ seed, violations: [], alive: [] });
    }
  });
});
