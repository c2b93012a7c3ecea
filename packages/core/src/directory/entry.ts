import type { Contact } from './contacts-file.ts';
import { type PersonName, personName, readFullName } from './person-name.ts';
import type { ShareableField } from './shareable.ts';

/** A number of somebody in the directory. */
export interface DirectoryNumber {
  /** E.164, or a short number of the company. */
  readonly number: string;
  /** Such as `mobile`. */
  readonly label: string | undefined;
  /** Never sent to a caller, whatever else is (S36). */
  readonly isPrivate: boolean;
}

/** What an entry is of: a colleague, somebody outside, or a group that calls can be transferred to (S22–S24). */
export type EntryKind = 'user' | 'contact' | 'group';

/** One who can be found, named and called. It says nothing of who is free: that is shown from the state (S27). */
export interface DirectoryEntry {
  readonly kind: EntryKind;
  /** Unique among the entries of its kind. */
  readonly id: string;
  readonly name: PersonName;
  readonly shortNumber: string | undefined;
  readonly numbers: readonly DirectoryNumber[];
  readonly email: string | undefined;
  /** A contact whose calls pass the lines. */
  readonly isVip: boolean;
  /** What of it may be sent to a caller (S36). */
  readonly shareable: ReadonlySet<ShareableField>;
}

/** What an entry is kept by, over every change of it (S31): `user:anna`. */
export const keyOf = ({ kind, id }: Pick<DirectoryEntry, 'kind' | 'id'>): string => `${kind}:${id}`;

/** The entry of a contact of the company file. */
export function contactEntry(contact: Contact): DirectoryEntry {
  return {
    kind: 'contact',
    id: contact.id,
    name: typeof contact.name === 'string' ? readFullName(contact.name) : personName(contact.name),
    shortNumber: undefined,
    numbers: contact.numbers.map(numberOf),
    email: contact.email,
    isVip: contact.isVip,
    shareable: new Set(contact.shareable),
  };
}

/** What the company file says of a colleague, as far as the directory needs it. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly shortNumber?: string | undefined;
  readonly numbers?: Contact['numbers'];
  readonly email?: string | undefined;
  readonly shareable?: readonly ShareableField[];
}

/** The entry of a user: `ownNumbers` are the public numbers that lead straight to the user. */
export function userEntry(user: Colleague, ownNumbers: readonly string[] = []): DirectoryEntry {
  const others = (user.numbers ?? []).map(numberOf);
  const listed = new Set(others.map(({ number }) => number));
  const direct = ownNumbers
    .filter((number) => !listed.has(number))
    .map((number) => ({ number, label: undefined, isPrivate: false }));
  return {
    kind: 'user',
    id: user.id,
    name: readFullName(user.name),
    shortNumber: user.shortNumber,
    numbers: [...direct, ...others],
    email: user.email,
    isVip: false,
    shareable: new Set(user.shareable),
  };
}

/** The entry of a group: `ownNumbers` are the public numbers that lead straight to it. */
export function groupEntry(
  group: { readonly id: string; readonly name: string; readonly shortNumber?: string | undefined },
  ownNumbers: readonly string[] = [],
): DirectoryEntry {
  return {
    kind: 'group',
    id: group.id,
    name: personName({ company: group.name }),
    shortNumber: group.shortNumber,
    numbers: ownNumbers.map((number) => ({ number, label: undefined, isPrivate: false })),
    email: undefined,
    isVip: false,
    shareable: new Set(),
  };
}

const numberOf = (file: Contact['numbers'][number]): DirectoryNumber => ({
  number: file.number,
  label: file.label,
  isPrivate: file.isPrivate,
});
