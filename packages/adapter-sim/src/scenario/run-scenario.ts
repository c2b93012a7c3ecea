import {
  brokenInvariants,
  type CallId,
  type CallRecord,
  type Event,
  evolve,
  initialState,
  type JournalRecord,
  type LegId,
  readCompany,
  type State,
  Switchboard,
} from '@sentralbord/core';
import { SimNetwork } from '../network/sim-network.ts';
import { type FailedExpectation, failedExpectations } from './check-expectations.ts';
import type { Observation, SeenRing } from './observation.ts';
import type { Deed, Scenario } from './scenario.ts';

/** How long after the last line of the timetable a scenario goes on at most, unless it says so itself. */
const REST_MS = 600_000;
/** A broken rule breaks many more after it: the first ones tell. */
const MAX_VIOLATIONS = 100;

/** What came of a scenario. */
export interface ScenarioRun {
  readonly title: string;
  readonly seed: number;
  /** Every event of the switchboard, in order. */
  readonly trace: readonly Event[];
  /** Broken rules, in words, each with its time: of the engine, or of what it asked of the network. */
  readonly violations: readonly string[];
  readonly failedExpectations: readonly FailedExpectation[];
  /** One for each call that ended, in the order of their ends. */
  readonly records: readonly CallRecord[];
  readonly seen: Observation;
}

/**
 * Plays a scenario in virtual time with a real switchboard, and checks every
 * invariant and both sides' legs after every step. Same scenario and seed, same run.
 */
export function runScenario(scenario: Scenario, options: { readonly seed?: number } = {}): ScenarioRun {
  const run = new Run(scenario, options.seed ?? scenario.seed);
  run.play();
  return run.result();
}

class Run {
  private readonly trace: Event[] = [];
  private readonly violations: string[] = [];
  private readonly recordOf = new Map<CallId, CallRecord>();
  private readonly callOf = new Map<LegId, CallId>();
  private readonly network: SimNetwork;
  private readonly switchboard: Switchboard;
  /** The state again, from the events alone. */
  private readonly shadow: State;
  private readonly scenario: Scenario;
  private readonly seed: number;

  constructor(scenario: Scenario, seed: number) {
    this.scenario = scenario;
    this.seed = seed;
    this.network = new SimNetwork({ ...scenario, seed });
    this.shadow = shadowOf(scenario);
    this.switchboard = new Switchboard({
      company: scenario.company,
      telephony: this.network,
      clock: this.network.clock,
      journal: { append: (record) => this.keep(record) },
    });
    this.switchboard.on('halted', ({ error }) => this.violate(`the switchboard has stopped: ${error.message}`));
  }

  play(): void {
    const { clock } = this.network;
    for (const { atMs, deed } of this.scenario.timetable) clock.at(atMs, () => this.perform(deed));
    this.switchboard.start();
    const endAt = this.endAt();
    for (let due = clock.nextDue(); due !== undefined && due <= endAt; due = clock.nextDue()) {
      clock.step();
      this.compareBothSides();
    }
    if (this.scenario.untilMs !== undefined) clock.runUntil(endAt);
  }

  result(): ScenarioRun {
    const seen = this.observe();
    return {
      title: this.scenario.title,
      seed: this.seed,
      trace: this.trace,
      violations: [...this.violations, ...this.network.violations],
      failedExpectations: failedExpectations(this.scenario, seen),
      records: [...this.recordOf.values()],
      seen,
    };
  }

  private endAt(): number {
    const last = this.scenario.timetable.at(-1)?.atMs ?? 0;
    return this.scenario.untilMs ?? last + REST_MS;
  }

  private perform(deed: Deed): void {
    switch (deed.kind) {
      case 'call':
        this.network.call(deed.call);
        return;
      case 'behave':
        this.network.behave(deed.phone, deed.behaviour);
        return;
      case 'answer':
        this.network.answer(deed.phone);
        return;
      case 'reject':
        this.network.reject(deed.phone);
        return;
      case 'hangUp':
        this.network.hangUp(deed.who);
        return;
      case 'restart':
        this.network.restart(deed.losing);
    }
  }

  private keep({ events }: JournalRecord): void {
    for (const event of events) {
      this.trace.push(event);
      evolve(this.shadow, event);
      if (event.type === 'callArrived') this.callOf.set(event.leg, event.call);
      if (event.type === 'callEnded') this.recordOf.set(event.call, event.record);
    }
    for (const breach of brokenInvariants(this.shadow)) this.violate(breach);
  }

  private compareBothSides(): void {
    for (const difference of this.network.mirror(this.shadow.legs.keys())) this.violate(difference);
  }

  private violate(breach: string): void {
    if (this.violations.length < MAX_VIOLATIONS) this.violations.push(`at ${this.network.clock.now()} ms: ${breach}`);
  }

  private observe(): Observation {
    const calls = [...this.network.calls.values()].map(({ name, leg, told }) => {
      const id = leg === undefined ? undefined : this.callOf.get(leg);
      return [name, { record: id === undefined ? undefined : this.recordOf.get(id), told }] as const;
    });
    const rings = [...this.network.telephones.values()].flatMap(({ name, rings }) =>
      rings.map(({ fromAt, untilAt, shown }): SeenRing => ({ phone: name, fromMs: fromAt, untilMs: untilAt, shown })),
    );
    return { calls: new Map(calls), rings: rings.sort((a, b) => a.fromMs - b.fromMs), alive: this.alive() };
  }

  private alive(): readonly string[] {
    const { calls, legs, offers, waiting, timers } = this.switchboard.figures();
    const inNetwork = this.network.legs().length;
    return Object.entries({ calls, legs, offers, waiting, timers, 'legs in the network': inNetwork })
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${count} ${what}`);
  }
}

function shadowOf({ company }: Scenario): State {
  const reading = readCompany(company);
  if (!reading.ok) throw new Error('a scenario is read with readScenario before it is played');
  return initialState(reading.company);
}
