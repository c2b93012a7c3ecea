import type { Cursor } from './cursor.ts';
import type { FlowEffect } from './flow-effect.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { ElementKind } from './flow-file.ts';
import type { FlowLibrary } from './flow-library.ts';
import type { Onward } from './move.ts';

/** What the engine lends to the interpreter for one input. */
export interface FlowWorld {
  readonly flows: FlowLibrary;
  readonly facts: FlowFacts;
}

/** One thing that an element did with a call. */
export interface TrailStep {
  readonly flow: string;
  /** Undefined: there is no such flow. */
  readonly element: string | undefined;
  /** Undefined: there is no such element. */
  readonly kind: ElementKind | undefined;
  /** In words. */
  readonly why: string;
  readonly onward: Onward;
}

/** What came of an input. */
export interface Advance {
  /** Undefined: the call has left the flows, by the `release` at the end of the effects. */
  readonly cursor: Cursor | undefined;
  /** To be done in this order. */
  readonly effects: readonly FlowEffect[];
  /** What each element did, in order. */
  readonly trail: readonly TrailStep[];
  /** Why nothing came of it; undefined: something did. */
  readonly ignored: string | undefined;
}
