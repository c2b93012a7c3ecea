import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { Phased, Step, Table, Typed } from './table.ts';
import { cellOf } from './table.ts';
import type { TimerName } from './timing.ts';

/** A header field in addition to those that the layer makes: name, raw value. */
export type ExtraHeader = readonly [name: string, value: string];

/** What a machine says to its user. */
export type News =
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'strayResponse'; readonly response: SipResponse }
  | { readonly type: 'ack'; readonly request: SipRequest }
  | { readonly type: 'cancelled'; readonly request: SipRequest }
  | { readonly type: 'timedOut' }
  | { readonly type: 'ackTimedOut' }
  | { readonly type: 'transportFailed' };

/** What a machine wants done. */
export type Effect =
  | { readonly kind: 'send'; readonly message: SipMessage; readonly isRepeat: boolean }
  | { readonly kind: 'sendCancel'; readonly extraHeaders: readonly ExtraHeader[] }
  | { readonly kind: 'start'; readonly timer: TimerName; readonly inMs: number }
  | { readonly kind: 'tell'; readonly news: News };

/** A message goes out for the first time. */
export function send(message: SipMessage): Effect {
  return { kind: 'send', message, isRepeat: false };
}

/** A message goes out again. */
export function sendAgain(message: SipMessage): Effect {
  return { kind: 'send', message, isRepeat: true };
}

/** The timer runs out after so long. */
export function start(timer: TimerName, inMs: number): Effect {
  return { kind: 'start', timer, inMs };
}

/** As {@link start}; nothing for a timer that the transport has no use for. */
export function startIfUsed(timer: TimerName, inMs: number | undefined): readonly Effect[] {
  return inMs === undefined ? [] : [start(timer, inMs)];
}

/** The user hears this. */
export function tell(news: News): Effect {
  return { kind: 'tell', news };
}

/** A machine as it is written down. */
export interface Definition<State extends Phased, Input extends Typed, Setup> {
  readonly table: Table<State, Input, Setup, Effect>;
  /** The timers that may run in each phase; all others stop when it is entered. */
  readonly timers: { readonly [Phase in State['phase']]: readonly TimerName[] };
  readonly begin: (setup: Setup) => Step<State, Effect>;
}

/** What came of one input. */
export interface Outcome {
  readonly verdict: 'done' | 'ignored' | 'impossible';
  readonly effects: readonly Effect[];
  /** The timers that may go on; `ended`: the machine is over and has to be forgotten. */
  readonly timers: readonly TimerName[] | 'ended';
}

/** The input of a timer that ran out, one member for each name. */
export type RanOut<Name extends TimerName> = Name extends TimerName ? { readonly type: Name } : never;

/** The input of a response of the other side or of the user, one member for each type. */
export type Heard<Type extends string> = Type extends string
  ? { readonly type: Type; readonly response: SipResponse }
  : never;

/** The input of a request, one member for each type. */
export type Asked<Type extends string> = Type extends string
  ? { readonly type: Type; readonly request: SipRequest }
  : never;

/** One running machine. Its state is replaced whole by each step. */
export class Machine<State extends Phased, Input extends Typed, Setup> {
  private readonly definition: Definition<State, Input, Setup>;
  private readonly setup: Setup;
  private state: State | 'ended' = 'ended';

  constructor(definition: Definition<State, Input, Setup>, setup: Setup) {
    this.definition = definition;
    this.setup = setup;
  }

  get phase(): State['phase'] | 'ended' {
    return this.state === 'ended' ? 'ended' : this.state.phase;
  }

  /** Starts it; to be called once, before anything else. */
  begin(): Outcome {
    return this.go(this.definition.begin(this.setup));
  }

  /** Takes one input in, by the cell of the phase it is in. */
  step(input: Input): Outcome {
    const state = this.state;
    if (state === 'ended') return { verdict: 'impossible', effects: [], timers: 'ended' };
    const cell = cellOf(this.definition.table, state, input);
    if (typeof cell === 'function') return this.go(cell(state, input, this.setup));
    // A machine in which something impossible happened is ended rather than trusted further.
    if (cell === undefined || cell.kind === 'impossible') return this.fail();
    return { verdict: 'ignored', effects: [], timers: this.timersNow() };
  }

  /** A timer ran out that an effect of this machine has started. */
  ranOut(timer: TimerName): Outcome {
    // Proven by `start`: each machine starts only timers that its table has; another's would find no cell and end it.
    return this.step({ type: timer } as Typed as Input);
  }

  private fail(): Outcome {
    this.state = 'ended';
    return { verdict: 'impossible', effects: [], timers: 'ended' };
  }

  private go(step: Step<State, Effect>): Outcome {
    this.state = step.to;
    return { verdict: 'done', effects: step.effects, timers: this.timersNow() };
  }

  private timersNow(): readonly TimerName[] | 'ended' {
    const phase = this.phase;
    return phase === 'ended' ? 'ended' : this.definition.timers[phase];
  }
}

/** A client machine of either kind as the layer sees it. */
export interface ClientMachine {
  readonly phase: string;
  begin(): Outcome;
  received(response: SipResponse): Outcome;
  /** A timer that this machine has started ran out. */
  ranOut(timer: TimerName): Outcome;
  transportFailed(): Outcome;
  /** Undefined: such a request can't be cancelled. */
  readonly cancel: ((extraHeaders: readonly ExtraHeader[]) => Outcome) | undefined;
}

/** A server machine of either kind as the layer sees it. */
export interface ServerMachine {
  readonly phase: string;
  begin(): Outcome;
  /** The request again, or the ACK of the INVITE. */
  received(request: SipRequest): Outcome;
  respond(response: SipResponse): Outcome;
  /** A timer that this machine has started ran out. */
  ranOut(timer: TimerName): Outcome;
  transportFailed(): Outcome;
  /** A CANCEL matches it. Undefined: it has no effect on such a request (RFC 3261 section 9.2). */
  readonly cancelled: ((cancel: SipRequest) => Outcome) | undefined;
}
