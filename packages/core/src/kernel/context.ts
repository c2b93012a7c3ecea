import type { Destination, QueueExit } from '../config/company.ts';
import type { FlowInput } from '../flow/flow-input.ts';
import type { Action, Signal } from '../port/telephony.ts';
import type { ReturnReason } from '../transfer/transfer.ts';
import type { Event, Fact } from './event.ts';
import { evolve } from './evolve.ts';
import type { CallId, EntryId, GroupId, LegId, UserId } from './ids.ts';
import type { State } from './state.ts';
import type { Instant } from './time.ts';
import type { TimerKind, TimerOwner } from './timer.ts';

/** A signal that changed nothing, and why. */
export interface IgnoredSignal {
  readonly signal: Signal['type'];
  readonly leg: LegId | undefined;
  readonly why: string;
}

/** Something that goes on in this step: see `settle`. Mostly a call that has left where it was and goes on in this step: see `settle`. */
export type Onward =
  | {
      readonly kind: 'destination';
      readonly call: CallId;
      readonly to: Destination;
      readonly after: QueueExit | undefined;
    }
  /** The flow that led the call is told what came of it. */
  | { readonly kind: 'flow'; readonly call: CallId; readonly input: FlowInput }
  /** Members are to be rung for a place. */
  | { readonly kind: 'ring'; readonly entry: EntryId }
  /** It comes back to the one who transferred or parked it. */
  /** `by`: who has left the caller waiting and hung up; a transfer or a park slot names its own. */
  | { readonly kind: 'recall'; readonly call: CallId; readonly reason: ReturnReason; readonly by?: UserId };

/** What one step works with. Deciding code reads `state` and writes through {@link emit} and {@link act} only. */
export interface Context {
  readonly state: State;
  /** The instant that is being handled: a timer's due time, then the input's. */
  at: Instant;
  readonly events: Event[];
  readonly actions: Action[];
  readonly ignored: IgnoredSignal[];
  /** Calls that go on before the step ends, in order. */
  readonly onward: Onward[];
  /** Users who may have become free and have not been served yet, in the order it happened. */
  readonly freed: Set<UserId>;
  /** Groups that have hardly a member left. */
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

/** Sets a timer `afterMs` from now; one of the same owner and kind is replaced. */
export function setTimer(
  context: Context,
  { owner, kind, afterMs }: { readonly owner: TimerOwner; readonly kind: TimerKind; readonly afterMs: number },
): void {
  emit(context, { type: 'timerSet', owner, kind, due: context.at + afterMs });
}

/** Clears a timer, if it is set. */
export function clearTimer(context: Context, owner: TimerOwner, kind: TimerKind): void {
  if (context.state.timers.has(owner, kind)) emit(context, { type: 'timerCleared', owner, kind });
}
