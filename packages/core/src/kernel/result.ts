import type { Problem } from '../config/problem.ts';

/** Why a command was refused. Nothing has changed. */
export interface Refusal {
  /** Stable, for programs. */
  readonly code: RefusalCode;
  /** What was refused, in words. */
  readonly what: string;
  /** The path or id at fault. */
  readonly where: string;
  /** What would have been right. */
  readonly why: string;
  /** Every mistake, where what was given is a file. */
  readonly problems?: readonly Problem[];
}

/** Every reason for a refusal. */
export type RefusalCode =
  /** What the command names is not there. */
  | 'notFound'
  /** The user is not a party of that call, or it is not in a phase in which this can be done. */
  | 'notInCall'
  /** Such a target cannot take the call: oneself, the caller, or something that is closed. */
  | 'badTarget'
  /** Somebody else has taken the call before. */
  | 'alreadyTaken'
  /** The user's line is not free for it. */
  | 'lineBusy'
  /** The access of the user does not allow it. */
  | 'forbidden'
  /** Something in the command cannot be so. */
  | 'invalid'
  /** Somebody else has saved a newer version meanwhile. */
  | 'stale'
  /** No slot or place is left. */
  | 'full'
  /** Asked inside a listener. */
  | 'busy'
  /** The company has been stopped by a broken rule. */
  | 'halted';

/** What a command gives back: a value, or a typed refusal. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** A result with a value. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
/** A result that is a refusal. */
export const refuse = (error: Refusal): Result<never> => ({ ok: false, error });
/** A command that has been carried out. */
export const DONE: Result<void> = { ok: true, value: undefined };
