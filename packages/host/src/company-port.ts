import type { Action, Capabilities, DeviceId, LegId, Signal, TelephonyPort } from '@sentralbord/core';
import type { ArrivedLegs } from './arrived-legs.ts';
import { isArrived, legsOf, OuterNames } from './outer-names.ts';

type StartLeg = Extract<Action, { readonly type: 'startLeg' }>;

/** What a company's port stands on. */
export interface CompanyPortOptions {
  /** What the company is called in the names that the network hears. */
  readonly name: string;
  /** Whether a phone is the company's. */
  readonly hasDevice: (device: DeviceId) => boolean;
  readonly isEmergency: (number: string) => boolean;
  readonly telephony: TelephonyPort;
  /** Whose each arrived leg is, by name. */
  readonly arrived: ArrivedLegs<string>;
  readonly maxExternalLegs: number;
  /** Takes what the port itself has to tell the company. */
  readonly tell: (signal: Signal) => void;
}

/**
 * The shared network as one company sees it: its own legs and phones and nothing
 * else. An action that names a leg of somebody else goes nowhere.
 */
export class CompanyPort implements TelephonyPort {
  readonly capabilities: Capabilities;
  readonly names: OuterNames;
  private readonly options: CompanyPortOptions;
  private readonly externalLegs = new Set<LegId>();
  private deliver: ((signal: Signal) => void) | undefined;
  private isClosed = false;
  /** Legs that were started or ended from here while a restart waited to be heard: its list does not know of it. */
  private readonly changes: { readonly leg: LegId; readonly lives: boolean }[] = [];
  private waitingRestarts = 0;

  constructor(options: CompanyPortOptions) {
    this.options = options;
    this.capabilities = options.telephony.capabilities;
    this.names = new OuterNames(options.name);
  }

  /** Legs to numbers outside. */
  get external(): number {
    return this.externalLegs.size;
  }

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
  }

  perform(action: Action): void {
    if (this.isClosed || !legsOf(action).every((leg) => this.owns(leg))) return;
    if (action.type === 'startLeg' && !this.mayStart(action)) return;
    if (action.type === 'hangUp' || action.type === 'reject') this.forget(action.leg);
    this.options.telephony.perform(this.names.action(action));
  }

  legs(): readonly LegId[] {
    const ours = this.options.telephony.legs().map((leg) => this.names.innerLeg(leg));
    return ours.filter((leg) => leg !== undefined).filter((leg) => this.owns(leg));
  }

  /** Gives the company a signal, in the company's names. */
  hear(signal: Signal): void {
    if (signal.type === 'legEnded') this.externalLegs.delete(signal.leg);
    this.deliver?.(signal);
  }

  /** A restart has been told, and will be heard later: gives what it is to be heard with. */
  restartTold(): number {
    this.waitingRestarts += 1;
    return this.changes.length;
  }

  /** Gives the company a restart that was told when `restartTold` gave `since`. */
  hearRestart(liveLegs: readonly LegId[], since: number): void {
    const live = new Set(liveLegs);
    for (const { leg, lives } of this.changes.slice(since)) {
      if (lives) live.add(leg);
      else live.delete(leg);
    }
    this.waitingRestarts -= 1;
    if (this.waitingRestarts === 0) this.changes.length = 0;
    const lost = [...this.externalLegs].filter((leg) => !live.has(leg));
    for (const leg of lost) this.externalLegs.delete(leg);
    this.deliver?.({ type: 'networkRestarted', liveLegs: [...live] });
  }

  /** Nothing is asked of the network any more. */
  close(): void {
    this.isClosed = true;
  }

  private owns(leg: LegId): boolean {
    return !isArrived(leg) || this.options.arrived.ownerOf(leg) === this.options.name;
  }

  private mayStart({ leg, to }: StartLeg): boolean {
    const { hasDevice, isEmergency, maxExternalLegs } = this.options;
    if (to.kind === 'device' && !hasDevice(to.device)) {
      this.options.tell({ type: 'legEnded', leg, cause: 'unreachable' });
      return false;
    }
    if (to.kind === 'external') {
      // Emergency calls always pass (X10).
      if (this.externalLegs.size >= maxExternalLegs && !isEmergency(to.number)) {
        this.options.tell({ type: 'legEnded', leg, cause: 'congestion' });
        return false;
      }
      this.externalLegs.add(leg);
    }
    this.note(leg, true);
    return true;
  }

  private note(leg: LegId, lives: boolean): void {
    if (this.waitingRestarts > 0) this.changes.push({ leg, lives });
  }

  private forget(leg: LegId): void {
    this.note(leg, false);
    this.externalLegs.delete(leg);
    if (isArrived(leg)) this.options.arrived.end(leg);
  }
}
