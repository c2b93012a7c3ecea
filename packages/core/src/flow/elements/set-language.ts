import { z } from 'zod';
import { expecting } from '../../config/expectations.ts';
import { object } from '../../config/schema-parts.ts';
import { next } from '../element-parts.ts';
import { type ElementRules, exit } from '../element-rules.ts';
import { goTo } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The languages that callers can be spoken to in (ISO 639-1). */
export const languages = ['nn', 'nb', 'en'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** The setLanguage element in a file. */
export const setLanguageSchema = object(
  {
    kind: z.literal('setLanguage'),
    language: z.enum(languages, expecting('"nn", "nb" or "en"')),
    next,
  },
  'a language, such as { "kind": "setLanguage", "language": "nn", "next": ... }',
);

/** The language in which the caller is spoken to from now on. */
export type SetLanguage = z.input<typeof setLanguageSchema>;

/** A language: its exit, and its life in a call, which is an instant. */
export const setLanguage: ElementRules<SetLanguage> = {
  exits: (element) => exit('next', element.next, 'instant'),
  names: () => [],
  run: {
    entered: ({ element: { language, next: to } }) =>
      goTo(to, `speaks ${language} from now on`, [{ type: 'setLanguage', language }]),
    digit: none.digit,
    played: none.played,
    timeOver: none.timeOver,
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};
