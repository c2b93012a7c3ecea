/** A rule of the engine is broken. It stops the company it happened in, never the process. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** What cannot be. Stays on in production. `what` says the broken rule in words. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new InvariantError(what);
}

/** The value, or an {@link InvariantError} that names what is missing. */
export function must<T>(value: T | undefined, what: string): T {
  assert(value !== undefined, `${what} is missing`);
  return value;
}
