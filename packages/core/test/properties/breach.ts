/** A law does not hold. */
export class Breach extends Error {
  override readonly name = 'Breach';
}

/** Ends the run: `law` is broken, `how` says by what. */
export function breach(law: string, how: string): never {
  throw new Breach(`${law}: ${how}`);
}
