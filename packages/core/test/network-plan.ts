import type { Cause } from '../src/port/cause.ts';

/** What a phone does with a ring. A time counts from the moment it is asked to ring, in ms. */
export type Habit = {
  /** When it tells that it rings; undefined: never. */
  readonly ringsMs: number | undefined;
  readonly does:
    | { readonly kind: 'ignores' }
    /** Takes the call and hangs up `talksMs` later; undefined: stays. */
    | {
        readonly kind: 'answers';
        readonly afterMs: number;
        readonly talksMs: number | undefined;
        /** Who the network says has answered; absent: it does not say. */
        readonly by?: 'person' | 'machine';
      }
    | { readonly kind: 'ends'; readonly afterMs: number; readonly cause: Cause }
    /** Is answered so late that it has been stopped: `afterMs` counts from the stop. */
    | { readonly kind: 'answersLate'; readonly afterMs: number };
};

/** What happens to one signal on its way. */
export type Fault = { readonly isLost: boolean; readonly lateMs: number; readonly copies: number };

/** The wickedness of a network: each list is used in turn, over and over. */
export interface NetworkPlan {
  readonly habits: readonly Habit[];
  readonly faults: readonly Fault[];
  /** How long what is asked for with one `play` lasts; undefined: the network never tells that it was played. */
  readonly soundMs: readonly (number | undefined)[];
  /** How long a recording lasts unless it is stopped, capped at its greatest length; undefined: it is told only when stopped. Absent: 3000. */
  readonly recordMs?: readonly (number | undefined)[];
}
