import type { Problem } from '../config/problem.ts';

/** A mistake in the flows: an error forbids the file, a warning is told. */
export interface FlowProblem extends Problem {
  readonly severity: 'error' | 'warning';
  /** The id of the flow; undefined: of none, or it could not be read. */
  readonly flow: string | undefined;
  /** The id of the element; undefined: of none. */
  readonly element: string | undefined;
}
