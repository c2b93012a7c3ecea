import { describe, expect, it } from 'vitest';
import { answered, leg, play, room, started, talking, toPhone } from './testkit.ts';

const sounds = { welcome: 1_000, music: 4_000, menu: 500 };
const speaks = { kind: 'speaks' } as const;

function playing(loop: boolean, list: readonly string[], options = {}) {
  const all = answered({ sounds, ...options });
  all.network.perform({ type: 'play', leg: all.caller, play: play('p1'), sounds: list, loop });
  return all;
}

describe('what a leg hears', () => {
  it('[law 7] sounds one after the other, each for its length, to the millisecond, then nothing', () => {
    const { network, signals, caller } = playing(false, ['welcome', 'menu']);
    const heard = [0, 999, 1_000, 1_499, 1_500].map((at) => {
      network.clock.runUntil(at);
      return network.hears(caller);
    });
    expect(heard).toEqual(['sound welcome', 'sound welcome', 'sound menu', 'sound menu', 'nothing']);
    expect(signals).toEqual([{ type: 'played', leg: caller, play: 'p1' }]);
  });

  it('a sound whose length is not given lasts 3000 ms', () => {
    const { network, signals } = playing(false, ['unheard-of']);
    network.clock.advance(2_999);
    expect(signals).toEqual([]);
    network.clock.advance(1);
    expect(signals).toHaveLength(1);
  });

  it('a loop begins again and again, and keeps no clock busy', () => {
    const { network, signals, caller } = playing(true, ['welcome', 'menu']);
    network.clock.run();
    expect(network.clock.now()).toBe(0);
    const heard = [999, 1_000, 1_500, 3_000, 1_500_000_000].map((at) => {
      network.clock.runUntil(at);
      return network.hears(caller);
    });
    expect(heard).toEqual(['sound welcome', 'sound menu', 'sound welcome', 'sound welcome', 'sound welcome']);
    expect(signals).toEqual([]);
  });

  it('an empty loop is silence, no sounds are played at once', () => {
    const { network, caller } = playing(true, []);
    expect(network.hears(caller)).toBe('nothing');
    const once = playing(false, []);
    once.network.clock.run();
    expect([once.network.clock.now(), once.signals.length]).toEqual([0, 1]);
  });

  it('a newer play takes the place of the older at once', () => {
    const { network, signals, caller } = playing(false, ['music']);
    network.clock.advance(3_900);
    network.perform({ type: 'play', leg: caller, play: play('p2'), sounds: ['menu'], loop: false });
    expect(network.hears(caller)).toBe('sound menu');
    network.clock.run();
    expect(signals).toEqual([{ type: 'played', leg: caller, play: 'p2' }]);
  });

  it('nothing is told of a play whose leg is gone', () => {
    const { network, signals } = playing(false, ['music']);
    network.hangUp('caller-1');
    network.clock.run();
    expect(signals.map(({ type }) => type)).toEqual(['legEnded']);
  });

  it('ringing before the answer and after it, and a sound in its place', () => {
    const { network } = started({ sounds });
    const caller = network.call({ from: '+4799887766', to: '+4757828600' }).leg ?? leg('none');
    expect(network.hears(caller)).toBe('nothing');
    network.perform({ type: 'ring', leg: caller });
    expect(network.hears(caller)).toBe('ringing');
    network.perform({ type: 'answer', leg: caller });
    expect(network.hears(caller)).toBe('nothing');
    network.perform({ type: 'ring', leg: caller });
    expect(network.hears(caller)).toBe('ringing');
    network.perform({ type: 'stopPlaying', leg: caller });
    expect(network.hears(caller)).toBe('nothing');
    expect(network.telephone('anna-desk').phase).toBe('idle');
  });

  it('nothing plays to a leg that is not up, nor to one that is gone', () => {
    const { network, signals } = started({ sounds });
    network.perform(toPhone('l1'));
    network.perform({ type: 'play', leg: leg('l1'), play: play('p1'), sounds: ['menu'], loop: false });
    network.clock.run();
    expect(signals.map(({ type }) => type)).toEqual(['legRinging']);
    expect([network.hears(leg('l1')), network.hears(leg('l9'))]).toEqual(['nothing', 'nothing']);
  });

  it('another leg while bridged, nothing of what played; each is free again after unbridge', () => {
    const { network, signals, caller } = talking({ sounds });
    expect([network.hears(caller), network.hears(leg('l1'))]).toEqual(['leg l1', `leg ${caller}`]);
    expect(network.isBridged(leg('l1'), caller)).toBe(true);
    network.perform({ type: 'unbridge', a: leg('l1'), b: caller });
    expect([network.hears(caller), network.hears(leg('l1'))]).toEqual(['nothing', 'nothing']);
    expect(network.isBridged(caller, leg('l1'))).toBe(false);
    network.perform({ type: 'play', leg: caller, play: play('p1'), sounds: ['menu'], loop: false });
    network.perform({ type: 'bridge', a: caller, b: leg('l1') });
    network.clock.run();
    expect(signals).toEqual([]);
  });

  it('unbridge of two that are not bridged with each other changes nothing', () => {
    const { network, caller } = talking();
    network.perform({ type: 'unbridge', a: caller, b: leg('l7') });
    network.perform({ type: 'unbridge', a: leg('l7'), b: caller });
    expect(network.isBridged(caller, leg('l1'))).toBe(true);
  });

  it('a bridge that takes a leg from another leaves that other in silence', () => {
    const { network, caller } = talking({
      phones: { 'anna-desk': { does: 'ignore' }, 'ola-desk': { does: 'answer', afterMs: 0 } },
    });
    network.perform(toPhone('l2', 'ola-desk'));
    network.clock.run();
    network.perform({ type: 'bridge', a: caller, b: leg('l2') });
    expect(network.hears(leg('l1'))).toBe('nothing');
    expect([network.carries(caller, leg('l2')), network.carries(caller, leg('l1'))]).toEqual([true, false]);
  });

  it('who loses the other hears nothing', () => {
    const { network, caller } = talking();
    network.hangUp('anna-desk');
    expect(network.hears(caller)).toBe('nothing');
  });
});

describe('rooms', () => {
  it('the others in a room, whom they hear by their roles', () => {
    const { network, caller } = talking();
    network.perform({ type: 'joinRoom', leg: caller, room: room('m1'), role: speaks });
    expect([network.hears(caller), network.hears(leg('l1'))]).toEqual(['room m1', 'nothing']);
    network.perform({ type: 'joinRoom', leg: leg('l1'), room: room('m1'), role: { kind: 'listens' } });
    expect(network.members(room('m1'))).toEqual([caller, 'l1']);
    const ways = () => [network.carries(caller, leg('l1')), network.carries(leg('l1'), caller)];
    expect(ways()).toEqual([true, false]);
    network.perform({ type: 'setRole', leg: leg('l1'), room: room('m1'), role: { kind: 'whispers', to: caller } });
    expect(ways()).toEqual([true, true]);
    network.perform({ type: 'setRole', leg: leg('l1'), room: room('m1'), role: { kind: 'whispers', to: leg('l9') } });
    expect(ways()).toEqual([true, false]);
    network.perform({ type: 'setRole', leg: leg('l1'), room: room('m2'), role: speaks });
    expect(ways()).toEqual([true, false]);
    network.perform({ type: 'leaveRoom', leg: leg('l1'), room: room('m2') });
    expect(network.members(room('m1'))).toHaveLength(2);
    network.perform({ type: 'leaveRoom', leg: leg('l1'), room: room('m1') });
    expect([network.members(room('m1')), network.hears(leg('l1'))]).toEqual([[caller], 'nothing']);
    expect(ways()).toEqual([false, false]);
  });

  it('nobody hears themselves', () => {
    const { network, caller } = answered();
    network.perform({ type: 'joinRoom', leg: caller, room: room('m1'), role: speaks });
    expect(network.carries(caller, caller)).toBe(false);
  });
});
