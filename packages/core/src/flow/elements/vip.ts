import { z } from 'zod';
import { expecting } from '../../config/expectations.ts';
import { id, list, object } from '../../config/schema-parts.ts';
import type { GroupId, UserId } from '../../kernel/ids.ts';
import { next } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import type { FlowEffect } from '../flow-effect.ts';
import type { VipMatch } from '../flow-facts.ts';
import { goTo, type Move, stay } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The vip element in a file: who is on a list goes another way (S100–S102). */
export const vipSchema = object(
  {
    kind: z.literal('vip'),
    /** The first list that has the number counts. */
    lists: list(id, 'VIP list ids').min(1, expecting('at least one VIP list id')),
    /** `queueHead`: goes to `match`; `direct`: to the user or group that the entry of the list names, if it names one. */
    mode: z.enum(['queueHead', 'direct'], expecting('"queueHead" or "direct"')),
    /** In the mode `direct` also: when the entry names nobody, or nobody there took the call. */
    match: next,
    otherwise: next,
  },
  'a VIP choice, such as { "kind": "vip", "lists": ["gold"], "mode": "queueHead", "match": ..., "otherwise": ... }',
);

/** A choice by the caller's number. Who is found is a VIP from then on, and passes the queues. */
export type Vip = z.input<typeof vipSchema>;

/** A VIP choice: its exits, and its life in a call. */
export const vip: ElementRules<Vip> = {
  exits: ({ match, otherwise }) => [...exit('match', match, 'instant'), ...exit('otherwise', otherwise, 'instant')],
  names: ({ lists }) => lists.map((list, at) => ({ path: `lists[${at}]`, kind: 'vipList', id: list })),
  run: {
    entered: choose,
    queueLeft: ({ element }) => goTo(element.match, 'nobody took the direct call'),
    userEnded: ({ element }) => goTo(element.match, 'nobody took the direct call'),
    digit: none.digitAway,
    played: none.played,
    timeOver: none.timeOver,
    externalEnded: none.externalEnded,
    messageLeft: none.messageLeft,
    callbackSettled: none.callbackSettled,
    roomLeft: none.roomLeft,
  },
};

/** A withheld number is never VIP (L15). */
function choose({ element, facts }: Turn<Vip>): Move {
  if (facts.callerNumber === undefined) return goTo(element.otherwise, 'the number is withheld: not VIP');
  const found = facts.vipMatch(element.lists);
  if (found === undefined) return goTo(element.otherwise, 'on no VIP list');
  const asVip: FlowEffect = { type: 'setClass', callerClass: 'vip' };
  const why = `on the VIP list ${found.list}`;
  if (element.mode === 'queueHead' || found.target === undefined) return goTo(element.match, why, [asVip]);
  const direct = directCall(found.target);
  return stay(`${why}: ${direct.why}`, {
    waiting: { phase: 'away', with: direct.taker },
    effects: [asVip, direct.effect],
  });
}

interface DirectCall {
  readonly taker: 'queue' | 'user';
  readonly why: string;
  readonly effect: FlowEffect;
}

function directCall(target: NonNullable<VipMatch['target']>): DirectCall {
  if ('user' in target) {
    return {
      taker: 'user',
      why: `straight to ${target.user}`,
      effect: {
        type: 'ringUser',
        user: target.user as UserId,
        ringMs: undefined,
        exits: ['noAnswer', 'busy', 'unreachable'],
      },
    };
  }
  return {
    taker: 'queue',
    why: `straight to ${target.group}`,
    effect: {
      type: 'enterQueue',
      group: target.group as GroupId,
      exits: ['timedOut', 'full', 'noMembers', 'closed', 'unanswered'],
      keys: [],
    },
  };
}
