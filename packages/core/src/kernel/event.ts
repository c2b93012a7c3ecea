import type { Call } from '../call/call.ts';
import type { Outcome } from '../call/outcome.ts';
import type { LegParty } from '../leg/leg.ts';
import type { CallRecord } from '../log/call-record.ts';
import type { OfferResult, OfferTarget } from '../offer/offer.ts';
import type { Cause } from '../port/cause.ts';
import type { Availability } from '../user/availability.ts';
import type { CallId, DeviceId, EntryId, GroupId, LegId, OfferId, UserId } from './ids.ts';
import type { Instant } from './time.ts';
import type { TimerKind, TimerOwner } from './timer.ts';

/** What has happened: facts, in the past tense. Folding them gives the state again. */
export type Fact =
  /** A call has come; its caller's leg with it. */
  | {
      readonly type: 'callArrived';
      readonly call: CallId;
      readonly leg: LegId;
      readonly party: LegParty;
      readonly direction: Call['direction'];
      readonly from: Call['from'];
      readonly dialled: string;
      readonly target: Call['target'];
    }
  | { readonly type: 'callQueued'; readonly call: CallId; readonly entry: EntryId; readonly group: GroupId }
  /** A round of ringing begins: nobody has been tried in it. */
  | { readonly type: 'roundBegan'; readonly entry: EntryId; readonly round: number }
  /** A call is presented; for a group, the tier is open from now on. */
  | { readonly type: 'offerMade'; readonly offer: OfferId; readonly call: CallId; readonly to: OfferTarget }
  | {
      readonly type: 'legStarted';
      readonly leg: LegId;
      readonly call: CallId;
      readonly offer: OfferId;
      readonly party: LegParty;
    }
  | { readonly type: 'legRinging'; readonly leg: LegId }
  | { readonly type: 'legAnswered'; readonly leg: LegId }
  | { readonly type: 'legEnded'; readonly leg: LegId; readonly cause: Cause; readonly by: 'network' | 'switchboard' }
  /** The network told of the end of a leg that has not arrived: if it arrives later, it is over. */
  | { readonly type: 'legEndedUnseen'; readonly leg: LegId }
  /** A member did not take the call in this round. */
  | { readonly type: 'memberTried'; readonly entry: EntryId; readonly user: UserId; readonly cause: Cause }
  | { readonly type: 'offerEnded'; readonly offer: OfferId; readonly result: OfferResult }
  | { readonly type: 'roundPaused'; readonly entry: EntryId }
  /** No member can be rung for this caller now. */
  | { readonly type: 'memberAwaited'; readonly entry: EntryId }
  | { readonly type: 'entryLeft'; readonly entry: EntryId }
  | { readonly type: 'callConnected'; readonly call: CallId; readonly leg: LegId; readonly user: UserId | undefined }
  | { readonly type: 'messageStarted'; readonly call: CallId; readonly sound: string; readonly outcome: Outcome }
  | { readonly type: 'callEnded'; readonly call: CallId; readonly record: CallRecord }
  | { readonly type: 'deviceStateChanged'; readonly device: DeviceId; readonly isReachable: boolean }
  | { readonly type: 'availabilityChanged'; readonly user: UserId; readonly availability: Availability }
  | { readonly type: 'timerSet'; readonly owner: TimerOwner; readonly kind: TimerKind; readonly due: Instant }
  /** A timer fired or is not needed any more. */
  | { readonly type: 'timerCleared'; readonly owner: TimerOwner; readonly kind: TimerKind };

/** A fact with its instant. */
export type Event = Fact & { readonly at: Instant };
/** The name of an event. */
export type EventType = Event['type'];
/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<Event, { readonly type: Type }>;
