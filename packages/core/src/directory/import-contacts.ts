import { shown } from '../config/problem.ts';
import { type Contact, contactSchema, isEmail, isShortNumber } from './contacts-file.ts';
import { directoryLimits } from './directory-limits.ts';
import { readCsvContacts } from './import-csv.ts';
import type { ImportDraft, ImportDrafts, ImportProblem } from './import-draft.ts';
import { readVcardContacts } from './import-vcard.ts';
import { type Country, toE164 } from './numbers.ts';
import { type PersonName, personName, readFullName, shownName } from './person-name.ts';
import { plain, wordsOf } from './spelling.ts';

/** What to import, and into what. */
export interface ImportRequest {
  readonly format: 'csv' | 'vcard';
  readonly text: string;
  /** The country whose national numbers stand in the file. */
  readonly country: Country;
  /** The contacts that there are: none is changed, and no number of theirs is imported again. */
  readonly existing?: readonly Contact[];
  /** The short numbers of the company, which a contact may have too (S128). */
  readonly shortNumbers?: ReadonlySet<string>;
}

/** What came of an import. What is right is imported, also beside what is wrong. */
export interface ContactImport {
  /** The new contacts, in the order of the file. */
  readonly contacts: readonly Contact[];
  /** In the order of the lines, at most 1000. */
  readonly problems: readonly ImportProblem[];
  /** Columns or properties that were not read. */
  readonly ignored: readonly string[];
}

/** Reads contacts from the text of a CSV or vCard file (S127), each number once by E.164 (S128). */
export function importContacts(request: ImportRequest): ContactImport {
  if (request.text.length > directoryLimits.importLength) {
    const expected = `at most ${directoryLimits.importLength} characters`;
    return { contacts: [], problems: [{ line: 1, found: `${request.text.length} characters`, expected }], ignored: [] };
  }
  const read = READERS[request.format](request.text);
  const list = new GrowingList(request);
  for (const draft of read.drafts) list.take(draft);
  const problems = [...read.problems, ...list.problems].sort((a, b) => a.line - b.line);
  return {
    contacts: list.contacts,
    problems: problems.slice(0, directoryLimits.importProblems),
    ignored: read.ignored,
  };
}

const READERS = { csv: readCsvContacts, vcard: readVcardContacts } satisfies Record<
  ImportRequest['format'],
  (text: string) => ImportDrafts
>;

/** A contact list that drafts are added to, as far as they are right. */
class GrowingList {
  readonly contacts: Contact[] = [];
  readonly problems: ImportProblem[] = [];
  private readonly request: ImportRequest;
  private readonly ids: Set<string>;
  /** Who has a number: in words, with the line for those of this file. */
  private readonly owners = new Map<string, string>();
  /** The number that the next contact of the same name gets behind its id. */
  private readonly suffixes = new Map<string, number>();

  constructor(request: ImportRequest) {
    const existing = request.existing ?? [];
    this.request = request;
    this.ids = new Set(existing.map(({ id }) => id));
    for (const contact of existing) {
      const name = typeof contact.name === 'string' ? contact.name : shownName(personName(contact.name));
      for (const { number } of contact.numbers) this.owners.set(number, shown(name));
    }
  }

  take(draft: ImportDraft): void {
    const contact = this.contactOf(draft);
    if (contact === undefined) return;
    this.contacts.push(contact);
    this.ids.add(contact.id);
    const owner = `${shown(whoIs(draft))} (line ${draft.line})`;
    for (const { number } of contact.numbers) this.owners.set(number, owner);
  }

  private contactOf(draft: ImportDraft): Contact | undefined {
    const who = whoIs(draft);
    if (who === '') return this.tell(draft.line, undefined, 'a name');
    if (this.ids.size >= directoryLimits.contacts) {
      return this.tell(draft.line, who, `at most ${directoryLimits.contacts} contacts`);
    }
    if (draft.numbers.length === 0) return this.tell(draft.line, who, 'at least one telephone number');
    const numbers = this.numbersOf(draft, who);
    // Why none is left has been told, number by number.
    if (numbers.length === 0) return undefined;
    const email = this.emailOf(draft);
    const parsed = contactSchema.safeParse({
      id: this.idFor(who),
      name: Object.fromEntries(Object.entries(nameOf(draft)).filter(([, part]) => part !== undefined)),
      numbers,
      ...(email === undefined ? {} : { email }),
      isVip: draft.isVip,
    });
    if (!parsed.success) return this.tell(draft.line, who, parsed.error.issues[0]?.message ?? 'a contact');
    return parsed.data;
  }

  private tell(line: number, found: string | undefined, expected: string): undefined {
    if (this.problems.length < directoryLimits.importProblems) {
      this.problems.push({ line, found: shown(found), expected });
    }
  }

  private numbersOf(draft: ImportDraft, who: string): readonly ImportedNumber[] {
    const found = new Map<string, ImportedNumber>();
    for (const { line, text, label } of draft.numbers) {
      const number = this.readNumber(text);
      const owner = number === undefined ? undefined : this.owners.get(number);
      if (number === undefined) this.tell(line, text, 'a telephone number, such as "+47 99 88 77 66"');
      else if (owner !== undefined)
        this.tell(line, text, `each number with one contact: ${owner} and ${shown(who)} have it`);
      else if (!found.has(number)) found.set(number, { number, ...(label === undefined ? {} : { label }) });
    }
    return [...found.values()];
  }

  private readNumber(text: string): string | undefined {
    const number = toE164(text, this.request.country);
    if (number !== undefined) return number;
    return isShortNumber(text) && this.request.shortNumbers?.has(text) === true ? text : undefined;
  }

  private emailOf({ line, email }: ImportDraft): string | undefined {
    if (email === undefined || email === '' || isEmail(email)) return email === '' ? undefined : email;
    this.tell(line, email, 'an e-mail address, such as "anna@example.com"');
    return undefined;
  }

  /** `Kari Åsen` gets `kari-asen`, the next one `kari-asen-2`. */
  private idFor(who: string): string {
    const words = wordsOf(who).map((word) => plain(word).replaceAll(/[^a-z0-9]/g, ''));
    const base =
      words
        .filter((word) => word !== '')
        .join('-')
        .slice(0, ID_LENGTH)
        .replace(/-$/, '') || 'contact';
    let suffix = this.suffixes.get(base) ?? 1;
    let id = suffix === 1 ? base : `${base}-${suffix}`;
    while (this.ids.has(id)) {
      suffix += 1;
      id = `${base}-${suffix}`;
    }
    this.suffixes.set(base, suffix + 1);
    return id;
  }
}

interface ImportedNumber {
  readonly number: string;
  readonly label?: string;
}

/** Leaves room for a number behind it. */
const ID_LENGTH = 34;

const whoIs = (draft: ImportDraft): string => shownName(nameOf(draft));

function nameOf({ first, last, company, fullName }: ImportDraft): PersonName {
  const name = personName({ first, last, company });
  if (name.first !== undefined || name.last !== undefined || fullName === undefined) return name;
  return { ...readFullName(fullName), company: name.company };
}
