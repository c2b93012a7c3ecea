import type { LegId, UserId } from '../kernel/ids.ts';

/**
 * What a user's line can take now; one for all groups and devices.
 * - `unreachable`: no device can be reached. Out when one can.
 * - `idle`: may be rung.
 * - `ringing`: an offer rings. In from `idle`; out to `busy` by answering or dialling, else back.
 * - `busy`: in a call. Out when the last leg is gone.
 */
export type Availability = 'unreachable' | 'idle' | 'ringing' | 'busy';

/** What the engine holds of a user from moment to moment. */
export interface UserState {
  readonly id: UserId;
  readonly availability: Availability;
  /** Live legs to the user's devices. */
  readonly legs: readonly LegId[];
  /** How many of the user's devices can be reached. */
  readonly reachableDevices: number;
}
