/** How long a member is taken up by one call of a group, learnt as calls end. Plain JSON. */
export interface HandleTimes {
  /** The exponential mean, whole milliseconds. */
  readonly meanMs: number;
  readonly count: number;
}

/** What a call takes before any has been seen: three minutes. */
export const PRIOR_HANDLE_MS = 180_000;

/** Each new talk weighs one part in this many. */
const WEIGHT = 10;

/** Before any talk: the prior is the mean. */
export const startHandleTimes = (priorMs: number = PRIOR_HANDLE_MS): HandleTimes => ({ meanMs: priorMs, count: 0 });

/** After a talk of `ms`: a tenth of the way towards it, in whole milliseconds. */
export const noteHandleTime = ({ meanMs, count }: HandleTimes, ms: number): HandleTimes => ({
  meanMs: meanMs + Math.round((ms - meanMs) / WEIGHT),
  count: count + 1,
});
