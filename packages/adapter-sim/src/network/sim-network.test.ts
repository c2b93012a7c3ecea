import type { TelephonyPort } from '@sentralbord/core';
import { Switchboard } from '@sentralbord/core';
import { describe, expect, it } from 'vitest';
import { SimNetwork, type SimNetworkOptions } from './sim-network.ts';
import { leg, play, started, talking, toPhone } from './testkit.ts';

const company = {
  name: 'Fjord Bygg',
  numbers: [{ number: '+4757828600', to: { user: 'anna' } }],
  users: [{ id: 'anna', name: 'Anna Berge', shortNumber: '101', devices: ['anna-desk'] }],
};
describe('SimNetwork', () => {
  it('carries a call from a caller to a phone', () => {
    const network = new SimNetwork({ phones: { 'anna-desk': { does: 'answer', afterMs: 4000, talkMs: 60_000 } } });
    const switchboard = new Switchboard({ company, telephony: network, clock: network.clock });
    const ended: string[] = [];
    switchboard.on('callEnded', ({ at, record }) => ended.push(`${at} ${record.outcome} ${record.answeredBy}`));
    switchboard.start();
    const call = network.call({ from: '+4799887766', to: '+4757828600' });
    network.clock.run();
    expect(ended).toEqual(['64000 answered anna']);
    expect(call.told).toBe('hungUp');
    expect(network.legs()).toEqual([]);
  });

  it('a new mind counts for what rings already, and the old one is forgotten', () => {
    const { network, signals } = started({ phones: { 'anna-desk': { does: 'answer', afterMs: 5000 } } });
    network.perform(toPhone('l1'));
    network.clock.advance(1000);
    network.behave('anna-desk', { does: 'reject', afterMs: 9000 });
    network.clock.run();
    expect(network.clock.now()).toBe(10_000);
    expect(signals.map(({ type }) => type)).toEqual(['legRinging', 'legEnded']);
  });

  it('a phone in a call is busy, and may answer no second one', () => {
    const { network, signals } = talking();
    network.perform(toPhone('l2'));
    network.clock.run();
    expect(signals.at(-1)).toEqual({ type: 'legEnded', leg: 'l2', cause: 'busy' });
    expect(network.call({ from: { device: 'anna-desk' }, to: '101' }).told).toBe('busy');
  });

  it('a full trunk refuses both ways with congestion', () => {
    const { network, signals } = started({ trunk: { maxCalls: 1 } });
    network.call({ from: '+4799887766', to: '+4757828600' });
    expect(network.call({ from: '+4799887767', to: '+4757828600' })).toMatchObject({
      told: 'congestion',
      leg: undefined,
    });
    network.perform(toPhone('l1', '', { to: { kind: 'external', number: '+4740000001' } }));
    network.clock.run();
    expect(signals.at(-1)).toEqual({ type: 'legEnded', leg: 'l1', cause: 'congestion' });
    network.hangUp('1');
    expect(network.call({ from: '+4799887768', to: '+4757828600' }).told).toBeUndefined();
  });

  it('patience ends with the answer, and talk begins there', () => {
    const { network, signals } = started();
    const call = network.call({ from: '+4799887766', to: '+4757828600', patienceMs: 5000, talkMs: 7000 });
    network.clock.advance(4000);
    network.perform({ type: 'answer', leg: call.leg ?? leg('none') });
    network.clock.run();
    expect(network.clock.now()).toBe(11_000);
    expect(signals.at(-1)).toMatchObject({ type: 'legEnded', cause: 'hungUp' });
  });

  it('[E3] an answer that is under way when its leg is hung up still comes, and the leg is gone', () => {
    const { network, signals } = started({ faults: { delayMs: [50, 50] } });
    network.perform(toPhone('l1'));
    network.clock.advance(200);
    network.answer('anna-desk');
    network.perform({ type: 'hangUp', leg: leg('l1'), cause: 'cancelled' });
    network.clock.run();
    expect(signals.map(({ type }) => type)).toEqual(['legRinging', 'legAnswered']);
    expect(network.legs()).toEqual([]);
    expect(network.telephone('anna-desk').phase).toBe('idle');
  });

  it('every fault is drawn: lost, doubled and overtaken signals', () => {
    const heard = (faults: SimNetworkOptions['faults']) => {
      const { network, signals } = started({ faults });
      for (let call = 0; call < 200; call += 1) network.call({ from: '+4799887766', to: '+4757828600' });
      network.clock.run();
      return signals.map((signal) => ('leg' in signal ? Number(signal.leg.slice(3)) : 0));
    };
    expect(heard({})).toHaveLength(200);
    expect(heard({ loss: 0.5 }).length).toBeLessThan(150);
    expect(heard({ double: 0.5 }).length).toBeGreaterThan(250);
    const overtaken = heard({ reorder: 0.5 });
    expect(overtaken).toHaveLength(200);
    expect(overtaken).not.toEqual([...overtaken].sort((a, b) => a - b));
  });

  it('a restart loses what is under way and the calls that are named, and tells what lives', () => {
    const { network, signals, caller } = talking();
    network.call({ as: 'untold', from: '+4799887767', to: '+4757828600' });
    network.restart(['caller-1']);
    network.clock.run();
    expect(signals.at(-1)).toEqual({ type: 'networkRestarted', liveLegs: ['l1'] });
    expect(network.legs()).toEqual(['l1']);
    expect(network.mirror(['l1', caller].map(leg))).toEqual([
      `the switchboard holds ${caller}, which is not in the network`,
    ]);
  });
});

describe('what both sides hold', () => {
  it('nothing is wrong with an ordinary call', () => {
    const { network, caller } = talking();
    expect(network.isBridged(caller, leg('l1'))).toBe(true);
    expect(network.mirror([caller, leg('l1')])).toEqual([]);
    expect(network.violations).toEqual([]);
  });

  it('a leg that only one side has is told', () => {
    const { network, caller } = talking();
    expect(network.mirror([caller])).toEqual(['the network holds l1, which the switchboard does not know']);
    expect(network.mirror([caller, leg('l1'), leg('l7')])).toEqual([
      'the switchboard holds l7, which is not in the network',
    ]);
  });

  it('what is under way is excused, and no longer when it has come', () => {
    const { network, caller } = talking();
    network.hangUp('caller-1');
    expect(network.mirror([caller, leg('l1')])).toEqual([]);
    network.clock.run();
    expect(network.mirror([caller, leg('l1')])).toHaveLength(1);
    expect(network.mirror([leg('l1')])).toEqual([]);
  });

  it('a bridge of a leg that is known to be gone is a violation', () => {
    const { network, caller } = talking();
    network.perform({ type: 'unbridge', a: caller, b: leg('l1') });
    network.hangUp('caller-1');
    network.perform({ type: 'bridge', a: caller, b: leg('l1') });
    expect(network.violations).toEqual([]);
    network.clock.run();
    network.perform({ type: 'bridge', a: caller, b: leg('l1') });
    expect(network.violations).toEqual([`bridge of ${caller}, which is gone`]);
  });

  it('asking twice, or too early, is a violation', () => {
    const { network, caller } = talking();
    network.perform({ type: 'answer', leg: caller });
    network.perform({ type: 'reject', leg: caller, cause: 'busy' });
    network.perform(toPhone('l1'));
    network.perform({ type: 'play', leg: leg('l9'), play: play('p1'), sounds: ['nobody-answered'], loop: false });
    expect(network.violations).toEqual([
      `${caller} is answered twice`,
      `reject of ${caller}, which is up`,
      'l1 is started twice',
      'play of l9, which is not up',
    ]);
  });

  it('a switchboard that forgets to hang up is found out', () => {
    const network = new SimNetwork({ phones: { 'anna-desk': { does: 'ignore' } } });
    const forgetful: TelephonyPort = {
      capabilities: network.capabilities,
      start: (deliver) => network.start(deliver),
      legs: () => network.legs(),
      perform: (action) => {
        if (action.type !== 'hangUp') network.perform(action);
      },
    };
    const switchboard = new Switchboard({ company, telephony: forgetful, clock: network.clock });
    switchboard.start();
    network.call({ as: 'caller-1', from: '+4799887766', to: '+4757828600', patienceMs: 5000 });
    network.clock.run();
    const held = switchboard.snapshot().legs.map(({ id }) => id);
    expect(network.mirror(held)).toEqual(['the network holds l1, which the switchboard does not know']);
  });
});
