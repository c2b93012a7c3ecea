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
import { SimClock } from '../network/sim-clock.ts';
import { SimNetwork } from '../network/sim-network.ts';
import { CallNames } from './call-names.ts';
import { type FailedExpectation, failedExpectations } from './check-expectations.ts';
import { commandOf } from './command-of.ts';
import type { Observation, SeenCall, SeenLeaving, SeenMessage, SeenReply, SeenRing } from './observation.ts';
import { performInNetwork } from './perform.ts';
import type { CommandDeed, Scenario, TimetableLine } from './scenario.ts';
import { talkOf } from './talk-of.ts';
import { Watch } from './watch.ts';

/** How long after the last line of the timetable a scenario goes on at most, unless it says so itself. */
const REST_MS = 600_000;
/** A broken rule breaks many more after it: the first ones tell. */
const MAX_VIOLATIONS = 100;

/** What came of a scenario. */
export interface ScenarioRun {
  readonly title: string;
  readonly seed: number;
  /** When 0 ms was, in ms since the Unix epoch. */
  readonly startAt: number;
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
 * invariant and both sides' legs and talks after every step. Same scenario and
 * seed, same run.
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
  private readonly leavings: SeenLeaving[] = [];
  private readonly messages: SeenMessage[] = [];
  private readonly replies: SeenReply[] = [];
  private readonly toldPlaces = new Map<CallId, number[]>();
  private readonly network: SimNetwork;
  private readonly switchboard: Switchboard;
  private readonly watch: Watch;
  private readonly names: CallNames;
  /** The state again, from the events alone. */
  private readonly shadow: State;
  private readonly scenario: Scenario;
  private readonly seed: number;
  private readonly startAt: number;

  constructor(scenario: Scenario, seed: number) {
    this.scenario = scenario;
    this.seed = seed;
    this.startAt = scenario.startAt ?? 0;
    this.network = new SimNetwork({ ...scenario, seed, clock: new SimClock(this.startAt) });
    this.names = new CallNames((leg) => [...this.network.calls.values()].find((call) => call.leg === leg)?.name);
    this.watch = new Watch(scenario.expect);
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
    for (const line of this.scenario.timetable) clock.at(this.startAt + line.atMs, () => this.perform(line));
    for (const atMs of this.watch.instants) clock.at(this.startAt + atMs, () => {});
    this.switchboard.start();
    const endAt = this.endAt();
    for (let due = clock.nextDue(); due !== undefined && due <= endAt; due = clock.nextDue()) {
      clock.step();
      this.compareBothSides();
      if (clock.nextDue() !== clock.now()) this.look();
    }
    if (this.scenario.untilMs !== undefined) clock.runUntil(endAt);
  }

  result(): ScenarioRun {
    const seen = this.observe();
    return {
      title: this.scenario.title,
      seed: this.seed,
      startAt: this.startAt,
      trace: this.trace,
      violations: [...this.violations, ...this.network.violations],
      failedExpectations: failedExpectations(this.scenario, seen),
      records: [...this.recordOf.values()],
      seen,
    };
  }

  private endAt(): number {
    const last = this.scenario.timetable.at(-1)?.atMs ?? 0;
    const lastLook = Math.max(0, ...this.watch.instants);
    return this.startAt + (this.scenario.untilMs ?? Math.max(last + REST_MS, lastLook));
  }

  private perform({ deed, path = 'timetable' }: TimetableLine): void {
    if (deed.kind === 'command') this.command(deed, path);
    else performInNetwork(deed, { network: this.network, phones: this.scenario.phones });
  }

  private command(deed: CommandDeed, path: string): void {
    const { names, shadow: state, startAt } = this;
    const result = this.switchboard.execute(commandOf(deed, { names, state, startAt }));
    const found = result.ok ? undefined : result.error.code;
    const why = result.ok ? '' : `${result.error.where}: ${result.error.why}`;
    this.replies.push({ path, expected: deed.refused, found, why });
  }

  private look(): void {
    const { network, shadow: state, names } = this;
    this.watch.look(network.clock.now() - this.startAt, { network, state, names });
  }

  private keep({ events }: JournalRecord): void {
    for (const event of events) {
      this.trace.push(event);
      this.note(event);
      this.names.add(event);
      evolve(this.shadow, event);
    }
    for (const breach of brokenInvariants(this.shadow)) this.violate(breach);
  }

  private note(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.callOf.set(event.leg, event.call);
        return;
      case 'callEnded':
        this.recordOf.set(event.call, event.record);
        return;
      case 'entryLeft':
        this.leavings.push({ group: event.group, outcome: event.outcome });
        return;
      case 'messageLeft':
        this.messages.push({ mailbox: mailboxText(event.mailbox), lengthMs: event.durationMs });
        return;
      case 'callerHears': {
        const place = event.audio.kind === 'sounds' ? placeIn(event.audio.sounds) : undefined;
        if (place !== undefined) this.toldPlaces.set(event.call, [...(this.toldPlaces.get(event.call) ?? []), place]);
      }
    }
  }

  private compareBothSides(): void {
    for (const difference of this.network.mirror(this.shadow.legs.keys(), talkOf(this.shadow)))
      this.violate(difference);
  }

  private violate(breach: string): void {
    const nowMs = this.network.clock.now() - this.startAt;
    if (this.violations.length < MAX_VIOLATIONS) this.violations.push(`at ${nowMs} ms: ${breach}`);
  }

  private observe(): Observation {
    const rings = [...this.network.telephones.values()].flatMap(({ name, rings }) =>
      rings.map(({ fromAt, untilAt, shown }): SeenRing => {
        const untilMs = untilAt === undefined ? undefined : untilAt - this.startAt;
        return { phone: name, fromMs: fromAt - this.startAt, untilMs, shown };
      }),
    );
    return {
      calls: this.seenCalls(),
      rings: rings.sort((a, b) => a.fromMs - b.fromMs),
      leavings: this.leavings,
      messages: this.messages,
      replies: this.replies,
      probed: this.watch.found,
      alive: this.alive(),
    };
  }

  private seenCalls(): ReadonlyMap<string, SeenCall> {
    const made = [...this.network.calls.values()].map(({ name, leg, told }) => {
      const id = leg === undefined ? undefined : this.callOf.get(leg);
      return [name, this.seenCall(id, told)] as const;
    });
    const ours = this.names.all().filter(([name]) => !this.network.calls.has(name));
    return new Map([...made, ...ours.map(([name, id]) => [name, this.seenCall(id, undefined)] as const)]);
  }

  private seenCall(id: CallId | undefined, told: SeenCall['told']): SeenCall {
    if (id === undefined) return { record: undefined, told, toldPlaces: [] };
    return { record: this.recordOf.get(id), told, toldPlaces: this.toldPlaces.get(id) ?? [] };
  }

  private alive(): readonly string[] {
    const { calls, legs, offers, waiting, timers } = this.switchboard.figures();
    const inNetwork = this.network.legs().length;
    return Object.entries({ calls, legs, offers, waiting, timers, 'legs in the network': inNetwork })
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${count} ${what}`);
  }
}

/** The place in the line that a caller is told by these sounds. */
function placeIn(sounds: readonly string[]): number | undefined {
  const at = sounds.indexOf('position');
  const word = at < 0 ? undefined : sounds[at + 1];
  return word === undefined ? undefined : Number(word.replace('number-', ''));
}

type Mailbox = Extract<Event, { type: 'messageLeft' }>['mailbox'];

function mailboxText(mailbox: Mailbox): string {
  if (mailbox.kind === 'user') return mailbox.user;
  return mailbox.kind === 'group' ? mailbox.group : 'company';
}

function shadowOf({ company }: Scenario): State {
  const reading = readCompany(company);
  if (!reading.ok) throw new Error('a scenario is read with readScenario before it is played');
  return initialState(reading.company);
}
