import type { Instant } from '../kernel/time.ts';

/** How a place in a queue was given up: a closed list, each place once (E25). */
export const entryOutcomes = [
  /** A member took the call. */
  'answered',
  /** The caller left while waiting. */
  'abandoned',
  /** The longest wait was over. */
  'timedOut',
  /** As many waited as may. */
  'full',
  /** Nobody takes calls of the group. */
  'noMembers',
  /** The caller pressed a key to leave. */
  'keyExit',
  /** Went to another group. */
  'overflow',
  /** The group was closed, or closed while the caller waited. */
  'closed',
  /** The caller took a callback instead. */
  'callbackTaken',
  /** A user took the call who was not offered it. */
  'pickedElsewhere',
  /** It came back to the one who had transferred it. */
  'recalled',
  /** The network lost the caller. */
  'lost',
  /** The rounds of ringing were used up. */
  'unanswered',
  /** A user sent the waiting call elsewhere. */
  'transferred',
  /** Ended by the switchboard itself. */
  'released',
] as const;

/** One of {@link entryOutcomes}. */
export type EntryOutcome = (typeof entryOutcomes)[number];

/** What a user's line can take now, as figures tell it apart. */
export type LineState = 'unreachable' | 'idle' | 'reserved' | 'ringing' | 'busy' | 'wrappingUp' | 'paused';

/**
 * What figures are made of, and nothing else: plain JSON, derived from the
 * engine's events. Every figure is a fold over this stream, in its order, so a
 * log gives the same figures again. Instants never go back.
 */
export type StatisticsFact =
  /** The group is as the configuration now has it. Members who are not in it any more are logged out of it. */
  | {
      readonly type: 'groupConfigured';
      readonly at: Instant;
      readonly group: string;
      readonly name: string;
      readonly members: readonly string[];
      /** Absent: that of all groups. */
      readonly serviceLevelSeconds?: number;
      /** Absent: that of all groups. */
      readonly shortAbandonSeconds?: number;
    }
  /** A place in a queue. One that returns to its place (E4) has not left it. */
  | {
      readonly type: 'entryJoined';
      readonly at: Instant;
      readonly entry: string;
      readonly call: string;
      readonly group: string;
      readonly callerClass: 'ordinary' | 'vip';
      readonly kind: 'call' | 'callback';
      /** Seniority: may lie before `at`, when the caller has waited elsewhere. */
      readonly arrivedAt: Instant;
    }
  | {
      readonly type: 'entryLeft';
      readonly at: Instant;
      readonly entry: string;
      readonly group: string;
      readonly outcome: EntryOutcome;
      /** Who answered. */
      readonly user?: string;
      readonly waitMs: number;
    }
  | { readonly type: 'offeredTo'; readonly at: Instant; readonly user: string; readonly group: string }
  | {
      readonly type: 'missed';
      readonly at: Instant;
      readonly user: string;
      readonly group: string;
      readonly cause: string;
    }
  | {
      readonly type: 'talkBegan' | 'talkEnded';
      readonly at: Instant;
      readonly user: string;
      /** The group whose call it is; absent: a call straight to the user, or one the user made. */
      readonly group?: string;
      readonly call: string;
    }
  | {
      readonly type: 'memberLoggedIn' | 'memberLoggedOut';
      readonly at: Instant;
      readonly user: string;
      readonly group: string;
    }
  | { readonly type: 'memberPaused'; readonly at: Instant; readonly user: string; readonly reason?: string }
  | { readonly type: 'memberResumed'; readonly at: Instant; readonly user: string }
  | { readonly type: 'absenceBegan' | 'absenceEnded'; readonly at: Instant; readonly user: string }
  | {
      readonly type: 'availabilityChanged';
      readonly at: Instant;
      readonly user: string;
      readonly availability: LineState;
    }
  | { readonly type: 'callbackPromised'; readonly at: Instant; readonly group: string; readonly entry: string }
  | {
      readonly type: 'callbackEnded';
      readonly at: Instant;
      readonly group: string;
      readonly entry: string;
      /** How it ended, in the engine's words, such as `answered` or `callbackFailed`. */
      readonly result: string;
    };

/** The name of a fact. */
export type FactType = StatisticsFact['type'];

/** The facts of some types. */
export type FactOf<Type extends FactType> = Only<StatisticsFact, Type>;

type Only<Fact, Type> = Fact extends { readonly type: infer Own }
  ? [Extract<Own, Type>] extends [never]
    ? never
    : Fact & { readonly type: Extract<Own, Type> }
  : never;
