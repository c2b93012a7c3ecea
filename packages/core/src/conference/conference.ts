import type { Outcome } from '../call/outcome.ts';
import type { CallId, ConferenceId, RoomId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** Who is invited to a conference. */
export type Invitee =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'external'; readonly number: string };

/** One who takes part, was invited, or has left. */
export interface Participant {
  readonly call: CallId;
  /** Undefined for a caller who came by themselves. */
  readonly invitee: Invitee | undefined;
  /** What came of it; undefined while they are called or take part. */
  readonly outcome: Outcome | undefined;
  readonly joinedAt: Instant | undefined;
  readonly isMuted: boolean;
}

/** A telephone meeting; it ends when the last one leaves. */
export interface Conference {
  readonly id: ConferenceId;
  readonly room: RoomId;
  /** The room of the company file in which it is held; undefined: it was called together. */
  readonly heldIn: string | undefined;
  readonly owner: UserId;
  readonly beganAt: Instant;
  /** In the order in which they were invited or came. */
  readonly participants: readonly Participant[];
}

/** Whether somebody is called for a conference, or takes part. */
export const isAlive = ({ participants }: Conference): boolean =>
  participants.some(({ outcome }) => outcome === undefined);
