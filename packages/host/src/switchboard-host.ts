import {
  type ClockPort,
  type CompanyFile,
  ConfigurationError,
  type DeviceId,
  type Result,
  readCompany,
  type Switchboard,
  type TelephonyPort,
} from '@sentralbord/core';
import { Alarms } from './alarms.ts';
import { ArrivedLegs } from './arrived-legs.ts';
import { Claims, claimOf } from './claims.ts';
import { numberReader } from './dialled-number.ts';
import type { CompanyFigures, HostEvents, HostFigures } from './host-events.ts';
import { HostedCompany, type HostedCompanyOptions, type Shared } from './hosted-company.ts';
import { Listeners } from './listeners.ts';
import { Router } from './router.ts';
import { type Defer, Turns } from './turns.ts';

/** What a host is made of. */
export interface SwitchboardHostOptions {
  /** The network that all companies share. */
  readonly telephony: TelephonyPort;
  readonly clock: ClockPort;
  /** ISO 3166-1 code of the country whose national numbers the trunk may deliver as they are. Absent: `NO`. */
  readonly country?: string;
  /**
   * Runs a piece of work a little later, so that the network is heard between
   * the rounds: `setImmediate` in a program. Absent: everything is done before
   * the network's `deliver` returns, as in a test.
   */
  readonly defer?: Defer;
}

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * Many companies in one process, on one network and one clock (X14). Routes what
 * the network tells to the company it belongs to, gives each its turn, and
 * bounds what each may use. Companies share nothing else, and reach each other
 * by their public numbers only: out through the trunk, and in again.
 */
export class SwitchboardHost {
  private readonly companies = new Map<string, HostedCompany>();
  private readonly claims = new Claims();
  private readonly arrived = new ArrivedLegs<string>();
  /** How often an id has been used, for those that were removed: names in the network are never used again. */
  private readonly uses = new Map<string, number>();
  private readonly listeners: Listeners<HostEvents>;
  private readonly telephony: TelephonyPort;
  private readonly shared: Shared;
  private readonly router: Router;
  private isStarted = false;
  private added = 0;

  /** Throws a RangeError when `country` is none. */
  constructor({ telephony, clock, country = 'NO', defer }: SwitchboardHostOptions) {
    const turns = new Turns(defer);
    this.telephony = telephony;
    this.listeners = new Listeners((type, error) => {
      if (type !== 'listenerFailed') this.listeners.emit('listenerFailed', { type, error });
    });
    this.shared = {
      telephony,
      clock,
      alarms: new Alarms(clock),
      arrived: this.arrived,
      claims: this.claims,
      changed: (company, file) => this.follow(company, file),
      askTurn: (company) => turns.ask(company),
      halted: ({ identity }, error) => this.listeners.emit('companyHalted', { company: identity.id, error }),
    };
    this.router = new Router({
      companies: this.companies,
      claims: this.claims,
      arrived: this.arrived,
      telephony,
      numberOf: numberReader(country),
      refused: (call) => this.listeners.emit('callRefused', call),
    });
  }

  /** Begins to take calls, for the companies that are there and those that will be added. Called once. */
  start(): void {
    this.isStarted = true;
    for (const { switchboard } of this.companies.values()) switchboard.start();
    this.telephony.start((signal) => this.router.hear(signal));
  }

  /** Listens to what happens to the host. What happens in a company is told by its own switchboard. */
  on<Type extends keyof HostEvents>(type: Type, listener: (...details: HostEvents[Type]) => void): this {
    this.listeners.add(type, listener);
    return this;
  }

  /** Stops listening. */
  off<Type extends keyof HostEvents>(type: Type, listener: (...details: HostEvents[Type]) => void): this {
    this.listeners.delete(type, listener);
    return this;
  }

  /**
   * Adds a company under an id of lower-case letters, digits and hyphens. Throws
   * a {@link ConfigurationError} that lists every mistake in its file, or every
   * number and phone that another company has; then nothing has changed.
   */
  addCompany(id: string, options: HostedCompanyOptions): Switchboard {
    this.requireFreeId(id);
    const reading = readCompany(options.company);
    if (!reading.ok) throw new ConfigurationError(`company ${id}`, reading.problems);
    const claim = claimOf(id, reading.company);
    this.claims.requireFree(claim);
    this.claims.add(claim);
    const name = nameOf(id, this.uses.get(id) ?? 0);
    this.added += 1;
    try {
      const hosted = new HostedCompany({ id, name, order: this.added }, { ...options, claim }, this.shared);
      this.companies.set(id, hosted);
      if (this.isStarted) this.begin(hosted);
      return hosted.switchboard;
    } catch (error) {
      this.companies.delete(id);
      this.claims.delete(claim);
      throw error;
    }
  }

  /**
   * Gives a company a new file while it works (E22). Throws a {@link ConfigurationError}
   * as {@link addCompany} does, or when there is no such company; then nothing has
   * changed. Refused when the company has halted, or inside one of its listeners.
   */
  configureCompany(id: string, file: CompanyFile): Result<void> {
    const hosted = this.companies.get(id);
    if (hosted === undefined) {
      throw new ConfigurationError('host', [{ path: 'id', found: id, expected: 'the id of a company that was added' }]);
    }
    const reading = readCompany(file);
    if (!reading.ok) throw new ConfigurationError(`company ${id}`, reading.problems);
    this.claims.requireFree(claimOf(id, reading.company));
    return hosted.switchboard.execute({ type: 'configure', file });
  }

  /** Ends every call of a company and forgets it; false when it is not there. Its numbers and phones are free again. */
  removeCompany(id: string): boolean {
    const hosted = this.companies.get(id);
    if (hosted === undefined) return false;
    hosted.switchboard.execute({ type: 'endAllCalls' });
    hosted.close();
    this.companies.delete(id);
    this.claims.delete(hosted.claim);
    this.uses.set(id, (this.uses.get(id) ?? 0) + 1);
    const left = hosted.port.legs().map((leg) => hosted.port.names.leg(leg));
    this.arrived.endWhere((_leg, owner) => owner === hosted.identity.name);
    for (const leg of left) this.telephony.perform({ type: 'hangUp', leg, cause: 'shutdown' });
    return true;
  }

  /** The switchboard of a company; undefined when it is not there. */
  company(id: string): Switchboard | undefined {
    return this.companies.get(id)?.switchboard;
  }

  /** The ids of all companies, in the order of adding. */
  companyIds(): readonly string[] {
    return [...this.companies.keys()];
  }

  /** How busy a company is; undefined when it is not there. */
  companyFigures(id: string): CompanyFigures | undefined {
    return this.companies.get(id)?.figures();
  }

  /** How much the host does. */
  figures(): HostFigures {
    return {
      companies: this.companies.size,
      halted: [...this.companies.values()].filter(({ isHalted }) => isHalted).length,
      arrivedLegs: this.arrived.size,
      alarms: this.shared.alarms.size,
      refusedCalls: { ...this.router.refusedCalls },
      ignoredSignals: this.router.ignoredSignals,
    };
  }

  /** A company's file has changed, by whatever way: what another company has stays with that one. */
  private follow(hosted: HostedCompany, file: unknown): void {
    const { id } = hosted.identity;
    const reading = readCompany(file);
    if (!reading.ok || this.companies.get(id) !== hosted) return;
    const before = new Set(hosted.claim.devices.map(({ value }) => value));
    this.claims.delete(hosted.claim);
    hosted.claim = claimOf(id, reading.company);
    const problems = this.claims.conflicts(hosted.claim);
    this.claims.add(hosted.claim);
    for (const { value } of hosted.claim.devices) if (!before.has(value)) this.tellReachable(hosted, value);
    if (problems.length > 0) this.listeners.emit('claimsRefused', { company: id, problems });
  }

  private tellReachable(hosted: HostedCompany, phone: string): void {
    const device = phone as DeviceId;
    const isTheirs = this.claims.companyOfDevice(device) === hosted.identity.id;
    if (isTheirs && this.router.reachable.has(device)) hosted.hear({ type: 'deviceState', device, isReachable: true });
  }

  private requireFreeId(id: string): void {
    const isTaken = this.companies.has(id);
    if (ID.test(id) && !isTaken) return;
    const expected = isTaken
      ? 'an id that no other company has'
      : 'lower-case letters, digits and hyphens, such as acme';
    throw new ConfigurationError('host', [{ path: 'id', found: id, expected }]);
  }

  /** What the network has told before of the company's phones is told again: the network will not say it twice. */
  private begin(hosted: HostedCompany): void {
    hosted.switchboard.start();
    for (const { value } of hosted.claim.devices) this.tellReachable(hosted, value);
  }
}

/** What a company is called in the network's names; an id that is used again gets a new one. */
const nameOf = (id: string, uses: number): string => (uses === 0 ? id : `${id}+${uses + 1}`);
