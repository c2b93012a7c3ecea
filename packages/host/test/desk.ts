import type { CompanyFile, Event } from '@sentralbord/core';
import {
  type CompanyLimits,
  type Defer,
  type HostedCompanyOptions,
  type RefusedCall,
  SwitchboardHost,
} from '@sentralbord/host';
import { FakeNetwork, HandClock } from './fake-network.ts';

/** The public number of a company made by {@link companyFile}; its id is told by its first letter. */
export const numberOf = (id: string): string => `+4757828${String(id.charCodeAt(0)).padStart(3, '0')}`;

/** A company with one group of two people, `x-1` and `x-2` their phones. */
export const companyFile = (id: string): CompanyFile => ({
  name: `Company ${id}`,
  numbers: [{ number: numberOf(id), to: { group: 'all' } }],
  users: [1, 2].map((n) => ({ id: `u${n}`, name: `User ${n}`, shortNumber: `20${n}`, devices: [`${id}-${n}`] })),
  groups: [{ id: 'all', name: 'All', members: [1, 2].map((n) => ({ user: `u${n}`, tier: n })) }],
});

/** A host on a fake network, with companies, and all that they do written down. */
export class Desk {
  readonly network = new FakeNetwork();
  readonly clock = new HandClock();
  readonly host: SwitchboardHost;
  readonly events = new Map<string, Event[]>();
  readonly refused: RefusedCall[] = [];
  readonly halted: string[] = [];
  private readonly deferred: (() => void)[] = [];

  constructor(options: { readonly isDeferred?: boolean } = {}) {
    const defer: Defer = (run) => this.deferred.push(run);
    const { network: telephony, clock } = this;
    this.host = new SwitchboardHost({ telephony, clock, ...(options.isDeferred === true && { defer }) });
    this.host.on('callRefused', (call) => this.refused.push(call));
    this.host.on('companyHalted', ({ company }) => this.halted.push(company));
  }

  /** Adds a company and has its phones reachable, once the host has started. */
  add(id: string, limits: CompanyLimits = {}, more: Partial<HostedCompanyOptions> = {}): this {
    const events: Event[] = [];
    this.events.set(id, events);
    this.host.addCompany(id, { company: companyFile(id), limits, ...more }).on('event', (event) => events.push(event));
    return this;
  }

  start(): this {
    this.host.start();
    for (const id of this.host.companyIds()) this.reachPhonesOf(id);
    this.settle();
    return this;
  }

  reachPhonesOf(id: string): void {
    for (const n of [1, 2]) this.network.reach(`${id}-${n}`);
  }

  /** Runs one deferred round; false when none waits. */
  round(): boolean {
    const run = this.deferred.shift();
    run?.();
    return run !== undefined;
  }

  /** Runs rounds until nobody has anything to do. */
  settle(): void {
    while (this.round());
  }

  /** Passes on to the instant; whoever is woken on the way has everything done at that time. */
  passTo(at: number): void {
    while (this.clock.dueAt !== undefined && this.clock.dueAt <= at) {
      this.clock.passTo(Math.max(this.clock.dueAt, this.clock.time));
      this.settle();
    }
    this.clock.passTo(at);
  }

  eventTypes(id: string): readonly string[] {
    return (this.events.get(id) ?? []).map(({ type }) => type);
  }

  /** What the network was asked about the legs of one company. */
  linesOf(id: string): readonly string[] {
    return this.network.lines().filter((line) => line.includes(`.${id}`) || line.includes(`in-${id}`));
  }
}

/** Breaks a rule of a company's engine behind its back: the next thing that is heard of its calls stops it. */
export function breakEngine(host: SwitchboardHost, id: string): void {
  const switchboard = host.company(id) as unknown as { readonly state: { readonly calls: Map<string, unknown> } };
  for (const call of [...switchboard.state.calls.keys()]) switchboard.state.calls.delete(call);
}
