import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { flag, id, list, name, object } from '../config/schema-parts.ts';
import { directoryLimits } from './directory-limits.ts';
import { isE164 } from './numbers.ts';
import { shareableFields } from './shareable.ts';

/** Whether the text can be an e-mail address: one word, an `@`, and a domain with a dot. */
export function isEmail(text: string): boolean {
  // Length first, so that the pattern never meets a long text.
  return text.length <= directoryLimits.emailLength && /^[^\s@<>,;:"]+@[^\s@<>,;:".]+(\.[^\s@<>,;:".]+)+$/.test(text);
}

/** Whether the text is a number inside the company. */
export const isShortNumber = (text: string): boolean => /^[0-9]{2,6}$/.test(text);

const EXPECTED_NUMBER = 'a number in E.164, such as "+4757828600", or a short number of the company';

const number = object(
  {
    /** Outside or inside the company (S128). */
    number: z
      .string(expecting(EXPECTED_NUMBER))
      .refine((text) => isE164(text) || isShortNumber(text), expecting(EXPECTED_NUMBER)),
    /** Such as `mobile`. */
    label: name.optional(),
    /** Never sent to a caller, also where `numbers` are shareable. */
    isPrivate: flag.default(false),
  },
  'a number, such as { "number": "+4799887766", "label": "mobile" }',
);

const numbers = list(number, 'numbers').max(
  directoryLimits.numbers,
  expecting(`at most ${directoryLimits.numbers} numbers`),
);

const email = z
  .string(expecting('an e-mail address, such as "anna@example.com"'))
  .refine(isEmail, expecting('an e-mail address, such as "anna@example.com"'));

const shareable = list(
  z.enum(shareableFields, expecting(`one of ${shareableFields.join(', ')}`)),
  `fields, of ${shareableFields.join(', ')}`,
);

/** What the directory knows of a colleague beside name and short number: keys of a user in the company file. */
export const colleagueFields = {
  /** More numbers than those of the company that lead to the user. */
  numbers: numbers.default([]),
  email: email.optional(),
  /** What of the user may be sent to a caller (S36). */
  shareable: shareable.default([]),
} as const;

const EXPECTED_NAME = 'a name, such as "Anna Vik" or { "first": "Anna", "last": "Vik", "company": "Fjord Bygg" }';

const nameParts = object(
  { first: name.optional(), last: name.optional(), company: name.optional() },
  EXPECTED_NAME,
).refine(
  ({ first, last, company }) => first !== undefined || last !== undefined || company !== undefined,
  expecting('at least one of first, last and company'),
);

/** One contact of a company file: somebody outside the company, or a number inside it by another name (S128). */
export const contactSchema = object(
  {
    id,
    name: z.union([name, nameParts], expecting(EXPECTED_NAME)),
    numbers: numbers.min(1, expecting('at least one number')),
    email: email.optional(),
    /** Calls from any of its numbers pass the lines. */
    isVip: flag.default(false),
    /** What of the contact may be sent to a caller (S36). */
    shareable: shareable.default([]),
  },
  'a contact, such as { "id": "kari", "name": "Kari Lien", "numbers": [{ "number": "+4799887766" }] }',
);

/** The shared contacts of a company file (S127). */
export const contactsSchema = list(contactSchema, 'contacts').max(
  directoryLimits.contacts,
  expecting(`at most ${directoryLimits.contacts} contacts`),
);

/** A contact as one writes it. */
export type ContactFile = z.input<typeof contactSchema>;
/** A contact with every default filled in. */
export type Contact = z.output<typeof contactSchema>;
