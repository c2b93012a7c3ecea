import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, LegId, OfferId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import type { Auditor, World } from './run.ts';

interface Account {
  readonly arrivedAt: number;
  readonly caller: LegId;
  readonly liveOffers: Set<OfferId>;
  readonly liveLegs: Set<LegId>;
  ringingSince: number | undefined;
  ringingMs: number;
  messageAt: number | undefined;
  answeredAt: number | undefined;
  winner: LegId | undefined;
}

/** Books of every call, kept from the events alone: one outcome each (law 1), one winner (law 3), times that sum (law 9). */
export class LedgerAuditor implements Auditor {
  private readonly live = new Map<CallId, Account>();
  private readonly callOfOffer = new Map<OfferId, CallId>();
  private readonly callOfLeg = new Map<LegId, CallId>();
  private readonly ended = new Set<CallId>();
  private offered = 0;

  afterStep(_input: Input, { events }: StepOutput, { state }: World): void {
    for (const event of events) this.book(event);
    if (this.offered !== this.ended.size + state.calls.size) breach('law 1', `${this.offered} offered calls`);
    for (const [call, { winner, caller, liveLegs }] of this.live) {
      if (winner === undefined) continue;
      const others = [...liveLegs].filter((leg) => leg !== winner && leg !== caller);
      if (others.length > 0) breach('law 3', `${others.join()} of ${call} live beside ${winner}`);
    }
  }

  atRest(): void {
    if (this.ended.size !== this.offered) breach('law 1', `${this.offered} offered, ${this.ended.size} ended`);
  }

  private book(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.open(event);
        return;
      case 'legStarted':
        this.callOfLeg.set(event.leg, event.call);
        this.of(event.call).liveLegs.add(event.leg);
        return;
      case 'legEnded':
        this.live.get(this.callOfLeg.get(event.leg) as CallId)?.liveLegs.delete(event.leg);
        return;
      case 'offerMade':
        this.openOffer(event);
        return;
      case 'offerEnded':
        this.closeOffer(event);
        return;
      case 'messageStarted':
        this.of(event.call).messageAt = event.at;
        return;
      case 'callConnected': {
        const account = this.of(event.call);
        if (account.winner !== undefined) breach('law 3', `${event.call} has two winners`);
        if (!account.liveLegs.has(event.leg)) breach('law 3', `${event.leg} is not a leg of ${event.call}`);
        account.winner = event.leg;
        account.answeredAt = event.at;
        return;
      }
      case 'callEnded':
        this.close(event);
    }
  }

  private of(call: CallId): Account {
    return this.live.get(call) ?? breach('law 1', `${call} is not live`);
  }

  private open({ call, leg, at }: EventOf<'callArrived'>): void {
    if (this.live.has(call) || this.ended.has(call)) breach('law 1', `${call} arrives twice`);
    this.offered += 1;
    this.callOfLeg.set(leg, call);
    const nothing = { ringingSince: undefined, messageAt: undefined, answeredAt: undefined, winner: undefined };
    const live = { liveOffers: new Set<OfferId>(), liveLegs: new Set([leg]) };
    this.live.set(call, { arrivedAt: at, caller: leg, ...live, ...nothing, ringingMs: 0 });
  }

  private openOffer({ call, offer, at }: EventOf<'offerMade'>): void {
    const account = this.of(call);
    if (account.winner !== undefined) breach('law 1', `${call} talks and is offered`);
    if (account.liveOffers.size === 0) account.ringingSince = at;
    account.liveOffers.add(offer);
    this.callOfOffer.set(offer, call);
  }

  private closeOffer({ offer, at }: EventOf<'offerEnded'>): void {
    const account = this.of(this.callOfOffer.get(offer) as CallId);
    if (!account.liveOffers.delete(offer)) breach('law 6', `${offer} ends twice`);
    if (account.liveOffers.size === 0) account.ringingMs += at - (account.ringingSince ?? at);
  }

  private close({ call, record, at }: EventOf<'callEnded'>): void {
    const account = this.of(call);
    this.live.delete(call);
    this.ended.add(call);
    if (account.liveOffers.size + account.liveLegs.size > 0) breach('law 6', `${call} ends before its legs and offers`);
    const talkingMs = account.answeredAt === undefined ? 0 : at - account.answeredAt;
    const messageMs = account.messageAt === undefined ? 0 : at - account.messageAt;
    const { ringingMs, arrivedAt } = account;
    const expected = {
      waitingMs: at - arrivedAt - ringingMs - talkingMs - messageMs,
      ringingMs,
      messageMs,
      talkingMs,
      heldMs: 0,
    };
    const [found, wanted] = [JSON.stringify(record.times), JSON.stringify(expected)];
    if (found !== wanted) breach('law 9', `${call} has ${found}, not ${wanted}`);
    if (record.arrivedAt !== arrivedAt || record.endedAt !== at) breach('law 9', `${call} lived at another time`);
    if (record.answeredAt !== account.answeredAt) breach('law 9', `${call} was answered at ${account.answeredAt}`);
    const isAnswered = record.outcome === 'answered';
    if (isAnswered !== (account.winner !== undefined)) breach('law 1', `${call} ends as ${record.outcome}`);
  }
}
