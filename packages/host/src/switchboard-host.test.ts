import {
  arrivedLegId,
  ConfigurationError,
  type DeviceId,
  InvariantError,
  type LegId,
  type TrunkId,
} from '@sentralbord/core';
import { describe, expect, test } from 'vitest';
import { breakEngine, companyFile, Desk, numberOf } from '../test/desk.ts';
import { FakeNetwork, HandClock } from '../test/fake-network.ts';
import { SwitchboardHost } from './switchboard-host.ts';

const two = () => new Desk().add('a').add('b').start();
const legs = (...ids: readonly string[]) => ids as readonly LegId[];

describe('routing', () => {
  test('[X14] a call goes to the company that owns the dialled number, and to no other', () => {
    const { network, events, host } = two();
    const before = events.get('a')?.length;
    network.callFrom('1', numberOf('b'));
    expect(events.get('a')?.length).toBe(before);
    expect(host.company('b')?.figures().calls).toBe(1);
    expect(network.lines()).toEqual(['ring in-1', 'startLeg l1.b']);
  });

  test('the number is read in the country of the trunk, and told as E.164', () => {
    const desk = two();
    desk.network.callFrom('1', numberOf('a').replace('+47', ''));
    expect(desk.events.get('a')?.find(({ type }) => type === 'callArrived')).toMatchObject({ dialled: numberOf('a') });
    const swedish = new SwitchboardHost({ telephony: desk.network, clock: desk.clock, country: 'SE' });
    swedish.addCompany('a', { company: companyFile('a') });
    swedish.start();
    desk.network.callFrom('2', numberOf('a').replace('+47', ''));
    expect(swedish.figures().refusedCalls.unknownNumber).toBe(1);
  });

  test('a number of nobody is refused and counted, and so is a phone of nobody', () => {
    const { network, refused, host } = two();
    const leg = network.callFrom('1', '+4722222222');
    network.callFrom('2', 'no number');
    network.dial('3', 'c-1', '201');
    expect(network.asked).toEqual([
      { type: 'reject', leg, cause: 'notFound' },
      { type: 'reject', leg: 'in-2', cause: 'notFound' },
      { type: 'reject', leg: 'in-3', cause: 'forbidden' },
    ]);
    expect(refused.map(({ company, reason, to }) => [company, reason, to])).toEqual([
      [undefined, 'unknownNumber', '+4722222222'],
      [undefined, 'unknownNumber', 'no number'],
      [undefined, 'unknownDevice', '201'],
    ]);
    expect(host.figures().refusedCalls).toMatchObject({ unknownNumber: 2, unknownDevice: 1, tooManyCalls: 0 });
    expect(host.figures()).toMatchObject({ companies: 2, arrivedLegs: 0, ignoredSignals: 0 });
  });

  test('what a phone dials is its own company’s: the same short number is another user in another company', () => {
    const { network } = two();
    network.dial('1', 'b-1', '202');
    expect(network.asked.at(-1)).toMatchObject({ type: 'startLeg', leg: 'l1.b', to: { device: 'b-2' } });
  });

  test('[X14] from one company to another it goes by the public number, out and in again', () => {
    const { network, host } = two();
    network.dial('1', 'a-1', numberOf('b'));
    expect(network.asked.at(-1)).toMatchObject({
      type: 'startLeg',
      leg: 'l1.a',
      to: { kind: 'external', number: numberOf('b') },
    });
    expect(host.company('b')?.figures().calls).toBe(0);
    network.callFrom('2', numberOf('b'));
    expect(network.lastStarted()).toBe('l1.b');
  });

  test('a doubled arrival is heard once, also by another company’s number, also late', () => {
    const { network, host, events } = two();
    const leg = network.callFrom('1', numberOf('a'));
    const seen = events.get('a')?.length;
    network.callFrom('1', numberOf('a'));
    network.callFrom('1', numberOf('b'));
    expect([events.get('a')?.length, host.company('b')?.figures().calls]).toEqual([seen, 0]);
    network.end(leg);
    network.callFrom('1', numberOf('b'));
    expect(host.company('b')?.figures().calls).toBe(0);
    expect(host.figures()).toMatchObject({ ignoredSignals: 3, arrivedLegs: 0 });
  });

  test('an arrival under a name that is not an arrived leg’s is not heard', () => {
    const { network, host } = two();
    const from = { kind: 'trunk', trunk: 't' as TrunkId, isWithheld: true } as const;
    network.deliver({ type: 'callArrived', leg: 'l1.a' as LegId, from, to: numberOf('a') });
    expect([network.asked, host.figures().ignoredSignals, host.company('a')?.figures().calls]).toEqual([[], 1, 0]);
  });

  test('[X14] a signal about a leg goes to its owner only, in the owner’s name of it', () => {
    const { network, host } = two();
    network.callFrom('1', numberOf('a'));
    network.callFrom('2', numberOf('b'));
    const seen = host.company('a')?.figures();
    network.deliver({ type: 'legAnswered', leg: 'l1.b' as LegId });
    expect(network.lines().slice(-2)).toEqual(['answer in-2', 'bridge in-2 l1.b']);
    expect(host.company('a')?.figures()).toEqual(seen);
  });

  test('a leg of nobody is ended by the host, unless it is over anyway', () => {
    const { network, host } = two();
    network.deliver({ type: 'legRinging', leg: 'l1.c' as LegId });
    network.deliver({ type: 'digit', leg: arrivedLegId('x'), digit: '1' });
    network.deliver({ type: 'legAnswered', leg: 'l9' as LegId });
    expect(network.asked).toEqual(['l1.c', 'in-x', 'l9'].map((leg) => ({ type: 'hangUp', leg, cause: 'lost' })));
    network.deliver({ type: 'legEnded', leg: 'l1.c' as LegId, cause: 'busy' });
    network.deliver({ type: 'legEnded', leg: arrivedLegId('x'), cause: 'busy' });
    network.deliver({ type: 'digit', leg: arrivedLegId('x'), digit: '1' });
    expect([network.asked.length, host.figures().ignoredSignals]).toEqual([3, 6]);
  });

  test('[X14] a phone cannot name a leg of another company to transfer to', () => {
    const { network, host } = two();
    const theirs = network.callFrom('1', numberOf('b'));
    const ours = network.dial('2', 'a-1', '202');
    const started = network.lastStarted();
    network.deliver({ type: 'legAnswered', leg: started });
    const asked = network.asked.length;
    for (const attended of [theirs, 'l1.b' as LegId]) {
      network.deliver({ type: 'transferRequested', leg: ours, to: '202', attended });
    }
    expect([network.asked.length, host.figures().ignoredSignals]).toEqual([asked, 2]);
  });
});

describe('adding and removing', () => {
  test('[X14] a number or a phone of two companies is refused, with both named, and nothing is left behind', () => {
    const { host, network } = two();
    const file = companyFile('c');
    const users = [...file.users, { id: 'u3', name: 'U3', devices: ['c-3', 'a-2', 'b-1'] }];
    const numbers = [...(file.numbers ?? []), { number: numberOf('b'), to: { group: 'all' } }];
    expect(() => host.addCompany('c', { company: { ...file, users, numbers } })).toThrow(
      [
        'company c: 3 problems',
        `  numbers[1].number: found ${numberOf('b')}, expected a number that no other company has: this one belongs to the company b`,
        '  users[2].devices[1]: found a-2, expected a device that no other company has: this one belongs to the company a',
        '  users[2].devices[2]: found b-1, expected a device that no other company has: this one belongs to the company b',
      ].join('\n'),
    );
    expect(host.companyIds()).toEqual(['a', 'b']);
    network.callFrom('1', numberOf('c'));
    expect(host.figures().refusedCalls.unknownNumber).toBe(1);
    host.addCompany('c', { company: file });
    expect(host.companyIds()).toEqual(['a', 'b', 'c']);
  });

  test('a mistake in the file is told with the company’s id', () => {
    const { host } = two();
    expect(() => host.addCompany('c', { company: { ...companyFile('c'), name: '' } })).toThrow(
      /^company c: 1 problem\n {2}name/,
    );
    expect(host.company('c')).toBeUndefined();
  });

  test.each(['', 'A', '-a', 'a.b', 'a+2', 'a'.repeat(64)])('%s is no id', (id) => {
    expect(() => two().host.addCompany(id, { company: companyFile('c') })).toThrow(ConfigurationError);
  });

  test('an id can be used once at a time', () => {
    const { host } = two();
    expect(() => host.addCompany('a', { company: companyFile('c') })).toThrow(
      /id: found a, expected an id that no other/,
    );
    expect(() => host.addCompany('A', { company: companyFile('c') })).toThrow(/found A, expected lower-case letters/);
    expect(host.addCompany('a'.repeat(63), { company: companyFile('c') })).toBe(host.company('a'.repeat(63)));
  });

  test('when the switchboard cannot be made, the numbers are free again', () => {
    const { host } = two();
    const open = () => {
      throw new Error('no disk');
    };
    expect(() => host.addCompany('c', { company: companyFile('c'), open })).toThrow('no disk');
    expect(host.companyFigures('c')).toBeUndefined();
    host.addCompany('d', { company: companyFile('c') });
  });

  test('a removed company’s calls are ended, and its numbers, phones and id are free', () => {
    const { host, network, refused } = two();
    network.callFrom('1', numberOf('a'));
    network.callFrom('2', numberOf('b'));
    expect(host.removeCompany('a')).toBe(true);
    expect([network.legs(), host.companyIds(), host.figures()]).toMatchObject([
      legs('in-2', 'l1.b'),
      ['b'],
      { companies: 1, arrivedLegs: 1 },
    ]);
    network.callFrom('3', numberOf('a'));
    expect(refused.at(-1)).toMatchObject({ company: undefined, reason: 'unknownNumber' });
    expect(host.removeCompany('a')).toBe(false);
  });

  test('an id that is used again has new names in the network: what is late from before is not heard', () => {
    const { host, network } = two();
    network.callFrom('1', numberOf('a'));
    host.removeCompany('a');
    host.addCompany('a', { company: companyFile('a') });
    network.callFrom('2', numberOf('a'));
    expect(network.lastStarted()).toBe('l1.a+2');
    const calls = host.company('a')?.figures();
    network.deliver({ type: 'legAnswered', leg: 'l1.a' as LegId });
    expect(network.asked.at(-1)).toEqual({ type: 'hangUp', leg: 'l1.a', cause: 'lost' });
    expect(host.company('a')?.figures()).toEqual(calls);
    host.removeCompany('a');
    host.addCompany('a', { company: companyFile('a') });
    network.callFrom('3', numberOf('a'));
    expect(network.lastStarted()).toBe('l1.a+3');
  });

  test('a company that is added late learns which of its phones can be reached', () => {
    const { host, network } = two();
    for (const phone of ['c-1', 'c-2']) network.reach(phone);
    network.reach('c-2', false);
    expect(host.figures().ignoredSignals).toBe(3);
    host.addCompany('c', { company: companyFile('c') });
    expect(host.company('c')?.figures().reachableUsers).toBe(1);
    network.reach('c-2');
    expect(host.company('c')?.figures().reachableUsers).toBe(2);
  });

  test('nothing is asked of the network before the start, and calls come in after it', () => {
    const network = new FakeNetwork();
    const host = new SwitchboardHost({ telephony: network, clock: new HandClock() });
    host.addCompany('a', { company: companyFile('a') });
    network.callFrom('1', numberOf('a'));
    expect(host.figures()).toMatchObject({ arrivedLegs: 0, alarms: 0 });
    host.start();
    network.callFrom('2', numberOf('a'));
    expect(host.company('a')?.figures().calls).toBe(1);
  });
});

describe('failures', () => {
  test('[X14] a company that is stopped by a broken rule leaves the others working, and its calls as they are', () => {
    const { network, host, halted, refused, clock } = two();
    const errors: unknown[] = [];
    host.on('companyHalted', ({ error }) => errors.push(error));
    const broken = network.callFrom('1', numberOf('a'));
    network.callFrom('2', numberOf('b'));
    breakEngine(host, 'a');
    network.end(broken);
    expect([halted, errors]).toEqual([['a'], [expect.any(InvariantError)]]);
    expect(host.figures()).toMatchObject({ companies: 2, halted: 1, alarms: 1, arrivedLegs: 1 });
    expect([host.companyFigures('a')?.isHalted, host.companyFigures('b')?.isHalted]).toEqual([true, false]);
    expect(network.live.has('l1.a' as LegId)).toBe(true);

    network.callFrom('3', numberOf('a'));
    expect(network.asked.at(-1)).toEqual({ type: 'reject', leg: 'in-3', cause: 'failed' });
    expect(refused.at(-1)).toMatchObject({ company: 'a', reason: 'halted' });
    expect(host.companyFigures('a')?.refusedCalls).toBe(1);

    clock.passTo(100_000);
    network.callFrom('4', numberOf('b'));
    expect(host.company('b')?.figures().calls).toBe(2);
    expect(halted).toEqual(['a']);
    host.removeCompany('a');
    expect(network.legs().filter((leg) => leg.endsWith('.a'))).toEqual([]);
  });

  test('a listener of the host that throws is told of, and breaks nothing', () => {
    const { network, host, refused } = two();
    const failures: unknown[] = [];
    const bad = () => {
      throw new Error('bad');
    };
    host
      .on('callRefused', bad)
      .on('listenerFailed', (failure) => failures.push(failure))
      .on('listenerFailed', bad);
    network.callFrom('1', '+4722222222');
    expect([failures, refused.length]).toEqual([[{ type: 'callRefused', error: new Error('bad') }], 1]);
    host.off('callRefused', bad);
    network.callFrom('2', '+4722222222');
    expect([failures.length, refused.length]).toEqual([1, 2]);
  });

  test('a restart is split: each company hears of its own legs, and legs of nobody are ended', () => {
    const { network, host } = two();
    const [a, b] = [network.callFrom('1', numberOf('a')), network.callFrom('2', numberOf('b'))];
    const asked = network.asked.length;
    const liveLegs = legs(a, 'l1.a', 'l1.b', 'l7.c', 'in-9', 'l1');
    network.deliver({ type: 'networkRestarted', liveLegs });
    const lines = new Set(network.lines().slice(asked));
    expect([...lines]).toEqual(['hangUp l7.c', 'hangUp in-9', 'hangUp l1', 'hangUp l1.b']);
    expect([host.company('a')?.figures(), host.company('b')?.figures()]).toMatchObject([
      { calls: 1, legs: 2 },
      { calls: 0, legs: 0 },
    ]);
    expect(host.figures().arrivedLegs).toBe(1);
    const after = network.asked.length;
    network.deliver({ type: 'digit', leg: b, digit: '1' });
    expect(network.asked.length).toBe(after);
  });

  test('a restart that names every leg changes nothing', () => {
    const { network, host } = two();
    for (const [at, id] of ['a', 'b', 'a'].entries()) network.callFrom(String(at), numberOf(id));
    const asked = network.asked.length;
    network.deliver({ type: 'networkRestarted', liveLegs: network.legs() });
    expect([network.asked.length, host.company('a')?.figures().calls]).toEqual([asked, 2]);
  });

  test('an arrived leg whose phone is nobody’s any more is told of by its device id', () => {
    const { network, refused } = two();
    const from = { kind: 'device', device: 'x'.repeat(100) as DeviceId } as const;
    network.deliver({ type: 'callArrived', leg: arrivedLegId('1'), from, to: '9'.repeat(50) });
    expect(refused).toEqual([{ company: undefined, reason: 'unknownDevice', leg: 'in-1', from, to: '9'.repeat(40) }]);
  });
});
