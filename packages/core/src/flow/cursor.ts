import type { Instant } from '../kernel/time.ts';

/** Who has the call while its flow waits for the result. */
export type Taker = 'queue' | 'user' | 'external' | 'voicemail' | 'callback' | 'room';

/**
 * What an element waits for.
 *
 * - `hearing`: sounds play. Out by their end, or by a key where the element asks for one.
 * - `asked`: the sounds are over and a key is waited for. In from `hearing`; out by a key or the time.
 * - `keying`: a number is being keyed in. In from `hearing`; out by # or the time.
 * - `away`: a queue, a person, a mailbox or a room has the call. Out by its result.
 */
export type Waiting =
  | { readonly phase: 'hearing' }
  | { readonly phase: 'asked' }
  | { readonly phase: 'keying'; readonly keyed: string }
  | { readonly phase: 'away'; readonly with: Taker };

/** Where a call is in a flow: plain JSON, the whole memory of the interpreter. */
export interface Cursor {
  readonly flow: string;
  /** The version of the flow that the call entered, kept until it leaves that flow (E22). */
  readonly version: number;
  readonly element: string;
  readonly waiting: Waiting;
  /** How often this element has asked in vain. */
  readonly tries: number;
  /** Keys pressed before they were asked for, the oldest first. */
  readonly typedAhead: string;
  /** What a withheld caller has keyed in, E.164. */
  readonly keyedNumber?: string;
  /** Elements entered since the last input of the caller, or wait. */
  readonly steps: number;
  /** Since when it waits here. */
  readonly since: Instant;
}

/** A cursor that has come to an element, which has not decided yet. */
export type Coming = Omit<Cursor, 'waiting'>;
