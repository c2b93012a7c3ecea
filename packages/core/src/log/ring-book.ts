import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, LegId, OfferId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { LegParty } from '../leg/leg.ts';
import type { Cause } from '../port/cause.ts';
import { SplitMap } from '../structures/split-map.ts';
import { RingSpans, type Rung } from './ring-spans.ts';

interface Ringing {
  readonly call: CallId;
  readonly offer: OfferId | undefined;
  /** Undefined for a number outside. */
  readonly user: UserId | undefined;
  readonly number: string | undefined;
  readonly since: Instant;
  /** Undefined until the network says that it rings. */
  readonly alertedAt: Instant | undefined;
}

interface CallRings {
  readonly parties: Map<string, RingSpans>;
  /** All parties together, up to the first talk. */
  readonly beforeAnswer: RingSpans;
  isAnswered: boolean;
}

/** Whom each live call has rung, for how long and how it stopped: a fold over events. */
export class RingBook {
  private readonly legs = new SplitMap<LegId, Ringing>();
  private readonly legsOf = new SplitMap<OfferId, Set<LegId>>();
  private readonly calls = new SplitMap<CallId, CallRings>();

  /** `userOf`: whose a device is. */
  apply(event: Event, userOf: (device: string) => UserId | undefined): void {
    const { at } = event;
    switch (event.type) {
      case 'legStarted':
        this.start(event);
        return;
      case 'callPlaced': {
        const { call, leg, to, number } = event;
        const user = to.kind === 'device' ? userOf(to.device) : undefined;
        this.begin(leg, { call, offer: undefined, user, number, since: at, alertedAt: undefined });
        return;
      }
      case 'legRinging': {
        const ringing = this.legs.get(event.leg);
        if (ringing?.alertedAt === undefined && ringing !== undefined)
          this.legs.set(event.leg, { ...ringing, alertedAt: at });
        return;
      }
      case 'legAnswered':
        this.stop(event.leg, undefined, at);
        return;
      case 'legEnded':
        this.stop(event.leg, event.cause, at);
        return;
      case 'callConnected': {
        const rings = this.calls.get(event.call);
        if (rings !== undefined) rings.isAnswered = true;
        return;
      }
      case 'offerMoved':
        this.move(event.offer, { offer: event.offer, call: event.to }, at);
        return;
      case 'offerRebound':
        this.move(event.from, { offer: event.offer, call: event.call }, at);
    }
  }

  /** Whom a call has rung, in the order of the first ring. */
  of(call: CallId): readonly Rung[] {
    return [...(this.calls.get(call)?.parties.values() ?? [])].map((spans) => spans.rung());
  }

  /** How long a call rang anybody before it was first answered, in ms; phones that ring at once count once. */
  beforeAnswerMs(call: CallId): number {
    return this.calls.get(call)?.beforeAnswer.rung().ringMs ?? 0;
  }

  /** A call has ended. */
  forget(call: CallId): void {
    this.calls.delete(call);
  }

  private start({ leg, call, offer, party, at }: EventOf<'legStarted'>): void {
    const ringing = { call, offer, ...whoIs(party), since: at, alertedAt: undefined };
    this.begin(leg, ringing);
  }

  private begin(leg: LegId, ringing: Ringing): void {
    this.legs.set(leg, ringing);
    if (ringing.offer !== undefined) {
      const others = this.legsOf.get(ringing.offer) ?? new Set<LegId>();
      this.legsOf.set(ringing.offer, others.add(leg));
    }
    const rings = this.ringsOf(ringing.call);
    partyOf(rings, ringing).begin(ringing.since);
    if (!rings.isAnswered) rings.beforeAnswer.begin(ringing.since);
  }

  private ringsOf(call: CallId): CallRings {
    const found = this.calls.get(call);
    if (found !== undefined) return found;
    const rings = { parties: new Map(), beforeAnswer: new RingSpans(undefined, undefined), isAnswered: false };
    this.calls.set(call, rings);
    return rings;
  }

  private stop(leg: LegId, cause: Cause | undefined, at: Instant): void {
    const ringing = this.legs.get(leg);
    if (ringing === undefined) return;
    this.legs.delete(leg);
    this.leaveOffer(leg, ringing.offer);
    const rings = this.calls.get(ringing.call);
    if (rings === undefined) return;
    const span = { from: ringing.alertedAt ?? (neverRang(cause) ? at : ringing.since), to: at };
    partyOf(rings, ringing).end(span, cause);
    if (!rings.isAnswered) rings.beforeAnswer.end(span, cause);
  }

  private leaveOffer(leg: LegId, offer: OfferId | undefined): void {
    const others = offer === undefined ? undefined : this.legsOf.get(offer);
    if (offer === undefined || others === undefined) return;
    others.delete(leg);
    if (others.size === 0) this.legsOf.delete(offer);
  }

  /** Phones that ring for one call ring on for another. */
  private move(from: OfferId, to: { readonly offer: OfferId; readonly call: CallId }, at: Instant): void {
    for (const leg of [...(this.legsOf.get(from) ?? [])]) {
      const ringing = this.legs.get(leg);
      if (ringing === undefined) continue;
      this.stop(leg, 'cancelled', at);
      this.begin(leg, { ...ringing, ...to, since: at, alertedAt: ringing.alertedAt === undefined ? undefined : at });
    }
  }
}

function whoIs(party: LegParty): Pick<Ringing, 'user' | 'number'> {
  return {
    user: party.kind === 'device' ? party.user : undefined,
    number: party.kind === 'external' ? party.number : undefined,
  };
}

function partyOf({ parties }: CallRings, { user, number }: Ringing): RingSpans {
  const key = user === undefined ? `number ${number ?? ''}` : `user ${user}`;
  const spans = parties.get(key) ?? new RingSpans(user, number);
  parties.set(key, spans);
  return spans;
}

/** A phone of which the network said nothing but this has not rung. */
function neverRang(cause: Cause | undefined): boolean {
  switch (cause) {
    case 'busy':
    case 'unreachable':
    case 'notFound':
    case 'forbidden':
    case 'incompatible':
    case 'congestion':
    case 'failed':
      return true;
    default:
      return false;
  }
}
