import type { UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../port/cause.ts';

/** How a call rang somebody, on all their devices together. */
export interface Rung {
  /** Undefined for a number outside. */
  readonly user: UserId | undefined;
  /** E.164; undefined for a user. */
  readonly number: string | undefined;
  /** When it was first asked to ring. */
  readonly firstAt: Instant;
  /** How often it began to ring while nothing of theirs rang. */
  readonly rings: number;
  /**
   * From when the network said that it rings, or where it said nothing, from when
   * it was asked to, until an answer or the end. In ms; devices at once count once.
   */
  readonly ringMs: number;
  /** Why the last device stopped; undefined when it was answered. */
  readonly cause: Cause | undefined;
  /** When the last device stopped. */
  readonly stoppedAt: Instant;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Adds up when something of somebody's rang, in the order in which it stopped. Keeps only what still may overlap. */
export class RingSpans {
  private readonly user: UserId | undefined;
  private readonly number: string | undefined;
  private firstAt: Instant | undefined;
  private live = 0;
  private rings = 0;
  private ringMs = 0;
  private cause: Cause | undefined;
  private stoppedAt: Instant = 0;
  /** Apart from each other, the earliest first. */
  private open: readonly Span[] = [];

  constructor(user: UserId | undefined, number: string | undefined) {
    this.user = user;
    this.number = number;
  }

  /** One more device is asked to ring. */
  begin(at: Instant): void {
    this.firstAt ??= at;
    if (this.live === 0) this.rings += 1;
    this.live += 1;
  }

  /** A device has stopped, which rang for `span`. */
  end(span: Span, cause: Cause | undefined): void {
    this.cause = cause;
    this.stoppedAt = span.to;
    this.live -= 1;
    const before = this.open.filter(({ to }) => to < span.from);
    const from = Math.min(span.from, this.open[before.length]?.from ?? span.from);
    this.open = [...before, { from, to: span.to }];
    if (this.live > 0) return;
    this.ringMs += lengthOf(this.open);
    this.open = [];
  }

  rung(): Rung {
    const { user, number, rings, cause, stoppedAt } = this;
    return {
      user,
      number,
      firstAt: this.firstAt ?? stoppedAt,
      rings,
      ringMs: this.ringMs + lengthOf(this.open),
      cause,
      stoppedAt,
    };
  }
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
