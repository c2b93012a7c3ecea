import type { CallId, RoomId, UserId } from '../kernel/ids.ts';

/** How a supervisor takes part in a talk. */
export type SupervisorRole =
  /** Hears both, and is heard by nobody. */
  | 'listens'
  /** Hears both, and is heard by the colleague only. */
  | 'whispers'
  /** Hears both, and is heard by both. */
  | 'speaks';

/** Somebody who listens in on a talk; at most one a talk. */
export interface Supervision {
  /** The supervisor's own call. */
  readonly call: CallId;
  readonly by: UserId;
  readonly as: SupervisorRole;
  /** Where the talk goes on; undefined while the supervisor's phone rings, and the two still talk by themselves. */
  readonly room: RoomId | undefined;
}
