import { z } from 'zod';
import type { Mailbox } from '../../config/company.ts';
import { expecting } from '../../config/expectations.ts';
import { id, object, sound, whole } from '../../config/schema-parts.ts';
import type { GroupId } from '../../kernel/ids.ts';
import { elementDefaults, next } from '../element-parts.ts';
import { type ElementRules, exit } from '../element-rules.ts';
import { goTo, handOver, release } from '../move.ts';
import { none } from '../no-such-input.ts';

/** How long a message may be. */
export const maxSeconds = whole('whole seconds from 5 to 600', 5, 600);

/** The voicemail element in a file: a message for a group or the company (S96, S97). */
export const voicemailSchema = object(
  {
    kind: z.literal('voicemail'),
    /** Absent: the mailbox of the company, for its main number. */
    group: id.optional(),
    /** Absent: the greeting of the adapter. */
    greeting: sound.optional(),
    /** Every message also goes there, once. */
    email: z.email(expecting('an e-mail address')).max(254, expecting('at most 254 characters')).optional(),
    /** Default 180. */
    maxSeconds: maxSeconds.optional(),
    /** After the message. Absent: the call is released. */
    next: next.optional(),
  },
  'a mailbox, such as { "kind": "voicemail", "group": "sales", "email": "post@example.no" }',
);

/** A message for a group or the company. */
export type Voicemail = z.input<typeof voicemailSchema>;

/** A mailbox: its exit, and its life in a call. */
export const voicemail: ElementRules<Voicemail> = {
  exits: (element) => exit('next', element.next, 'wait'),
  names: ({ group }) => (group === undefined ? [] : [{ path: 'group', kind: 'group', id: group }]),
  run: {
    entered: ({ element }) =>
      handOver(
        'voicemail',
        {
          type: 'leaveMessage',
          mailbox: mailboxOf(element),
          greeting: element.greeting,
          email: element.email,
          maxMs: (element.maxSeconds ?? elementDefaults.maxMessageSeconds) * 1000,
        },
        `leaves a message for ${element.group ?? 'the company'}`,
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

function mailboxOf({ group }: Voicemail): Mailbox {
  return group === undefined ? { kind: 'company' } : { kind: 'group', group: group as GroupId };
}
