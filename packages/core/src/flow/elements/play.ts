import { z } from 'zod';
import { object, sound } from '../../config/schema-parts.ts';
import { next } from '../element-parts.ts';
import { type ElementRules, exit } from '../element-rules.ts';
import { flowLimits } from '../flow-limits.ts';
import { goTo, release, stay } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The play element in a file: a sound, once; nothing is recorded (S84). */
export const playSchema = object(
  {
    kind: z.literal('play'),
    sound,
    /** Absent: the call is released. */
    next: next.optional(),
  },
  'a sound, such as { "kind": "play", "sound": "closed", "next": ... }',
);

/** A sound that is heard to its end. */
export type Play = z.input<typeof playSchema>;

/** A sound: its exit, and its life in a call. */
export const play: ElementRules<Play> = {
  exits: (element) => exit('next', element.next, 'sound'),
  names: () => [],
  run: {
    entered: ({ element }) =>
      stay(`plays ${element.sound}`, {
        waiting: { phase: 'hearing' },
        effects: [{ type: 'play', sounds: [element.sound], isLooped: false }],
      }),
    digit: ({ cursor }, { digit }) => ({
      ...stay(`key ${digit} is kept for the next menu`, { waiting: { phase: 'hearing' } }),
      /** When there are too many, the oldest stay. */
      typedAhead: `${cursor.typedAhead}${digit}`.slice(0, flowLimits.typedAhead),
    }),
    played: ({ element }) => {
      const why = `${element.sound} was heard`;
      if (element.next !== undefined) return goTo(element.next, why);
      return release(why, { sound: undefined, cause: 'hungUp', outcome: 'released' });
    },
    timeOver: none.timeOver,
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};
