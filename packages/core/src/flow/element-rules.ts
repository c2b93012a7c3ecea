import type { Ignored } from '../kernel/machine.ts';
import type { Coming, Waiting } from './cursor.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { FlowInputs } from './flow-input.ts';
import type { Move } from './move.ts';

/**
 * What has happened when a call takes an exit, for finding loops:
 *
 * - `instant`: perhaps nothing; the exit can be taken in no time.
 * - `sound`: a sound has been heard, which takes time but asks for nothing.
 * - `wait`: the caller has pressed a key, spoken, or waited.
 */
export type Pace = 'instant' | 'sound' | 'wait';

/** One way out of an element. */
export interface Exit {
  /** Inside the element, such as `choices.1`. */
  readonly path: string;
  /** The id of an element of the same flow, or with `isFlow` of a flow. */
  readonly to: string;
  readonly pace: Pace;
  readonly isFlow?: true;
}

/** Something of the company that an element names. */
export interface Named {
  /** Inside the element, such as `group` or `lists[0]`. */
  readonly path: string;
  readonly kind: 'group' | 'user' | 'schedule' | 'vipList' | 'room';
  readonly id: string;
}

/** What a cell decides on. */
export interface Turn<Element> {
  readonly element: Element;
  /** Before the input. */
  readonly cursor: Coming;
  /** What the element waited for; undefined: it has just been entered. */
  readonly waiting: Waiting | undefined;
  readonly facts: FlowFacts;
}

/** A cell that does something. */
export type Cell<Element, Input> = (turn: Turn<Element>, input: Input) => Move;

/** The life of a call in one kind of element: a cell for each input. A missing cell does not compile. */
export type ElementRow<Element> = {
  readonly [Type in Exclude<keyof FlowInputs, 'entered'>]: Cell<Element, FlowInputs[Type]> | Ignored;
} & { readonly entered: Cell<Element, FlowInputs['entered']> };

/** All that the flows know of one kind of element, beside its schema. */
export interface ElementRules<Element> {
  /** Every way out, in the order of the file. */
  readonly exits: (element: Element) => readonly Exit[];
  readonly names: (element: Element) => readonly Named[];
  readonly run: ElementRow<Element>;
}

/** An exit, if the file has it. */
export const exit = (path: string, to: string | undefined, pace: Pace): readonly Exit[] =>
  to === undefined ? [] : [{ path, to, pace }];
