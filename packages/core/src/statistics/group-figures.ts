import type { Instant } from '../kernel/time.ts';
import type { EntryOutcome } from '../queue/entry-outcome.ts';
import { type AnswerRateName, answerRates, type ServiceLevelName, serviceLevels } from './service-level.ts';
import { meanMs, type Tally } from './tally.ts';

/** What became of the calls of one window. Shares are 0 to 1; a share or mean of nothing is undefined. */
export interface WindowFigures {
  /** Calls that were given a place in the window: the sum of all outcomes and of those that still wait. */
  readonly offered: number;
  readonly stillWaiting: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Those of the abandoned that left almost at once. */
  readonly shortAbandons: number;
  readonly outcomes: Readonly<Record<EntryOutcome, number>>;
  /** Mean wait of the answered calls, in milliseconds (S63). */
  readonly averageSpeedOfAnswerMs: number | undefined;
  /** The longest wait of an answered call, in milliseconds. */
  readonly longestAnsweredWaitMs: number | undefined;
  readonly answerRates: Readonly<Record<AnswerRateName, number | undefined>>;
  readonly serviceLevels: Readonly<Record<ServiceLevelName, number | undefined>>;
}

/** A group as a board shows it: all of one instant. */
export interface GroupFigures {
  readonly group: string;
  /** The group's name (S59). */
  readonly name: string;
  readonly at: Instant;
  /** Logged-in members (S60, S117): all of busy, free and the five after them. */
  readonly loggedIn: number;
  /** Logged-in members in any call (S61). */
  readonly busy: number;
  /** Logged-in members who could answer the next call (S119). */
  readonly free: number;
  /** Logged-in members whose phones ring already. */
  readonly ringing: number;
  readonly wrappingUp: number;
  readonly reserved: number;
  readonly absent: number;
  readonly paused: number;
  readonly unreachable: number;
  /** Members in any call, logged in or not (S118). */
  readonly inCall: number;
  /** Calls that wait, with those that ring, without those that are answered (S62, S120). */
  readonly waiting: number;
  /** When the one who has waited longest arrived. */
  readonly oldestArrivedAt: Instant | undefined;
  readonly longestWaitMs: number | undefined;
  /** Mean age of the calls that wait now, in milliseconds (S122). */
  readonly averageWaitNowMs: number | undefined;
  /** Promised and not yet ended (S121, L5). */
  readonly callbacksPending: number;
  /** What a call takes up a member, in milliseconds: the exponential mean of talks of the group. */
  readonly meanTalkMs: number;
  readonly window: WindowFigures;
}

/** The figures of a tally. */
export function windowFigures(tally: Tally): WindowFigures {
  return {
    offered: tally.offered,
    stillWaiting: tally.waiting,
    answered: tally.outcomes.answered,
    abandoned: tally.outcomes.abandoned,
    shortAbandons: tally.shortAbandons,
    outcomes: { ...tally.outcomes },
    averageSpeedOfAnswerMs: meanMs(tally.answeredWaitMs, tally.outcomes.answered),
    longestAnsweredWaitMs: tally.outcomes.answered > 0 ? tally.longestAnsweredWaitMs : undefined,
    answerRates: {
      ofDecided: answerRates.ofDecided.of(tally),
      ofDecidedWithoutShortAbandons: answerRates.ofDecidedWithoutShortAbandons.of(tally),
      withPickups: answerRates.withPickups.of(tally),
      ofAnsweredAndAbandoned: answerRates.ofAnsweredAndAbandoned.of(tally),
    },
    serviceLevels: {
      answered: serviceLevels.answered.of(tally),
      withAbandons: serviceLevels.withAbandons.of(tally),
      withoutShortAbandons: serviceLevels.withoutShortAbandons.of(tally),
      answeredWithFlowOuts: serviceLevels.answeredWithFlowOuts.of(tally),
      withAbandonsAndFlowOuts: serviceLevels.withAbandonsAndFlowOuts.of(tally),
      withFlowOutsWithoutShortAbandons: serviceLevels.withFlowOutsWithoutShortAbandons.of(tally),
      asterisk2: serviceLevels.asterisk2.of(tally),
    },
  };
}
