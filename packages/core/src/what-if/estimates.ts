/** The middle one of some numbers, or the lesser of the two in the middle; undefined for none. */
export function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}

/** Numbers by what they are of, whose medians are asked for when all have been noted. */
export class Medians {
  private readonly numbers = new Map<string, number[]>();
  private readonly known = new Map<string, number | undefined>();

  note(of: string, number: number): void {
    const list = this.numbers.get(of);
    if (list === undefined) this.numbers.set(of, [number]);
    else list.push(number);
  }

  /** Undefined: nothing was noted. */
  of(key: string): number | undefined {
    if (!this.known.has(key)) this.known.set(key, medianOf(this.numbers.get(key) ?? []));
    return this.known.get(key);
  }
}
