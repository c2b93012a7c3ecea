/** What a forecast of a wait is made of. */
export interface WaitOutlook {
  /** The place in the line as it will be served: 1 is next. */
  readonly position: number;
  /** Members of the group that are logged in. */
  readonly loggedIn: number;
  /** Those of them that take calls, now or after the call they are in: neither paused, absent nor unreachable. */
  readonly active: number;
  /** How long a call takes up a member, wrap-up with it. */
  readonly meanHandleMs: number;
}

/**
 * The wait to expect at a place, in whole milliseconds: position × mean handle
 * time / active members. `null` when no member is logged in: then there is no
 * forecast. With members logged in of whom none is active, as if one were.
 * Never negative, never shorter further back, never longer with more members (E25).
 */
export function expectedWaitMs({ position, loggedIn, active, meanHandleMs }: WaitOutlook): number | null {
  if (loggedIn <= 0) return null;
  return Math.round((Math.max(0, position) * Math.max(0, meanHandleMs)) / Math.max(1, active));
}

/** A forecast as a caller has been told it, or is to be told. */
export interface AnnouncedWait {
  readonly position: number;
  /** `null`: no forecast can be made. */
  readonly expectedMs: number | null;
  readonly active: number;
}

/**
 * What to tell a caller who has been told `previous`: better news as it is;
 * worse news only when there is a cause that the caller may know of, which is
 * that fewer members take calls than before (E10, `onlyUp`). Being overtaken or
 * a slower mean is no such cause: then the caller is told what was said before.
 */
export function announce(previous: AnnouncedWait | undefined, next: AnnouncedWait): AnnouncedWait {
  if (previous === undefined || next.active < previous.active) return next;
  return {
    position: Math.min(previous.position, next.position),
    expectedMs: leastOf(previous.expectedMs, next.expectedMs),
    active: next.active,
  };
}

const leastOf = (previous: number | null, next: number | null): number | null =>
  previous === null || next === null ? (next ?? previous) : Math.min(previous, next);
