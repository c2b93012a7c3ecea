import type { Sound } from '@sentralbord/core';
import type { RandomStream } from './random-stream.ts';

/** A time in ms: fixed, drawn evenly between two (both included), or drawn around a mean (exponential). */
export type TimeSpan = number | readonly [from: number, to: number] | { readonly mean: number };

/** What somebody does who hears something; done once for each time that it is played, however often it is looped. */
export type Reaction = {
  /** A sound by name, or `ringing`. */
  readonly hears: Sound;
  /** From the beginning of what is heard to the deed; absent: 1000. */
  readonly afterMs?: TimeSpan | undefined;
} & (
  | {
      readonly does: 'press';
      /** One or more keys, pressed 200 ms apart. */
      readonly keys: string;
    }
  | { readonly does: 'hangUp' }
);

/** How somebody behaves in a call. */
export interface Manners {
  readonly reactions?: readonly Reaction[] | undefined;
  /** How long they speak after the tone of a recording; absent: they say nothing. */
  readonly saysMs?: TimeSpan | undefined;
}

/** What the person behind a telephone does when it rings. */
export type Behaviour =
  | ({
      readonly does: 'answer';
      /** From ring to answer; absent: 3000. */
      readonly afterMs?: TimeSpan | undefined;
      /** From answer to hanging up; absent: never hangs up first. */
      readonly talkMs?: TimeSpan | undefined;
      /** Whether they press 1 when an answer has to be confirmed; absent: yes. */
      readonly confirms?: boolean | undefined;
    } & Manners)
  | {
      readonly does: 'reject';
      /** From ring to refusal; absent: 2000. */
      readonly afterMs?: TimeSpan | undefined;
    }
  /** Lets it ring. */
  | { readonly does: 'ignore' }
  /** Lets it ring until the voicemail answers, unless diversion is suppressed. A machine confirms nothing. */
  | {
      readonly does: 'voicemail';
      /** From ring to the voicemail's answer; absent: 20000. */
      readonly afterMs?: TimeSpan | undefined;
      /** From its answer to its hanging up; absent: never hangs up first. */
      readonly talkMs?: TimeSpan | undefined;
    }
  /** The telephone is in use: the network says busy. */
  | { readonly does: 'busy' }
  /** Cannot be rung. `isRegistered`: the network does not know it before it tries. */
  | { readonly does: 'unreachable'; readonly isRegistered?: boolean | undefined };

/** Draws a time of a span, in whole ms. */
export function drawMs(span: TimeSpan, random: RandomStream): number {
  if (typeof span === 'number') return span;
  if ('mean' in span) return Math.round(-Math.log(1 - random.next()) * span.mean);
  return random.whole(span[0], span[1]);
}

/** Whether the network says that a telephone with this behaviour can be reached. */
export const isSaidReachable = (behaviour: Behaviour): boolean =>
  behaviour.does !== 'unreachable' || behaviour.isRegistered === true;
