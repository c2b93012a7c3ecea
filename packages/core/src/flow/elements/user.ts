import { z } from 'zod';
import { id, object } from '../../config/schema-parts.ts';
import type { UserId } from '../../kernel/ids.ts';
import { next, ringSeconds } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import type { UserReturn } from '../flow-input.ts';
import { goTo, handOver, type Move, nobodyAnswered } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The user element in a file: one person is rung (S80). */
export const userSchema = object(
  {
    kind: z.literal('user'),
    user: id,
    /** Absent: as long as the company rings its users. */
    ringSeconds: ringSeconds.optional(),
    /** Absent: the user's own rule. */
    noAnswer: next.optional(),
    /** In another call, or refuses. Absent: as `noAnswer`. */
    busy: next.optional(),
    /** Absent: as `noAnswer`. */
    unreachable: next.optional(),
  },
  'a user, such as { "kind": "user", "user": "anna", "noAnswer": ... }',
);

/** A call to one person. */
export type FlowUser = z.input<typeof userSchema>;

const WORDS: Record<UserReturn, string> = {
  noAnswer: 'does not answer',
  busy: 'is busy',
  unreachable: 'cannot be reached',
};

const RETURNS = ['noAnswer', 'busy', 'unreachable'] as const;

/** A user: the exits, and the life in a call. */
export const user: ElementRules<FlowUser> = {
  exits: ({ noAnswer, busy, unreachable }) => [
    /** Who is busy or unreachable and has no exit for it leaves by this one, at once. */
    ...exit('noAnswer', noAnswer, busy === undefined || unreachable === undefined ? 'instant' : 'wait'),
    ...exit('busy', busy, 'instant'),
    ...exit('unreachable', unreachable, 'instant'),
  ],
  names: (element) => [{ path: 'user', kind: 'user', id: element.user }],
  run: {
    entered: ({ element }) =>
      handOver(
        'user',
        {
          type: 'ringUser',
          user: element.user as UserId,
          ringMs: element.ringSeconds === undefined ? undefined : element.ringSeconds * 1000,
          exits: RETURNS.filter((by) => wayOf(element, by) !== undefined),
        },
        `rings ${element.user}`,
      ),
    userEnded: ended,
    digit: none.digitAway,
    played: none.played,
    timeOver: none.timeOver,
    queueLeft: none.queueLeft,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};

const wayOf = (element: FlowUser, by: UserReturn): string | undefined => element[by] ?? element.noAnswer;

function ended({ element }: Turn<FlowUser>, { by }: { readonly by: UserReturn }): Move {
  const why = `${element.user} ${WORDS[by]}`;
  const to = wayOf(element, by);
  return to === undefined ? nobodyAnswered(why) : goTo(to, why);
}
