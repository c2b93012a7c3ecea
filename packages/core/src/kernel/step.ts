import { arrive } from '../call/arrive.ts';
import type { CallPhase } from '../call/call.ts';
import { settle } from '../call/send-on.ts';
import { obey } from '../command/obey.ts';
import type { Leg } from '../leg/leg.ts';
import { driveLeg } from '../leg/leg-machine.ts';
import type { Action, Signal } from '../port/telephony.ts';
import { changeDeviceState } from '../user/device-state.ts';
import { assert } from './assert.ts';
import { type Context, emit, type IgnoredSignal } from './context.ts';
import type { Event } from './event.ts';
import { fire } from './fire.ts';
import { byId, isArrivedLegId, type LegId } from './ids.ts';
import type { Input } from './input.ts';
import { limits } from './limits.ts';
import { DONE, type Result } from './result.ts';
import type { State } from './state.ts';
import type { Instant } from './time.ts';

/** What a step did. */
export interface StepOutput {
  /** What happened, in order. Folding them gives the state again. */
  readonly events: readonly Event[];
  /** What is asked of the network, in order; to be sent when the events are stored. */
  readonly actions: readonly Action[];
  /** The answer to a command; `ok` for other inputs. */
  readonly reply: Result<void>;
  /** Signals that changed nothing. */
  readonly ignored: readonly IgnoredSignal[];
  /** When the next timer is due; undefined when none is set. */
  readonly nextDeadline: Instant | undefined;
}

/**
 * The engine: one input, applied. Timers due by the input's instant fire first,
 * each at its own time and in the order (due, number); then the input is
 * handled; after each, everyone who became free is served.
 */
export function step(state: State, input: Input): StepOutput {
  const context: Context = {
    state,
    at: input.at,
    events: [],
    actions: [],
    ignored: [],
    onward: [],
    freed: new Set(),
    deserted: new Set(),
  };
  fireTimers(context, input.at);
  context.at = input.at;
  const reply = handle(context, input);
  settle(context);
  const { events, actions, ignored } = context;
  return { events, actions, reply, ignored, nextDeadline: state.timers.next()?.due };
}

function fireTimers(context: Context, now: Instant): void {
  for (let fired = 0; ; fired += 1) {
    const timer = context.state.timers.next();
    if (timer === undefined || timer.due > now) return;
    assert(fired < limits.timersPerStep, 'timers do not set each other without end');
    context.at = timer.due;
    emit(context, { type: 'timerCleared', owner: timer.owner, kind: timer.kind });
    fire(context, timer);
    settle(context);
  }
}

function handle(context: Context, input: Input): Result<void> {
  if (input.type === 'command') return obey(context, input.command);
  if (input.type === 'signal') hear(context, input.signal);
  return DONE;
}

function hear(context: Context, signal: Signal): void {
  switch (signal.type) {
    case 'callArrived':
      hearArrival(context, signal);
      return;
    case 'deviceState':
      changeDeviceState(context, signal);
      return;
    case 'networkRestarted':
      reconcile(context, new Set(signal.liveLegs));
      return;
    default:
      driveLeg(context, signal);
  }
}

function hearArrival(context: Context, signal: Extract<Signal, { type: 'callArrived' }>): void {
  const { legs, endedArrivals } = context.state;
  const isKnown = legs.has(signal.leg) || endedArrivals.has(signal.leg);
  if (!isKnown && isArrivedLegId(signal.leg)) {
    arrive(context, signal);
    return;
  }
  const why = isKnown ? 'the leg has arrived already' : 'not an id of an arrived leg';
  context.ignored.push({ signal: signal.type, leg: signal.leg, why });
}

/** Legs that the network no longer has are lost; legs that nobody here knows are ended. */
function reconcile(context: Context, live: ReadonlySet<LegId>): void {
  // Legs that timers have started in this very step: the network has not been asked yet.
  const young = new Set(context.actions.map((action) => (action.type === 'startLeg' ? action.leg : undefined)));
  const lost = [...context.state.legs.values()]
    .filter(({ id }) => !live.has(id) && !young.has(id))
    .sort((a, b) => byId(a.call, b.call) || byId(a.id, b.id));
  // Callers who wait go first, those from outside before users, whose lines are lost with them; only then others go on:
  // nobody is sent on who is gone too.
  const ranked = [0, 1, 2].flatMap((rank) => lost.filter((leg) => lossRank(context, leg) === rank));
  const waiting = ranked.filter((leg) => lossRank(context, leg) < 2).length;
  for (const [place, { id: leg }] of ranked.entries()) {
    if (place >= waiting) settle(context);
    if (context.state.legs.has(leg)) driveLeg(context, { type: 'legEnded', leg, cause: 'lost' });
  }
  for (const leg of live) {
    if (context.state.legs.has(leg)) continue;
    if (isArrivedLegId(leg) && !context.state.endedArrivals.has(leg)) emit(context, { type: 'legEndedUnseen', leg });
    context.actions.push({ type: 'hangUp', leg, cause: 'lost' });
  }
}

/** A supervisor is no caller who waits: the talk that they listen in on, an older call, is looked at first. */
const talking: readonly CallPhase['phase'][] = ['connected', 'held', 'consulting', 'inConference', 'supervising'];

/** 0: a caller from outside with whom nobody talks; 1: a user who waits like that; 2: any other leg. */
function lossRank({ state }: Context, { call, role, party }: Leg): 0 | 1 | 2 {
  const phase = state.calls.get(call)?.at.phase;
  const isWaiting = phase !== undefined && !talking.includes(phase);
  if (role !== 'caller' || !isWaiting) return 2;
  return party.kind === 'device' ? 1 : 0;
}
