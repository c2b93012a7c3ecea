import type { State } from './state.ts';

/** A rule that must hold between any two steps. */
export interface Rule {
  readonly rule: string;
  /** What breaks it, in words; empty when it holds. */
  readonly breaches: (state: State) => Iterable<string>;
}
