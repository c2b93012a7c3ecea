import type { Company } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallbackId, CallId, EntryId, LegId, OfferId, UserId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import { Burst, type Rung } from './groups-burst.ts';
import { Limits } from './groups-limits.ts';
import { Office } from './groups-office.ts';
import { Owed } from './groups-owed.ts';
import { type Book, isStarving, type Place, Places } from './groups-places.ts';
import { Sounds } from './groups-sounds.ts';
import type { Auditor, World } from './run.ts';

/**
 * A naive oracle of everything that groups do, from the events, the company and
 * the clock alone. After every step it knows who waits, who rings and who is
 * free by its own books, ranks everyone anew, and compares.
 */
export class GroupsAuditor implements Auditor {
  private readonly company: Company;
  private readonly office: Office;
  private readonly places: Places;
  private readonly limits: Limits;
  private readonly sounds: Sounds;
  private readonly owed = new Owed();
  private readonly entryOfOffer = new Map<OfferId, EntryId>();
  private readonly entryOfCallback = new Map<CallbackId, EntryId>();
  private readonly needs = new Map<CallId, Place['needs']>();
  private readonly numbers = new Map<CallId, string | undefined>();
  private burst: Burst | undefined;
  private input: Input = { type: 'tick', at: 0 };
  /** Places that were given up in this step, and those that were made in it. */
  private left: Place[] = [];
  private joined: Place[] = [];

  constructor(company: Company) {
    this.company = company;
    this.office = new Office(company);
    this.places = new Places(company, this.office);
    this.limits = new Limits(this.places, this.office);
    this.sounds = new Sounds(this.places);
  }

  afterStep(input: Input, output: StepOutput, world: World): void {
    this.input = input;
    this.left = [];
    this.joined = [];
    this.limits.beginStep(input);
    this.sounds.beginStep(output);
    for (const event of output.events) this.see(event);
    this.closeBurst();
    this.owed.checkNothing();
    this.office.checkRests(input.at);
    for (const place of this.places.all.values()) this.checkRest(place, input.at);
    for (const place of this.joined) this.checkTakingOver(place);
    this.limits.endStep(world, input.at);
    this.sounds.endStep(world, input.at);
  }

  atRest(): void {
    for (const { id, call } of this.places.all.values()) if (call !== undefined) breach('law 6', `${id} is left`);
  }

  private see(event: Event): void {
    if (this.burst?.hasPartIn(event) === false) this.closeBurst();
    this.limits.see(event);
    this.sounds.see(event);
    if (event.type === 'legStarted') this.expectRing(event);
    if (event.type === 'legEnded') this.endLeg(event);
    if (event.type === 'callbackDialled') this.dial(event);
    const entry = event.type === 'legStarted' ? this.entryOfOffer.get(event.offer) : undefined;
    this.office.see(event, this.input, entry === undefined ? undefined : this.places.of(entry).group.id);
    this.seeOffer(event);
    this.seePlace(event);
    this.seeMember(event);
  }

  private seeOffer(event: Event): void {
    switch (event.type) {
      case 'offerMade':
        this.openOffer(event);
        return;
      case 'legStarted':
        this.burst?.add(event);
        return;
      case 'offerRebound':
        this.rebind(event);
        return;
      case 'offerEnded':
        this.closeOffer(event);
    }
  }

  private seePlace(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.needs.set(event.call, event.needs);
        this.numbers.set(event.call, event.from.kind === 'external' ? event.from.number : undefined);
        return;
      case 'entryJoined':
        this.join(event);
        return;
      case 'welcomeHeard':
      case 'callbackResumed':
        this.placeOf(event).phase = 'waiting';
        return;
      case 'callbackRests':
        this.placeOf(event).phase = 'resting';
        this.placeOf(event).reserved = undefined;
        return;
      case 'placeTaken':
        this.take(event);
        return;
      case 'memberAwaited':
        this.await(event);
        return;
      case 'roundPaused':
        this.pauseRound(event);
        return;
      case 'roundBegan':
        this.beginRound(event);
        return;
      case 'entryLeft':
        this.leave(event);
    }
  }

  private seeMember(event: Event): void {
    if (event.type === 'membersSaved') this.places.replaceMembers(event.group, event.members);
    if (event.type === 'memberTried') this.tryMember(event);
    if (event.type === 'userBackedOff' && event.isBackingOff && !this.owed.settle(`back-off ${event.user}`))
      breach('E8', `${event.user} backs off without a cause`);
    const isByUs = event.type === 'userPaused' && event.pause.reason === 'no answer';
    if (isByUs && !this.owed.settle(`pause ${event.user}`)) breach('X2', `${event.user} is paused without a cause`);
  }

  private placeOf(event: { readonly entry?: EntryId; readonly callback?: CallbackId }): Place {
    const entry = event.entry ?? this.entryOfCallback.get(event.callback as CallbackId);
    return this.places.of(entry as EntryId);
  }

  private join(event: EventOf<'entryJoined'>): void {
    const { entry: id, holder, at } = event;
    const call = holder.kind === 'call' ? holder.call : undefined;
    if (holder.kind === 'callback') this.entryOfCallback.set(holder.callback, id);
    // X5: who takes a callback keeps the place that was given up for it.
    const before = call === undefined ? this.left.find(({ number }) => number === event.number) : undefined;
    const place: Place = {
      id,
      group: this.places.group(event.group),
      isVip: event.callerClass === 'vip',
      isReturned: event.isReturned,
      arrivedAt: event.arrivedAt,
      number: event.number,
      joinedAt: at,
      call,
      wasPromised: call === undefined,
      needs: before?.needs ?? (call === undefined ? [] : (this.needs.get(call) ?? [])),
      phase: event.hearsWelcome ? 'welcome' : 'waiting',
      round: 1,
      offersInRound: 0,
      tried: new Set(),
      refused: new Set(),
      books: new Map(),
      current: undefined,
      pausedAt: undefined,
      overtaken: 0,
      hasPassed: before?.hasPassed ?? false,
      reserved: undefined,
    };
    place.overtaken = before?.overtaken ?? this.places.overtakenAtJoining(place);
    this.limits.join(place);
    this.places.all.set(id, place);
    this.joined.push(place);
  }

  private leave({ entry, outcome }: EventOf<'entryLeft'>): void {
    const place = this.places.of(entry);
    this.owed.settle(`leave ${entry}`);
    if (outcome === 'unanswered' && !place.wasPromised) {
      if (place.round !== place.group.rounds) breach('S83', `${entry} is given up in round ${place.round}`);
      if (this.places.isAnyoneFree(place)) breach('law 5', `${entry} is given up beside a free member`);
    }
    this.left.push(place);
    this.places.all.delete(entry);
  }

  /** E17: who is called back has a member kept first, by the same rules as one who is rung for. */
  private dial(event: EventOf<'callbackDialled'>): void {
    const place = this.placeOf(event);
    const tier = place.group.members.get(event.user)?.tier ?? breach('law 5', `${event.user} is no member`);
    const rung = { place, tier, users: [event.user] };
    this.checkBetterTiers(rung);
    this.checkOrder(rung, this.before(place));
    const [first] = this.places.ranked(place, tier);
    if (place.group.order !== 'random' && place.group.order !== 'allAtOnce' && first !== event.user)
      breach('X1', `${event.user} is kept for ${place.id} before ${first}`);
    this.places.countPassing(place);
    place.phase = 'dialling';
    place.reserved = event.user;
  }

  private take({ entry, call }: EventOf<'placeTaken'>): void {
    const place = this.places.of(entry);
    place.call = call;
    place.phase = 'waiting';
    place.needs = this.needs.get(call) ?? place.needs;
  }

  /** Law 5, E5, S108: why these members, and why now. */
  private openOffer({ offer, to, at }: EventOf<'offerMade'>): void {
    if (to.kind === 'pickUp') {
      this.owed.settle(`leave ${to.entry}`);
      const place = this.places.of(to.entry);
      place.phase = 'pickedUp';
      place.current = undefined;
      place.pausedAt = undefined;
    }
    if (to.kind !== 'tier') return;
    const place = this.places.of(to.entry);
    const { group, reserved } = place;
    const isKept = reserved !== undefined && this.office.mayBeRung(reserved, group.id);
    if (!isKept) this.checkBetterTiers({ place, tier: to.tier, users: [] });
    this.checkTime(place, at);
    const width = this.places.widthOf(place, place.offersInRound + 1);
    const pool = this.places.freeIn(place, to.tier);
    const ranked = isKept ? [reserved] : this.places.ranked(place, to.tier).slice(0, width);
    const ringMs = group.tiers.find(({ number }) => number === to.tier)?.ringMs ?? 0;
    const book = newBook({ id: offer, tier: to.tier, madeAt: at, ringMs });
    this.burst = new Burst(place, book, {
      pool,
      count: Math.max(1, ranked.length),
      expected: isKept || group.order !== 'random' ? ranked : undefined,
      before: isKept ? [] : this.before(place),
    });
    this.places.countPassing(place);
    this.present(place, book);
  }

  private present(place: Place, book: Book): void {
    place.phase = 'ringing';
    place.reserved = undefined;
    place.pausedAt = undefined;
    place.offersInRound += 1;
    place.current = book;
    place.books.set(book.id, book);
    this.entryOfOffer.set(book.id, place.id);
  }

  /** A phone begins to ring for a tier that rings already: a member who became free, or the next of a width. */
  private expectRing({ offer, party }: EventOf<'legStarted'>): void {
    const entry = this.entryOfOffer.get(offer);
    if (entry === undefined || party.kind !== 'device' || this.burst !== undefined) return;
    const { user } = party;
    const place = this.places.of(entry);
    const { current, group } = place;
    const tier = group.members.get(user)?.tier ?? breach('law 5', `${user} is no member`);
    if (current?.id !== offer || place.phase !== 'ringing') breach('E5', `${user} joins ${offer}, which is not open`);
    if (tier > current.tier) breach('law 5', `${user} joins before tier ${tier} is open`);
    const pool = this.places.freeIn(place, tier);
    const isBetter = tier < current.tier;
    if (!isBetter && this.places.roomOf(place) <= 0) breach('X1', `${user} joins ${offer} beyond its width`);
    const isRanked = group.order !== 'random' && group.order !== 'allAtOnce' && group.widths !== undefined;
    const [first] = this.places.ranked(place, tier);
    if (isRanked && !isBetter && pool.includes(user) && first !== user) breach('X1', `${user} joins before ${first}`);
    this.burst = new Burst(place, current, { pool, count: 1, expected: [user], before: this.before(place) });
  }

  private closeBurst(): void {
    const { burst } = this;
    this.burst = undefined;
    if (burst === undefined) return;
    const rung = burst.check((user) => this.office.phonesOf(user));
    this.checkOrder(rung, burst.before);
  }

  /** Everyone who is served before a place, of whatever group (E6). */
  private before(place: Place): readonly Place[] {
    return [...this.places.all.values()].filter((other) => this.places.compare(other, place) < 0);
  }

  private checkOrder({ place, users }: Rung, before: readonly Place[]): void {
    for (const user of users) {
      const other = before.find(
        (one) => this.places.couldTake(one, user) && this.office.takesCalls(user, one.group.id),
      );
      if (other !== undefined) breach('law 4', `${user} is rung for ${place.id} before ${other.id}`);
    }
  }

  private checkBetterTiers({ place, tier }: Rung): void {
    for (const { number } of place.group.tiers.filter((one) => one.number < tier)) {
      const [free] = this.places.freeIn(place, number);
      if (free !== undefined) breach('law 5', `${free} of tier ${number} is free when tier ${tier} is rung`);
    }
  }

  private checkTime({ id, phase, books, current, group }: Place, at: number): void {
    if (phase === 'welcome' || phase === 'resting' || phase === 'pickedUp') breach('E5', `${id} rings in its ${phase}`);
    if (books.size === 0) return;
    if (!group.keepRinging) breach('E5', `${id} rings on beside a new offer`);
    const isLive = current !== undefined && books.has(current.id);
    if (isLive && at !== current.madeAt + current.ringMs) breach('E5', `${current.id} is followed at ${at}`);
  }

  private endLeg({ leg, by, cause }: EventOf<'legEnded'>): void {
    const held = this.office.legs.get(leg);
    const entry = held?.offer === undefined ? undefined : this.entryOfOffer.get(held.offer);
    const place = entry === undefined ? undefined : this.places.all.get(entry);
    const book = held?.offer === undefined ? undefined : place?.books.get(held.offer);
    const legs = held === undefined ? undefined : book?.ringing.get(held.user);
    if (held === undefined || place === undefined || book === undefined || legs === undefined) return;
    legs.delete(leg);
    if (by === 'network' && cause === 'rejected') book.refused.add(held.user);
    if (legs.size > 0) return;
    book.ringing.delete(held.user);
    const phones = this.office.phonesOf(held.user);
    if (phones.length === 0 || place.tried.has(held.user)) return;
    // The last phone that rang is gone, and one that has failed before is still there.
    const isGone = held.device !== undefined && !phones.includes(held.device);
    if (by === 'network' || isGone || book.refused.has(held.user))
      this.refuse(place, held.user, book.refused.has(held.user));
    // One who dials needs no phone that rings.
    else if (this.office.takesCalls(held.user, place.group.id) && !this.office.isTalking(held.user))
      book.silenced.add(held.user);
  }

  /** E8: a member did not take the call. */
  private refuse(place: Place, user: UserId, isRejected: boolean): void {
    place.tried.add(user);
    if (isRejected && place.group.refusalCountsFor === 'call') place.refused.add(user);
    this.owed.owe(`tried ${place.id} ${user}`, `E8: ${user} has not been tried for ${place.id}`);
    if (!isRejected) this.oweBackOff(user);
  }

  private oweBackOff(user: UserId): void {
    if (!this.office.backOffUntil.has(user)) this.owed.owe(`back-off ${user}`, `E8: ${user} is not left alone`);
  }

  private tryMember({ entry, user, cause, isFinal }: EventOf<'memberTried'>): void {
    const place = this.places.of(entry);
    const mayBeFinal = cause === 'rejected' && place.group.refusalCountsFor === 'call';
    if (isFinal !== mayBeFinal) breach('E8', `${user} refuses ${entry} for good: ${isFinal}`);
    if (cause === 'noAnswer') this.office.missed.set(user, (this.office.missed.get(user) ?? 0) + 1);
    if (this.owed.settle(`tried ${entry} ${user}`)) {
      if (cause === 'noAnswer') this.owePause(place, user);
      return;
    }
    const book = [...place.books.values()].find((one) => one.ringing.has(user) || one.silenced.has(user));
    if (book === undefined || cause !== 'noAnswer') breach('E8', `${user} is tried for ${entry} by ${cause}`);
    // A machine has answered: the leg is stopped first (E14).
    if (book.silenced.delete(user)) this.oweBackOff(user);
    place.tried.add(user);
    this.owePause(place, user);
  }

  /** X2: who lets so many offers in a row ring is paused. */
  private owePause({ group }: Place, user: UserId): void {
    const isEnough = (this.office.missed.get(user) ?? 0) >= (group.autoPauseAfter ?? Number.POSITIVE_INFINITY);
    if (isEnough && !this.office.pausedUsers.has(user)) this.owed.owe(`pause ${user}`, `X2: ${user} is not paused`);
  }

  private closeOffer({ offer, result, at }: EventOf<'offerEnded'>): void {
    const entry = this.entryOfOffer.get(offer);
    if (entry === undefined) return;
    const place = this.places.of(entry);
    const book = place.books.get(offer) ?? breach('law 6', `${offer} ends twice`);
    place.books.delete(offer);
    const [silenced] = book.silenced;
    if (result === 'answered') this.owed.owe(`leave ${entry}`, `E25: ${entry} is answered and not left`);
    else if (result === 'withdrawn') {
      if (silenced !== undefined) this.owed.owe(`leave ${entry}`, `law 5: ${silenced} is stopped for nothing`);
    } else if (silenced !== undefined) breach('law 5', `${silenced} is stopped and not tried`);
    if (result !== 'unanswered') return;
    const last = place.group.keepRinging ? (place.current ?? book) : book;
    const isOver = at === last.madeAt + last.ringMs;
    const isKeptOn = place.group.keepRinging && last !== book && !place.books.has(last.id);
    if (!isOver && !isKeptOn) breach('S108', `tier ${book.tier} rang from ${book.madeAt} to ${at}`);
  }

  /** X6: the phones of the ordinary caller who arrived last ring on for a VIP, if nobody is free. */
  private rebind({ from, offer, entry, tier, at }: EventOf<'offerRebound'>): void {
    const vip = this.places.of(entry);
    const victim = this.places.of(this.entryOfOffer.get(from) as EntryId);
    const book = victim.books.get(from) ?? breach('X6', `${from} rings no more`);
    if (vip.current === undefined || !vip.books.has(vip.current.id)) this.checkVictim(vip, victim);
    victim.books.delete(from);
    if (victim.books.size === 0) {
      victim.phase = 'waiting';
      victim.current = undefined;
    }
    const { tiers } = vip.group;
    const ringMs = (tiers.find(({ number }) => number >= tier) ?? tiers.at(-1))?.ringMs ?? 0;
    const taken = newBook({ id: offer, tier, madeAt: at, ringMs });
    for (const [user, legs] of book.ringing) {
      taken.ringing.set(user, legs);
      for (const leg of legs) this.moveLeg(leg, user, taken);
    }
    this.places.countPassing(vip);
    this.present(vip, taken);
  }

  private moveLeg(leg: LegId, user: UserId, { id }: Book): void {
    const held = this.office.legs.get(leg) ?? breach('X6', `${leg} is gone`);
    this.office.legs.set(leg, { ...held, user, offer: id });
  }

  private checkVictim(vip: Place, victim: Place): void {
    if (!vip.isVip || this.preemptOf(vip) !== 'ringing') breach('X6', `${vip.id} may take over nothing`);
    if (this.places.isAnyoneFree(vip)) breach('X6', `${vip.id} takes phones beside a free member`);
    const last = this.victimOf(vip);
    if (last !== victim) breach('X6', `${victim.id} loses its phones to ${vip.id}, not ${last?.id}`);
    const users = [...victim.books.values()].flatMap(({ ringing }) => [...ringing.keys()]);
    // Who rings already has lost nothing, and phones are taken over in one group: the rule names itself in the event.
    const waiting = this.before(vip).filter((one) => one.phase !== 'ringing' && one.group === vip.group);
    this.checkOrder({ place: vip, tier: 0, users }, waiting);
  }

  /** Whose phones a VIP takes: the last of the ordinary callers who may be passed, if the VIP may have all of them. */
  private victimOf(vip: Place): Place | undefined {
    const mayHave = ({ books }: Place): boolean =>
      [...books.values()].every(({ ringing }) =>
        [...ringing.keys()].every((user) => this.places.isCandidate(vip, user)),
      );
    return this.places
      .inGroup(vip.group.id)
      .filter((one) => one.phase === 'ringing' && !one.isVip && !isStarving(one) && mayHave(one))
      .sort((a, b) => this.places.compare(b, a))[0];
  }

  /** What the list says that has the caller's number, else the group. */
  private preemptOf({ call, group }: Place): string {
    const number = call === undefined ? undefined : this.numbers.get(call);
    const has = (entry: { number?: string | undefined; prefix?: string | undefined }): boolean =>
      number !== undefined &&
      (entry.number === number || (entry.prefix !== undefined && number.startsWith(entry.prefix)));
    const list = this.company.file.vipLists.find(({ entries }) => entries.some(has));
    return list?.preempt ?? group.vip.preempt;
  }

  private checkTakingOver(place: Place): void {
    const isAsked = place.isVip && this.preemptOf(place) === 'ringing' && place.phase === 'waiting';
    if (!isAsked || place.call === undefined || !this.places.all.has(place.id)) return;
    const victim = this.victimOf(place);
    const isPassed = this.before(place).some((one) => one.group === place.group && one.phase !== 'ringing');
    if (victim !== undefined && !isPassed) breach('X6', `${place.id} waits beside the phones of ${victim.id}`);
  }

  private await({ entry }: EventOf<'memberAwaited'>): void {
    const place = this.places.of(entry);
    const isDue = place.phase === 'pickedUp' || place.phase === 'waiting' || place.tried.size === 0;
    if (!isDue || place.books.size > 0) breach('E5', `${entry} begins to wait in its ${place.phase}`);
    place.phase = 'waiting';
    place.current = undefined;
  }

  private pauseRound({ entry, at }: EventOf<'roundPaused'>): void {
    const place = this.places.of(entry);
    if (place.books.size > 0) breach('E5', `${entry} pauses and rings`);
    if (place.tried.size === 0) breach('E5', `${entry} ends a round in which nobody was rung`);
    if (this.places.isAnyoneFree(place)) breach('E5', `${entry} pauses beside a free member`);
    if (place.round === place.group.rounds && !this.limits.isReturning(place))
      breach('S83', `${entry} pauses after the last round`);
    place.phase = 'pausing';
    place.pausedAt = at;
    place.current = undefined;
  }

  private beginRound({ entry, round, at }: EventOf<'roundBegan'>): void {
    const place = this.places.of(entry);
    const from = place.pausedAt ?? breach('E5', `${entry} begins a round without a pause`);
    if (at - from !== place.group.roundPauseMs) breach('S83', `${entry} paused ${at - from} ms`);
    if (round !== place.round + 1) breach('S83', `round ${round} after ${place.round}`);
    place.round = round;
    place.offersInRound = 0;
    place.tried.clear();
    place.phase = 'waiting';
    place.pausedAt = undefined;
  }

  /** What holds of a place between two steps. */
  private checkRest(place: Place, at: number): void {
    const { id, group, current, books, phase, pausedAt } = place;
    if (phase !== 'dialling') place.reserved = undefined;
    if (phase === 'ringing') {
      if (current === undefined || !books.has(current.id)) breach('E5', `${id} rings without an offer`);
      if (current.madeAt + current.ringMs <= at) breach('S108', `${id} rings tier ${current.tier} too long`);
    }
    if (phase === 'waiting' && place.tried.size > 0) breach('E5', `${id} waits in a round that nobody ends`);
    if (pausedAt !== undefined && pausedAt + group.roundPauseMs <= at) breach('S83', `${id} pauses too long`);
    for (const book of books.values()) {
      for (const user of book.ringing.keys())
        if (!this.office.takesCalls(user, group.id)) breach('Y5', `${user} rings for ${id} and takes no calls`);
    }
    for (const user of group.members.keys()) {
      if (this.places.couldTake(place, user) && this.office.mayBeRung(user, group.id))
        breach('progress', `${id} waits beside ${user}`);
    }
  }
}

const newBook = (made: Pick<Book, 'id' | 'tier' | 'madeAt' | 'ringMs'>): Book => ({
  ...made,
  ringing: new Map(),
  refused: new Set(),
  silenced: new Set(),
});
