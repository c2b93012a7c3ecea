import type { SipResponse } from '../message/message.ts';
import { Deadlines } from './deadlines.ts';
import type { Peer } from './peer.ts';
import type { TransactionTiming } from './timing.ts';
import { RFC_3261_TIMING } from './timing.ts';

/** A 2xx to INVITE that waits for its ACK. `key` is the user's, one for each dialog and INVITE. */
export interface Unacknowledged<Key> {
  readonly key: Key;
  readonly message: SipResponse;
  readonly target: Peer;
}

/** What came due: in the order of their instants. */
export interface Due2xx<Key> {
  /** To be sent again. */
  readonly resend: readonly Unacknowledged<Key>[];
  /** Never acknowledged, and forgotten now: the dialog is to be ended by BYE. */
  readonly expired: readonly Unacknowledged<Key>[];
}

interface Waiting<Key> extends Unacknowledged<Key> {
  readonly intervalMs: number;
}

/**
 * Repeats the 2xx to an INVITE until its ACK comes (RFC 3261 section 13.3.1.4): after T1, then after twice the time
 * each, at most T2; given up after 64*T1. Over reliable transports too, for the next hop may be another kind.
 * Pure: the user sends what `due` returns.
 */
export class Reliable2xx<Key> {
  private readonly timing: TransactionTiming;
  private readonly waiting = new Map<Key, Waiting<Key>>();
  private readonly deadlines = new Deadlines<Key, 'resend' | 'expire'>();

  constructor(timing: TransactionTiming = RFC_3261_TIMING) {
    this.timing = timing;
  }

  /** How many wait for their ACK. */
  get size(): number {
    return this.waiting.size;
  }

  /** Whether a 2xx waits for its ACK under that key. */
  has(key: Key): boolean {
    return this.waiting.has(key);
  }

  /** Takes up a 2xx that has just been sent for the first time. A key that waits already starts anew. */
  start(sent: Unacknowledged<Key>, now: number): void {
    const { t1Ms } = this.timing;
    this.waiting.set(sent.key, { ...sent, intervalMs: t1Ms });
    this.deadlines.set(sent.key, 'resend', now + t1Ms);
    this.deadlines.set(sent.key, 'expire', now + 64 * t1Ms);
  }

  /** The ACK came, or the dialog is over. False: nothing was waiting under that key. */
  acknowledged(key: Key): boolean {
    this.deadlines.keepOnly(key, []);
    return this.waiting.delete(key);
  }

  /** What is to be done by `now`. One that is late by several intervals is sent once for each. */
  due(now: number): Due2xx<Key> {
    const resend: Unacknowledged<Key>[] = [];
    const expired: Unacknowledged<Key>[] = [];
    for (;;) {
      const due = this.deadlines.takeDue(now);
      const waiting = due === undefined ? undefined : this.waiting.get(due.owner);
      if (due === undefined || waiting === undefined) return { resend, expired };
      const { intervalMs, ...sent } = waiting;
      if (due.timer === 'expire') {
        this.acknowledged(due.owner);
        expired.push(sent);
      } else {
        this.scheduleNext(waiting, due.atMs);
        resend.push(sent);
      }
    }
  }

  /** The earliest instant at which `due` has something; undefined when nothing waits. */
  nextDeadline(): number | undefined {
    return this.deadlines.next();
  }

  private scheduleNext(waiting: Waiting<Key>, atMs: number): void {
    const intervalMs = Math.min(waiting.intervalMs * 2, this.timing.t2Ms);
    this.waiting.set(waiting.key, { ...waiting, intervalMs });
    this.deadlines.set(waiting.key, 'resend', atMs + intervalMs);
  }
}
