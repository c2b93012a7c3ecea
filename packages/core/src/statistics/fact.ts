import type { Instant } from '../kernel/time.ts';
import type { EntryOutcome } from '../queue/entry-outcome.ts';
import type { Availability } from '../user/availability.ts';

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
      readonly availability: Availability;
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
