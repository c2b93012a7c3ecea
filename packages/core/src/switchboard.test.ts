import { describe, expect, it } from 'vitest';
import type { CompanyFile } from './config/company-file.ts';
import { ConfigurationError } from './config/configuration-error.ts';
import { readCompany } from './config/read-company.ts';
import type { Event } from './kernel/event.ts';
import { arrivedLegId, type CallId, type DeviceId, type LegId, type TrunkId } from './kernel/ids.ts';
import { foldEvents } from './kernel/replay.ts';
import { takeSnapshot } from './kernel/snapshot.ts';
import type { JournalPort, JournalRecord } from './port/journal.ts';
import type { Action, ClockPort, Signal, TelephonyPort } from './port/telephony.ts';
import { Switchboard } from './switchboard.ts';

const company = {
  name: 'Butikken',
  numbers: [{ number: '+4757828600', to: { group: 'shop' } }],
  users: [
    { id: 'bo', name: 'Bo', devices: ['bo-desk'] },
    { id: 'cilla', name: 'Cilla', devices: ['cilla-desk'] },
  ],
  groups: [
    {
      id: 'shop',
      name: 'Butikk',
      members: [
        { user: 'bo', tier: 0 },
        { user: 'cilla', tier: 1 },
      ],
    },
  ],
} satisfies CompanyFile;

/** A clock that is set by hand. */
class HandClock implements ClockPort {
  time = 1000;
  dueAt: number | undefined;
  private wake: () => void = () => {};

  now(): number {
    return this.time;
  }

  wakeAt(at: number | undefined, wake: () => void): void {
    this.dueAt = at;
    this.wake = wake;
  }

  passTo(at: number): void {
    for (; this.dueAt !== undefined && this.dueAt <= at; ) {
      this.time = this.dueAt;
      this.dueAt = undefined;
      this.wake();
    }
    this.time = at;
  }
}

/** A network that writes down what it is asked. */
class Notebook implements TelephonyPort {
  readonly capabilities = {
    external: true,
    sounds: true,
    digits: true,
    recording: true,
    rooms: true,
    displayUpdates: true,
    answerControl: true,
  };
  readonly asked: Action[] = [];
  onAction: (action: Action) => void = () => {};
  deliver: (signal: Signal) => void = () => {};

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
  }

  perform(action: Action): void {
    this.asked.push(action);
    this.onAction(action);
  }

  legs(): readonly LegId[] {
    return [];
  }

  callFrom(name: string): void {
    const from = { kind: 'trunk', trunk: 't' as TrunkId, isWithheld: true } as const;
    this.deliver({ type: 'callArrived', leg: arrivedLegId(name), from, to: '+4757828600' });
  }

  types(): readonly string[] {
    return this.asked.map(({ type }) => type);
  }
}

function desk(options: { readonly journal?: JournalPort } = {}) {
  const telephony = new Notebook();
  const clock = new HandClock();
  const switchboard = new Switchboard({ company, telephony, clock, ...options });
  const events: Event[] = [];
  switchboard.on('event', (event) => events.push(event));
  switchboard.start();
  for (const device of ['bo-desk', 'cilla-desk']) {
    telephony.deliver({ type: 'deviceState', device: device as DeviceId, isReachable: true });
  }
  return { telephony, clock, switchboard, events };
}

describe('Switchboard', () => {
  it('refuses a company file with mistakes, and names them all', () => {
    const wrong = { ...company, name: '', numbers: [{ number: '1', to: { group: 'shop' } }] };
    const make = () => new Switchboard({ company: wrong, telephony: new Notebook(), clock: new HandClock() });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(/2 problems\n.*name: .*\n.*numbers\[0\]\.number: /);
  });

  it('refuses a company with sounds on an adapter without', () => {
    const telephony = Object.assign(new Notebook(), {
      capabilities: {
        external: true,
        sounds: false,
        digits: true,
        recording: true,
        rooms: true,
        displayUpdates: true,
        answerControl: true,
      },
    });
    const clock = new HandClock();
    expect(() => new Switchboard({ company, telephony, clock })).toThrow(/unanswered\.message: .*cannot play sounds/);
    const quiet = { ...company, unanswered: { message: null } };
    expect(() => new Switchboard({ company: quiet, telephony, clock })).not.toThrow();
  });

  it('[X9] refuses a rule of recording on an adapter that cannot record', () => {
    const able = new Notebook();
    const telephony = Object.assign(new Notebook(), { capabilities: { ...able.capabilities, recording: false } });
    const ruled = { ...company, recording: { groups: ['shop'], announcement: 'recorded', keepDays: 1 } };
    const clock = new HandClock();
    expect(() => new Switchboard({ company: ruled, telephony, clock })).toThrow(/recording: .*cannot record/);
    expect(() => new Switchboard({ company, telephony, clock })).not.toThrow();
    expect(() => new Switchboard({ company: ruled, telephony: able, clock })).not.toThrow();
  });

  it('takes signals in and asks the network', () => {
    const { telephony, switchboard } = desk();
    telephony.callFrom('1');
    expect(telephony.types()).toEqual(['ring', 'startLeg']);
    expect(switchboard.figures()).toEqual({
      calls: 1,
      legs: 2,
      offers: 1,
      waiting: 1,
      timers: 1,
      reachableUsers: 2,
      ignoredSignals: 0,
    });
  });

  it('is woken by its clock at the deadline, and asks for no waking when nothing is due', () => {
    const { telephony, clock } = desk();
    expect(clock.dueAt).toBeUndefined();
    telephony.callFrom('1');
    expect(clock.dueAt).toBe(21_000);
    clock.passTo(21_000);
    expect(telephony.types()).toEqual(['ring', 'startLeg', 'hangUp', 'startLeg']);
    telephony.deliver({ type: 'legEnded', leg: arrivedLegId('1'), cause: 'cancelled' });
    expect(clock.dueAt).toBeUndefined();
  });

  it('counts signals that changed nothing', () => {
    const { telephony, switchboard } = desk();
    telephony.deliver({ type: 'legRinging', leg: 'l9' as LegId });
    telephony.deliver({ type: 'deviceState', device: 'bo-desk' as DeviceId, isReachable: true });
    expect(switchboard.figures().ignoredSignals).toBe(2);
  });

  it('answers commands, and a refused one says why', () => {
    const { telephony, switchboard } = desk();
    telephony.callFrom('1');
    expect(switchboard.execute({ type: 'endCall', call: 'c1' as CallId })).toEqual({ ok: true, value: undefined });
    expect(switchboard.execute({ type: 'endCall', call: 'c1' as CallId })).toMatchObject({
      ok: false,
      error: { code: 'notFound', where: 'c1' },
    });
  });

  it('a listener that throws is told of and breaks nothing', () => {
    const { telephony, switchboard, events } = desk();
    const failures: string[] = [];
    switchboard.on('callArrived', () => {
      throw new Error('mine');
    });
    switchboard.on('listenerFailed', ({ type, error }) => failures.push(`${type}: ${String(error)}`));
    switchboard.on('listenerFailed', () => {
      throw new Error('again');
    });
    telephony.callFrom('1');
    expect(failures).toEqual(['callArrived: Error: mine']);
    expect(events.map(({ type }) => type)).toContain('legStarted');
    expect(telephony.types()).toEqual(['ring', 'startLeg']);
  });

  it('a listener hears no more after off', () => {
    const { telephony, switchboard } = desk();
    let heard = 0;
    const listener = () => {
      heard += 1;
    };
    switchboard.on('callArrived', listener);
    telephony.callFrom('1');
    switchboard.off('callArrived', listener);
    telephony.callFrom('2');
    expect(heard).toBe(1);
  });

  it('signals that the network delivers while it is being asked wait for the end of the step', () => {
    const { telephony, switchboard, events } = desk();
    telephony.onAction = (action) => {
      if (action.type === 'startLeg') telephony.deliver({ type: 'legEnded', leg: action.leg, cause: 'busy' });
    };
    telephony.callFrom('1');
    expect(telephony.types()).toEqual(['ring', 'startLeg', 'startLeg']);
    expect(events.filter(({ type }) => type === 'memberTried')).toHaveLength(2);
    const reading = readCompany(company);
    expect(reading.ok && takeSnapshot(foldEvents(reading.company, events))).toEqual(switchboard.snapshot());
  });

  it('[law 12] a command from a listener is refused, and changes nothing', () => {
    const { telephony, switchboard } = desk();
    const replies: boolean[] = [];
    switchboard.on('callArrived', ({ call }) => {
      replies.push(switchboard.execute({ type: 'endCall', call }).ok);
    });
    telephony.callFrom('1');
    expect([replies, switchboard.figures().calls]).toEqual([[false], 1]);
  });

  it('[Y3] time never goes backwards, whatever the clock does', () => {
    const { telephony, clock, switchboard, events } = desk();
    telephony.callFrom('1');
    clock.time = -3_600_000;
    switchboard.execute({ type: 'endAllCalls' });
    expect(events.at(-1)).toMatchObject({ type: 'callEnded', at: 1000, record: { arrivedAt: 1000, endedAt: 1000 } });
  });

  it('keeps each step before its actions leave', () => {
    const order: string[] = [];
    const { telephony } = desk({ journal: { append: ({ input }) => order.push(`kept ${input.type}`) } });
    order.length = 0;
    telephony.onAction = ({ type }) => order.push(type);
    telephony.callFrom('1');
    expect(order).toEqual(['kept signal', 'ring', 'startLeg']);
  });

  it('the journal leads to the state again; what changed nothing is not kept', () => {
    const records: JournalRecord[] = [];
    const { telephony, clock, switchboard } = desk({ journal: { append: (record) => records.push(record) } });
    telephony.callFrom('1');
    clock.passTo(30_000);
    const kept = records.length;
    telephony.deliver({ type: 'legRinging', leg: 'l99' as LegId });
    expect(records).toHaveLength(kept);
    const reading = readCompany(company);
    const events = records.flatMap((record) => record.events);
    expect(reading.ok && takeSnapshot(foldEvents(reading.company, events))).toEqual(switchboard.snapshot());
  });

  it('a journal that fails is told of, and calls go on', () => {
    const journal: JournalPort = {
      append: () => {
        throw new Error('disk full');
      },
    };
    const { telephony, switchboard } = desk({ journal });
    const failures: string[] = [];
    switchboard.on('journalFailed', (error) => failures.push(String(error)));
    telephony.callFrom('1');
    expect([failures, telephony.types()]).toEqual([['Error: disk full'], ['ring', 'startLeg']]);
  });

  it('an adapter that throws is told of, and the other actions still leave', () => {
    const { telephony, switchboard } = desk();
    const failures: string[] = [];
    telephony.onAction = ({ type }) => {
      if (type === 'ring') throw new Error('broken wire');
    };
    switchboard.on('adapterFailed', ({ action, error }) => failures.push(`${action}: ${String(error)}`));
    telephony.callFrom('1');
    expect([failures, telephony.types()]).toEqual([['ring: Error: broken wire'], ['ring', 'startLeg']]);
  });

  it('what is no signal changes nothing, and is told of with what would be right', () => {
    const { telephony, switchboard } = desk();
    const refused: string[] = [];
    switchboard.on('signalRefused', ({ path, found, expected }) => refused.push(`${path}: ${found}, not ${expected}`));
    telephony.callFrom('1');
    const before = JSON.stringify(switchboard.snapshot());
    for (const signal of [undefined, { type: 'legRang' }, { type: 'legEnded', leg: 'in-1', cause: 'tired' }]) {
      telephony.deliver(signal as never);
    }
    expect(refused).toEqual([
      ': nothing, not a signal',
      expect.stringContaining('type: "legRang", not one of callArrived, legRinging'),
      'cause: "tired", not what legEnded tells',
    ]);
    expect([JSON.stringify(switchboard.snapshot()), switchboard.figures().ignoredSignals]).toEqual([before, 3]);
    telephony.deliver({ type: 'legEnded', leg: arrivedLegId('1'), cause: 'cancelled' });
    expect(switchboard.figures().calls).toBe(0);
  });

  it('a broken rule stops the company, never the process: it says so, sleeps, and refuses commands', () => {
    const { telephony, clock, switchboard } = desk();
    const halts: string[] = [];
    telephony.callFrom('1');
    // A signal of a kind that cannot be: an arrived leg whose call has been taken away behind the engine's back.
    const held = (switchboard as unknown as { readonly state: { readonly calls: Map<string, unknown> } }).state;
    held.calls.delete('c1');
    switchboard.on('halted', ({ error, input }) => halts.push(`${error.name} ${input.type}`));
    telephony.deliver({ type: 'legEnded', leg: arrivedLegId('1'), cause: 'cancelled' });
    expect([halts, clock.dueAt]).toEqual([['InvariantError signal'], undefined]);
    const asked = telephony.asked.length;
    telephony.callFrom('2');
    clock.passTo(90_000);
    expect(switchboard.execute({ type: 'endAllCalls' })).toMatchObject({ ok: false, error: { code: 'halted' } });
    expect([telephony.asked.length, halts.length]).toEqual([asked, 1]);
  });
});
