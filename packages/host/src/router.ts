import { type DeviceId, type LegId, limits, type Signal, type TelephonyPort } from '@sentralbord/core';
import type { ArrivedLegs } from './arrived-legs.ts';
import type { Claims } from './claims.ts';
import type { NumberReader } from './dialled-number.ts';
import { type RefusalReason, type RefusedCall, refusalCauses } from './host-events.ts';
import { hostLimits } from './host-limits.ts';
import type { HostedCompany } from './hosted-company.ts';
import { companyIn, isArrived } from './outer-names.ts';

/** What a router looks things up in, and whom it tells. */
export interface RouterOptions {
  /** By id. */
  readonly companies: ReadonlyMap<string, HostedCompany>;
  readonly claims: Claims;
  readonly arrived: ArrivedLegs<string>;
  readonly telephony: TelephonyPort;
  readonly numberOf: NumberReader;
  readonly refused: (call: RefusedCall) => void;
}

type Arrival = Extract<Signal, { readonly type: 'callArrived' }>;
/** `otherwise` is why it is refused when there is no such company. */
interface Called {
  readonly company: string | undefined;
  readonly to: string;
  readonly otherwise: RefusalReason;
}
type Addressed = Exclude<Extract<Signal, { readonly leg: LegId }>, Arrival>;

/** Gives every signal of the shared network to the one company that it is for, and turns away what is for none. */
export class Router {
  /** Phones that can be reached, of any company or of none yet. */
  readonly reachable = new Set<DeviceId>();
  readonly refusedCalls: Record<RefusalReason, number> = {
    unknownNumber: 0,
    unknownDevice: 0,
    tooManyCalls: 0,
    tooManyInputs: 0,
    halted: 0,
  };
  ignoredSignals = 0;
  private readonly options: RouterOptions;

  constructor(options: RouterOptions) {
    this.options = options;
  }

  /** Takes a signal from the network. */
  hear(signal: Signal): void {
    switch (signal.type) {
      case 'callArrived':
        this.hearArrival(signal);
        return;
      case 'deviceState':
        this.hearDevice(signal);
        return;
      case 'networkRestarted':
        this.hearRestart(signal.liveLegs);
        return;
      default:
        this.hearOfLeg(signal);
    }
  }

  private hearArrival(arrival: Arrival): void {
    const { companies, arrived } = this.options;
    const { leg } = arrival;
    // A doubled arrival, or a late copy of one: it has been heard.
    if (!isArrived(leg) || arrived.ownerOf(leg) !== undefined || arrived.hasEnded(leg)) {
      this.ignoredSignals += 1;
      return;
    }
    const called = this.calledBy(arrival);
    const hosted = called.company === undefined ? undefined : companies.get(called.company);
    const reason = hosted === undefined ? called.otherwise : hosted.refusalOf(arrival);
    if (hosted === undefined || reason !== undefined) {
      this.refuse(arrival, { company: called.company, reason: reason ?? called.otherwise });
      return;
    }
    arrived.add(leg, hosted.identity.name);
    hosted.hear({ ...arrival, to: called.to });
  }

  /** Whose a call is: from outside the one's who is called, from a phone the one's whose phone it is. */
  private calledBy({ from, to }: Arrival): Called {
    const { claims, numberOf } = this.options;
    if (from.kind === 'device') {
      return { company: claims.companyOfDevice(from.device), to, otherwise: 'unknownDevice' };
    }
    // Most trunks deliver E.164: then there is nothing to be read.
    const number = claims.companyOfNumber(to) === undefined ? (numberOf(to) ?? to) : to;
    return { company: claims.companyOfNumber(number), to: number, otherwise: 'unknownNumber' };
  }

  private refuse(arrival: Arrival, why: Pick<RefusedCall, 'company' | 'reason'>): void {
    const { leg, from, to } = arrival;
    this.refusedCalls[why.reason] += 1;
    this.options.arrived.end(leg);
    this.options.telephony.perform({ type: 'reject', leg, cause: refusalCauses[why.reason] });
    this.options.refused({ ...why, leg, from, to: to.slice(0, limits.numberLength) });
  }

  private hearDevice(signal: Extract<Signal, { readonly type: 'deviceState' }>): void {
    const { device, isReachable } = signal;
    if (!isReachable) this.reachable.delete(device);
    else if (this.reachable.size < hostLimits.reachableDevices) this.reachable.add(device);
    const id = this.options.claims.companyOfDevice(device);
    const hosted = id === undefined ? undefined : this.options.companies.get(id);
    if (hosted === undefined) this.ignoredSignals += 1;
    else hosted.hear(signal);
  }

  /** A leg of nobody is ended; one that ended lately is heard of no more. */
  private hearOfLeg(signal: Addressed): void {
    const hosted = this.ownerOf(signal.leg);
    const inner = hosted?.port.names.signal(signal);
    if (signal.type === 'legEnded' && isArrived(signal.leg)) this.options.arrived.end(signal.leg);
    if (hosted !== undefined && inner !== undefined && this.mayHear(hosted, signal)) {
      hosted.hear(inner);
      return;
    }
    this.ignoredSignals += 1;
    const isOver = signal.type === 'legEnded' || this.options.arrived.hasEnded(signal.leg);
    if (hosted === undefined && !isOver) this.endLegOfNobody(signal.leg);
  }

  /** A phone may name a leg of its own company only. */
  private mayHear(hosted: HostedCompany, signal: Addressed): boolean {
    if (signal.type !== 'transferRequested' || signal.attended === undefined) return true;
    return this.ownerOf(signal.attended) === hosted;
  }

  private ownerOf(leg: LegId): HostedCompany | undefined {
    const name = isArrived(leg) ? this.options.arrived.ownerOf(leg) : companyIn(leg);
    const hosted = name === undefined ? undefined : this.options.companies.get(idOf(name));
    return hosted?.identity.name === name ? hosted : undefined;
  }

  /** Each company hears of its own legs; legs of nobody are ended. */
  private hearRestart(liveLegs: readonly LegId[]): void {
    const live = new Set(liveLegs);
    this.options.arrived.endWhere((leg) => !live.has(leg));
    const companies = [...this.options.companies.values()];
    const byCompany = new Map<HostedCompany, LegId[]>(companies.map((hosted) => [hosted, []]));
    for (const leg of live) {
      const hosted = this.ownerOf(leg);
      const inner = hosted?.port.names.innerLeg(leg);
      if (hosted === undefined || inner === undefined) this.endLegOfNobody(leg);
      else byCompany.get(hosted)?.push(inner);
    }
    for (const [hosted, legs] of byCompany) hosted.hearRestart(legs);
  }

  private endLegOfNobody(leg: LegId): void {
    this.options.telephony.perform({ type: 'hangUp', leg, cause: 'lost' });
  }
}

const idOf = (name: string): string => name.split('+', 1)[0] ?? name;
