import { z } from 'zod';
import { object, sound } from '../../config/schema-parts.ts';
import { elementDefaults, next, tries, waitSeconds } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import { flowLimits } from '../flow-limits.ts';
import { goTo, listen, type Move, stay } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The collectNumber element in a file: who calls with a withheld number keys one in, to be called back on. */
export const collectNumberSchema = object(
  {
    kind: z.literal('collectNumber'),
    prompt: sound,
    /** From the end of the prompt, or the key before. Default 5. */
    waitSeconds: waitSeconds.optional(),
    /** Default 3. */
    tries: tries.optional(),
    /** Before the prompt is heard again. */
    invalidSound: sound.optional(),
    /** With a number. Whose number is shown is not asked. */
    next,
    /** After the last try. */
    otherwise: next,
  },
  'a question, such as { "kind": "collectNumber", "prompt": "your-number", "next": ..., "otherwise": ... }',
);

/** A question for a number. */
export type CollectNumber = z.input<typeof collectNumberSchema>;

/** A question for a number: its exits, and its life in a call. # ends the number, * begins it anew. */
export const collectNumber: ElementRules<CollectNumber> = {
  exits: (element) => [...exit('next', element.next, 'instant'), ...exit('otherwise', element.otherwise, 'wait')],
  names: () => [],
  run: {
    entered: (turn) => {
      const { element, facts, cursor } = turn;
      if (facts.callerNumber !== undefined) return goTo(element.next, 'the number is shown: not asked');
      if (cursor.keyedNumber !== undefined) return goTo(element.next, 'a number was keyed in before');
      if (cursor.typedAhead === '') return ask(turn, { why: 'asks for a number', before: [], used: 0 });
      return typedAhead(turn);
    },
    digit: (turn, { digit }) => key(turn, keyedIn(turn), digit),
    played: (turn) => waitForKey(turn, '', 'waits for a number'),
    timeOver: (turn) => read(turn, keyedIn(turn)),
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};

const keyedIn = ({ waiting }: Turn<CollectNumber>): string => (waiting?.phase === 'keying' ? waiting.keyed : '');

/** Keys typed ahead are taken one by one until the number is over; what is left stays for the next menu. */
function typedAhead(turn: Turn<CollectNumber>): Move {
  const all = turn.cursor.typedAhead;
  const end = all.indexOf('#');
  const mine = end === -1 ? all : all.slice(0, end);
  const keyed = mine.slice(mine.lastIndexOf('*') + 1);
  const move = end === -1 ? key(turn, keyed.slice(0, -1), keyed.slice(-1)) : read(turn, keyed);
  const isOver = end !== -1 && move.keyedNumber !== undefined;
  return { ...move, why: `${move.why}, typed ahead`, typedAhead: isOver ? all.slice(end + 1) : '', usedKey: true };
}

function key(turn: Turn<CollectNumber>, before: string, digit: string): Move {
  if (digit === '#') return read(turn, before);
  if (digit === '*' || digit === '') return waitForKey(turn, '', 'begins the number anew');
  const keyed = `${before}${digit}`;
  return keyed.length >= flowLimits.keyedDigits ? read(turn, keyed) : waitForKey(turn, keyed, 'waits for the next key');
}

function waitForKey({ element, cursor, waiting }: Turn<CollectNumber>, keyed: string, why: string): Move {
  const seconds = element.waitSeconds ?? elementDefaults.waitSeconds;
  const here = { waiting: { phase: 'keying', keyed }, tries: cursor.tries } as const;
  if (waiting?.phase !== 'keying') return listen(why, { ...here, waitSeconds: seconds });
  return stay(why, { ...here, effects: [{ type: 'startTimer', ms: seconds * 1000 }] });
}

function read(turn: Turn<CollectNumber>, keyed: string): Move {
  const { element, cursor, facts } = turn;
  const number = keyed === '' ? undefined : facts.readNumber(keyed);
  if (number !== undefined) {
    return { ...goTo(element.next, 'a number was keyed in', [{ type: 'setNumber', number }]), keyedNumber: number };
  }
  const used = cursor.tries + 1;
  const most = element.tries ?? elementDefaults.tries;
  const why = keyed === '' ? 'no number was keyed in' : 'what was keyed in is no number';
  if (used >= most) return goTo(element.otherwise, `${why}, after ${used} of ${most} tries`);
  return ask(turn, { why, before: element.invalidSound === undefined ? [] : [element.invalidSound], used });
}

function ask(
  { element }: Turn<CollectNumber>,
  { why, before, used }: { why: string; before: readonly string[]; used: number },
): Move {
  return stay(why, {
    waiting: { phase: 'hearing' },
    tries: used,
    effects: [{ type: 'play', sounds: [...before, element.prompt], isLooped: false }],
  });
}
