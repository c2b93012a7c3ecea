import { z } from 'zod';
import { type Problem, problemsOf, shown } from '../config/problem.ts';
import { type Contact, contactsSchema, isShortNumber } from './contacts-file.ts';
import { isE164, toE164 } from './numbers.ts';

/** What contacts may name of their company. */
export interface ContactSurroundings {
  /** The short numbers of users and groups; undefined where they could not be read: then they are not checked. */
  readonly shortNumbers: ReadonlySet<string> | undefined;
}

/** Contacts, or every mistake in them at once. */
export type ContactsReading =
  | { readonly ok: true; readonly contacts: readonly Contact[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the contacts of a file; paths begin with `path`. */
export function readContacts(input: unknown, around: ContactSurroundings, path = 'contacts'): ContactsReading {
  const parsed = contactsSchema.safeParse(input);
  const ofShape = parsed.success ? [] : problemsOf(parsed.error, input).map((problem) => under(path, problem));
  const wrong = new Set(ofShape.map((problem) => problem.path));
  const problems = [...ofShape, ...contactProblems(input, around, path).filter((problem) => !wrong.has(problem.path))];
  if (parsed.success && problems.length === 0) return { ok: true, contacts: parsed.data };
  return { ok: false, problems };
}

/** Every path of the schema begins with the place in the list, or is empty. */
const under = (path: string, problem: Problem): Problem => ({ ...problem, path: `${path}${problem.path}` });

const text = z.string().optional().catch(undefined);
const looseNumber = z.object({ number: text }).catch({ number: undefined });
const looseContacts = z
  .array(
    z
      .object({ id: text, name: z.unknown(), numbers: z.array(looseNumber).catch([]) })
      .catch({ id: undefined, name: undefined, numbers: [] }),
  )
  .catch([]);

interface Place {
  readonly path: string;
  /** The place of the contact in the list. */
  readonly at: number;
  /** The contact, as people know it. */
  readonly who: string;
  readonly number: string;
}

/**
 * What contacts say of each other and of the company, right or wrong otherwise:
 * an id or a number twice (S128), a short number that nobody has, a number that
 * its country cannot have.
 */
export function contactProblems(input: unknown, around: ContactSurroundings, path = 'contacts'): readonly Problem[] {
  const contacts = looseContacts.parse(input);
  const places = contacts.flatMap(({ id, name, numbers }, at) =>
    numbers.flatMap(({ number }, place): readonly Place[] =>
      number === undefined
        ? []
        : [{ path: `${path}[${at}].numbers[${place}].number`, at, who: shown(name ?? id), number }],
    ),
  );
  return [
    ...idProblems(
      contacts.map(({ id }) => id),
      path,
    ),
    ...sameNumberProblems(places),
    ...places.flatMap((place) => numberProblem(place, around)),
  ];
}

function idProblems(ids: readonly (string | undefined)[], path: string): readonly Problem[] {
  const first = new Map<string, number>();
  return ids.flatMap((id, at) => {
    if (id === undefined) return [];
    const before = first.get(id);
    if (before === undefined) first.set(id, at);
    if (before === undefined) return [];
    const expected = `a contact id of its own (${path}[${before}].id has it too)`;
    return [{ path: `${path}[${at}].id`, found: shown(id), expected }];
  });
}

/** A number has one name, or a caller would be called now this and now that. */
function sameNumberProblems(places: readonly Place[]): readonly Problem[] {
  const first = new Map<string, Place>();
  return places.flatMap((place) => {
    const before = first.get(place.number);
    if (before === undefined) first.set(place.number, place);
    if (before === undefined) return [];
    const expected =
      before.at === place.at
        ? `each number once (${before.path} has it too)`
        : `each number with one contact: ${before.who} (${before.path}) and ${place.who} have it`;
    return [{ path: place.path, found: shown(place.number), expected }];
  });
}

function numberProblem({ path, number }: Place, { shortNumbers }: ContactSurroundings): readonly Problem[] {
  const found = shown(number);
  if (isShortNumber(number)) {
    const isKnown = shortNumbers === undefined || shortNumbers.has(number);
    return isKnown ? [] : [{ path, found, expected: 'a short number of a user or group of this file' }];
  }
  // A number in E.164 says its own country, so any will do for reading it.
  const isPossible = !isE164(number) || toE164(number, 'NO') === number;
  return isPossible ? [] : [{ path, found, expected: 'a number that its country can have' }];
}
