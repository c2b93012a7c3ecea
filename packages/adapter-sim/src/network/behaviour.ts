import type { RandomStream } from './random-stream.ts';

/** A time in ms: fixed, drawn evenly between two (both included), or drawn around a mean (exponential). */
export type TimeSpan = number | readonly [from: number, to: number] | { readonly mean: number };

/** What the person behind a telephone does when it rings. */
export type Behaviour =
  | {
      readonly does: 'answer';
      /** From ring to answer; absent: 3000. */
      readonly afterMs?: TimeSpan | undefined;
      /** From answer to hanging up; absent: never hangs up first. */
      readonly talkMs?: TimeSpan | undefined;
    }
  | {
      readonly does: 'reject';
      /** From ring to refusal; absent: 2000. */
      readonly afterMs?: TimeSpan | undefined;
    }
  /** Lets it ring. */
  | { readonly does: 'ignore' }
  /** The telephone is in use: the network says busy. */
  | { readonly does: 'busy' }
  /** Cannot be rung. `isRegistered`: the network does not know it before it tries. */
  | { readonly does: 'unreachable'; readonly isRegistered?: boolean | undefined };

/** How long a person takes to answer, unless said otherwise. */
export const ANSWER_MS = 3_000;
/** How long a person takes to refuse, unless said otherwise. */
export const REJECT_MS = 2_000;

/** Draws a time of a span, in whole ms. */
export function drawMs(span: TimeSpan, random: RandomStream): number {
  if (typeof span === 'number') return span;
  if ('mean' in span) return Math.round(-Math.log(1 - random.next()) * span.mean);
  return random.whole(span[0], span[1]);
}

/** Whether the network says that a telephone with this behaviour can be reached. */
export const isSaidReachable = (behaviour: Behaviour): boolean =>
  behaviour.does !== 'unreachable' || behaviour.isRegistered === true;
