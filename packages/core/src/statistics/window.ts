import type { Instant } from '../kernel/time.ts';
import { BucketRing, type SavedBucket } from '../structures/bucket-ring.ts';
import { newTally, sumTallies, type Tally } from './tally.ts';

const MINUTE = 60_000;

/** Buckets of the sliding windows: one minute each, for the last hour. */
export const SLIDING_BUCKET_MS = MINUTE;
/** Buckets of the day: a quarter of an hour, since every time zone's midnight lies on one. */
export const DAY_BUCKET_MS = 15 * MINUTE;

const SLIDING_BUCKETS = 60;
/** A day with 25 hours, and a little more. */
const DAY_BUCKETS = 104;

/**
 * The time that figures are asked for. A place counts in the time in which it
 * was *given*, with whatever became of it later, so that every window balances.
 * - `all`: since the fold began.
 * - `minutes`: the minute that runs and the whole minutes before it, as many as told.
 * - `since`: from an instant on, such as the company's midnight; exact to a
 *   quarter of an hour, and at most 26 hours back.
 */
export type Window =
  | { readonly kind: 'all' }
  | { readonly kind: 'minutes'; readonly minutes: 15 | 30 | 60 }
  | { readonly kind: 'since'; readonly from: Instant };

/** Windows as plain JSON. */
export interface SavedWindows {
  readonly all: Tally;
  readonly sliding: readonly SavedBucket<Tally>[];
  readonly day: readonly SavedBucket<Tally>[];
}

/** The tallies of one group over time. Every change costs O(1), every question at most O(buckets). */
export class Windows {
  private all: Tally = newTally();
  private readonly sliding = new BucketRing({ widthMs: SLIDING_BUCKET_MS, count: SLIDING_BUCKETS, make: newTally });
  private readonly day = new BucketRing({ widthMs: DAY_BUCKET_MS, count: DAY_BUCKETS, make: newTally });

  /** Changes every tally in which a place counts that was given at `joinedAt`. */
  change(joinedAt: Instant, how: (tally: Tally) => void): void {
    how(this.all);
    for (const ring of [this.sliding, this.day]) {
      const bucket = ring.at(joinedAt);
      if (bucket !== undefined) how(bucket);
    }
  }

  /** The sums of a window that ends at `at`, as a tally of its own. */
  tally(window: Window, at: Instant): Tally {
    switch (window.kind) {
      case 'all':
        return sumTallies([this.all]);
      case 'minutes':
        return sumTallies(this.sliding.span(at - (window.minutes - 1) * MINUTE, at));
      case 'since':
        return sumTallies(this.day.span(window.from, at));
    }
  }

  save(): SavedWindows {
    return structuredClone({ all: this.all, sliding: this.sliding.save(), day: this.day.save() });
  }

  /** Puts back what {@link save} gave; the windows must be new. */
  restore(saved: SavedWindows): void {
    const own = structuredClone(saved);
    this.all = own.all;
    this.sliding.restore(own.sliding);
    this.day.restore(own.day);
  }
}
