import type { QueueExit } from '../config/company.ts';

/** The keys that a flow can ask for. A–D are on no ordinary phone. */
export const keys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const;

/** One of {@link keys}. */
export type Key = (typeof keys)[number];

/** Whether the network's text is one key at all: untrusted input. */
export const isDigit = (text: string): boolean => /^[0-9*#A-D]$/.test(text);

/** How a call can come back from a queue. Answered calls do not: the cursor is dropped. */
export type QueueReturn =
  | { readonly exit: QueueExit | 'callbackTaken' }
  /** The caller pressed a key that the flow had asked the queue to listen for. */
  | { readonly exit: 'key'; readonly digit: string };

/** How ringing a user can end without an answer. */
export type UserReturn = 'noAnswer' | 'busy' | 'unreachable';

/** How dialling a number outside can end without an answer; `failed`: barred, no such number, no line. */
export type ExternalReturn = 'noAnswer' | 'busy' | 'failed';

/** What can happen to a call that is in a flow: by type, what comes with it. */
export interface FlowInputs {
  /** The interpreter has come to the element. */
  readonly entered: Record<never, never>;
  /** The caller pressed a key: 0–9, *, #, A–D. */
  readonly digit: { readonly digit: string };
  /** The sounds of the newest `play` have been heard to their end, or have taken too long. */
  readonly played: Record<never, never>;
  /** The newest timer is due. */
  readonly timeOver: Record<never, never>;
  /** The call is out of the queue without an answer, by an exit that the flow handles. */
  readonly queueLeft: { readonly by: QueueReturn };
  readonly userEnded: { readonly by: UserReturn };
  readonly externalEnded: { readonly by: ExternalReturn };
  /** The caller has left a message, or said nothing. */
  readonly messageLeft: Record<never, never>;
  /** The callback that was asked for is promised, or a rule refused it. */
  readonly callbackSettled: { readonly by: 'taken' | 'refused' };
  /** The caller is out of the conference room and still on the line, or was not let in: it is full, closed or gone. */
  readonly roomLeft: { readonly by: 'left' | 'refused' };
}

/** The type of an input. */
export type FlowInputType = keyof FlowInputs;

/** One thing that happens to a call in a flow. */
export type FlowInput = {
  readonly [Type in Exclude<FlowInputType, 'entered'>]: { readonly type: Type } & FlowInputs[Type];
}[Exclude<FlowInputType, 'entered'>];
