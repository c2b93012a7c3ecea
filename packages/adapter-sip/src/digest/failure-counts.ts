/** Who tried to prove something. */
export interface Attempt {
  /** Address that the request came from. */
  readonly source: string;
  readonly username: string;
}

/** Failures within the window after which no more are looked at, and how many counts are remembered. */
export const failureLimits = {
  /** One phone with a wrong password, or one guesser: it must not shut out others behind the same address. */
  perUserFromSource: 10,
  /** Many user names tried from one address. */
  perSource: 50,
  /** One user name tried from many addresses. */
  perUser: 30,
  windowMs: 60_000,
  remembered: 10_000,
} as const;

interface Failures {
  readonly count: number;
  readonly since: number;
}

/**
 * Slows guessing down: failures are counted for each source, each user name and each pair of both, within a window
 * that starts at the first. User names that do not exist are counted alike, so that the counts tell nothing.
 * Memory is bounded: the oldest counts are forgotten first.
 */
export class FailureCounts {
  private readonly failures = new Map<string, Failures>();
  /** Pairs that proved themselves: what others do in that user's name does not hold them back. */
  private readonly proved = new Set<string>();

  /** Whether nothing is looked at for now, be it right or wrong. */
  isHeldBack(attempt: Attempt, now: number): boolean {
    const isOver = (key: string, limit: number): boolean => this.countOf(key, now) >= limit;
    return (
      isOver(pairKey(attempt), failureLimits.perUserFromSource) ||
      isOver(sourceKey(attempt), failureLimits.perSource) ||
      (isOver(userKey(attempt), failureLimits.perUser) && !this.proved.has(pairKey(attempt)))
    );
  }

  /** Counts a wrong proof. */
  failed(attempt: Attempt, now: number): void {
    for (const key of [pairKey(attempt), sourceKey(attempt), userKey(attempt)]) {
      const count = this.countOf(key, now);
      const since = count === 0 ? now : (this.failures.get(key)?.since ?? now);
      this.failures.set(key, { count: count + 1, since });
      forgetOldest(this.failures, failureLimits.remembered);
    }
  }

  /**
   * Forgets the failures of that pair, and of no other: whoever has one account must not be able to wipe out the
   * traces of guessing at another.
   */
  succeeded(attempt: Attempt): void {
    const key = pairKey(attempt);
    this.failures.delete(key);
    this.proved.delete(key);
    this.proved.add(key);
    forgetOldest(this.proved, failureLimits.remembered);
  }

  private countOf(key: string, now: number): number {
    const failures = this.failures.get(key);
    return failures === undefined || now - failures.since >= failureLimits.windowMs ? 0 : failures.count;
  }
}

const sourceKey = ({ source }: Attempt): string => `source ${source}`;
// A user name may be as long as a header field; no real one is.
const userKey = ({ username }: Attempt): string => `user ${username.slice(0, 100)}`;
const pairKey = (attempt: Attempt): string => `${sourceKey(attempt)} ${userKey(attempt)}`;

function forgetOldest(from: Map<string, unknown> | Set<string>, most: number): void {
  if (from.size <= most) return;
  const oldest = from.keys().next();
  if (oldest.done !== true) from.delete(oldest.value);
}
