import { z } from 'zod';
import type { QueueExit } from '../../config/company.ts';
import { expecting } from '../../config/expectations.ts';
import { id, object } from '../../config/schema-parts.ts';
import type { GroupId } from '../../kernel/ids.ts';
import { next } from '../element-parts.ts';
import { type ElementRules, exit, type Pace } from '../element-rules.ts';
import { keys, type QueueReturn } from '../flow-input.ts';
import { flowSounds } from '../flow-sounds.ts';
import { goTo, handOver, type Move, nobodyAnswered, release } from '../move.ts';
import { none } from '../no-such-input.ts';

const KEYS = 'elements by key: "0" to "9", "*" or "#", such as { "1": "leave-message" }';

/** The queue element in a file: the caller waits in a group (S81). Members and ring plan stand with the group (S82). */
export const queueSchema = object(
  {
    kind: z.literal('queue'),
    group: id,
    /** Where the call goes that nobody took. An absent exit is the group's own rule. */
    exits: object(
      {
        timedOut: next.optional(),
        full: next.optional(),
        noMembers: next.optional(),
        closed: next.optional(),
        unanswered: next.optional(),
        callbackTaken: next.optional(),
        /** Keys with which the caller leaves the queue. */
        key: z.record(z.string().regex(/^[0-9*#]$/), next, expecting(KEYS)).optional(),
      },
      'where the call goes that nobody took, such as { "timedOut": "leave-message" }',
    ).optional(),
  },
  'a queue, such as { "kind": "queue", "group": "sales" }',
);

/** A place in the queue of a group. */
export type Queue = z.input<typeof queueSchema>;

/** The exits by name, with whether the caller has waited when one is taken. */
const PACES = {
  timedOut: 'wait',
  full: 'instant',
  noMembers: 'instant',
  closed: 'instant',
  unanswered: 'wait',
  callbackTaken: 'wait',
} as const satisfies Record<QueueExit | 'callbackTaken', Pace>;

const EXITS = ['timedOut', 'full', 'noMembers', 'closed', 'unanswered', 'callbackTaken'] as const;

const WORDS: Record<QueueExit | 'callbackTaken', string> = {
  timedOut: 'the longest wait was over',
  full: 'as many wait as may',
  noMembers: 'nobody takes calls of the group',
  closed: 'the group is closed',
  unanswered: 'nobody answered',
  callbackTaken: 'a callback was taken',
};

/** A queue: its exits, and its life in a call. */
export const queue: ElementRules<Queue> = {
  exits: ({ exits = {} }) => [
    ...EXITS.flatMap((name) => exit(`exits.${name}`, exits[name], PACES[name])),
    ...Object.entries(exits.key ?? {}).map(([key, to]) => ({ path: `exits.key.${key}`, to, pace: 'wait' as const })),
  ],
  names: ({ group }) => [{ path: 'group', kind: 'group', id: group }],
  run: {
    entered: ({ element: { group, exits = {} } }) =>
      handOver(
        'queue',
        {
          type: 'enterQueue',
          group: group as GroupId,
          exits: EXITS.filter((name) => exits[name] !== undefined),
          keys: keys.filter((key) => exits.key !== undefined && Object.hasOwn(exits.key, key)),
        },
        `waits in the queue of ${group}`,
      ),
    queueLeft: ({ element }, { by }) => left(element, by),
    digit: none.digitAway,
    played: none.played,
    timeOver: none.timeOver,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};

function left({ exits = {} }: Queue, by: QueueReturn): Move {
  if (by.exit === 'key') {
    const to = Object.hasOwn(exits.key ?? {}, by.digit) ? exits.key?.[by.digit] : undefined;
    const why = `key ${by.digit} was pressed in the queue`;
    return to === undefined ? nobodyAnswered(`${why}, which leads nowhere`) : goTo(to, why);
  }
  const [to, why] = [exits[by.exit], WORDS[by.exit]];
  if (to !== undefined) return goTo(to, why);
  if (by.exit !== 'callbackTaken') return nobodyAnswered(why);
  return release(why, { sound: flowSounds.promised, cause: 'hungUp', outcome: 'callback' });
}
