import { z } from 'zod';
import { expecting } from '../../config/expectations.ts';
import { object } from '../../config/schema-parts.ts';
import type { ElementRules } from '../element-rules.ts';
import { release } from '../move.ts';
import { none } from '../no-such-input.ts';

const CAUSES = ['hungUp', 'busy', 'rejected', 'noAnswer', 'unreachable', 'notFound', 'congestion'] as const;

/** The hangUp element in a file. */
export const hangUpSchema = object(
  {
    kind: z.literal('hangUp'),
    /** What the caller's network is told. Default `hungUp`. */
    cause: z.enum(CAUSES, expecting(`one of ${CAUSES.join(', ')}`)).optional(),
  },
  'an end, such as { "kind": "hangUp" }',
);

/** The end of the call. */
export type HangUp = z.input<typeof hangUpSchema>;

/** The end of the call. */
export const hangUp: ElementRules<HangUp> = {
  exits: () => [],
  names: () => [],
  run: {
    entered: ({ element: { cause = 'hungUp' } }) =>
      release(`ends the call: ${cause}`, { sound: undefined, cause, outcome: 'released' }),
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
