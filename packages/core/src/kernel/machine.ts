import { assert } from './assert.ts';

/** An input that means nothing in this phase, and why. */
export interface Ignored {
  readonly cell: 'ignored';
  readonly why: string;
}

/** An input that cannot come in this phase, and why: if it comes, an invariant is broken. */
export interface Impossible {
  readonly cell: 'impossible';
  readonly why: string;
}

/** A cell for an input that means nothing here. */
export const ignored = (why: string): Ignored => ({ cell: 'ignored', why });
/** A cell for an input that cannot come here. */
export const impossible = (why: string): Impossible => ({ cell: 'impossible', why });

/**
 * A state machine as a table: a cell for each phase and input. A missing cell
 * does not compile. `Work` is the signature of the cells that do something.
 */
export type Machine<Phase extends string, Inputs, Work extends { [Input in keyof Inputs]: unknown }> = {
  readonly [P in Phase]: { readonly [Input in keyof Inputs]: Work[Input] | Ignored | Impossible };
};

/** Whether a cell does something. Asserts that it is not impossible. */
export function isWork<Work>(cell: Work | Ignored | Impossible, where: string): cell is Work {
  if (typeof cell === 'function') return true;
  const other = cell as Ignored | Impossible;
  assert(other.cell !== 'impossible', `${where} cannot be: ${other.why}`);
  return false;
}
