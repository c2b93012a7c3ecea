import { z } from 'zod';
import { id, object, sound } from '../../config/schema-parts.ts';
import type { UserId } from '../../kernel/ids.ts';
import { elementDefaults, next } from '../element-parts.ts';
import { type ElementRules, exit } from '../element-rules.ts';
import { goTo, handOver, release } from '../move.ts';
import { none } from '../no-such-input.ts';
import { maxSeconds } from './voicemail.ts';

/** The personalVoicemail element in a file: a message for one user (S98, S99). */
export const personalVoicemailSchema = object(
  {
    kind: z.literal('personalVoicemail'),
    user: id,
    /** Absent: the greeting that the user has chosen. */
    greeting: sound.optional(),
    /** Default 180. */
    maxSeconds: maxSeconds.optional(),
    /** After the message. Absent: the call is released. */
    next: next.optional(),
  },
  'a mailbox, such as { "kind": "personalVoicemail", "user": "anna" }',
);

/** A message for one user. */
export type PersonalVoicemail = z.input<typeof personalVoicemailSchema>;

/** A personal mailbox: its exit, and its life in a call. */
export const personalVoicemail: ElementRules<PersonalVoicemail> = {
  exits: (element) => exit('next', element.next, 'wait'),
  names: ({ user }) => [{ path: 'user', kind: 'user', id: user }],
  run: {
    entered: ({ element }) =>
      handOver(
        'voicemail',
        {
          type: 'leaveMessage',
          mailbox: { kind: 'user', user: element.user as UserId },
          greeting: element.greeting,
          email: undefined,
          maxMs: (element.maxSeconds ?? elementDefaults.maxMessageSeconds) * 1000,
        },
        `leaves a message for ${element.user}`,
      ),
    messageLeft: ({ element }) => {
      if (element.next !== undefined) return goTo(element.next, 'the message is over');
      return release('the message is over', { sound: undefined, cause: 'hungUp', outcome: 'voicemail' });
    },
    digit: none.digitAway,
    played: none.played,
    timeOver: none.timeOver,
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};
