import type { CompanyFile } from '../../src/config/company-file.ts';
import { arrivedLegId, type DeviceId, type LegId, type TrunkId } from '../../src/kernel/ids.ts';
import type { Action, Capabilities, ClockPort, Signal, TelephonyPort } from '../../src/port/telephony.ts';
import { Switchboard } from '../../src/switchboard.ts';

const EVERYTHING: Capabilities = {
  external: true,
  sounds: true,
  digits: true,
  recording: true,
  rooms: true,
  displayUpdates: true,
  answerControl: true,
};

/** A whole switchboard, on a clock that is set by hand and a network that only writes down what it is asked. */
export class Desk implements ClockPort, TelephonyPort {
  readonly switchboard: Switchboard;
  readonly capabilities: Capabilities;
  readonly asked: Action[] = [];
  /** When the switchboard wants to be woken. */
  wakesAt: number | undefined;
  time = 0;
  private wake: () => void = () => {};
  private deliver: (signal: Signal) => void = () => {};

  constructor(company: CompanyFile, { lacks = [] }: { readonly lacks?: readonly (keyof Capabilities)[] } = {}) {
    this.capabilities = { ...EVERYTHING, ...Object.fromEntries(lacks.map((name) => [name, false])) };
    this.switchboard = new Switchboard({ company, telephony: this, clock: this });
    this.switchboard.start();
  }

  now(): number {
    return this.time;
  }

  wakeAt(at: number | undefined, wake: () => void): void {
    this.wakesAt = at;
    this.wake = wake;
  }

  /** Lets time pass; the switchboard is woken when it wants to be. */
  passTo(until: number): void {
    for (; this.wakesAt !== undefined && this.wakesAt <= until; ) {
      this.time = this.wakesAt;
      this.wakesAt = undefined;
      this.wake();
    }
    this.time = until;
  }

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
  }

  perform(action: Action): void {
    this.asked.push(action);
  }

  legs(): readonly LegId[] {
    return [];
  }

  reaches(...devices: readonly string[]): this {
    for (const device of devices) {
      this.deliver({ type: 'deviceState', device: device as DeviceId, isReachable: true });
    }
    return this;
  }

  /** Somebody outside, by a name for the test, calls. */
  call(name: string, to: string): void {
    const from = { kind: 'trunk', trunk: 't' as TrunkId, isWithheld: true } as const;
    this.deliver({ type: 'callArrived', leg: arrivedLegId(name), from, to });
  }

  hangUp(name: string): void {
    this.deliver({ type: 'legEnded', leg: arrivedLegId(name), cause: 'cancelled' });
  }
}
