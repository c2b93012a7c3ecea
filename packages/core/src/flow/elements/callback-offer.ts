import { z } from 'zod';
import { expecting } from '../../config/expectations.ts';
import { id, object, seconds, sound, text, whole } from '../../config/schema-parts.ts';
import type { GroupId } from '../../kernel/ids.ts';
import { elementDefaults, next, waitSeconds } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import { flowSounds } from '../flow-sounds.ts';
import { goTo, handOver, listen, type Move, release, stay } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The callbackOffer element in a file: to be called back when the queue is long (S93–S95). */
export const callbackOfferSchema = object(
  {
    kind: z.literal('callbackOffer'),
    group: id,
    /** Offered from so many waiting callers on. */
    whenLength: whole('a whole number from 1 to 10000', 1, 10_000).optional(),
    /** Offered from this expected wait on. With neither of the two it is always offered. */
    whenWaitSeconds: seconds.optional(),
    /** `automatic`: we ring when it is the caller's turn; `manual`: the company is told and rings itself. */
    mode: z.enum(['automatic', 'manual'], expecting('"automatic" or "manual"')),
    prompt: sound,
    acceptDigit: text('a key: "0" to "9", "*" or "#"', /^[0-9*#]$/),
    /** How long the key is waited for, from the end of the prompt. Default 5. */
    waitSeconds: waitSeconds.optional(),
    /** Absent: the caller hears that we ring back, and the call is released. */
    accepted: next.optional(),
    /** Not offered, declined, or refused by a rule. */
    otherwise: next,
  },
  'an offer, such as { "kind": "callbackOffer", "group": "sales", "mode": "automatic", "prompt": ..., "acceptDigit": "1", "otherwise": ... }',
);

/** An offer to be called back. */
export type CallbackOffer = z.input<typeof callbackOfferSchema>;

/** An offer: its exits, and its life in a call. */
export const callbackOffer: ElementRules<CallbackOffer> = {
  exits: ({ accepted, otherwise }) => [
    ...exit('accepted', accepted, 'wait'),
    ...exit('otherwise', otherwise, 'instant'),
  ],
  names: ({ group }) => [{ path: 'group', kind: 'group', id: group }],
  run: {
    entered: offer,
    digit: pressed,
    played: ({ element }) =>
      listen('waits for a key', {
        waiting: { phase: 'asked' },
        tries: 0,
        waitSeconds: element.waitSeconds ?? elementDefaults.waitSeconds,
      }),
    timeOver: ({ element }) => goTo(element.otherwise, 'no key was pressed'),
    callbackSettled: ({ element }, { by }) => {
      if (by === 'refused') return goTo(element.otherwise, 'a rule refuses the callback');
      if (element.accepted !== undefined) return goTo(element.accepted, 'the callback is promised');
      const how = { sound: flowSounds.promised, cause: 'hungUp', outcome: 'callback' } as const;
      return release('the callback is promised', how);
    },
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    roomLeft: none.roomLeft,
  },
};

const numberOf = ({ cursor, facts }: Turn<CallbackOffer>): string | undefined =>
  cursor.keyedNumber ?? facts.callerNumber;

/** Keys typed ahead do not answer the offer: it is not always made, so they were not meant for it. */
function offer(turn: Turn<CallbackOffer>): Move {
  const { element } = turn;
  if (numberOf(turn) === undefined) {
    return goTo(element.otherwise, 'the number is withheld and none was keyed in: not offered');
  }
  const reason = reasonToOffer(turn);
  if (reason === undefined) return goTo(element.otherwise, 'the queue is not long: not offered');
  return stay(`${reason}: offers a callback`, {
    waiting: { phase: 'hearing' },
    effects: [{ type: 'play', sounds: [element.prompt], isLooped: false }],
  });
}

function reasonToOffer({ element, facts }: Turn<CallbackOffer>): string | undefined {
  const { group, whenLength, whenWaitSeconds } = element;
  if (whenLength === undefined && whenWaitSeconds === undefined) return 'always';
  const length = facts.queueLength(group);
  if (whenLength !== undefined && length >= whenLength) return `${length} wait`;
  const waitMs = whenWaitSeconds === undefined ? undefined : facts.expectedWaitMs(group);
  if (waitMs === undefined || whenWaitSeconds === undefined || waitMs < whenWaitSeconds * 1000) return undefined;
  return `${Math.floor(waitMs / 1000)} s to wait`;
}

/** The key that accepts; every other key declines. */
function pressed(turn: Turn<CallbackOffer>, { digit }: { readonly digit: string }): Move {
  const { element } = turn;
  const number = numberOf(turn);
  if (digit !== element.acceptDigit || number === undefined) {
    return goTo(element.otherwise, `key ${digit} was pressed: declined`);
  }
  const { group, mode } = element;
  const effect = { type: 'promiseCallback', group: group as GroupId, mode, number } as const;
  return handOver('callback', effect, `key ${digit} was pressed: accepted`);
}
