import { type EntryOutcome, entryOutcomes } from '../queue/entry-outcome.ts';

/** A share or mean of nothing is no value: never NaN, never 100 %. */
export const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

/** A mean in whole milliseconds; undefined of nothing. */
export const meanMs = (sumMs: number, count: number): number | undefined =>
  count > 0 ? Math.round(sumMs / count) : undefined;

/** What of a wait is counted apart, in milliseconds. */
export interface WaitLimits {
  /** Answered in time: after this long at most. */
  readonly serviceLevelMs: number;
  /** A short abandon: after less than this. */
  readonly shortAbandonMs: number;
}

/** Sums of places in a queue, from which every share and mean is made. Only sums are kept, so tallies add up. */
export interface Tally {
  /** Places given: every one ends in one outcome or still waits. */
  offered: number;
  waiting: number;
  readonly outcomes: Record<EntryOutcome, number>;
  /** Over answered calls only. */
  answeredWaitMs: number;
  longestAnsweredWaitMs: number;
  /** Answered within the limit of the service level. */
  answeredInTime: number;
  /** Abandoned within the limit of the service level. */
  abandonedInTime: number;
  shortAbandons: number;
}

/** A tally of nothing. */
export const newTally = (): Tally => ({
  offered: 0,
  waiting: 0,
  outcomes: noOutcomes(),
  answeredWaitMs: 0,
  longestAnsweredWaitMs: 0,
  answeredInTime: 0,
  abandonedInTime: 0,
  shortAbandons: 0,
});

const noOutcomes = (): Record<EntryOutcome, number> => ({
  answered: 0,
  abandoned: 0,
  timedOut: 0,
  full: 0,
  noMembers: 0,
  keyExit: 0,
  overflow: 0,
  closed: 0,
  callbackTaken: 0,
  pickedElsewhere: 0,
  recalled: 0,
  lost: 0,
  unanswered: 0,
  released: 0,
});

/** A place was given. */
export function tallyJoined(tally: Tally): void {
  tally.offered += 1;
  tally.waiting += 1;
}

/** A place that {@link tallyJoined} counted was given up. */
export function tallyLeft(tally: Tally, outcome: EntryOutcome, wait: WaitLimits & { readonly waitMs: number }): void {
  tally.waiting -= 1;
  tally.outcomes[outcome] += 1;
  const isInTime = wait.waitMs <= wait.serviceLevelMs;
  if (outcome === 'answered') {
    tally.answeredWaitMs += wait.waitMs;
    tally.longestAnsweredWaitMs = Math.max(tally.longestAnsweredWaitMs, wait.waitMs);
    if (isInTime) tally.answeredInTime += 1;
  }
  if (outcome === 'abandoned') {
    if (isInTime) tally.abandonedInTime += 1;
    if (wait.waitMs < wait.shortAbandonMs) tally.shortAbandons += 1;
  }
}

/** Adds a tally to another, in place. */
export function addTally(sum: Tally, more: Tally): void {
  sum.offered += more.offered;
  sum.waiting += more.waiting;
  for (const outcome of entryOutcomes) sum.outcomes[outcome] += more.outcomes[outcome];
  sum.answeredWaitMs += more.answeredWaitMs;
  sum.longestAnsweredWaitMs = Math.max(sum.longestAnsweredWaitMs, more.longestAnsweredWaitMs);
  sum.answeredInTime += more.answeredInTime;
  sum.abandonedInTime += more.abandonedInTime;
  sum.shortAbandons += more.shortAbandons;
}

/** The sum of tallies, as a new one. */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  const sum = newTally();
  for (const tally of tallies) addTally(sum, tally);
  return sum;
}

/** Places given up by going elsewhere: neither answered, nor left by the caller, nor lost by the network. */
export const flowOutsOf = ({ offered, waiting, outcomes }: Tally): number =>
  offered - waiting - outcomes.answered - outcomes.abandoned - outcomes.lost;

/** E25: each place has one outcome, or waits. */
export const isBalanced = (tally: Tally): boolean =>
  tally.waiting >= 0 &&
  tally.offered === tally.waiting + entryOutcomes.reduce((sum, outcome) => sum + tally.outcomes[outcome], 0);
