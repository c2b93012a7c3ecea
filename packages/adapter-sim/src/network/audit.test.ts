import type { Action, LegId } from '@sentralbord/core';
import { describe, expect, it } from 'vitest';
import { answered, leg, play, recording, room, started, talking, toPhone } from './testkit.ts';

const speaks = { kind: 'speaks' } as const;
const music = (of: LegId, id = 'p1', loop = true): Action => ({
  type: 'play',
  leg: of,
  play: play(id),
  sounds: ['music'],
  loop,
});
const recordOf = (of: LegId, id = 'r1'): Action => ({
  type: 'record',
  leg: of,
  recording: recording(id),
  maxMs: 9_000,
});
const joinOf = (of: LegId, id = 'm1'): Action => ({ type: 'joinRoom', leg: of, room: room(id), role: speaks });

describe('[law 7] no caller who is up is left in silence', () => {
  const silent = (legs: readonly LegId[], network: ReturnType<typeof answered>['network']) => network.mirror(legs);

  it('told after the answer, until something is asked for that is heard', () => {
    const { network, caller } = answered();
    expect(silent([caller], network)).toEqual([`${caller} is up and hears nothing`]);
    network.perform({ type: 'ring', leg: caller });
    expect(silent([caller], network)).toEqual([]);
    network.perform({ type: 'stopPlaying', leg: caller });
    expect(silent([caller], network)).toHaveLength(1);
    network.perform(joinOf(caller));
    expect(silent([caller], network)).toEqual([]);
    network.perform({ type: 'leaveRoom', leg: caller, room: room('m1') });
    expect(silent([caller], network)).toHaveLength(1);
    network.hangUp('caller-1');
    network.clock.run();
    expect(silent([], network)).toEqual([]);
  });

  it('a ring before the answer is heard no more after it', () => {
    const { network } = started();
    const caller = network.call({ from: '+4799887766', to: '+4757828600' }).leg ?? leg('none');
    network.clock.run();
    network.perform({ type: 'ring', leg: caller });
    expect(silent([caller], network)).toEqual([]);
    network.perform({ type: 'answer', leg: caller });
    expect(silent([caller], network)).toHaveLength(1);
  });

  it('sounds are over when that is told, and not before; a doubled end of an older play is none', () => {
    const { network, caller } = answered({ sounds: { music: 1_000 }, faults: { delayMs: [50, 50] } });
    network.perform(music(caller, 'p1', false));
    network.clock.runUntil(1_149);
    expect(silent([caller], network)).toEqual([]);
    network.clock.runUntil(1_150);
    expect(silent([caller], network)).toEqual([`${caller} is up and hears nothing`]);
    network.perform(music(caller, 'p2', true));
    expect(silent([caller], network)).toEqual([]);
  });

  it('one who is recorded is not in silence, until that is over', () => {
    const { network, caller } = answered({ manners: { saysMs: 1_000 } });
    network.perform(recordOf(caller));
    network.clock.runUntil(4_499);
    expect(silent([caller], network)).toEqual([]);
    network.clock.runUntil(4_500);
    expect(silent([caller], network)).toHaveLength(1);
  });

  it('one whose other leg is gone is, when that is told', () => {
    const { network, caller } = talking();
    network.hangUp('anna-desk');
    expect(silent([caller], network)).toEqual([]);
    network.clock.advance(0);
    expect(silent([caller], network)).toEqual([`${caller} is up and hears nothing`]);
  });

  it('one whose other leg was hung up, or was taken from them, is at once', () => {
    const { network, caller } = talking();
    network.perform({ type: 'hangUp', leg: leg('l1'), cause: 'hungUp' });
    expect(silent([caller], network)).toHaveLength(1);
    const other = talking();
    other.network.perform({ type: 'unbridge', a: leg('l1'), b: other.caller });
    expect(silent([other.caller, leg('l1')], other.network)).toHaveLength(1);
  });
});

describe('whom the switchboard believes to be up and together', () => {
  it('agrees with what it has asked and been told', () => {
    const { network, caller } = talking();
    const legs = [caller, leg('l1')];
    expect(network.mirror(legs, { up: legs, bridges: [[leg('l1'), caller]], rooms: [] })).toEqual([]);
  });

  it('[law 7] whoever is up and hears nothing is told, but for who has put another on hold', () => {
    const { network, caller } = talking();
    const legs = [caller, leg('l1')];
    network.perform({ type: 'unbridge', a: caller, b: leg('l1') });
    network.perform(music(caller));
    const known = { up: legs, bridges: [], rooms: [] };
    expect(network.mirror(legs, known)).toEqual(['l1 is up and hears nothing']);
    expect(network.mirror(legs, { ...known, holders: [leg('l1')] })).toEqual([]);
    expect(network.mirror(legs)).toEqual([]);
  });

  it('a recording that was stopped is over at once: another may begin', () => {
    const { network, caller } = talking();
    const record = (id: string) =>
      ({ type: 'record', leg: caller, recording: recording(id), maxMs: 1_000, of: 'talk' }) as const;
    network.perform(record('r1'));
    network.perform({ type: 'stopRecording', leg: caller, recording: recording('r1') });
    network.perform(record('r2'));
    expect(network.violations).toEqual([]);
    network.perform(record('r3'));
    expect(network.violations).toEqual([`record of ${caller}, which is being recorded`]);
  });

  it('what only one side has is told', () => {
    const { network, caller } = talking();
    const legs = [caller, leg('l1')];
    expect(network.mirror(legs, { up: [caller] })).toEqual(['l1 is up, and the switchboard does not know']);
    expect(network.mirror(legs, { up: [...legs, leg('l2')] })).toEqual(['the switchboard holds l2 up, which is not']);
    expect(network.mirror(legs, { bridges: [] })).toEqual([
      `the bridge of ${caller} and l1 stands, and the switchboard knows nothing of it`,
    ]);
    network.perform(joinOf(leg('l1')));
    expect(network.mirror([leg('l1')], { bridges: [[caller, leg('l1')]], rooms: [[room('m2'), [leg('l1')]]] })).toEqual(
      expect.arrayContaining([
        `the switchboard holds the bridge of ${caller} and l1, and has not asked it`,
        'the switchboard holds l1 in m2, and has not asked it',
        'l1 in m1 stands, and the switchboard knows nothing of it',
      ]),
    );
  });

  it('a leg that is over is up no more', () => {
    const { network, caller } = talking();
    network.hangUp('anna-desk');
    expect(network.mirror([caller, leg('l1')], { up: [caller, leg('l1')] })).toEqual([]);
    network.clock.advance(0);
    network.perform(music(caller));
    expect(network.mirror([caller], { up: [caller], bridges: [] })).toEqual([]);
  });
});

describe('what the switchboard must not ask', () => {
  function violationsOf(...actions: readonly ((caller: LegId) => Action)[]): readonly string[] {
    const { network, caller } = talking({
      phones: { 'anna-desk': { does: 'ignore' }, 'ola-desk': { does: 'answer', afterMs: 0 } },
    });
    network.perform(toPhone('l2', 'ola-desk'));
    network.clock.advance(0);
    network.perform(toPhone('l3', 'kari-desk'));
    for (const action of actions) network.perform(action(caller));
    return network.violations;
  }
  const unbridge = (caller: LegId): Action => ({ type: 'unbridge', a: caller, b: leg('l1') });

  it('nothing is wrong with a consultation, a conference and a message', () => {
    expect(
      violationsOf(
        unbridge,
        (caller) => music(caller),
        () => ({ type: 'bridge', a: leg('l1'), b: leg('l2') }),
        () => ({ type: 'unbridge', a: leg('l2'), b: leg('l1') }),
        (caller) => ({ type: 'bridge', a: caller, b: leg('l2') }),
        (caller) => joinOf(caller),
        () => joinOf(leg('l2')),
        () => ({ type: 'setRole', leg: leg('l2'), room: room('m1'), role: { kind: 'listens' } }),
        (caller) => ({ type: 'leaveRoom', leg: caller, room: room('m1') }),
        (caller) => recordOf(caller),
        (caller) => ({ type: 'stopRecording', leg: caller, recording: recording('r1') }),
        (caller) => ({ type: 'sendDigits', leg: caller, digits: '1' }),
        () => ({ type: 'showParty', leg: leg('l3'), shown: {} }),
        () => ({ type: 'stopPlaying', leg: leg('l1') }),
      ),
    ).toEqual([]);
  });

  it.each<[Action]>([
    [music(leg('l3'))],
    [recordOf(leg('l3'))],
    [{ type: 'stopRecording', leg: leg('l3'), recording: recording('r1') }],
    [joinOf(leg('l3'))],
    [{ type: 'sendDigits', leg: leg('l3'), digits: '1' }],
  ])('%j of a leg that is not up', (action) => {
    expect(violationsOf(() => action)).toContain(`${action.type} of l3, which is not up`);
  });

  it('a sound, ringing or another leg for one that is bridged or in a room', () => {
    expect(violationsOf((caller) => music(caller))).toEqual(['play of in-caller-1, which is bridged']);
    expect(violationsOf((caller) => ({ type: 'ring', leg: caller }))).toEqual([
      'ring of in-caller-1, which is bridged',
    ]);
    expect(violationsOf((caller) => ({ type: 'bridge', a: leg('l2'), b: caller }))).toEqual([
      'bridge of in-caller-1, which is bridged',
    ]);
    expect(
      violationsOf(
        (caller) => joinOf(caller),
        (caller) => music(caller),
      ),
    ).toEqual(['play of in-caller-1, which is in a room']);
    expect(
      violationsOf(
        (caller) => joinOf(caller),
        (caller) => joinOf(caller, 'm2'),
      ),
    ).toEqual(['joinRoom of in-caller-1, which is in a room']);
  });

  it('an unbridge of two that are not bridged, or of one that is gone', () => {
    expect(violationsOf(unbridge, unbridge)).toEqual(['unbridge of in-caller-1 and l1, which are not bridged']);
    expect(violationsOf((caller) => ({ type: 'unbridge', a: leg('l2'), b: caller }))).toHaveLength(1);
    expect(violationsOf(() => ({ type: 'hangUp', leg: leg('l1'), cause: 'hungUp' }), unbridge)).toEqual([
      'unbridge of l1, which is gone',
    ]);
  });

  it('a room that a leg is not in', () => {
    const texts = violationsOf(
      (caller) => ({ type: 'leaveRoom', leg: caller, room: room('m1') }),
      (caller) => ({ type: 'setRole', leg: caller, room: room('m1'), role: speaks }),
    );
    expect(texts).toEqual(['in-caller-1 is not in m1', 'in-caller-1 is not in m1']);
  });

  it('an id that was used before, a second recording beside the first', () => {
    expect(
      violationsOf(
        unbridge,
        (caller) => music(caller),
        (caller) => music(caller),
      ),
    ).toEqual(['p1 is used twice']);
    expect(
      violationsOf(
        (caller) => recordOf(caller),
        (caller) => recordOf(caller, 'r2'),
      ),
    ).toEqual(['record of in-caller-1, which is being recorded']);
  });

  it('anything of a leg that it has been told is gone', () => {
    const { network, caller } = talking();
    network.hangUp('caller-1');
    network.clock.advance(0);
    network.perform(music(caller));
    network.perform({ type: 'ring', leg: caller });
    network.perform({ type: 'showParty', leg: caller, shown: {} });
    expect(network.violations).toEqual(
      ['play', 'ring', 'showParty'].map((type) => `${type} of ${caller}, which is gone`),
    );
  });
});
