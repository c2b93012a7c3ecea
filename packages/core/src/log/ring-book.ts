import type { Event } from '../kernel/event.ts';
import type { CallId, LegId, OfferId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../port/cause.ts';

/** How a call rang a user, on all their devices together. */
export interface Rung {
  readonly firstAt: Instant;
  /** Devices that ring at once count once. */
  readonly ringMs: number;
  /** Why the last device stopped; undefined when it was answered. */
  readonly cause: Cause | undefined;
}

interface Ringing {
  readonly call: CallId;
  readonly user: UserId;
  readonly offer: OfferId | undefined;
}

interface Tally {
  readonly firstAt: Instant;
  ringMs: number;
  cause: Cause | undefined;
  legs: number;
  since: Instant;
}

/** Which users each live call has rung, for how long and how it stopped: a fold over events. */
export class RingBook {
  private readonly ringing = new Map<LegId, Ringing>();
  private readonly rung = new Map<CallId, Map<UserId, Tally>>();

  /** `userOf`: whose a device is. */
  apply(event: Event, userOf: (device: string) => UserId | undefined): void {
    const { at } = event;
    switch (event.type) {
      case 'legStarted': {
        const { leg, call, offer, party } = event;
        if (party.kind === 'device') this.begin(leg, { call, offer, user: party.user }, at);
        return;
      }
      case 'callPlaced': {
        const user = event.to.kind === 'device' ? userOf(event.to.device) : undefined;
        if (user !== undefined) this.begin(event.leg, { call: event.call, offer: undefined, user }, at);
        return;
      }
      case 'legAnswered':
        this.stop(event.leg, undefined, at);
        return;
      case 'legEnded':
        this.stop(event.leg, event.cause, at);
        return;
      case 'offerMoved':
        this.move(event.offer, { offer: event.offer, call: event.to }, at);
        return;
      case 'offerRebound':
        this.move(event.from, { offer: event.offer, call: event.call }, at);
    }
  }

  /** Whom a call rang, up to now. */
  of(call: CallId): ReadonlyMap<UserId, Rung> {
    return this.rung.get(call) ?? new Map();
  }

  /** A call has ended. */
  forget(call: CallId): void {
    this.rung.delete(call);
  }

  private begin(leg: LegId, ringing: Ringing, at: Instant): void {
    this.ringing.set(leg, ringing);
    const users = this.rung.get(ringing.call) ?? new Map<UserId, Tally>();
    this.rung.set(ringing.call, users);
    const tally = users.get(ringing.user) ?? { firstAt: at, ringMs: 0, cause: undefined, legs: 0, since: at };
    users.set(ringing.user, tally);
    if (tally.legs === 0) tally.since = at;
    tally.legs += 1;
  }

  private stop(leg: LegId, cause: Cause | undefined, at: Instant): void {
    const ringing = this.ringing.get(leg);
    if (ringing === undefined) return;
    this.ringing.delete(leg);
    const tally = this.rung.get(ringing.call)?.get(ringing.user);
    if (tally === undefined) return;
    tally.cause = cause;
    tally.legs -= 1;
    if (tally.legs === 0) tally.ringMs += at - tally.since;
  }

  /** Phones that ring for one call ring on for another. */
  private move(from: OfferId, to: { readonly offer: OfferId; readonly call: CallId }, at: Instant): void {
    for (const [leg, ringing] of [...this.ringing]) {
      if (ringing.offer !== from) continue;
      this.stop(leg, 'cancelled', at);
      this.begin(leg, { ...ringing, ...to }, at);
    }
  }
}
