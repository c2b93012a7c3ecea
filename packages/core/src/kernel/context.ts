import type { Action, Signal } from '../port/telephony.ts';
import type { Event, Fact } from './event.ts';
import { evolve } from './evolve.ts';
import type { GroupId, LegId, UserId } from './ids.ts';
import type { State } from './state.ts';
import type { Instant } from './time.ts';

/** A signal that changed nothing, and why. */
export interface IgnoredSignal {
  readonly signal: Signal['type'];
  readonly leg: LegId | undefined;
  readonly why: string;
}

/** What one step works with. Deciding code reads `state` and writes through {@link emit} and {@link act} only. */
export interface Context {
  readonly state: State;
  /** The instant that is being handled: a timer's due time, then the input's. */
  at: Instant;
  readonly events: Event[];
  readonly actions: Action[];
  readonly ignored: IgnoredSignal[];
  /** Users who became idle and have not been served yet, in the order it happened. */
  readonly freed: Set<UserId>;
  /** Groups that have hardly a reachable member left. */
  readonly deserted: Set<GroupId>;
}

/** Records a fact and applies it at once. */
export function emit(context: Context, fact: Fact): void {
  const event = { ...fact, at: context.at } as Event;
  evolve(context.state, event);
  context.events.push(event);
}

/** Asks something of the network. */
export function act(context: Context, action: Action): void {
  context.actions.push(action);
}
