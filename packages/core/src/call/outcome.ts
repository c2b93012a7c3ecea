/** From outside, to outside, or between colleagues. */
export type Direction = 'incoming' | 'outgoing' | 'internal';

/** The one result of a call: a closed list. */
export const outcomes = [
  /** A person took the call. */
  'answered',
  /** The caller left while waiting. */
  'abandoned',
  /** The caller had talked and left while being moved to somebody else. */
  'abandonedInTransfer',
  /** The caller left a message. */
  'voicemail',
  /** The caller took a callback; what comes of it is a call of its own. */
  'callback',
  /** The caller had a callback coming, which has reached them on another leg or whose place they took. */
  'joined',
  /** As many waited in the group as may. */
  'full',
  /** The caller had waited as long as the group lets them. */
  'timedOut',
  /** The group was closed. */
  'closed',
  /** It was offered as the rules say and nobody took it. */
  'unanswered',
  /** No member of the group can be reached at all. */
  'noMembers',
  /** The one called is in another call. */
  'busy',
  /** The one called refused. */
  'rejected',
  /** The one called cannot be reached. */
  'unreachable',
  /** What was dialled leads nowhere. */
  'notFound',
  /** A rule of the company does not allow the number. */
  'barred',
  /** The network could not carry the call on. */
  'failed',
  /** The network lost the caller's leg. */
  'lost',
  /** Ended by the switchboard itself: a command, or being stopped. */
  'released',
] as const;

/** One of {@link outcomes}. */
export type Outcome = (typeof outcomes)[number];

/** How long a call spent on what, in ms. They sum to the whole call. */
export interface StageTimes {
  readonly waitingMs: number;
  readonly ringingMs: number;
  readonly messageMs: number;
  readonly talkingMs: number;
  /** On hold, parked, or waiting for a consultation. */
  readonly heldMs: number;
}
