import type { Destination } from '../config/company.ts';
import type { CallId, DeviceId, EntryId, GroupId, LegId, OfferId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Direction, Outcome, StageTimes } from './outcome.ts';

/** Who calls. A withheld number is not kept at all. */
export type Caller =
  | {
      readonly kind: 'external';
      /** E.164 where it could be read so, else as the network wrote it. */
      readonly number: string | undefined;
      readonly name: string | undefined;
      readonly isWithheld: boolean;
    }
  | { readonly kind: 'user'; readonly user: UserId; readonly device: DeviceId };

/** Where a call is bound for, decided at arrival. */
export type CallTarget =
  | Destination
  | { readonly kind: 'external'; readonly number: string }
  /** Nothing answers to what was dialled. */
  | { readonly kind: 'nobody' };

/**
 * The life of a call. Each phase holds what it needs and nothing else; an ended
 * call is gone from the state and has become a record.
 * - `inFlow`: being routed, or hearing a message. In from arrival or an unanswered offer; out to any other.
 * - `queued`: has a place in a group and no phone rings for it. In from `inFlow`, `offered`; out to `offered`.
 * - `offered`: phones ring for it. In from `inFlow`, `queued`; out to `connected`, `queued`, `inFlow`.
 * - `connected`: talks with the party on `leg`. In from `offered`.
 */
export type CallPhase =
  | { readonly phase: 'inFlow'; readonly element: FlowElement }
  | { readonly phase: 'queued'; readonly entry: EntryId }
  | { readonly phase: 'offered'; readonly by: OfferedBy }
  | { readonly phase: 'connected'; readonly leg: LegId };

/** What a call in the flow is doing. */
export type FlowElement =
  | { readonly kind: 'arrival' }
  /** Hears a sound, then is released with the outcome that is already decided. */
  | { readonly kind: 'message'; readonly sound: string; readonly outcome: Outcome };

/** What makes phones ring: a place in a group (with offers of its own), or one offer to a user or a number. */
export type OfferedBy =
  | { readonly kind: 'entry'; readonly entry: EntryId }
  | { readonly kind: 'offer'; readonly offer: OfferId };

/** What the time of a call is spent on. */
export type Stage = 'waiting' | 'ringing' | 'message' | 'talking';

/** One caller's journey to exactly one outcome. */
export interface Call {
  readonly id: CallId;
  readonly direction: Direction;
  readonly from: Caller;
  /** As dialled, bounded in length. */
  readonly dialled: string;
  readonly target: CallTarget;
  readonly callerLeg: LegId;
  readonly at: CallPhase;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | undefined;
  readonly answeredBy: UserId | undefined;
  /** The first group that took the call. */
  readonly group: GroupId | undefined;
  readonly stage: Stage;
  readonly stageSince: Instant;
  readonly times: StageTimes;
}
