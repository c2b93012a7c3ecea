import type { DirectoryEntry } from './entry.ts';
import { shownName } from './person-name.ts';

/** What of somebody can be marked as shareable. */
export const shareableFields = ['name', 'company', 'numbers', 'email'] as const;

/** One of {@link shareableFields}. */
export type ShareableField = (typeof shareableFields)[number];

/** What may be sent to a caller of somebody (S36): what is not shareable, or not there, is not in it at all. */
export interface ShareableCard {
  readonly name?: string;
  readonly company?: string;
  readonly numbers?: readonly { readonly number: string; readonly label?: string }[];
  readonly email?: string;
}

/** The card of `entry` with the fields marked shareable and nothing else; undefined when there is nothing to send. */
export function shareableCard(entry: DirectoryEntry): ShareableCard | undefined {
  const { shareable } = entry;
  const name = shownName({ ...entry.name, company: undefined });
  const numbers = shareable.has('numbers') ? publicNumbers(entry) : [];
  const card: ShareableCard = {
    ...(shareable.has('name') && name !== '' ? { name } : {}),
    ...(shareable.has('company') && entry.name.company !== undefined ? { company: entry.name.company } : {}),
    ...(numbers.length > 0 ? { numbers } : {}),
    ...(shareable.has('email') && entry.email !== undefined ? { email: entry.email } : {}),
  };
  return Object.keys(card).length === 0 ? undefined : card;
}

/** Short numbers reach nobody from outside, so a caller is not sent any. */
function publicNumbers({ numbers }: DirectoryEntry): readonly { readonly number: string; readonly label?: string }[] {
  return numbers
    .filter(({ number, isPrivate }) => !isPrivate && number.startsWith('+'))
    .map(({ number, label }) => ({ number, ...(label === undefined ? {} : { label }) }));
}

/** The card as the lines of a message, such as `mobile: +4799887766`. */
export function cardText(card: ShareableCard): string {
  const numbers = (card.numbers ?? []).map(({ number, label }) =>
    label === undefined ? number : `${label}: ${number}`,
  );
  return [card.name, card.company, ...numbers, card.email].filter((line) => line !== undefined).join('\n');
}
