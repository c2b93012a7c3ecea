import {
  type Action,
  arrivedLegId,
  type CompanyFile,
  type DeviceId,
  type LegId,
  type Signal,
  Switchboard,
  type TelephonyPort,
  type TrunkId,
} from '@sentralbord/core';
import { SwitchboardHost } from '../src/switchboard-host.ts';

// Prints what ten thousand companies that do nothing cost: memory for each, and the time of a call in one of them
// beside a call in a switchboard of its own. Run with --expose-gc.

const COMPANIES = 10_000;
const CALLS = 10_000;
const ROUNDS = 10;

/** Answers every phone that it is asked to ring; time stands still. */
class QuickNetwork implements TelephonyPort {
  readonly capabilities = {
    external: true,
    sounds: true,
    digits: true,
    recording: true,
    rooms: true,
    displayUpdates: true,
    answerControl: true,
  };
  private deliver: (signal: Signal) => void = () => {};

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
  }

  perform(action: Action): void {
    if (action.type === 'startLeg') this.deliver({ type: 'legAnswered', leg: action.leg });
  }

  legs(): readonly LegId[] {
    return [];
  }

  reach(device: string): void {
    this.deliver({ type: 'deviceState', device: device as DeviceId, isReachable: true });
  }

  /** One call: it arrives, rings, is answered, and ends. */
  call(name: string, to: string): void {
    const leg = arrivedLegId(name);
    this.deliver({ type: 'callArrived', leg, from: { kind: 'trunk', trunk: 't' as TrunkId, isWithheld: true }, to });
    this.deliver({ type: 'legEnded', leg, cause: 'hungUp' });
  }
}

const clock = { now: () => 0, wakeAt: () => {} };
const numberOf = (company: number): string => `+4757${String(company).padStart(6, '0')}`;
const fileOf = (company: number): CompanyFile => ({
  name: `Company ${company}`,
  numbers: [{ number: numberOf(company), to: { group: 'all' } }],
  users: [1, 2, 3].map((n) => ({ id: `u${n}`, name: `User ${n}`, devices: [`d${company}-${n}`] })),
  groups: [{ id: 'all', name: 'All', members: [1, 2, 3].map((n) => ({ user: `u${n}`, tier: n - 1 })) }],
});

const memory = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

let calls = 0;
const microsecondsOf = (work: () => void): number => {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1000;
};

/** Makes one thing to be measured: a function that plays one call. */
const alone = (): (() => void) => {
  const network = new QuickNetwork();
  new Switchboard({ company: fileOf(0), telephony: network, clock }).start();
  network.reach('d0-1');
  return () => network.call(String(calls), numberOf(0));
};

const hosted = (companies: number): { readonly call: () => void; readonly addMicroseconds: number } => {
  const network = new QuickNetwork();
  const host = new SwitchboardHost({ telephony: network, clock });
  const addAll = (): void => {
    for (let at = 0; at < companies; at += 1) host.addCompany(`c${at}`, { company: fileOf(at) });
  };
  const addMicroseconds = microsecondsOf(addAll) / companies;
  host.start();
  const middle = Math.floor(companies / 2);
  network.reach(`d${middle}-1`);
  return { call: () => network.call(String(calls), numberOf(middle)), addMicroseconds };
};

const empty = memory();
const many = hosted(COMPANIES);
const kilobytes = (memory() - empty) / 1024 / COMPANIES;
const kinds = [
  { name: 'a switchboard of its own', call: alone(), best: Number.POSITIVE_INFINITY },
  { name: '1 company in a host', call: hosted(1).call, best: Number.POSITIVE_INFINITY },
  { name: `${COMPANIES} companies in a host`, call: many.call, best: Number.POSITIVE_INFINITY },
];
// In turn and more than once: what the machine does beside us falls on all alike, and the best round is the truest.
for (let round = 0; round < ROUNDS; round += 1) {
  for (const kind of kinds) {
    const work = (): void => {
      for (let call = 0; call < CALLS; call += 1) {
        calls += 1;
        kind.call();
      }
    };
    kind.best = Math.min(kind.best, microsecondsOf(work) / CALLS);
  }
}

const row = (name: string, value: string): void => console.log(name.padEnd(50) + value.padStart(12));
for (const { name, best } of kinds) row(`one call, ${name}`, `${best.toFixed(1)} µs`);
row('an idle company, in memory', `${kilobytes.toFixed(1)} KB`);
row('to add a company', `${many.addMicroseconds.toFixed(0)} µs`);
