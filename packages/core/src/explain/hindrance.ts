import type { SkillNeed } from '../config/company.ts';
import type { CallbackId, CallId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** Why a user's phones do not ring for anything just now, whatever it is. */
export type LineHindrance =
  /** Talks, or calls somebody. */
  | { readonly kind: 'busy'; readonly calls: readonly CallId[] }
  /** The phones ring for another call. */
  | { readonly kind: 'ringingFor'; readonly call: CallId }
  | { readonly kind: 'wrappingUp'; readonly until: Instant }
  /** Kept for a callback, whose customer is being called. */
  | { readonly kind: 'reserved'; readonly callback: CallbackId }
  /** No device can be reached. */
  | { readonly kind: 'unreachable' };

/** Why a user is not rung for groups, though the line may be free. */
export type GroupHindrance =
  | { readonly kind: 'notLoggedIn'; readonly group: GroupId }
  | { readonly kind: 'paused'; readonly reason: string; readonly since: Instant }
  /** `until` undefined: until it is taken back. */
  | { readonly kind: 'absent'; readonly reason: string; readonly until: Instant | undefined }
  /** The network called the phone busy or out of reach; it is left alone for a while. */
  | { readonly kind: 'backingOff'; readonly until: Instant };

/** Why a member is not rung for one place of a line. */
export type PlaceHindrance =
  /** It is the caller. */
  | { readonly kind: 'isCaller' }
  /** Was rung in this round and did not take the call. */
  | { readonly kind: 'tried'; readonly round: number }
  /** Has refused the call, and the group does not ask again. */
  | { readonly kind: 'refused' }
  /** Does not know what the call needs. `has` is the user's level: 0 is none. */
  | { readonly kind: 'lacksSkill'; readonly need: SkillNeed; readonly has: number }
  /** The caller hears the welcome first. */
  | { readonly kind: 'welcome' }
  /** A better tier rings, for the time it has. */
  | { readonly kind: 'tierNotOpen'; readonly tier: number; readonly openTier: number; readonly until: Instant }
  /** As many members ring as the group rings at once. */
  | { readonly kind: 'widthFull'; readonly width: number; readonly until: Instant }
  /** Somebody takes the call whose phone rings for it. */
  | { readonly kind: 'pickedUp'; readonly by: UserId }
  /** The customer of a callback is being called; then the member `reserved` is rung. */
  | { readonly kind: 'customerCalled'; readonly reserved: UserId }
  /** A callback waits: for the next attempt, or for the group to open. */
  | { readonly kind: 'resting'; readonly until: Instant };

/** Why an operator is not rung for a call that came back. */
export type RecallHindrance =
  /** Another call that came back is first. */
  { readonly kind: 'returnedCallFirst'; readonly call: CallId };

/** Why a phone does not ring: a closed list. */
export type Hindrance = LineHindrance | GroupHindrance | PlaceHindrance | RecallHindrance;

/** Whether a user is rung for a call, and all that stands against it: empty when and only when the user is rung. */
export interface Verdict {
  readonly user: UserId;
  readonly isRung: boolean;
  /** The most lasting first. */
  readonly hindrances: readonly Hindrance[];
}
