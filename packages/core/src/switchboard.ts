import { EventEmitter } from 'eventemitter3';
import { permit } from './access/permit.ts';
import type { Command, CommandOf } from './command/command.ts';
import { checkShape } from './command/command-problems.ts';
import type { Company } from './config/company.ts';
import type { CompanyFile } from './config/company-file.ts';
import { ConfigurationError } from './config/configuration-error.ts';
import { beyond } from './config/needed-capabilities.ts';
import { type Problem, problemText } from './config/problem.ts';
import { readCompany } from './config/read-company.ts';
import { type CompanyNames, namesOf } from './directory/company-names.ts';
import {
  type CallbackExplanation,
  type CallExplanation,
  explainCall,
  explainCallback,
} from './explain/explain-call.ts';
import { explainUser, type UserExplanation } from './explain/explain-user.ts';
import { InvariantError } from './kernel/assert.ts';
import type { Event, EventType } from './kernel/event.ts';
import type { CallbackId, CallId, GroupId, UserId } from './kernel/ids.ts';
import type { Input } from './kernel/input.ts';
import { ok, type Result, refuse } from './kernel/result.ts';
import { type Snapshot, takeSnapshot } from './kernel/snapshot.ts';
import { initialState, type State } from './kernel/state.ts';
import { step } from './kernel/step.ts';
import type { Instant } from './kernel/time.ts';
import { CompanyLog, type CompanyLogRow } from './log/company-log.ts';
import { mayReadCompanyLog, mayReadPersonalLog } from './log/may-read-log.ts';
import { PersonalLog } from './log/personal-log.ts';
import type { PersonalLogRow } from './log/personal-log-row.ts';
import type { JournalPort } from './port/journal.ts';
import { signalProblem } from './port/signal-shape.ts';
import type { Action, ClockPort, Signal, TelephonyPort } from './port/telephony.ts';
import { FactReader } from './statistics/fact-reader.ts';
import type { GroupFigures } from './statistics/group-figures.ts';
import { LiveFigures } from './statistics/live-figures.ts';
import type { SlaAlert } from './statistics/sla-rule.ts';
import { type SlaClearance, type SlaNews, SlaRuleWatch } from './statistics/sla-watch.ts';
import type { Window } from './statistics/window.ts';
import { ConsoleDesk, type ConsoleListener } from './view/console-desk.ts';
import type { ConsoleView } from './view/console-view.ts';
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
  /** A rule's limit was crossed (S138). Told once, until the rule is cleared. */
  slaAlert: [alert: SlaAlert];
  /** A rule that had alerted is armed again, or is gone. */
  slaCleared: [clearance: SlaClearance];
  /** An incoming call is over: its row of the company's log (S64). */
  companyLogged: [row: CompanyLogRow];
  /** A call is over: the row of one of the users who had to do with it (S70). */
  personalLogged: [row: PersonalLogRow];
  /** A listener threw. */
  listenerFailed: [failure: { readonly type: string; readonly error: unknown }];
  /** The adapter threw, which it must not; the other actions of the step were still sent. */
  adapterFailed: [failure: { readonly action: Action['type']; readonly error: unknown }];
  /** The adapter told something that is no signal, which it must not; it changed nothing. */
  signalRefused: [problem: Problem];
  /** The journal could not keep a record; calls go on. */
  journalFailed: [error: unknown];
  /** A rule of the engine is broken: this company takes no more inputs, its calls stay as they are in the network. */
  halted: [halt: { readonly error: InvariantError; readonly input: Input }];
};

/**
 * The switchboard of one company: takes signals and commands in, lets the engine
 * decide, keeps what happened, and asks the network. Knows nothing of telephony.
 * Throws a {@link ConfigurationError} that lists every mistake in the company file,
 * or all that it asks for and the adapter cannot do.
 */
export class Switchboard {
  private readonly events = new EventEmitter<SwitchboardEvents>();
  private company: Company;
  private readonly facts: FactReader;
  private readonly liveFigures = new LiveFigures();
  private readonly slaRules = new SlaRuleWatch(this.liveFigures);
  private readonly consoles = new ConsoleDesk();
  private names: CompanyNames | undefined;
  private readonly companyRows = new CompanyLog({
    names: () => this.currentNames(),
    onRow: (row) => this.emit('companyLogged', row),
  });
  private readonly personalRows = new PersonalLog({
    names: () => this.currentNames(),
    onRow: (row) => this.emit('personalLogged', row),
  });
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
    const tooMuch = beyond(options.telephony.capabilities, reading.company.file);
    if (tooMuch.length > 0) throw new ConfigurationError('company file', tooMuch);
    this.company = reading.company;
    this.state = initialState(reading.company);
    this.facts = new FactReader(this.state);
    this.options = options;
    const now = this.now();
    for (const fact of FactReader.configured(reading.company, now)) this.liveFigures.apply(fact);
    this.slaRules.follow(reading.company.slaRules, now);
  }

  /** Begins to take calls. Called once. */
  start(): void {
    this.options.telephony.start((signal: Signal) => this.hear(signal));
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
    return this.execute({ type: 'configure', file });
  }

  /** The figures of a group at this moment, or over a time; undefined for a group that the company does not have. */
  groupFigures(group: GroupId, window?: Window): GroupFigures | undefined {
    return this.company.groups.has(group) ? this.liveFigures.of(group, this.now(), window) : undefined;
  }

  /** Asks something of the switchboard. A refused command changes nothing and says why. */
  execute(command: Command): Result<void> {
    const shaped = checkShape(command);
    if (!shaped.ok) return shaped;
    if (this.isHalted || this.isBusy) {
      const why = this.isHalted
        ? 'a company that no broken rule has stopped'
        : 'to be asked after the listener has returned';
      return refuse({ code: this.isHalted ? 'halted' : 'busy', what: command.type, where: this.company.name, why });
    }
    const refused = command.type === 'configure' ? this.refuseBeyond(command) : undefined;
    if (refused !== undefined) return refused;
    let result: Result<void> = { ok: true, value: undefined };
    this.take({ type: 'command', at: this.now(), command }, (reply) => {
      result = reply;
    });
    return result;
  }

  /** A file that asks for what the adapter cannot do. What else is wrong is told by the engine, and who may ask. */
  private refuseBeyond({ file, by }: CommandOf<'configure'>): Result<void> | undefined {
    if (by !== undefined && !permit(this.company.access, by, 'configure').ok) return undefined;
    const reading = readCompany(file);
    const problems = reading.ok ? beyond(this.options.telephony.capabilities, reading.company.file) : [];
    const [first] = problems;
    if (first === undefined) return undefined;
    const why = problemText(first);
    return refuse({ code: 'invalid', what: 'configure', where: first.path, why, problems });
  }

  /** How much is alive just now; everything is zero when all have hung up. */
  figures(): Figures {
    return figuresOf(this.state, this.ignoredSignals);
  }

  /**
   * What the console of a user shows at this moment: everything from one state,
   * as plain data. Undefined for a user whom the company does not have. Costs
   * O(company and live calls): ask once, then listen with {@link watchConsole}.
   */
  consoleView(user: UserId): ConsoleView | undefined {
    return this.consoles.view(this.state, user, this.now());
  }

  /**
   * Tells a listener after each step what is other on the console of a user, and
   * nothing when nothing is: the view that was asked for before, with each of
   * these applied by `applyChanges`, is what a fresh one shows. Gives a function
   * that stops it. A listener that throws is reported as `listenerFailed`.
   */
  watchConsole(user: UserId, listener: ConsoleListener): () => void {
    return this.consoles.watch(this.state, user, listener);
  }

  /**
   * The company's log: the newest 1,000 incoming calls that are over, the latest
   * to end last (S64). To keep more, store what `companyLogged` tells. Refused to a
   * user `by` without the service `seeLogs`; without `by` it is the program that asks.
   */
  companyLog(by?: UserId): Result<readonly CompanyLogRow[]> {
    const may = mayReadCompanyLog(this.company.access, by);
    return may.ok ? ok(this.companyRows.rows()) : may;
  }

  /**
   * The log of a user: their newest 200 calls that are over, both directions, the
   * latest to end last (S70). To keep more, store what `personalLogged` tells. A
   * user `by` reads their own; that of a colleague only by the service
   * `seePersonalLogsOfOthers`. Without `by` it is the program that asks.
   */
  personalLog(user: UserId, by?: UserId): Result<readonly PersonalLogRow[]> {
    const may = mayReadPersonalLog(this.company.access, user, by);
    return may.ok ? ok(this.personalRows.rowsOf(user)) : may;
  }

  /** Why a live call rings whom it rings and nobody else, and who is before it in the line (X7); undefined: it is over. */
  explainCall(call: CallId): CallExplanation | undefined {
    return explainCall(this.state, call);
  }

  /** Why a customer is not called back yet; undefined for a callback that is done. */
  explainCallback(callback: CallbackId): CallbackExplanation | undefined {
    return explainCallback(this.state, callback);
  }

  /** Why the phones of a user ring, or do not; undefined for one whom the company does not have. */
  explainUser(user: UserId): UserExplanation | undefined {
    return explainUser(this.state, user);
  }

  /** What a user dialled last, as dialled, answered or not; undefined when nothing yet (S20). */
  lastDialledBy(user: UserId): string | undefined {
    return this.personalRows.lastDialledBy(user);
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
      const news = this.count(output.events, input.at);
      for (const event of output.events) this.tell(event);
      this.log(output.events);
      this.tellConsoles(output.events, input.at);
      for (const one of news) this.tellNews(one);
      const wakeAt = earlier(output.nextDeadline, this.slaRules.nextCheckAt());
      this.options.clock.wakeAt(wakeAt, () => this.take({ type: 'tick', at: this.now() }));
    } catch (error) {
      // Whatever was thrown: the state may be half changed, and must not be gone on with.
      const isKnown = error instanceof InvariantError;
      this.halt(isKnown ? error : new InvariantError('the engine failed', { cause: error }), input);
    }
  }

  /** What an adapter makes of a strange network must not stop a company. */
  private hear(signal: Signal): void {
    const wrong = signalProblem(signal);
    if (wrong === undefined) {
      this.take({ type: 'signal', at: this.now(), signal });
      return;
    }
    this.ignoredSignals += 1;
    this.emit('signalRefused', wrong);
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

  private count(events: readonly Event[], at: Instant): readonly SlaNews[] {
    const facts = events.flatMap((event) => this.facts.read(event));
    const news = this.slaRules.fold(facts, at);
    if (this.company === this.state.company) return news;
    this.company = this.state.company;
    return [...news, ...this.slaRules.follow(this.company.slaRules, at)];
  }

  private log(events: readonly Event[]): void {
    for (const event of events) {
      this.companyRows.apply(event);
      this.personalRows.apply(event);
    }
  }

  private currentNames(): CompanyNames {
    this.names = namesOf(this.state.company, this.names);
    return this.names;
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

  private tellNews(news: SlaNews): void {
    if (news.type === 'slaAlert') this.emit('slaAlert', news.alert);
    else this.emit('slaCleared', news.clearance);
  }

  /** A console that cannot be shown stops no call. */
  private tellConsoles(events: readonly Event[], at: Instant): void {
    try {
      for (const { changes, listen } of this.consoles.after(this.state, events, at)) this.tellConsole(listen, changes);
    } catch (error) {
      this.emit('listenerFailed', { type: 'console', error });
    }
  }

  private tellConsole(listen: ConsoleListener, changes: Parameters<ConsoleListener>[0]): void {
    try {
      listen(changes);
    } catch (error) {
      this.emit('listenerFailed', { type: 'console', error });
    }
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

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
