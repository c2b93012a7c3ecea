import { type Action, arrivedLegId, type LegId, type Signal } from '@sentralbord/core';
import { describe, expect, test } from 'vitest';
import { FakeNetwork } from '../test/fake-network.ts';
import { ArrivedLegs } from './arrived-legs.ts';
import { CompanyPort } from './company-port.ts';

const setUp = (maxExternalLegs = 2) => {
  const telephony = new FakeNetwork();
  const arrived = new ArrivedLegs<string>();
  const [told, heard] = [[] as Signal[], [] as Signal[]];
  const tell = (signal: Signal) => told.push(signal);
  const hasDevice = (device: string) => device.startsWith('a-');
  const isEmergency = (number: string) => number === '112';
  const port = new CompanyPort({ name: 'a', hasDevice, isEmergency, telephony, arrived, maxExternalLegs, tell });
  port.start((signal) => heard.push(signal));
  return { telephony, arrived, port, told, heard };
};

const [mine, theirs] = [arrivedLegId('mine'), arrivedLegId('theirs')];
const leg = (name: string) => name as LegId;
const start = (name: string, to: object): Action =>
  ({ type: 'startLeg', leg: leg(name), to, shown: {}, diversion: 'allowed', confirm: 'no' }) as Action;
const out = (name: string, number = '+4799887766') => start(name, { kind: 'external', number });
const ring = (name: string, device: string) => start(name, { kind: 'device', device });

describe('legs', () => {
  test('[X14] an action on an arrived leg of somebody else, or of nobody, goes nowhere', () => {
    const { telephony, arrived, port } = setUp();
    arrived.add(mine, 'a');
    arrived.add(theirs, 'b');
    port.perform({ type: 'answer', leg: theirs });
    port.perform({ type: 'bridge', a: mine, b: theirs });
    port.perform({ type: 'bridge', a: theirs, b: leg('l1') });
    port.perform({ type: 'hangUp', leg: arrivedLegId('nobody'), cause: 'hungUp' });
    expect(telephony.asked).toEqual([]);
    port.perform({ type: 'bridge', a: mine, b: leg('l1') });
    expect(telephony.lines()).toEqual(['bridge in-mine l1.a']);
  });

  test.each(['hangUp', 'reject'] as const)('after %s an arrived leg is over', (type) => {
    const { telephony, arrived, port } = setUp();
    arrived.add(mine, 'a');
    telephony.onAction = () => expect(arrived.hasEnded(mine)).toBe(true);
    port.perform({ type, leg: mine, cause: 'busy' });
    port.perform({ type, leg: mine, cause: 'busy' });
    expect([telephony.asked.length, arrived.size]).toEqual([1, 0]);
  });

  test('a started leg that is hung up is not remembered among the arrived ones', () => {
    const { arrived, port } = setUp();
    port.perform({ type: 'hangUp', leg: leg('l1'), cause: 'busy' });
    expect(arrived.hasEnded(leg('l1'))).toBe(false);
  });

  test('it sees its own legs only, in its own names', () => {
    const { telephony, arrived, port } = setUp();
    arrived.add(mine, 'a');
    arrived.add(theirs, 'b');
    for (const live of [mine, theirs, arrivedLegId('nobody'), 'l1.a', 'l2.b', 'l3']) telephony.live.add(leg(live));
    expect(port.legs()).toEqual([mine, 'l1']);
  });

  test('closed, it asks nothing', () => {
    const { telephony, port } = setUp();
    port.close();
    port.perform(ring('l1', 'a-1'));
    expect(telephony.asked).toEqual([]);
  });
});

describe('what may be started', () => {
  test('[X14] a phone of another company cannot be rung', () => {
    const { telephony, port, told } = setUp();
    port.perform(ring('l1', 'b-1'));
    port.perform(ring('l2', 'a-2'));
    expect(told).toEqual([{ type: 'legEnded', leg: 'l1', cause: 'unreachable' }]);
    expect(telephony.lines()).toEqual(['startLeg l2.a']);
  });

  test('[X14] one more leg to the outside than may be ends with congestion', () => {
    const { telephony, port, told } = setUp();
    for (const name of ['l1', 'l2', 'l3']) port.perform(out(name));
    port.perform(ring('l4', 'a-1'));
    expect(told).toEqual([{ type: 'legEnded', leg: 'l3', cause: 'congestion' }]);
    expect([telephony.lines(), port.external]).toEqual([['startLeg l1.a', 'startLeg l2.a', 'startLeg l4.a'], 2]);
  });

  test('[X10] an emergency number passes, and counts', () => {
    const { port, told } = setUp(0);
    port.perform(out('l1', '112'));
    port.perform(out('l2', '1120'));
    expect([port.external, told.length]).toEqual([1, 1]);
  });

  test('a leg that ends, is hung up, or is lost makes room', () => {
    const { port, heard } = setUp(3);
    for (const name of ['l1', 'l2', 'l3']) port.perform(out(name));
    port.hear({ type: 'legRinging', leg: leg('l1') });
    expect(port.external).toBe(3);
    port.hear({ type: 'legEnded', leg: leg('l1'), cause: 'busy' });
    expect(port.external).toBe(2);
    port.perform({ type: 'hangUp', leg: leg('l2'), cause: 'cancelled' });
    expect(port.external).toBe(1);
    port.hearRestart([leg('l3')], port.restartTold());
    expect(port.external).toBe(1);
    port.hearRestart([], port.restartTold());
    expect(port.external).toBe(0);
    expect(heard.map(({ type }) => type)).toEqual(['legRinging', 'legEnded', 'networkRestarted', 'networkRestarted']);
  });
});

test('a restart that waits is heard with what was started and ended after it was told', () => {
  const { port, heard } = setUp();
  const lists = () => heard.map((signal) => (signal.type === 'networkRestarted' ? signal.liveLegs : []));
  const hangUp = (name: string) => port.perform({ type: 'hangUp', leg: leg(name), cause: 'cancelled' });
  port.perform(ring('l1', 'a-1'));
  hangUp('l0');
  const first = port.restartTold();
  port.perform(ring('l2', 'a-1'));
  hangUp('l1');
  const second = port.restartTold();
  port.perform(out('l3'));
  port.hearRestart([leg('l0'), leg('l1')], first);
  expect(port.external).toBe(1);
  port.perform(ring('l4', 'a-1'));
  port.hearRestart([leg('l1'), leg('l2')], second);
  port.perform(ring('l5', 'a-1'));
  hangUp('l2');
  port.hearRestart([leg('l2'), leg('l5')], port.restartTold());
  expect(lists()).toEqual([
    ['l0', 'l2', 'l3'],
    ['l1', 'l2', 'l3', 'l4'],
    ['l2', 'l5'],
  ]);
});
