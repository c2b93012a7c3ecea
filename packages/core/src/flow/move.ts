import type { Taker, Waiting } from './cursor.ts';
import type { FlowEffect } from './flow-effect.ts';
import { flowSounds } from './flow-sounds.ts';

type Release = Extract<FlowEffect, { readonly type: 'release' }>;

/** Where a call goes from a cell. */
export type Onward =
  | { readonly kind: 'element'; readonly element: string }
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'stay'; readonly waiting: Waiting; readonly tries: number }
  | { readonly kind: 'release'; readonly release: Release };

/** What a cell decides: why, what is asked of the engine, and where the call goes. */
export interface Move {
  /** In words, for those who explain a call's way. */
  readonly why: string;
  readonly effects: readonly FlowEffect[];
  readonly onward: Onward;
  /** What is left of the keys typed ahead; absent: all of them. */
  readonly typedAhead?: string;
  /** A key typed ahead was used: an input of the caller, for the step limit. */
  readonly usedKey?: true;
  readonly keyedNumber?: string;
}

/** Goes on to another element of the flow. */
export const goTo = (element: string, why: string, effects: readonly FlowEffect[] = []): Move => ({
  why,
  effects,
  onward: { kind: 'element', element },
});

/** Goes on to the start of a flow. */
export const goToFlow = (flow: string, why: string): Move => ({ why, effects: [], onward: { kind: 'flow', flow } });

/** Ends the call. */
export const release = (why: string, how: Omit<Release, 'type'>): Move => ({
  why,
  effects: [],
  onward: { kind: 'release', release: { type: 'release', ...how } },
});

/** Waits in this element. */
export const stay = (
  why: string,
  { waiting, tries = 0, effects = [] }: { waiting: Waiting; tries?: number; effects?: readonly FlowEffect[] },
): Move => ({ why, effects, onward: { kind: 'stay', waiting, tries } });

/** Gives the call to another part of the engine, until its result comes. */
export const handOver = (taker: Taker, effect: FlowEffect, why: string): Move =>
  stay(why, { waiting: { phase: 'away', with: taker }, effects: [effect] });

/** Waits for a key, with a sound under it: nobody is left in silence (law 7). */
export const listen = (
  why: string,
  { waiting, tries, waitSeconds }: { waiting: Waiting; tries: number; waitSeconds: number },
): Move =>
  stay(why, {
    waiting,
    tries,
    effects: [
      { type: 'play', sounds: [flowSounds.listening], isLooped: true },
      { type: 'startTimer', ms: waitSeconds * 1000 },
    ],
  });

/** The end where nobody came and the flow does not say what then. */
export const nobodyAnswered = (why: string): Move =>
  release(why, { sound: flowSounds.nobody, cause: 'noAnswer', outcome: 'unanswered' });
