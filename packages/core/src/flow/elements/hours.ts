import { z } from 'zod';
import { expecting } from '../../config/expectations.ts';
import { id, object } from '../../config/schema-parts.ts';
import { elementId, next } from '../element-parts.ts';
import { type ElementRules, exit, type Turn } from '../element-rules.ts';
import { goTo, type Move } from '../move.ts';
import { none } from '../no-such-input.ts';

const BRANCHES = 'elements by the name of a period, such as { "open": "menu", "lunch": "lunch-message" }';

/** The hours element in a file: checks opening hours (S85–S88). */
export const hoursSchema = object(
  {
    kind: z.literal('hours'),
    schedule: id,
    /** Where the call goes in each period of the schedule. A period without a branch goes as `closed`. */
    branches: z.record(elementId, next, expecting(BRANCHES)),
    closed: next,
  },
  'opening hours, such as { "kind": "hours", "schedule": "shop", "branches": { "open": ... }, "closed": ... }',
);

/** A choice by the time. */
export type Hours = z.input<typeof hoursSchema>;

/** Opening hours: their exits, and their life in a call, which is an instant. */
export const hours: ElementRules<Hours> = {
  exits: ({ branches, closed }) => [
    ...Object.entries(branches).map(([period, to]) => ({ path: `branches.${period}`, to, pace: 'instant' as const })),
    ...exit('closed', closed, 'instant'),
  ],
  names: ({ schedule }) => [{ path: 'schedule', kind: 'schedule', id: schedule }],
  run: {
    entered: branch,
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

function branch({ element, facts }: Turn<Hours>): Move {
  const { period, why } = facts.periodAt(element.schedule);
  if (period === undefined) return goTo(element.closed, `${why}: closed`);
  const to = Object.hasOwn(element.branches, period) ? element.branches[period] : undefined;
  if (to === undefined) return goTo(element.closed, `${why}: ${period}, which has no branch`);
  return goTo(to, `${why}: ${period}`);
}
