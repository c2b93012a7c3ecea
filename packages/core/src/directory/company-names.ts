import type { Call, Caller } from '../call/call.ts';
import type { Company, Destination } from '../config/company.ts';
import type { GroupFile } from '../config/company-file.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';
import type { Leg } from '../leg/leg.ts';
import type { TransferTarget } from '../transfer/transfer.ts';
import { contactEntry, type DirectoryEntry, groupEntry, userEntry } from './entry.ts';
import { type AskedNumber, type NameOfNumber, NumberDirectory, nameOfNumber } from './name-lookup.ts';

/**
 * One at the other end of a call, by name and number (S49): the company's own
 * directory first, then shared contacts, then what the network told. Of one who
 * hides the number there is nothing to tell (X13).
 */
export type Party =
  | Exclude<NameOfNumber, { readonly kind: 'user' | 'group' }>
  | {
      readonly kind: 'user' | 'group';
      readonly id: string;
      readonly name: string;
      /** The short number, where there is one; undefined when there is no number at all. */
      readonly number: string | undefined;
    };

/** One of whom nothing is known. */
export const NOBODY_KNOWN: Party = { kind: 'unknown', number: undefined };

/** Numbers whose names are remembered: more than there are live calls in all but the largest companies. */
const MOST_KNOWN = 10_000;

/** The names of a company's users, groups and contacts: made once for a company, asked for every row. */
export class CompanyNames {
  readonly company: Company;
  private readonly users = new Map<string, DirectoryEntry>();
  private readonly groups = new Map<string, DirectoryEntry>();
  private readonly directory: NumberDirectory;
  /** What was asked before: a call's number is asked for in every step of the call, and reading one is slow. */
  private readonly known = new Map<string, Party>();

  constructor(company: Company) {
    const { file, country, contacts } = company;
    const direct = directNumbers(company);
    this.company = company;
    for (const user of file.users) this.users.set(user.id, userEntry(user, direct.get(`user ${user.id}`)));
    for (const group of file.groups) this.groups.set(group.id, groupEntry(group, direct.get(`group ${group.id}`)));
    const own = [...this.users.values(), ...this.groups.values()];
    this.directory = new NumberDirectory([...own, ...contacts.map(contactEntry)], country);
  }

  /** What the directory holds of a user; undefined for one who has left the company. */
  userEntry(user: UserId): DirectoryEntry | undefined {
    return this.users.get(user);
  }

  /** What the directory holds of a group. */
  groupEntry(group: GroupId): DirectoryEntry | undefined {
    return this.groups.get(group);
  }

  /** Whose a device is; undefined for one that the company does not have. */
  userOf(device: string): UserId | undefined {
    return this.company.userOfDevice.get(device as DeviceId);
  }

  ofUser(id: UserId): Party {
    const entry = this.users.get(id);
    return { kind: 'user', id, name: this.company.users.get(id)?.name ?? id, number: firstNumber(entry) };
  }

  ofGroup(id: GroupId): Party {
    const name = this.company.groups.get(id)?.name ?? id;
    return { kind: 'group', id, name, number: firstNumber(this.groups.get(id)) };
  }

  /** Whose number it is. */
  ofNumber(asked: AskedNumber): Party {
    if (asked.isWithheld) return nameOfNumber(this.directory, asked);
    const key = `${asked.number ?? ''} ${asked.lookedUp ?? ''}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = nameOfNumber(this.directory, asked);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  /** Whose number it is, as somebody of the company has dialled it. */
  ofDialled(number: string): Party {
    return this.ofNumber({ number, isWithheld: false });
  }

  ofCaller(from: Caller): Party {
    if (from.kind === 'user') return this.ofUser(from.user);
    if (from.kind === 'switchboard') return NOBODY_KNOWN;
    return this.ofNumber({ number: from.number, isWithheld: from.isWithheld, lookedUp: from.name });
  }

  /** Who is at the far end of a leg of a call. */
  ofLeg({ party }: Leg, { from }: Call): Party {
    if (party.kind === 'device') return this.ofUser(party.user);
    return party.kind === 'external' ? this.ofDialled(party.number) : this.ofCaller(from);
  }

  ofTarget(target: TransferTarget): Party {
    if (target.kind === 'user') return this.ofUser(target.user);
    return target.kind === 'group' ? this.ofGroup(target.group) : this.ofDialled(target.number);
  }
}

/** The names of a company: the known ones, where nothing that has a name has changed. */
export function namesOf(company: Company, known: CompanyNames | undefined): CompanyNames {
  return known !== undefined && areNamedAlike(known.company.file, company.file) ? known : new CompanyNames(company);
}

/** Saving the members of a group leaves all but that group as it was. */
function areNamedAlike(a: Company['file'], b: Company['file']): boolean {
  if (a === b) return true;
  const isSame = a.users === b.users && a.contacts === b.contacts && a.numbers === b.numbers && a.country === b.country;
  return (
    isSame && a.groups.length === b.groups.length && a.groups.every((group, at) => isNamedAlike(group, b.groups[at]))
  );
}

const isNamedAlike = (a: GroupFile, b: GroupFile | undefined): boolean =>
  a.id === b?.id && a.name === b.name && a.shortNumber === b.shortNumber;

const firstNumber = (entry: DirectoryEntry | undefined): string | undefined =>
  entry?.shortNumber ?? entry?.numbers[0]?.number;

/** The public numbers that lead straight to a user or a group, by `user anna` and `group sales`. */
function directNumbers({ numbers }: Company): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [number, { to }] of numbers) {
    const owner = ownerOf(to);
    if (owner === undefined) continue;
    const known = found.get(owner);
    if (known === undefined) found.set(owner, [number]);
    else known.push(number);
  }
  return found;
}

function ownerOf(to: Destination): string | undefined {
  if (to.kind === 'user') return `user ${to.user}`;
  return to.kind === 'group' ? `group ${to.group}` : undefined;
}
