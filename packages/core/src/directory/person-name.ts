/** What a person, company or group is called. At least one part is there. */
export interface PersonName {
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly company: string | undefined;
}

/** Whether people are shown and sorted by first or by last name (S25). */
export type NameOrder = 'firstName' | 'lastName';

/** Words that belong to the last name after them. */
const PARTICLES = new Set(['af', 'al', 'av', 'da', 'de', 'del', 'den', 'der', 'di', 'el', 'la', 'le', 'ten', 'ter']);
for (const particle of ['van', 'vom', 'von', 'zu', 'zum', 'zur']) PARTICLES.add(particle);

/**
 * Reads a full name: the last word is the last name, with the particles before
 * it (`Jan van der Berg`); with a comma the last name comes first (`Vik, Anna`).
 * A single word is a first name.
 */
export function readFullName(text: string): PersonName {
  const [before = '', ...after] = text.split(',').map((part) => part.trim().replaceAll(/\s+/g, ' '));
  const behind = after.filter((part) => part !== '').join(' ');
  if (after.length > 0) return personName({ first: behind, last: before });
  const words = before.split(' ');
  let last = words.length - 1;
  while (last > 1 && PARTICLES.has(words[last - 1] ?? '')) last -= 1;
  if (last === 0) return personName({ first: before });
  return personName({ first: words.slice(0, last).join(' '), last: words.slice(last).join(' ') });
}

/** A name of its parts; empty ones count as absent. */
export function personName(parts: {
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  readonly company?: string | undefined;
}): PersonName {
  return { first: orNothing(parts.first), last: orNothing(parts.last), company: orNothing(parts.company) };
}

const orNothing = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined);

/** The name as it stands in a list: `Anna Vik`, or `Vik, Anna` by last name; the company where there is no person. */
export function shownName(name: PersonName, order: NameOrder = 'firstName'): string {
  const { first, last, company } = name;
  const parts = order === 'firstName' ? [first, last] : [last, first];
  const person = parts.filter((part) => part !== undefined).join(order === 'firstName' ? ' ' : ', ');
  return person === '' ? (company ?? '') : person;
}
