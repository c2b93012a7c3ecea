import {
  type ClockPort,
  type CompanyFile,
  type DeviceId,
  type Instant,
  type JournalPort,
  type LegId,
  type Signal,
  Switchboard,
  type SwitchboardOptions,
  type TelephonyPort,
} from '@sentralbord/core';
import type { Alarm } from './alarm-heap.ts';
import type { Alarms } from './alarms.ts';
import type { ArrivedLegs } from './arrived-legs.ts';
import type { Claim, Claims } from './claims.ts';
import { CompanyPort } from './company-port.ts';
import { Fifo } from './fifo.ts';
import type { CompanyFigures, RefusalReason } from './host-events.ts';
import { hostLimits } from './host-limits.ts';
import type { TurnTaker } from './turns.ts';

/** What a company may use of what all share. An emergency call is never refused for a limit. */
export interface CompanyLimits {
  /** Calls at once; one more is refused with `congestion`. Absent: as many as an engine takes. */
  readonly maxCalls?: number;
  /** Legs to numbers outside at once, so that no company takes every line of the trunk; absent: any number. */
  readonly maxExternalLegs?: number;
  /** Inputs in one turn; absent: 64. */
  readonly maxInputsPerTurn?: number;
  /** Inputs that may wait; beyond, calls are refused and keys are not heard. Absent: 10,000. */
  readonly maxWaitingInputs?: number;
}

/** What a company is added with. */
export interface HostedCompanyOptions {
  /** The company file, as an object or parsed JSON. */
  readonly company: CompanyFile;
  readonly journal?: JournalPort;
  readonly limits?: CompanyLimits;
  /** Makes the switchboard, when it is to be more than a new one: restored, or listened to from its start. */
  readonly open?: (options: SwitchboardOptions) => Switchboard;
}

/** What all companies share. */
export interface Shared {
  readonly telephony: TelephonyPort;
  readonly clock: ClockPort;
  readonly alarms: Alarms;
  readonly arrived: ArrivedLegs<string>;
  readonly claims: Claims;
  readonly askTurn: (company: HostedCompany) => void;
  readonly changed: (company: HostedCompany, file: unknown) => void;
  readonly halted: (company: HostedCompany, error: unknown) => void;
}

/** Who a company is among the others. */
export interface Identity {
  readonly id: string;
  /** As {@link id}, but never used again when the company is removed and added anew. */
  readonly name: string;
  /** When it was added, as a number; decides between alarms of one instant. */
  readonly order: number;
}

type Arrival = Extract<Signal, { readonly type: 'callArrived' }>;
/** The instant is that of the telling: a turn that comes late changes nothing in what the company decides. */
type Waiting = { readonly at: Instant } & (
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'restart'; readonly liveLegs: readonly LegId[]; readonly since: number }
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
);

/** What a far end can send without end, and what may be missed without a call being lost. */
const MAY_BE_MISSED: ReadonlySet<Signal['type']> = new Set<Signal['type']>([
  'digit',
  'held',
  'resumed',
  'legRinging',
  'transferRequested',
]);

/** One company among many: its switchboard, what waits for its turn, and what it may use. */
export class HostedCompany implements TurnTaker {
  readonly identity: Identity;
  readonly switchboard: Switchboard;
  readonly port: CompanyPort;
  isHalted = false;
  /** What the company file says that all must agree on. */
  claim: Claim;
  private readonly shared: Shared;
  private readonly limits: CompanyLimits;
  private readonly mailbox = new Fifo<Waiting>();
  private readonly lateDevices = new Map<DeviceId, Signal>();
  private waitingArrivals = 0;
  private refusedCalls = 0;
  private droppedInputs = 0;
  private alarm: Alarm | undefined;
  private wake: () => void = () => {};
  private turnAt: Instant | undefined;

  constructor(identity: Identity, options: HostedCompanyOptions & { readonly claim: Claim }, shared: Shared) {
    this.identity = identity;
    this.claim = options.claim;
    this.shared = shared;
    this.limits = options.limits ?? {};
    this.port = new CompanyPort({
      name: identity.name,
      hasDevice: (device) => shared.claims.companyOfDevice(device) === identity.id,
      isEmergency: (number) => this.claim.emergencyNumbers.has(number),
      telephony: shared.telephony,
      arrived: shared.arrived,
      maxExternalLegs: this.limits.maxExternalLegs ?? Number.POSITIVE_INFINITY,
      tell: (signal) => this.hear(signal),
    });
    const clock: ClockPort = {
      now: () => this.turnAt ?? shared.clock.now(),
      wakeAt: (at, wake) => this.wakeAt(at, wake),
    };
    const { company, journal, open = (all) => new Switchboard(all) } = options;
    this.switchboard = open({ company, telephony: this.port, clock, ...(journal && { journal }) });
    this.switchboard.on('halted', ({ error }) => this.halt(error));
    this.switchboard.on('companyChanged', ({ file }) => shared.changed(this, file));
  }

  /** How busy the company is. */
  figures(): CompanyFigures {
    const { isHalted, refusedCalls, droppedInputs } = this;
    const { length: waitingInputs } = this.mailbox;
    return { isHalted, waitingInputs, externalLegs: this.port.external, refusedCalls, droppedInputs };
  }

  /** Why the call cannot be taken now, and counts it; undefined when it can. */
  refusalOf(arrival: Arrival): RefusalReason | undefined {
    const reason = this.isHalted ? 'halted' : this.limitReachedBy(arrival);
    if (reason !== undefined) this.refusedCalls += 1;
    return reason;
  }

  /** Takes a signal in, in the company's own names. It is heard when the company's turn comes. */
  hear(signal: Signal): void {
    if (this.isHalted) return;
    if (signal.type === 'deviceState' && (this.isFull() || this.lateDevices.has(signal.device))) {
      // Only how it is in the end is told, when there is room again.
      this.lateDevices.set(signal.device, signal);
    } else if (this.isFull() && MAY_BE_MISSED.has(signal.type)) {
      this.droppedInputs += 1;
    } else {
      if (signal.type === 'callArrived') this.waitingArrivals += 1;
      this.put({ kind: 'signal', at: this.shared.clock.now(), signal });
    }
  }

  /** Takes in that the network has started anew, and which of the company's legs live. */
  hearRestart(liveLegs: readonly LegId[]): void {
    if (this.isHalted) return;
    this.put({ kind: 'restart', at: this.shared.clock.now(), liveLegs, since: this.port.restartTold() });
  }

  takeTurn(): boolean {
    const most = this.limits.maxInputsPerTurn ?? hostLimits.inputsPerTurn;
    for (let taken = 0; taken < most; taken += 1) {
      const next = this.mailbox.shift();
      if (next === undefined) break;
      this.apply(next);
    }
    if (this.lateDevices.size > 0 && !this.isFull()) this.tellLateDevices();
    return this.mailbox.length > 0;
  }

  /** The company takes and asks nothing any more. */
  close(): void {
    this.port.close();
    this.isHalted = true;
    this.fallSilent();
  }

  private limitReachedBy({ from, to }: Arrival): RefusalReason | undefined {
    // Emergency calls always pass (X10).
    if (from.kind === 'device' && this.claim.emergencyNumbers.has(to.trim())) return undefined;
    if (this.isFull()) return 'tooManyInputs';
    const { maxCalls } = this.limits;
    if (maxCalls === undefined) return undefined;
    return this.switchboard.figures().calls + this.waitingArrivals >= maxCalls ? 'tooManyCalls' : undefined;
  }

  private isFull(): boolean {
    return this.mailbox.length >= (this.limits.maxWaitingInputs ?? hostLimits.waitingInputs);
  }

  private put(waiting: Waiting): void {
    if (this.isHalted) return;
    this.mailbox.push(waiting);
    this.shared.askTurn(this);
  }

  private apply(waiting: Waiting): void {
    this.turnAt = waiting.at;
    try {
      if (waiting.kind === 'alarm') this.ring(waiting.alarm);
      else if (waiting.kind === 'restart') this.port.hearRestart(waiting.liveLegs, waiting.since);
      else {
        if (waiting.signal.type === 'callArrived') this.waitingArrivals -= 1;
        this.port.hear(waiting.signal);
      }
    } catch (error) {
      this.halt(error);
    } finally {
      this.turnAt = undefined;
    }
  }

  private tellLateDevices(): void {
    const late = [...this.lateDevices.values()];
    this.lateDevices.clear();
    for (const signal of late) this.put({ kind: 'signal', at: this.shared.clock.now(), signal });
  }

  private wakeAt(at: Instant | undefined, wake: () => void): void {
    this.wake = wake;
    if (at === this.alarm?.at) return;
    const { order } = this.identity;
    if (at === undefined || this.isHalted) {
      this.alarm = undefined;
      this.shared.alarms.delete(order);
      return;
    }
    const ring = () => this.put({ kind: 'alarm', at: this.shared.clock.now(), alarm });
    const alarm: Alarm = { at, order, ring };
    this.alarm = alarm;
    this.shared.alarms.set(alarm);
  }

  /** An alarm that has been replaced while it waited for the turn is not heard. */
  private ring(alarm: Alarm): void {
    if (this.alarm !== alarm) return;
    this.alarm = undefined;
    this.wake();
  }

  private halt(error: unknown): void {
    if (this.isHalted) return;
    this.isHalted = true;
    this.fallSilent();
    this.shared.halted(this, error);
  }

  private fallSilent(): void {
    this.mailbox.clear();
    this.lateDevices.clear();
    this.waitingArrivals = 0;
    this.alarm = undefined;
    this.shared.alarms.delete(this.identity.order);
  }
}
