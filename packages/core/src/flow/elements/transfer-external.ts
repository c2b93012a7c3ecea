import { z } from 'zod';
import { e164, object } from '../../config/schema-parts.ts';
import { elementDefaults, next, ringSeconds } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import type { ExternalReturn } from '../flow-input.ts';
import { goTo, handOver, type Move, nobodyAnswered } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The transferExternal element in a file: a number outside, whoever has it (S91, S92). */
export const transferExternalSchema = object(
  {
    kind: z.literal('transferExternal'),
    number: e164,
    /** Default 30. */
    ringSeconds: ringSeconds.optional(),
    /** Also when the number cannot be reached or is barred. Absent: the caller hears that nobody answered. */
    noAnswer: next.optional(),
    /** Absent: as `noAnswer`. */
    busy: next.optional(),
  },
  'a number outside, such as { "kind": "transferExternal", "number": "+4799887766", "noAnswer": ... }',
);

/** A call to a number outside. */
export type TransferExternal = z.input<typeof transferExternalSchema>;

const WORDS: Record<ExternalReturn, string> = {
  noAnswer: 'does not answer',
  busy: 'is busy',
  failed: 'cannot be called',
};

/** A number outside: its exits, and its life in a call. */
export const transferExternal: ElementRules<TransferExternal> = {
  /** A number that is barred fails at once, so neither exit is sure to take time. */
  exits: ({ noAnswer, busy }) => [...exit('noAnswer', noAnswer, 'instant'), ...exit('busy', busy, 'instant')],
  names: () => [],
  run: {
    entered: ({ element }) =>
      handOver(
        'external',
        {
          type: 'dialExternal',
          number: element.number,
          ringMs: (element.ringSeconds ?? elementDefaults.ringSeconds) * 1000,
        },
        `calls ${element.number}`,
      ),
    externalEnded: ended,
    digit: none.digitAway,
    played: none.played,
    timeOver: none.timeOver,
    queueLeft: none.queueLeft,
    userEnded: none.userEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};

function ended({ element }: Turn<TransferExternal>, { by }: { readonly by: ExternalReturn }): Move {
  const why = `${element.number} ${WORDS[by]}`;
  const to = by === 'busy' ? (element.busy ?? element.noAnswer) : element.noAnswer;
  return to === undefined ? nobodyAnswered(why) : goTo(to, why);
}
