/** One check with real peers. */
export interface Check {
  readonly name: string;
  /** What holds when it passes. */
  readonly claim: string;
  /** Works in a folder of its own; gives back figures to print, and throws when the claim does not hold. */
  readonly run: (folder: string) => Promise<readonly string[]>;
}

/** Throws with what should have been. */
export function expectThat(condition: boolean, rule: string): void {
  if (!condition) throw new Error(`does not hold: ${rule}`);
}
