/** A rule of the kit does not hold for the adapter under test. */
export class KitFailure extends Error {
  override readonly name = 'KitFailure';
}

/** Fails the case when the condition does not hold; `rule` says what should have been. */
export function expectThat(condition: boolean, rule: string): void {
  if (!condition) throw new KitFailure(rule);
}

/** Fails the case when the two differ as JSON. */
export function expectSame(found: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new KitFailure(`${what}: expected ${b}, found ${a}`);
}
