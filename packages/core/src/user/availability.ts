import type { DailyUsage } from '../access/daily-usage.ts';
import type { Destination } from '../config/company.ts';
import type { CallId, LegId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * What a user's line can take now; one for all groups and devices.
 * - `unreachable`: no device can be reached. Out when one can.
 * - `idle`: may be rung.
 * - `reserved`: kept for a callback while the customer is being dialled. In from `idle`.
 * - `ringing`: an offer rings. In from `idle`, `paused`, `reserved`; out to `busy` by answering or dialling, else back.
 * - `busy`: in a call. Out when the last leg is gone.
 * - `wrappingUp`: the time after a call of a group; takes nothing. Out when it is over.
 * - `paused`: takes no calls of groups; a call straight to the user rings.
 */
export type Availability = 'unreachable' | 'idle' | 'reserved' | 'ringing' | 'busy' | 'wrappingUp' | 'paused';

/** Why a user takes no calls of groups. */
export interface Pause {
  /** In words of the company's own, or `no answer` when the switchboard has paused the user. */
  readonly reason: string;
  readonly since: Instant;
}

/** A planned time away. */
export interface PlannedAbsence {
  readonly reason: string;
  readonly text: string | undefined;
  readonly from: Instant;
  /** Undefined: until it is taken back. */
  readonly until: Instant | undefined;
  /** Where calls straight to the user go meanwhile; undefined: to the user as ever. */
  readonly forward: Destination | undefined;
}

/** A time away that holds now. */
export interface PresentAbsence {
  readonly forward: Destination | undefined;
  readonly reason: string;
  readonly text: string | undefined;
  readonly since: Instant;
  /** Undefined: until it is taken back. */
  readonly until: Instant | undefined;
}

/** What the engine holds of a user from moment to moment. */
export interface UserState {
  readonly id: UserId;
  readonly availability: Availability;
  /** Live legs to the user's devices. */
  readonly legs: readonly LegId[];
  /** How many of the user's devices can be reached. */
  readonly reachableDevices: number;
  readonly pause: Pause | undefined;
  /** Times away, planned or begun, in the order in which they were set. */
  readonly absences: readonly PlannedAbsence[];
  /** Away: groups leave the user alone. */
  readonly absence: PresentAbsence | undefined;
  /** How long the user wraps up when the call is over; 0 when it came from no group. */
  readonly wrapUpMs: number;
  /** The network called the phone busy or out of reach: groups leave it alone for a while (E8). */
  readonly isBackingOff: boolean;
  /** The turn in which the user became idle: the least has been idle longest. */
  readonly idleTurn: number;
  /** Offers of groups in a row that the user let ring. */
  readonly missedInRow: number;
  /** Returned calls that wait for the user, the first to come first. */
  readonly recalls: readonly CallId[];
  /** What the user has called to the outside today. */
  readonly usage: DailyUsage | undefined;
  /** What the user dialled last, answered or not. */
  readonly lastDialled: string | undefined;
}
