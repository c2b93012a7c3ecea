import { EventEmitter } from 'eventemitter3';
import type { Command } from './command/command.ts';
import type { Company } from './config/company.ts';
import type { CompanyFile } from './config/company-file.ts';
import { ConfigurationError } from './config/configuration-error.ts';
import { readCompany } from './config/read-company.ts';
import { InvariantError } from './kernel/assert.ts';
import type { Event, EventType } from './kernel/event.ts';
import type { GroupId } from './kernel/ids.ts';
import type { Input } from './kernel/input.ts';
import { type Result, refuse } from './kernel/result.ts';
import { type Snapshot, takeSnapshot } from './kernel/snapshot.ts';
import { initialState, type State } from './kernel/state.ts';
import { step } from './kernel/step.ts';
import type { Instant } from './kernel/time.ts';
import type { JournalPort } from './port/journal.ts';
import type { Action, ClockPort, Signal, TelephonyPort } from './port/telephony.ts';
import { FactReader } from './statistics/fact-reader.ts';
import type { GroupFigures } from './statistics/group-figures.ts';
import { LiveFigures } from './statistics/live-figures.ts';
import type { Window } from './statistics/window.ts';
import { type Figures, figuresOf } from './view/figures.ts';

/** What a switchboard is made of. */
export interface SwitchboardOptions {
  /** The company file, as an object or parsed JSON. */
  readonly company: CompanyFile;
  readonly telephony: TelephonyPort;
  readonly clock: ClockPort;
  /** Keeps every input and its events before any action leaves. Absent: nothing is kept. */
  readonly journal?: JournalPort;
}

/** What one can listen to. A listener gets the event alone; one that throws is reported and breaks nothing. */
export type SwitchboardEvents = {
  [Type in EventType]: [event: Extract<Event, { readonly type: Type }>];
} & {
  /** Every event, in order. */
  event: [event: Event];
  /** A listener threw. */
  listenerFailed: [failure: { readonly type: string; readonly error: unknown }];
  /** The adapter threw, which it must not; the other actions of the step were still sent. */
  adapterFailed: [failure: { readonly action: Action['type']; readonly error: unknown }];
  /** The journal could not keep a record; calls go on. */
  journalFailed: [error: unknown];
  /** A rule of the engine is broken: this company takes no more inputs, its calls stay as they are in the network. */
  halted: [halt: { readonly error: InvariantError; readonly input: Input }];
};

/**
 * The switchboard of one company: takes signals and commands in, lets the engine
 * decide, keeps what happened, and asks the network. Knows nothing of telephony.
 * Throws a {@link ConfigurationError} that lists every mistake in the company file.
 */
export class Switchboard {
  private readonly events = new EventEmitter<SwitchboardEvents>();
  private company: Company;
  private readonly facts = new FactReader();
  private readonly liveFigures = new LiveFigures();
  private readonly state: State;
  private readonly options: SwitchboardOptions;
  private readonly waiting: { input: Input; reply?: (result: Result<void>) => void }[] = [];
  private isBusy = false;
  private isHalted = false;
  private lastInstant: Instant = 0;
  private ignoredSignals = 0;

  constructor(options: SwitchboardOptions) {
    const reading = readCompany(options.company);
    if (!reading.ok) throw new ConfigurationError('company file', reading.problems);
    if (!options.telephony.capabilities.sounds) requireNoSounds(reading.company);
    this.company = reading.company;
    this.state = initialState(reading.company);
    this.options = options;
    for (const fact of FactReader.configured(reading.company, options.clock.now())) this.liveFigures.apply(fact);
  }

  /** Begins to take calls. Called once. */
  start(): void {
    this.options.telephony.start((signal: Signal) => this.take({ type: 'signal', at: this.now(), signal }));
  }

  /** Listens to one type of event, or to `event` for all. */
  on<Type extends keyof SwitchboardEvents>(type: Type, listener: (...details: SwitchboardEvents[Type]) => void): this {
    this.events.on(type, listener as never);
    return this;
  }

  /** Stops listening. */
  off<Type extends keyof SwitchboardEvents>(type: Type, listener: (...details: SwitchboardEvents[Type]) => void): this {
    this.events.off(type, listener as never);
    return this;
  }

  /** The company is as this file says from now on; a file with a mistake is refused and changes nothing (E22). */
  configure(file: CompanyFile): Result<void> {
    const result = this.execute({ type: 'configure', file });
    if (result.ok) this.company = this.state.company;
    return result;
  }

  /** The figures of a group at this moment, or over a time; undefined for a group that the company does not have. */
  groupFigures(group: GroupId, window?: Window): GroupFigures | undefined {
    return this.liveFigures.of(group, this.now(), window);
  }

  /** Asks something of the switchboard. A refused command changes nothing and says why. */
  execute(command: Command): Result<void> {
    if (this.isHalted || this.isBusy) {
      const why = this.isHalted
        ? 'a company that no broken rule has stopped'
        : 'to be asked after the listener has returned';
      return refuse({ code: this.isHalted ? 'halted' : 'busy', what: command.type, where: this.company.name, why });
    }
    let result: Result<void> = { ok: true, value: undefined };
    this.take({ type: 'command', at: this.now(), command }, (reply) => {
      result = reply;
    });
    return result;
  }

  /** How much is alive just now; everything is zero when all have hung up. */
  figures(): Figures {
    return figuresOf(this.state, this.ignoredSignals);
  }

  /** The state as plain JSON, to look at or to restore from. */
  snapshot(): Snapshot {
    return takeSnapshot(this.state);
  }

  /** Inputs are applied one after the other: what comes during a step waits for its end. */
  private take(input: Input, reply?: (result: Result<void>) => void): void {
    if (this.isHalted) return;
    this.waiting.push(reply === undefined ? { input } : { input, reply });
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
        this.apply(next.input, next.reply);
      }
    } finally {
      this.isBusy = false;
    }
  }

  private apply(input: Input, reply: ((result: Result<void>) => void) | undefined): void {
    try {
      const output = step(this.state, input);
      this.ignoredSignals += output.ignored.length;
      this.keep(input, output.events);
      reply?.(output.reply);
      for (const action of output.actions) this.perform(action);
      this.count(output.events);
      for (const event of output.events) this.tell(event);
      this.options.clock.wakeAt(output.nextDeadline, () => this.take({ type: 'tick', at: this.now() }));
    } catch (error) {
      // Whatever was thrown: the state may be half changed, and must not be gone on with.
      const isKnown = error instanceof InvariantError;
      this.halt(isKnown ? error : new InvariantError('the engine failed', { cause: error }), input);
    }
  }

  private perform(action: Action): void {
    try {
      this.options.telephony.perform(action);
    } catch (error) {
      this.emit('adapterFailed', { action: action.type, error });
    }
  }

  private keep(input: Input, events: readonly Event[]): void {
    if (events.length === 0) return;
    try {
      this.options.journal?.append({ input, events });
    } catch (error) {
      this.emit('journalFailed', error);
    }
  }

  private count(events: readonly Event[]): void {
    for (const event of events) for (const fact of this.facts.read(event)) this.liveFigures.apply(fact);
  }

  private halt(error: InvariantError, input: Input): void {
    this.isHalted = true;
    this.waiting.length = 0;
    this.options.clock.wakeAt(undefined, () => {});
    this.emit('halted', { error, input });
  }

  private tell(event: Event): void {
    this.emit(event.type, event as never);
    this.emit('event', event);
  }

  private emit<Type extends keyof SwitchboardEvents>(type: Type, ...details: SwitchboardEvents[Type]): void {
    for (const listener of this.events.listeners(type)) {
      try {
        (listener as (...all: SwitchboardEvents[Type]) => void)(...details);
      } catch (error) {
        if (type !== 'listenerFailed') this.emit('listenerFailed', { type, error });
      }
    }
  }

  /** Never goes backwards, whatever the clock does (Y3). */
  private now(): Instant {
    this.lastInstant = Math.max(this.lastInstant, this.options.clock.now());
    return this.lastInstant;
  }
}

/** An adapter without sounds cannot serve a company that plays some. */
function requireNoSounds(company: Company): void {
  const groups = [...company.groups.values()].filter((group) => group.unansweredSound !== undefined);
  if (company.unansweredSound === undefined && groups.length === 0) return;
  const found = company.unansweredSound ?? groups[0]?.unansweredSound ?? '';
  throw new ConfigurationError('company file', [
    { path: 'unanswered.message', found, expected: 'null, because this adapter cannot play sounds' },
  ]);
}
