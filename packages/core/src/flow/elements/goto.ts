import { z } from 'zod';
import { object } from '../../config/schema-parts.ts';
import { elementId } from '../element-parts.ts';
import type { ElementRules } from '../element-rules.ts';
import { goToFlow } from '../move.ts';
import { none } from '../no-such-input.ts';

/** The goto element in a file: a link to another flow (S89). The call keeps its identity and its arrival. */
export const gotoSchema = object(
  {
    kind: z.literal('goto'),
    flow: elementId,
  },
  'a link, such as { "kind": "goto", "flow": "main" }',
);

/** A link to another flow, of which the newest version is entered. */
export type Goto = z.input<typeof gotoSchema>;

/** A link: its exit, and its life in a call, which is an instant. */
export const goto: ElementRules<Goto> = {
  exits: ({ flow }) => [{ path: 'flow', to: flow, pace: 'instant', isFlow: true }],
  names: () => [],
  run: {
    entered: ({ element }) => goToFlow(element.flow, `goes on in the flow ${element.flow}`),
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
