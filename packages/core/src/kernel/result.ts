/** Why a command was refused. Nothing has changed. */
export interface Refusal {
  /** Stable, for programs. */
  readonly code: 'notFound' | 'busy' | 'halted';
  /** What was refused, in words. */
  readonly what: string;
  /** The path or id at fault. */
  readonly where: string;
  /** What would have been right. */
  readonly why: string;
}

/** What a command gives back: a value, or a typed refusal. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** A result with a value. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
/** A result that is a refusal. */
export const refuse = (error: Refusal): Result<never> => ({ ok: false, error });
