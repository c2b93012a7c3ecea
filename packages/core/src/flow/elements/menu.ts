import { z } from 'zod';
import { expecting } from '../../config/expectations.ts';
import { object, sound } from '../../config/schema-parts.ts';
import { elementDefaults, next, tries, waitSeconds } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import { goTo, listen, type Move, stay } from '../move.ts';
import { none } from '../no-such-input.ts';

const CHOICES = 'elements by key: "0" to "9", "*" or "#", at least one, such as { "1": "sales" }';

/** The menu element in a file: asks for a key choice (S79). */
export const menuSchema = object(
  {
    kind: z.literal('menu'),
    prompt: sound,
    choices: z
      .record(z.string().regex(/^[0-9*#]$/), next, expecting(CHOICES))
      .refine((choices) => Object.keys(choices).length > 0, expecting(CHOICES)),
    /** Default 5. */
    waitSeconds: waitSeconds.optional(),
    /** Default 3. */
    tries: tries.optional(),
    /** Before the prompt is heard again, after a key that is no choice. */
    invalidSound: sound.optional(),
    /** Before the prompt is heard again, after no key. */
    noInputSound: sound.optional(),
    /** After the last try. */
    otherwise: next,
  },
  'a menu, such as { "kind": "menu", "prompt": ..., "choices": { "1": ... }, "otherwise": ... }',
);

/** A key choice. */
export type Menu = z.input<typeof menuSchema>;

/** A menu: its exits, and its life in a call. */
export const menu: ElementRules<Menu> = {
  exits: ({ choices, otherwise }) => [
    ...Object.entries(choices).map(([key, to]) => ({ path: `choices.${key}`, to, pace: 'wait' as const })),
    ...exit('otherwise', otherwise, 'wait'),
  ],
  names: () => [],
  run: {
    entered: (turn) => {
      const [first, rest] = [turn.cursor.typedAhead.slice(0, 1), turn.cursor.typedAhead.slice(1)];
      if (first === '') return ask(turn, { why: 'asks for a key', before: [], used: 0 });
      return { ...choose(turn, { digit: first, isTypedAhead: true, typedAhead: rest }), usedKey: true };
    },
    digit: (turn, { digit }) => choose(turn, { digit, isTypedAhead: false, typedAhead: turn.cursor.typedAhead }),
    played: (turn) =>
      listen('waits for a key', {
        waiting: { phase: 'asked' },
        tries: turn.cursor.tries,
        waitSeconds: turn.element.waitSeconds ?? elementDefaults.waitSeconds,
      }),
    timeOver: (turn) => again(turn, { why: 'no key was pressed', sound: turn.element.noInputSound }),
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};

interface Pressed {
  readonly digit: string;
  readonly isTypedAhead: boolean;
  /** What is left after this key. */
  readonly typedAhead: string;
}

function choose(turn: Turn<Menu>, { digit, isTypedAhead, typedAhead }: Pressed): Move {
  const to = Object.hasOwn(turn.element.choices, digit) ? turn.element.choices[digit] : undefined;
  const pressed = isTypedAhead ? `key ${digit} was typed ahead` : `key ${digit} was pressed`;
  if (to !== undefined) return { ...goTo(to, pressed), typedAhead };
  const move = again(turn, { why: `${pressed}, which is no choice`, sound: turn.element.invalidSound });
  return { ...move, typedAhead: '' };
}

/** Asks once more, or goes on when all tries are used. */
function again(turn: Turn<Menu>, { why, sound: before }: { why: string; sound: string | undefined }): Move {
  const used = turn.cursor.tries + 1;
  const most = turn.element.tries ?? elementDefaults.tries;
  if (used >= most) return goTo(turn.element.otherwise, `${why}, after ${used} of ${most} tries`);
  return ask(turn, { why, before: before === undefined ? [] : [before], used });
}

function ask(turn: Turn<Menu>, { why, before, used }: { why: string; before: readonly string[]; used: number }): Move {
  return stay(why, {
    waiting: { phase: 'hearing' },
    tries: used,
    effects: [{ type: 'play', sounds: [...before, turn.element.prompt], isLooped: false }],
  });
}
