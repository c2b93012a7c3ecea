import type { Destination } from '../config/company.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { SplitMap } from '../structures/split-map.ts';
import type { PendingTransfer, ReturnReason, TransferRecord, TransferTarget } from '../transfer/transfer.ts';

/** How a call came from one to another (S77). */
export type Forwarding =
  /** The absence of a user sent it on. */
  | {
      readonly kind: 'absence';
      readonly at: Instant;
      readonly from: UserId;
      readonly to: Destination;
      /** What the absence is called. */
      readonly reason: string;
    }
  /** A user moved it on; what came of it, and why, where it came back. */
  | {
      readonly kind: 'transfer';
      readonly at: Instant;
      readonly from: UserId;
      readonly to: TransferTarget;
      readonly result: TransferRecord['result'];
    }
  /** It came back from hold or from a park slot. */
  | {
      readonly kind: 'return';
      readonly at: Instant;
      /** Whom it came back to; undefined: they could not be reached, so it went on to others. */
      readonly to: UserId | undefined;
      readonly reason: ReturnReason;
    }
  /** A user took it whom it was not for: from the phones that rang, or from a slot. */
  | { readonly kind: 'pickUp'; readonly at: Instant; readonly by: UserId };

interface Noted {
  readonly forwarding: Forwarding;
  readonly concerns: Set<UserId>;
}

interface Journey {
  /** In the order in which they were decided. */
  readonly noted: Noted[];
  /** What brought it to those whom it rings now. */
  underway: Noted[];
  transfer: PendingTransfer | undefined;
  /** Whom it has rung since the transfer began. */
  rungForTransfer: Set<UserId>;
  /** Waits on hold or in a slot: why it would come back, and whom that concerns. */
  waits: { readonly reason: ReturnReason; readonly by: UserId | undefined } | undefined;
  pickUp: { readonly by: UserId; readonly from: readonly UserId[] } | undefined;
}

/** How each live call came from one to another, and whom each step of it concerns: a fold over events. */
export class ForwardingBook {
  private readonly journeys = new SplitMap<CallId, Journey>();

  /** `stoppedFor`: whose phones stopped ringing for a call at this instant, because another takes it. */
  apply(event: Event, stoppedFor: (call: CallId, at: Instant) => readonly UserId[]): void {
    switch (event.type) {
      case 'callForwarded':
        this.forward(event);
        return;
      case 'transferBegan':
        this.beginTransfer(event);
        return;
      case 'transferEnded':
        this.endTransfer(event);
        return;
      case 'callHeld':
      case 'consultationBegan':
        this.wait(event.call, 'leftOnHold', undefined);
        return;
      case 'partiesSwapped':
        if (event.speaksWith === 'caller') this.of(event.call).waits = undefined;
        else this.wait(event.call, 'leftOnHold', undefined);
        return;
      case 'callParked':
        this.wait(event.call, 'parkTimeout', event.by);
        return;
      case 'recallBegan':
        this.comeBack(event.call, event.user, event.at);
        return;
      case 'entryJoined':
        if (event.holder.kind === 'call' && event.isReturned) this.comeBack(event.holder.call, undefined, event.at);
        return;
      case 'greetingStarted':
        this.comeBack(event.call, undefined, event.at);
        return;
      case 'offerMade':
        this.offer(event, stoppedFor);
        return;
      case 'legStarted':
        if (event.party.kind === 'device') this.concern(event.call, event.party.user);
        return;
      case 'callConnected':
        this.connect(event);
    }
  }

  /** What of a call's way concerns a user. */
  concerning(call: CallId, user: UserId): readonly Forwarding[] {
    const noted = this.journeys.get(call)?.noted ?? [];
    return noted.filter(({ concerns }) => concerns.has(user)).map(({ forwarding }) => forwarding);
  }

  /** Everybody whom the way of a call concerns. */
  concerned(call: CallId): readonly UserId[] {
    return (this.journeys.get(call)?.noted ?? []).flatMap(({ concerns }) => [...concerns]);
  }

  /** A call has ended. */
  forget(call: CallId): void {
    this.journeys.delete(call);
  }

  private of(call: CallId): Journey {
    const found = this.journeys.get(call);
    if (found !== undefined) return found;
    const nothing = { transfer: undefined, waits: undefined, pickUp: undefined };
    const journey = { noted: [], underway: [], rungForTransfer: new Set<UserId>(), ...nothing };
    this.journeys.set(call, journey);
    return journey;
  }

  private forward({ call, user, to, reason, at }: EventOf<'callForwarded'>): void {
    const concerns = [user, ...(to.kind === 'user' ? [to.user] : [])];
    note(this.of(call), { kind: 'absence', at, from: user, to, reason }, concerns);
  }

  private beginTransfer({ call, transfer }: EventOf<'transferBegan'>): void {
    const journey = this.of(call);
    journey.transfer = transfer;
    journey.rungForTransfer = new Set();
    journey.waits = undefined;
    journey.pickUp = undefined;
    journey.underway = [];
  }

  private endTransfer({ call, record }: EventOf<'transferEnded'>): void {
    const { by: from, target: to, beganAt: at, result } = record;
    const journey = this.of(call);
    const concerns = [from, ...(to.kind === 'user' ? [to.user] : []), ...journey.rungForTransfer];
    journey.transfer = undefined;
    note(journey, { kind: 'transfer', at, from, to, result }, concerns);
  }

  private wait(call: CallId, reason: ReturnReason, by: UserId | undefined): void {
    this.of(call).waits = { reason, by };
  }

  private comeBack(call: CallId, to: UserId | undefined, at: Instant): void {
    const journey = this.of(call);
    const { waits } = journey;
    if (waits === undefined) return;
    journey.waits = undefined;
    note(journey, { kind: 'return', at, to, reason: waits.reason }, [to, waits.by]);
  }

  private offer({ call, to, at }: EventOf<'offerMade'>, stoppedFor: (call: CallId, at: Instant) => readonly UserId[]) {
    const isPickUp = to.kind === 'pickUp' || (to.kind === 'user' && to.pickedUp !== undefined);
    if (isPickUp) this.of(call).pickUp = { by: to.user, from: stoppedFor(call, at) };
  }

  private concern(call: CallId, user: UserId): void {
    const journey = this.journeys.get(call);
    if (journey === undefined) return;
    if (journey.transfer !== undefined) journey.rungForTransfer.add(user);
    for (const { concerns } of journey.underway) concerns.add(user);
  }

  private connect({ call, talk: { user }, at }: EventOf<'callConnected'>): void {
    const journey = this.journeys.get(call);
    if (journey === undefined) return;
    if (user !== undefined) this.concern(call, user);
    const { pickUp, waits } = journey;
    if (pickUp !== undefined && pickUp.by === user) {
      note(journey, { kind: 'pickUp', at, by: user }, [user, ...pickUp.from, waits?.by]);
    }
    journey.pickUp = undefined;
    journey.waits = undefined;
    journey.underway = [];
  }
}

function note(journey: Journey, forwarding: Forwarding, concerns: readonly (UserId | undefined)[]): void {
  const noted = { forwarding, concerns: new Set(concerns.filter((user) => user !== undefined)) };
  journey.noted.push(noted);
  journey.underway.push(noted);
}
