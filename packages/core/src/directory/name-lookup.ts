import { limits } from '../kernel/limits.ts';
import { type DirectoryEntry, type EntryKind, keyOf } from './entry.ts';
import { type Country, toE164 } from './numbers.ts';
import { type PersonName, shownName } from './person-name.ts';

/** The number of a call, as far as the network told it. */
export interface AskedNumber {
  /** As it came; undefined: the network told none. */
  readonly number: string | undefined;
  /** A number that came all the same is neither looked at nor passed on (X13). */
  readonly isWithheld: boolean;
  /** What a register outside the company calls the number, where it was asked. */
  readonly lookedUp?: string | undefined;
}

/** Whose number it is (S49). Numbers are E.164 or short numbers where they could be read, else as they came. */
export type NameOfNumber =
  /** A colleague, or a group by its own number. */
  | { readonly kind: 'user' | 'group'; readonly id: string; readonly name: string; readonly number: string }
  | {
      readonly kind: 'contact';
      readonly id: string;
      readonly name: string;
      readonly company: string | undefined;
      readonly isVip: boolean;
      readonly number: string;
    }
  /** Only a register outside the company knows it. */
  | { readonly kind: 'lookup'; readonly name: string; readonly number: string }
  | { readonly kind: 'unknown'; readonly number: string | undefined }
  /** Shown as "skjult"; there is nothing else to tell. */
  | { readonly kind: 'withheld' };

/** Who comes first when entries share a number: the company's own before those outside. */
const PRECEDENCE: Readonly<Record<EntryKind, number>> = { user: 0, group: 1, contact: 2 };

/** Entries by their numbers, changed one at a time. */
export class NumberDirectory {
  private readonly entries = new Map<string, DirectoryEntry>();
  /** The best entry first. */
  private readonly byNumber = new Map<string, readonly DirectoryEntry[]>();
  private readonly country: Country;

  /** `country` is the one whose national numbers callers may come with. */
  constructor(entries: Iterable<DirectoryEntry>, country: Country) {
    this.country = country;
    for (const entry of entries) this.set(entry);
  }

  /** Adds an entry, or puts it in place of the one with its key. */
  set(entry: DirectoryEntry): void {
    this.delete(keyOf(entry));
    this.entries.set(keyOf(entry), entry);
    for (const number of this.numbersOf(entry)) {
      this.byNumber.set(number, [...(this.byNumber.get(number) ?? []), entry].sort(better));
    }
  }

  /** False when there was no entry with this key. */
  delete(key: string): boolean {
    const entry = this.entries.get(key);
    if (entry === undefined) return false;
    for (const number of this.numbersOf(entry)) {
      const others = (this.byNumber.get(number) ?? []).filter((other) => keyOf(other) !== key);
      if (others.length === 0) this.byNumber.delete(number);
      else this.byNumber.set(number, others);
    }
    return this.entries.delete(key);
  }

  /** The entry with this number: a colleague before a group, a group before a contact. */
  find(number: string): DirectoryEntry | undefined {
    return this.byNumber.get(this.read(number))?.[0];
  }

  /** The number as E.164, else without the blanks around it: short numbers stay as they are. */
  read(number: string): string {
    return toE164(number, this.country) ?? number.trim().slice(0, limits.numberLength);
  }

  private numbersOf({ numbers, shortNumber }: DirectoryEntry): ReadonlySet<string> {
    const all = numbers.map(({ number }) => this.read(number));
    return new Set(shortNumber === undefined ? all : [...all, shortNumber]);
  }
}

function better(a: DirectoryEntry, b: DirectoryEntry): number {
  if (a.kind !== b.kind) return PRECEDENCE[a.kind] - PRECEDENCE[b.kind];
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** Names a number: the company's own first, then contacts, then what a register outside told (S49, S74). */
export function nameOfNumber(directory: NumberDirectory, asked: AskedNumber): NameOfNumber {
  if (asked.isWithheld) return { kind: 'withheld' };
  if (asked.number === undefined || asked.number.trim() === '') return { kind: 'unknown', number: undefined };
  const number = directory.read(asked.number);
  const entry = directory.find(number);
  if (entry !== undefined) return nameOfEntry(entry, number);
  const name = (asked.lookedUp ?? '').trim().slice(0, limits.nameLength);
  return name === '' ? { kind: 'unknown', number } : { kind: 'lookup', name, number };
}

function nameOfEntry(entry: DirectoryEntry, number: string): NameOfNumber {
  const { kind, id, isVip } = entry;
  const name = shownName(entry.name);
  if (kind !== 'contact') return { kind, id, name, number };
  return { kind, id, name, company: companyBeside(entry.name), isVip, number };
}

/** The company of a person; undefined where the name is the company's own. */
const companyBeside = ({ first, last, company }: PersonName): string | undefined =>
  first === undefined && last === undefined ? undefined : company;
