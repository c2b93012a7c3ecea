import { z } from 'zod';
import { pin } from '../../conference/rooms-file.ts';
import { id, object, sound } from '../../config/schema-parts.ts';
import { elementDefaults, next, tries, waitSeconds } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import { flowLimits } from '../flow-limits.ts';
import { flowSounds } from '../flow-sounds.ts';
import { goTo, handOver, listen, type Move, release, stay } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The conference element in a file: a room that callers meet in (S166). */
export const conferenceSchema = object(
  {
    kind: z.literal('conference'),
    room: id,
    /** What the caller has to key in. Absent: what the room says. */
    pin: pin.optional(),
    /** Asks for the PIN. Default `conference-pin`. */
    prompt: sound.optional(),
    /** Before the prompt is heard again. */
    invalidSound: sound.optional(),
    /** From the end of the prompt, or the key before. Default 5. */
    waitSeconds: waitSeconds.optional(),
    /** Default 3. */
    tries: tries.optional(),
    /** After the conference. Absent: the call is released. */
    next: next.optional(),
    /** The PIN was wrong too often, or the room is full or closed. Absent: the caller hears that, and is released. */
    otherwise: next.optional(),
  },
  'a conference room, such as { "kind": "conference", "room": "board", "pin": "2580" }',
);

/** A conference room. */
export type Conference = z.input<typeof conferenceSchema>;

/** A conference room: its exits, and its life in a call. # ends the PIN, * begins it anew. */
export const conference: ElementRules<Conference> = {
  /** Without a PIN, a room that is full turns the caller away at once. */
  exits: (element) => [...exit('next', element.next, 'wait'), ...exit('otherwise', element.otherwise, 'instant')],
  names: ({ room }) => [{ path: 'room', kind: 'room', id: room }],
  run: {
    entered: (turn) => {
      const { typedAhead } = turn.cursor;
      if (pinOf(turn) === undefined) return join(turn, 'no PIN is asked for');
      if (typedAhead === '') return ask(turn, { why: 'asks for the PIN', before: [], used: 0 });
      const [keyed = ''] = typedAhead.split('#');
      return { ...judge(turn, keyed.slice(keyed.lastIndexOf('*') + 1)), typedAhead: '', usedKey: true };
    },
    digit: (turn, { digit }) => key(turn, digit),
    played: (turn) => waitForKey(turn, '', 'waits for the PIN'),
    timeOver: (turn) => judge(turn, keyedIn(turn)),
    roomLeft: ({ element }, { by }) => {
      if (by === 'refused') return turnedAway(element, 'the conference takes nobody now');
      if (element.next !== undefined) return goTo(element.next, 'the caller has left the conference');
      const how = { sound: undefined, cause: 'hungUp', outcome: 'answered' } as const;
      return release('the caller has left the conference', how);
    },
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
  },
};

const pinOf = ({ element, facts }: Turn<Conference>): string | undefined => element.pin ?? facts.roomPin(element.room);

const keyedIn = ({ waiting }: Turn<Conference>): string => (waiting?.phase === 'keying' ? waiting.keyed : '');

const join = ({ element: { room } }: Turn<Conference>, why: string): Move =>
  handOver('room', { type: 'joinConference', room }, `${why}: joins the conference ${room}`);

function turnedAway({ otherwise }: Conference, why: string): Move {
  if (otherwise !== undefined) return goTo(otherwise, why);
  return release(why, { sound: flowSounds.noRoom, cause: 'hungUp', outcome: 'released' });
}

/** The right PIN needs no #. */
function key(turn: Turn<Conference>, digit: string): Move {
  if (digit === '#') return judge(turn, keyedIn(turn));
  if (digit === '*') return waitForKey(turn, '', 'begins the PIN anew');
  const keyed = `${keyedIn(turn)}${digit}`;
  const isOver = keyed === pinOf(turn) || keyed.length >= flowLimits.keyedDigits;
  return isOver ? judge(turn, keyed) : waitForKey(turn, keyed, 'waits for the next key');
}

function waitForKey({ element, cursor, waiting }: Turn<Conference>, keyed: string, why: string): Move {
  const seconds = element.waitSeconds ?? elementDefaults.waitSeconds;
  const here = { waiting: { phase: 'keying', keyed }, tries: cursor.tries } as const;
  if (waiting?.phase !== 'keying') return listen(why, { ...here, waitSeconds: seconds });
  return stay(why, { ...here, effects: [{ type: 'startTimer', ms: seconds * 1000 }] });
}

function judge(turn: Turn<Conference>, keyed: string): Move {
  const { element, cursor } = turn;
  const pinAsked = pinOf(turn);
  if (keyed === pinAsked || pinAsked === undefined) return join(turn, 'the PIN is right');
  const used = cursor.tries + 1;
  const most = element.tries ?? elementDefaults.tries;
  const why = keyed === '' ? 'no PIN was keyed in' : 'the PIN is wrong';
  if (used >= most) return turnedAway(element, `${why}, after ${used} of ${most} tries`);
  return ask(turn, { why, before: element.invalidSound === undefined ? [] : [element.invalidSound], used });
}

function ask(
  { element }: Turn<Conference>,
  { why, before, used }: { why: string; before: readonly string[]; used: number },
): Move {
  return stay(why, {
    waiting: { phase: 'hearing' },
    tries: used,
    effects: [{ type: 'play', sounds: [...before, element.prompt ?? flowSounds.pin], isLooped: false }],
  });
}
