import type { Taker, Waiting } from './cursor.ts';
import { type FlowInput, type FlowInputType, isDigit } from './flow-input.ts';

/** Which inputs each phase of waiting takes. */
const AWAITED = {
  hearing: ['digit', 'played'],
  asked: ['digit', 'timeOver'],
  keying: ['digit', 'timeOver'],
} as const satisfies Record<Exclude<Waiting['phase'], 'away'>, readonly FlowInputType[]>;

/** Which input brings the call back from where it is. */
const RETURNS = {
  queue: 'queueLeft',
  user: 'userEnded',
  external: 'externalEnded',
  voicemail: 'messageLeft',
  callback: 'callbackSettled',
  room: 'roomLeft',
} as const satisfies Record<Taker, FlowInputType>;

/** Why an input means nothing to an element that waits so; undefined: it may mean something. */
export function whyUnfit(waiting: Waiting, input: FlowInput): string | undefined {
  if (input.type === 'digit' && !isDigit(input.digit)) return 'that is no key';
  const awaited: readonly FlowInputType[] = waiting.phase === 'away' ? [RETURNS[waiting.with]] : AWAITED[waiting.phase];
  if (awaited.includes(input.type)) return undefined;
  return waiting.phase === 'away' ? `the call is away: ${waiting.with}` : `the call is in the phase ${waiting.phase}`;
}
