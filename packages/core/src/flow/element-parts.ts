import { seconds, text, whole } from '../config/schema-parts.ts';

/**
 * A name inside a flow, and of a flow. It begins with a letter: JavaScript puts keys
 * that are numbers first, and then a file would not be written back as it was read (S78).
 */
export const elementId = text(
  '1 to 40 small letters, digits and hyphens, beginning with a letter, such as "main-menu"',
  /^[a-z][a-z0-9-]{0,39}$/,
);

/** Where the call goes next: an element of the same flow. */
export const next = elementId;

/** How long a key is waited for, from the end of the prompt or from the key before. */
export const waitSeconds = whole('whole seconds from 1 to 60', 1, 60);

/** How often is asked, the first time counted. */
export const tries = whole('a whole number from 1 to 10', 1, 10);

/** How long a person or a number outside rings. */
export const ringSeconds = seconds;

/** What is taken where the file is silent. */
export const elementDefaults = { waitSeconds: 5, tries: 3, ringSeconds: 30, maxMessageSeconds: 180 } as const;
