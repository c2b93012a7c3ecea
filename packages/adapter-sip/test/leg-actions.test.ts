import type { Action, LegId, Signal } from '@sentralbord/core';
import { describe, expect, it } from 'vitest';
import { makeSipBench } from './sip-bench.ts';

// Ports of this file: 39000 to 39399.
const network = { host: '127.0.0.1', transport: 'udp', firstPort: 39_000 } as const;
const CALLER = '+4799887766';

/** A caller who is up. */
async function stage() {
  const bench = await makeSipBench(network);
  const signals: Signal[] = [];
  bench.port.start((signal) => signals.push(signal));
  const caller = bench.far.outsider(CALLER);
  caller.call('+4757828600');
  await bench.until('the call arrives', () => signals.some(({ type }) => type === 'callArrived'));
  const leg = bench.port.legs()[0] ?? ('' as LegId);
  bench.port.perform({ type: 'answer', leg });
  await bench.until('the caller is up', () => caller.phase === 'up');
  const told = () => signals.filter((signal) => 'leg' in signal && signal.leg === leg).slice(1);
  return { bench, caller, leg, told };
}

describe('what the capabilities exclude', () => {
  it('does nothing and is counted, and nobody is left waiting for a recording', async () => {
    const { bench, caller, leg, told } = await stage();
    const [room, recording] = ['m1' as never, 'r1' as never];
    const actions: readonly Action[] = [
      { type: 'record', leg, recording, maxMs: 1_000 },
      { type: 'stopRecording', leg, recording },
      { type: 'joinRoom', leg, room, role: { kind: 'speaks' } },
      { type: 'setRole', leg, room, role: { kind: 'listens' } },
      { type: 'leaveRoom', leg, room },
      { type: 'sendDigits', leg, digits: '1' },
      { type: 'showParty', leg, shown: { name: 'Kari' } },
    ];
    for (const action of actions) bench.port.perform(action);
    bench.port.perform({ type: 'record', leg: 'l9' as LegId, recording, maxMs: 1_000 });
    expect(told()).toEqual([{ type: 'recorded', leg, recording: 'r1', durationMs: 0 }]);
    expect(bench.figures().declinedActions).toBe(8);
    expect([caller.phase, bench.port.legs()]).toEqual(['up', [leg]]);
    await bench.close();
  });
});

describe('what plays', () => {
  it('a list of which only some sounds are known plays those', async () => {
    const { bench, caller, leg, told } = await stage();
    const sounds = ['unknown', 'not-in-use', 'unknown'];
    bench.port.perform({ type: 'play', leg, play: 'p1' as never, sounds, loop: false });
    expect(told()).toEqual([]);
    expect(await caller.hears()).toBe('sound not-in-use');
    await bench.until('it is played', () => told().length > 0);
    expect(told()).toEqual([{ type: 'played', leg, play: 'p1' }]);
    await bench.close();
  });

  it('a loop of which nothing is known stops what played, and is never told', async () => {
    const { bench, caller, leg, told } = await stage();
    const play = (id: string, name: string): Action =>
      ({ type: 'play', leg, play: id as never, sounds: [name], loop: true }) as const;
    bench.port.perform(play('p1', 'not-in-use'));
    expect(await caller.hears()).toBe('sound not-in-use');
    bench.port.perform(play('p2', 'unknown'));
    await bench.pass(100);
    expect(await caller.hears()).toBe('nothing');
    expect(told()).toEqual([]);
    await bench.close();
  });

  it('nothing is sent any more to a leg that lives when the network is closed', async () => {
    const { bench, caller, leg } = await stage();
    bench.port.perform({ type: 'ring', leg });
    expect(await caller.hears()).toBe('ringing');
    expect(bench.figures().size.mediaPorts).toBe(1);
    await bench.close();
    expect(bench.figures().size.mediaPorts).toBe(0);
  });
});
