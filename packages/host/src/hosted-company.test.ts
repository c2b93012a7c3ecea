import { type ClockPort, type LegId, type Signal, Switchboard, type SwitchboardOptions } from '@sentralbord/core';
import { describe, expect, test } from 'vitest';
import { companyFile, Desk, numberOf } from '../test/desk.ts';

const deferred = (limits: Readonly<Record<string, object>>) => {
  const desk = new Desk({ isDeferred: true });
  for (const [id, bounds] of Object.entries(limits)) desk.add(id, bounds);
  return desk.start();
};
const callsOf = ({ host }: Desk, id: string) => host.company(id)?.figures().calls;

/** A switchboard that throws where it never should. */
class Thrower extends Switchboard {
  constructor(options: SwitchboardOptions) {
    const { telephony } = options;
    const start = (deliver: (signal: Signal) => void) =>
      telephony.start((signal) => {
        if (signal.type === 'callArrived') throw new Error('thrown');
        deliver(signal);
      });
    super({ ...options, telephony: Object.assign(Object.create(telephony), { start }) });
  }
}

describe('turns', () => {
  test('[X14] a flood of one company delays another by one turn at most', () => {
    const desk = deferred({ a: {}, b: { maxInputsPerTurn: 5 } });
    for (let call = 0; call < 100; call += 1) desk.network.callFrom(`b-${call}`, numberOf('b'));
    desk.network.callFrom('a-1', numberOf('a'));
    expect([callsOf(desk, 'a'), callsOf(desk, 'b')]).toEqual([0, 0]);
    desk.round();
    expect([callsOf(desk, 'a'), callsOf(desk, 'b')]).toEqual([1, 5]);
    expect(desk.host.companyFigures('b')).toMatchObject({ waitingInputs: 95 });
    desk.settle();
    expect(callsOf(desk, 'b')).toBe(100);
  });

  test('64 inputs are a turn, unless told otherwise', () => {
    const desk = deferred({ a: {} });
    for (let call = 0; call < 65; call += 1) desk.network.callFrom(`${call}`, numberOf('a'));
    desk.round();
    expect(callsOf(desk, 'a')).toBe(64);
    expect(desk.round()).toBe(true);
    expect([callsOf(desk, 'a'), desk.round()]).toEqual([65, false]);
  });

  test('[X14] an input that waited counts from when it was told, and what was due meanwhile is due at its time', () => {
    const desk = deferred({ a: {} });
    desk.passTo(5000);
    desk.network.callFrom('1', numberOf('a'));
    desk.clock.passTo(7000);
    desk.settle();
    expect(desk.host.company('a')?.snapshot().calls[0]).toMatchObject({ arrivedAt: 5000 });
    expect(desk.clock.dueAt).toBe(25_000);
  });

  test('an alarm that is replaced while it waits for its turn is not heard', () => {
    let wakings = 0;
    const open = (options: SwitchboardOptions) => {
      const wakeAt: ClockPort['wakeAt'] = (at, wake) =>
        options.clock.wakeAt(at, () => {
          wakings += 1;
          wake();
        });
      return new Switchboard({ ...options, clock: { now: () => options.clock.now(), wakeAt } });
    };
    const desk = new Desk({ isDeferred: true }).add('a', {}, { open }).start();
    const leg = desk.network.callFrom('1', numberOf('a'));
    desk.settle();
    desk.network.end(leg);
    desk.clock.passTo(desk.clock.dueAt ?? 0);
    expect(desk.host.companyFigures('a')?.waitingInputs).toBe(2);
    desk.settle();
    expect([wakings, desk.host.figures().alarms, callsOf(desk, 'a')]).toEqual([0, 0, 0]);
    desk.network.callFrom('2', numberOf('a'));
    desk.settle();
    desk.clock.passTo(desk.clock.dueAt ?? 0);
    desk.settle();
    expect([wakings, desk.host.figures().alarms]).toEqual([1, 1]);
  });
});

describe('bounds', () => {
  test('[X14] calls beyond the most are refused before the engine hears of them', () => {
    const desk = new Desk().add('a', { maxCalls: 2 }).add('b').start();
    const [first] = [1, 2, 3].map((call) => desk.network.callFrom(`${call}`, numberOf('a')));
    expect(desk.network.asked.at(-1)).toEqual({ type: 'reject', leg: 'in-3', cause: 'congestion' });
    expect(desk.refused).toMatchObject([{ company: 'a', reason: 'tooManyCalls', leg: 'in-3' }]);
    desk.network.dial('4', 'a-1', '202');
    expect(desk.host.companyFigures('a')?.refusedCalls).toBe(2);
    expect([callsOf(desk, 'a'), desk.host.figures().refusedCalls.tooManyCalls]).toEqual([2, 2]);
    desk.network.callFrom('5', numberOf('b'));
    expect(callsOf(desk, 'b')).toBe(1);
    desk.network.end(first as LegId);
    desk.network.callFrom('6', numberOf('a'));
    expect(callsOf(desk, 'a')).toBe(2);
  });

  test('calls that wait for the turn count as well', () => {
    const desk = deferred({ a: { maxCalls: 2 } });
    for (const call of [1, 2, 3]) desk.network.callFrom(`${call}`, numberOf('a'));
    expect(desk.refused.map(({ leg }) => leg)).toEqual(['in-3']);
    desk.settle();
    expect(callsOf(desk, 'a')).toBe(2);
  });

  test('[X10] an emergency call passes, whatever is full', () => {
    const desk = deferred({ a: { maxCalls: 0, maxWaitingInputs: 0, maxExternalLegs: 0 } });
    for (const [at, to] of ['112', ' 113 ', '201', '+4799887766'].entries()) desk.network.dial(`${at}`, 'a-1', to);
    desk.network.callFrom('9', '112');
    desk.settle();
    expect(desk.refused.map(({ to, reason }) => [to, reason])).toEqual([
      ['201', 'tooManyInputs'],
      ['+4799887766', 'tooManyInputs'],
      ['112', 'unknownNumber'],
    ]);
    expect(desk.network.asked.filter(({ type }) => type === 'startLeg')).toMatchObject([
      { to: { kind: 'external', number: '112' } },
      { to: { kind: 'external', number: '113' } },
    ]);
  });

  test('[X14] when too much waits, calls are refused and keys are not heard, but an end always is', () => {
    const desk = deferred({ a: { maxWaitingInputs: 3, maxInputsPerTurn: 1 } });
    const leg = desk.network.callFrom('1', numberOf('a'));
    desk.settle();
    const callee = desk.network.lastStarted();
    desk.network.deliver({ type: 'legAnswered', leg: callee });
    for (const digit of ['1', '2']) desk.network.deliver({ type: 'digit', leg, digit });
    expect(desk.host.companyFigures('a')).toMatchObject({ waitingInputs: 3, droppedInputs: 0 });
    for (const type of ['legRinging', 'held', 'resumed'] as const) desk.network.deliver({ type, leg: callee });
    desk.network.deliver({ type: 'digit', leg, digit: '3' });
    desk.network.deliver({ type: 'transferRequested', leg, to: '202' });
    desk.network.callFrom('2', numberOf('a'));
    expect(desk.refused).toMatchObject([{ company: 'a', reason: 'tooManyInputs', leg: 'in-2' }]);
    expect(desk.host.companyFigures('a')).toMatchObject({ waitingInputs: 3, droppedInputs: 5, refusedCalls: 1 });
    desk.network.end(leg);
    expect(desk.host.companyFigures('a')?.waitingInputs).toBe(4);
    desk.settle();
    expect([callsOf(desk, 'a'), desk.network.legs()]).toEqual([0, []]);
  });

  test('10,000 inputs may wait, unless told otherwise', () => {
    const desk = deferred({ a: {} });
    for (let call = 0; call < 10_001; call += 1) desk.network.callFrom(`${call}`, numberOf('a'));
    expect(desk.refused.map(({ leg }) => leg)).toEqual(['in-10000']);
  });

  test('when too much waits, only how a phone is in the end is told, when there is room again', () => {
    const desk = deferred({ a: { maxWaitingInputs: 2, maxInputsPerTurn: 1 } });
    const reachable = () => desk.host.company('a')?.figures().reachableUsers;
    for (const call of [1, 2]) desk.network.callFrom(`${call}`, numberOf('a'));
    for (const isReachable of [false, true, false]) desk.network.reach('a-1', isReachable);
    for (const isReachable of [false, true]) desk.network.reach('a-2', isReachable);
    expect(desk.host.companyFigures('a')).toMatchObject({ waitingInputs: 2, droppedInputs: 0 });
    expect(reachable()).toBe(2);
    desk.settle();
    expect(reachable()).toBe(1);
    expect(desk.events.get('a')?.filter(({ type }) => type === 'deviceStateChanged').length).toBe(3);
  });

  test('a phone’s last state is told last, also when there is room before it is told', () => {
    const desk = deferred({ a: { maxWaitingInputs: 1, maxInputsPerTurn: 1 } });
    desk.network.callFrom('1', numberOf('a'));
    desk.network.reach('a-1', false);
    desk.network.onAction = () => desk.network.reach('a-1', true);
    desk.settle();
    expect(desk.host.company('a')?.figures().reachableUsers).toBe(2);
  });
});

describe('failures', () => {
  test('[X14] a switchboard that throws is stopped, and the others go on', () => {
    const desk = new Desk()
      .add('a', {}, { open: (options) => new Thrower(options) })
      .add('b')
      .start();
    const errors: unknown[] = [];
    desk.host.on('companyHalted', ({ error }) => errors.push(error));
    desk.network.callFrom('1', numberOf('a'));
    expect([desk.halted, errors]).toEqual([['a'], [new Error('thrown')]]);
    desk.network.reach('a-1', false);
    expect(desk.host.companyFigures('a')).toMatchObject({ isHalted: true, waitingInputs: 0 });
    desk.network.callFrom('2', numberOf('b'));
    expect(callsOf(desk, 'b')).toBe(1);
  });

  test('what waits for a company that halts or is removed is not heard', () => {
    const desk = deferred({ a: {}, b: {} });
    for (const call of [1, 2]) desk.network.callFrom(`${call}`, numberOf('a'));
    desk.host.removeCompany('a');
    expect(desk.network.lines()).toEqual(['hangUp in-1', 'hangUp in-2']);
    desk.settle();
    expect([desk.events.get('a')?.filter(({ type }) => type === 'callArrived'), desk.network.legs()]).toEqual([[], []]);
    expect(desk.halted).toEqual([]);
  });

  test('the switchboard of a removed company asks nothing of the network any more', () => {
    const desk = new Desk().add('a').start();
    desk.network.callFrom('1', numberOf('a'));
    const switchboard = desk.host.company('a');
    desk.host.removeCompany('a');
    const asked = desk.network.asked.length;
    switchboard?.execute({ type: 'endAllCalls' });
    desk.clock.passTo(1_000_000);
    expect([desk.network.asked.length, desk.host.figures().alarms, desk.clock.dueAt]).toEqual([asked, 0, undefined]);
  });

  test('a leg that is started while a restart waits to be heard is not lost by it', () => {
    const desk = deferred({ a: { maxInputsPerTurn: 1 } });
    desk.network.callFrom('1', numberOf('a'));
    desk.network.deliver({ type: 'networkRestarted', liveLegs: desk.network.legs() });
    desk.settle();
    expect([desk.network.legs(), callsOf(desk, 'a')]).toEqual([['in-1', 'l1.a'], 1]);
    expect(desk.host.company('a')?.figures().legs).toBe(2);
    desk.network.deliver({ type: 'networkRestarted', liveLegs: ['in-1' as LegId] });
    desk.settle();
    expect(desk.events.get('a')?.filter(({ type }) => type === 'legEnded')).toMatchObject([
      { leg: 'l1', cause: 'lost' },
    ]);
  });
});

test('the journal of a company gets its inputs in the company’s own names', () => {
  const kept: unknown[] = [];
  const desk = new Desk().add('a', {}, { journal: { append: ({ input }) => void kept.push(input) } }).start();
  desk.network.callFrom('1', numberOf('a'));
  desk.network.deliver({ type: 'legAnswered', leg: 'l1.a' as LegId });
  expect(kept.at(-1)).toMatchObject({ type: 'signal', signal: { type: 'legAnswered', leg: 'l1' } });
});

test('the company file that a switchboard is made of is the one that was given', () => {
  const seen: SwitchboardOptions[] = [];
  const open = (options: SwitchboardOptions) => {
    seen.push(options);
    return new Switchboard(options);
  };
  const desk = new Desk().add('a', {}, { open }).start();
  expect(seen[0]?.company).toEqual(companyFile('a'));
  expect(seen[0]?.telephony.capabilities).toBe(desk.network.capabilities);
  expect('journal' in (seen[0] ?? {})).toBe(false);
});
