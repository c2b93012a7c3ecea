import type { Outcome } from '../../src/call/outcome.ts';
import type { Group } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, DeviceId, EntryId, GroupId, LegId, OfferId, UserId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import type { Cause } from '../../src/port/cause.ts';
import { breach } from './breach.ts';
import type { Auditor, World } from './run.ts';

interface Place {
  readonly id: EntryId;
  readonly call: CallId;
  readonly group: Group;
  readonly arrivedAt: number;
  readonly number: number;
  round: number;
  tried: Map<UserId, Cause>;
  /** Live offers by tier. */
  readonly open: Map<OfferId, { readonly tier: number; readonly madeAt: number }>;
  current: { readonly offer: OfferId; readonly tier: number; readonly madeAt: number } | undefined;
  pausedAt: number | undefined;
}

/** A place that was given up, as things stood at that moment. */
interface Left {
  readonly place: Place;
  readonly idle: readonly UserId[];
  readonly isAnyoneReachable: boolean;
}

/**
 * A naive oracle of how groups ring, from the events and the company alone: it
 * knows who is idle by counting phones and legs, and looks through every
 * waiting call and every member each time.
 */
export class RingAuditor implements Auditor {
  private readonly places = new Map<EntryId, Place>();
  /** Places that were given up, until it is known why. */
  private readonly left = new Map<CallId, Left>();
  private readonly arrivals = new Map<CallId, number>();
  /** The users among the callers: nobody waits for themselves. */
  private readonly callers = new Map<CallId, UserId>();
  private readonly reachable = new Set<DeviceId>();
  /** Users whose phone was busy or out of reach a short while ago (E8). */
  private readonly resting = new Set<UserId>();
  private readonly legs = new Map<LegId, { readonly user: UserId | undefined; readonly offer: OfferId | undefined }>();
  private readonly entryOfOffer = new Map<OfferId, EntryId>();
  private readonly world: Pick<World, 'company'>;
  /** Phones that must begin to ring next, before anything else happens. */
  private due: { readonly offer: OfferId; readonly devices: DeviceId[] } | undefined;
  private queued = 0;

  constructor(world: Pick<World, 'company'>) {
    this.world = world;
  }

  afterStep({ at }: Input, { events }: StepOutput): void {
    for (const event of events) this.see(event);
    this.expectNothingDue();
    for (const { id, current, group } of this.places.values()) {
      const ringMs = ringMsOf(group, current?.tier ?? 0) ?? 0;
      if (current !== undefined && current.madeAt + ringMs <= at)
        breach('S108', `${id} rings tier ${current.tier} too long`);
    }
  }

  atRest(): void {
    if (this.places.size > 0) breach('law 6', 'a place is left');
  }

  private see(event: Event): void {
    if (!['legStarted', 'timerSet', 'availabilityChanged'].includes(event.type)) {
      this.expectNothingDue();
    }
    switch (event.type) {
      case 'callArrived':
        this.arrivals.set(event.call, event.at);
        if (event.from.kind === 'user') this.callers.set(event.call, event.from.user);
        this.legs.set(event.leg, {
          user: event.party.kind === 'device' ? event.party.user : undefined,
          offer: undefined,
        });
        return;
      case 'deviceStateChanged':
        if (event.isReachable) this.reachable.add(event.device);
        else this.reachable.delete(event.device);
        return;
      case 'userBackedOff':
        if (event.isBackingOff) this.resting.add(event.user);
        else this.resting.delete(event.user);
        return;
      case 'entryJoined':
        this.join(event);
        return;
      case 'offerMade':
        this.openTier(event);
        return;
      case 'legStarted':
        this.ring(event);
        return;
      case 'legEnded':
        this.legs.delete(event.leg);
        return;
      case 'memberTried':
        this.place(event.entry).tried.set(event.user, event.cause);
        return;
      case 'offerEnded':
        this.closeTier(event);
        return;
      case 'roundPaused':
        this.endRound(event);
        return;
      case 'roundBegan':
        this.beginRound(event);
        return;
      case 'entryLeft':
        this.leave(this.place(event.entry));
        return;
      case 'callConnected':
        this.left.delete(event.call);
        return;
      case 'messageStarted':
        this.checkGivenUp(event.call, event.outcome);
        return;
      case 'callEnded':
        this.checkGivenUp(event.call, event.record.outcome);
    }
  }

  private place(id: EntryId): Place {
    return this.places.get(id) ?? breach('law 1', `${id} has no place`);
  }

  private join({ entry, holder, group }: EventOf<'entryJoined'>): void {
    if (holder.kind !== 'call') return;
    const { call } = holder;
    this.queued += 1;
    this.places.set(entry, {
      id: entry,
      call,
      group: this.group(group),
      arrivedAt: this.arrivals.get(call) ?? 0,
      number: this.queued,
      round: 1,
      tried: new Map(),
      open: new Map(),
      current: undefined,
      pausedAt: undefined,
    });
  }

  private group(id: GroupId): Group {
    return this.world.company.groups.get(id) ?? breach('configuration', id);
  }

  /** Law 5, S108, E5: why this tier, and why now. */
  private openTier({ offer, to, at }: EventOf<'offerMade'>): void {
    if (to.kind !== 'tier') return;
    const place = this.place(to.entry);
    const { group, current } = place;
    for (const better of group.tiers.filter(({ number }) => number < to.tier)) {
      for (const member of better.members) {
        const isRung = [...this.legs.values()].some(
          (leg) => leg.user === member && leg.offer !== undefined && place.open.has(leg.offer),
        );
        if (this.isIdle(member) && !place.tried.has(member)) breach('law 5', `${member} is idle and was not rung`);
        if (isRung && !group.keepRinging) breach('law 5', `${member} still rings`);
      }
    }
    if (current !== undefined && place.open.has(current.offer)) {
      const rangMs = at - current.madeAt;
      if (!group.keepRinging || rangMs !== ringMsOf(group, current.tier)) breach('E5', `${offer} after ${rangMs} ms`);
    }
    place.open.set(offer, { tier: to.tier, madeAt: at });
    place.current = { offer, tier: to.tier, madeAt: at };
    place.pausedAt = undefined;
    this.entryOfOffer.set(offer, to.entry);
    const members = group.tiers.find(({ number }) => number === to.tier)?.members ?? [];
    const ringable = members.filter((member) => this.isIdle(member) && !place.tried.has(member));
    if (ringable.length === 0) breach('E5', `${offer} opens tier ${to.tier} with nobody to ring`);
    this.due = { offer, devices: ringable.flatMap((member) => this.phonesOf(member)) };
  }

  /** S109: all of a tier in one step, by every phone; law 4: nobody before a caller who came first. */
  private ring({ leg, offer, party, call }: EventOf<'legStarted'>): void {
    const entry = this.entryOfOffer.get(offer);
    const user = party.kind === 'device' ? party.user : undefined;
    if (entry !== undefined && user !== undefined && party.kind === 'device') {
      const place = this.place(entry);
      if (this.due === undefined) {
        this.checkJoining(place, user, offer);
        this.due = { offer, devices: this.phonesOf(user) };
      }
      const expected = this.due.devices.shift();
      if (this.due.offer !== offer || expected !== party.device) {
        breach('S109', `${party.device} begins to ring for ${call}, but ${expected} was next`);
      }
      if (this.due.devices.length === 0) this.due = undefined;
      if (place.tried.has(user)) breach('E8', `${user} is rung again in round ${place.round} of ${entry}`);
      if (this.isIdle(user)) this.checkOrder(place, user);
    }
    this.legs.set(leg, { user, offer });
  }

  /** A member who becomes free joins what rings, if their tier is open by now. */
  private checkJoining(place: Place, user: UserId, offer: OfferId): void {
    if (place.current?.offer !== offer) breach('E5', `${user} joins ${offer}, which is not the tier that is open`);
    const tier = place.group.members.get(user)?.tier ?? Number.POSITIVE_INFINITY;
    if (tier > (place.current?.tier ?? -1)) breach('law 5', `${user} joins before their tier is open`);
    if (!this.isIdle(user)) breach('law 2', `${user} is rung and not free`);
  }

  private checkOrder(place: Place, user: UserId): void {
    for (const other of this.places.values()) {
      const isBetter =
        other.arrivedAt < place.arrivedAt || (other.arrivedAt === place.arrivedAt && other.number < place.number);
      if (isBetter && this.mayTake(other, user)) breach('law 4', `${user} is rung for ${place.id} before ${other.id}`);
    }
  }

  private mayTake(place: Place, user: UserId): boolean {
    const tier = place.group.members.get(user)?.tier;
    if (tier === undefined || place.tried.has(user)) return false;
    return place.current === undefined || tier <= place.current.tier;
  }

  private closeTier({ offer, result, at }: EventOf<'offerEnded'>): void {
    const entry = this.entryOfOffer.get(offer);
    if (entry === undefined) return;
    const place = this.place(entry);
    const { tier, madeAt } = place.open.get(offer) ?? breach('law 6', `${offer} ends twice`);
    place.open.delete(offer);
    const ringMs = ringMsOf(place.group, tier);
    if (result === 'unanswered' && !place.group.keepRinging && at - madeAt !== ringMs) {
      breach('S108', `tier ${tier} rang for ${at - madeAt} ms, not ${ringMs}`);
    }
    if (at - madeAt > (ringMs ?? 0) && !place.group.keepRinging) breach('S108', `tier ${tier} rang too long`);
    if (place.current?.offer === offer) place.current = undefined;
  }

  private endRound({ entry, at }: EventOf<'roundPaused'>): void {
    const place = this.place(entry);
    if (place.open.size > 0) breach('E5', `${entry} pauses and rings`);
    const idle = [...place.group.members.keys()].filter((user) => this.isIdle(user) && !place.tried.has(user));
    // One who became free in this very step is served before it is over.
    if (place.tried.size === 0) breach('E5', `${entry} ends a round in which nobody was rung, beside ${idle.join()}`);
    place.pausedAt = at;
    place.current = undefined;
  }

  private beginRound({ entry, round, at }: EventOf<'roundBegan'>): void {
    const place = this.place(entry);
    const pausedMs = at - (place.pausedAt ?? breach('E5', `${entry} begins a round without a pause`));
    if (pausedMs !== place.group.roundPauseMs) breach('S83', `${entry} paused ${pausedMs} ms`);
    if (round !== place.round + 1) breach('S83', `round ${round} after ${place.round}`);
    if (place.group.rounds !== undefined && round > place.group.rounds) breach('S83', `${entry} begins round ${round}`);
    place.round = round;
    place.tried = new Map();
    place.pausedAt = undefined;
  }

  /** S83: the rounds are used up, or nobody of the group can be reached. */
  private checkGivenUp(call: CallId, outcome: Outcome): void {
    const left = this.left.get(call);
    this.left.delete(call);
    if (left === undefined) return;
    const { place, idle, isAnyoneReachable } = left;
    if (outcome === 'unanswered' && place.round !== place.group.rounds)
      breach('S83', `given up in round ${place.round}`);
    if (outcome === 'unanswered' && idle.length > 0) breach('law 5', `${call} is given up beside ${idle.join()}`);
    if (outcome === 'noMembers' && isAnyoneReachable) breach('E5', `${call} is told that nobody can be reached`);
  }

  private leave(place: Place): void {
    const members = [...place.group.members.keys()].filter((user) => user !== this.callers.get(place.call));
    const claimed = new Set([...this.legs.values()].map((leg) => leg.user));
    this.left.set(place.call, {
      place,
      idle: members.filter((user) => this.isIdle(user) && !place.tried.has(user)),
      isAnyoneReachable: members.some((user) => claimed.has(user) || this.phonesOf(user).length > 0),
    });
    this.places.delete(place.id);
  }

  private isIdle(user: UserId): boolean {
    return (
      this.phonesOf(user).length > 0 &&
      !this.resting.has(user) &&
      ![...this.legs.values()].some((leg) => leg.user === user)
    );
  }

  private phonesOf(user: UserId): DeviceId[] {
    return (this.world.company.users.get(user)?.devices ?? []).filter((device) => this.reachable.has(device));
  }

  private expectNothingDue(): void {
    if (this.due !== undefined) breach('S109', `${this.due.devices.join()} do not begin to ring for ${this.due.offer}`);
  }
}

const ringMsOf = (group: Group, tier: number): number | undefined =>
  group.tiers.find(({ number }) => number === tier)?.ringMs;
