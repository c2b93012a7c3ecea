import type { State } from '../kernel/state.ts';

/** How much of a company is alive. */
export interface Figures {
  readonly calls: number;
  readonly legs: number;
  readonly offers: number;
  /** Callers who have a place in a group. */
  readonly waiting: number;
  readonly timers: number;
  /** Users with at least one device that can be reached. */
  readonly reachableUsers: number;
  /** Signals since the start that changed nothing: late, doubled, about ended legs. */
  readonly ignoredSignals: number;
}

/** Counts what is alive in a state. */
export function figuresOf(state: State, ignoredSignals: number): Figures {
  return {
    calls: state.calls.size,
    legs: state.legs.size,
    offers: state.offers.size,
    waiting: state.entries.size,
    timers: state.timers.size,
    reachableUsers: [...state.users.values()].filter((user) => user.reachableDevices > 0).length,
    ignoredSignals,
  };
}
