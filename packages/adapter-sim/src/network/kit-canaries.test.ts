import type { Action, Capabilities, Signal } from '@sentralbord/core';
import { type AdapterBench, adapterKit, runKitCase } from '@sentralbord/core/testkit';
import { describe, expect, it } from 'vitest';
import { makeSimBench } from './sim-bench.ts';

/** What is wrong with an adapter: what it makes of actions and signals. */
interface Fault {
  readonly action?: (action: Action) => readonly Action[];
  readonly signal?: (signal: Signal) => readonly Signal[];
}

async function benchWith(fault: Fault, lacks: Partial<Capabilities> = {}): Promise<AdapterBench> {
  const bench = await makeSimBench();
  const { port } = bench;
  return {
    ...bench,
    port: {
      capabilities: { ...port.capabilities, ...lacks },
      legs: () => port.legs(),
      start: (deliver) =>
        port.start((signal) => {
          for (const each of fault.signal?.(signal) ?? [signal]) deliver(each);
        }),
      perform: (action) => {
        for (const each of fault.action?.(action) ?? [action]) port.perform(each);
      },
    },
  };
}

/** The titles of the cases that find a fault. */
async function findersOf(fault: Fault): Promise<readonly string[]> {
  const found = await Promise.all(
    adapterKit.map(async (kitCase) => {
      const verdict = runKitCase(kitCase, () => benchWith(fault));
      return (await verdict.then(
        () => true,
        () => false,
      ))
        ? []
        : [kitCase.title];
    }),
  );
  return found.flat();
}

const actions = {
  startLeg: true,
  ring: true,
  answer: true,
  reject: true,
  hangUp: true,
  bridge: true,
  unbridge: true,
  play: true,
  stopPlaying: true,
  record: true,
  stopRecording: true,
  joinRoom: true,
  leaveRoom: true,
  setRole: true,
  sendDigits: true,
  showParty: true,
} as const satisfies Record<Action['type'], true>;

const signals = {
  callArrived: true,
  legRinging: true,
  legAnswered: true,
  legEnded: true,
  played: true,
  digit: true,
  recorded: true,
  held: true,
  resumed: true,
  transferRequested: true,
} as const satisfies Partial<Record<Signal['type'], true>>;

const wrong: readonly (readonly [string, Fault])[] = [
  ...Object.keys(actions).map((type) => {
    const action = (each: Action) => (each.type === type ? [] : [each]);
    return [`does not do ${type}`, { action }] as const;
  }),
  ...Object.keys(signals).flatMap((type) => {
    const twice = (each: Signal) => (each.type === type ? [each, each] : [each]);
    const never = (each: Signal) => (each.type === type ? [] : [each]);
    return [
      [`never tells ${type}`, { signal: never }],
      [`tells ${type} twice`, { signal: twice }],
    ] as const;
  }),
  ['plays every sound once only', { action: (each) => (each.type === 'play' ? [{ ...each, loop: false }] : [each]) }],
  [
    'leaves out the first sound',
    { action: (each) => (each.type === 'play' ? [{ ...each, sounds: each.sounds.slice(1) }] : [each]) },
  ],
  [
    'lets everyone in a room speak',
    { action: (each) => ('role' in each ? [{ ...each, role: { kind: 'speaks' } }] : [each]) },
  ],
  [
    'lets everyone in a room only listen',
    { action: (each) => ('role' in each ? [{ ...each, role: { kind: 'listens' } }] : [each]) },
  ],
  [
    'does not suppress diversion',
    { action: (each) => (each.type === 'startLeg' ? [{ ...each, diversion: 'allowed' }] : [each]) },
  ],
  ['asks for no key', { action: (each) => (each.type === 'startLeg' ? [{ ...each, confirm: 'no' }] : [each]) }],
  ['shows nobody', { action: (each) => (each.type === 'startLeg' ? [{ ...each, shown: {} }] : [each]) }],
  [
    'takes a voicemail for a person',
    { signal: (each) => (each.type === 'legAnswered' ? [{ ...each, by: 'person' }] : [each]) },
  ],
  ['knows no lengths', { signal: (each) => (each.type === 'recorded' ? [{ ...each, durationMs: 0 }] : [each]) }],
  ['tells other keys', { signal: (each) => (each.type === 'digit' ? [{ ...each, digit: '1' }] : [each]) }],
  ['tells another play', { signal: (each) => (each.type === 'played' ? [{ ...each, play: 'p0' as never }] : [each]) }],
];

describe('the adapter kit finds an adapter that', () => {
  it.each(wrong)('%s', async (_what, fault) => {
    expect(await findersOf(fault)).not.toEqual([]);
  });
});

describe('the adapter kit', () => {
  it('finds nothing wrong with an adapter that is right', async () => {
    expect(await findersOf({})).toEqual([]);
  });

  it('skips, with the reason, what an adapter has not the capability for', async () => {
    const lacks = { rooms: false, recording: false };
    const skipped = [];
    for (const kitCase of adapterKit) {
      const result = await runKitCase(kitCase, () => benchWith({}, lacks));
      if (result.kind === 'skipped')
        skipped.push([kitCase.needs?.includes('rooms') === true ? 'rooms' : 'recording', result.reason]);
    }
    expect(new Set(skipped.map(([need]) => need))).toEqual(new Set(['rooms', 'recording']));
    for (const [need, reason] of skipped) expect(reason).toBe(`the adapter does not have the capability ${need}`);
  });

  it('skips, with the reason, what the far side of a bench cannot do', async () => {
    const bench = await makeSimBench();
    const cannot = { hold: 'no such key on these telephones' };
    const results = await Promise.all(
      adapterKit
        .filter(({ needs }) => needs?.includes('hold'))
        .map((kitCase) => runKitCase(kitCase, async () => ({ ...bench, far: { ...bench.far, cannot } }))),
    );
    expect(results).toEqual([{ kind: 'skipped', reason: cannot.hold }]);
  });
});
