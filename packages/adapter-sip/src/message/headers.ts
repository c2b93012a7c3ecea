/**
 * The header fields of one SIP message, in wire order, raw values.
 * Names are looked up without regard to case and by their compact forms too
 * (RFC 3261 section 7.3.3). Typed readings (`Via`, `From`, `CSeq` …) are made
 * on demand by the functions of this folder, so that a message nobody looks
 * into costs nothing.
 */
export class Headers {
  private readonly names: string[] = [];
  private readonly values: string[] = [];

  /** The first value of that name, or undefined. `name` is the long, canonical form. */
  get(name: string): string | undefined {
    const index = this.names.indexOf(canonicalName(name));
    return index < 0 ? undefined : this.values[index];
  }

  /** All values of that name in wire order, as written: a comma list in one line is one value. */
  getAll(name: string): readonly string[] {
    const wanted = canonicalName(name);
    return this.values.filter((_, index) => this.names[index] === wanted);
  }

  has(name: string): boolean {
    return this.names.includes(canonicalName(name));
  }

  /** Adds a field after the others. */
  append(name: string, value: string): this {
    this.names.push(canonicalName(name));
    this.values.push(value);
    return this;
  }

  /** Adds a field before the others (a Via that is pushed). */
  prepend(name: string, value: string): this {
    this.names.unshift(canonicalName(name));
    this.values.unshift(value);
    return this;
  }

  /** Replaces every field of that name with one; adds it where there was none. */
  set(name: string, value: string): this {
    this.delete(name);
    return this.append(name, value);
  }

  delete(name: string): this {
    const unwanted = canonicalName(name);
    for (let index = this.names.length - 1; index >= 0; index -= 1) {
      if (this.names[index] === unwanted) {
        this.names.splice(index, 1);
        this.values.splice(index, 1);
      }
    }
    return this;
  }

  /** Replaces the first field of that name in place (the topmost Via gets its `received`). */
  replaceFirst(name: string, value: string): this {
    const index = this.names.indexOf(canonicalName(name));
    if (index >= 0) this.values[index] = value;
    return this;
  }

  /** Every field in order, as [canonical name, raw value]. */
  *entries(): IterableIterator<readonly [name: string, value: string]> {
    for (let index = 0; index < this.names.length; index += 1) {
      yield [this.names[index] as string, this.values[index] as string];
    }
  }

  get size(): number {
    return this.names.length;
  }

  clone(): Headers {
    const copy = new Headers();
    for (const [name, value] of this.entries()) copy.append(name, value);
    return copy;
  }
}

/** Compact forms (RFC 3261 section 7.3.3 and the registry of header fields). */
const COMPACT: ReadonlyMap<string, string> = new Map([
  ['a', 'accept-contact'],
  ['b', 'referred-by'],
  ['c', 'content-type'],
  ['e', 'content-encoding'],
  ['f', 'from'],
  ['i', 'call-id'],
  ['k', 'supported'],
  ['l', 'content-length'],
  ['m', 'contact'],
  ['o', 'event'],
  ['r', 'refer-to'],
  ['s', 'subject'],
  ['t', 'to'],
  ['u', 'allow-events'],
  ['v', 'via'],
  ['x', 'session-expires'],
]);

/** Lower-case long name: `V` → `via`, `Call-ID` → `call-id`. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  // A map, not an object: a field may be called `constructor`.
  return COMPACT.get(lower) ?? lower;
}
