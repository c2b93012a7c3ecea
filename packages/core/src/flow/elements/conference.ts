import { z } from 'zod';
import { id, object, text } from '../../config/schema-parts.ts';
import { next } from '../element-parts.ts';
import { type ElementRules, exit } from '../element-rules.ts';
import { goTo, handOver, release } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The conference element in a file: a room that callers meet in. */
export const conferenceSchema = object(
  {
    kind: z.literal('conference'),
    room: id,
    /** What the caller has to key in. Absent: the room's own rule. */
    pin: text('4 to 10 digits, such as "2580"', /^[0-9]{4,10}$/).optional(),
    /** After the conference. Absent: the call is released. */
    next: next.optional(),
  },
  'a conference room, such as { "kind": "conference", "room": "board", "pin": "2580" }',
);

/** A conference room. */
export type Conference = z.input<typeof conferenceSchema>;

/** A conference room: its exit, and its life in a call. */
export const conference: ElementRules<Conference> = {
  /** A room may turn the caller away at once: a wrong PIN, or full. */
  exits: (element) => exit('next', element.next, 'instant'),
  names: ({ room }) => [{ path: 'room', kind: 'room', id: room }],
  run: {
    entered: ({ element }) =>
      handOver(
        'room',
        { type: 'joinConference', room: element.room, pin: element.pin },
        `joins the conference ${element.room}`,
      ),
    roomLeft: ({ element }) => {
      if (element.next !== undefined) return goTo(element.next, 'the caller has left the conference');
      const how = { sound: undefined, cause: 'hungUp', outcome: 'released' } as const;
      return release('the caller has left the conference', how);
    },
    digit: none.digitAway,
    played: none.played,
    timeOver: none.timeOver,
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
  },
};
