import type { Company } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallbackId, CallId, EntryId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import { Books } from './groups-books.ts';
import { Limits } from './groups-limits.ts';
import { checkBetterTiers, checkOrder, placesBefore } from './groups-order.ts';
import type { Place } from './groups-places.ts';
import { Refusals } from './groups-refusals.ts';
import { Ringing } from './groups-ringing.ts';
import { Sounds } from './groups-sounds.ts';
import { TakingOver } from './groups-taking-over.ts';
import type { Auditor, World } from './run.ts';

/**
 * A naive oracle of everything that groups do, from the events, the company and
 * the clock alone. After every step it knows who waits, who rings and who is
 * free by its own books, ranks everyone anew, and compares.
 */
export class GroupsAuditor implements Auditor {
  readonly books: Books;
  private readonly ringing: Ringing;
  private readonly refusals: Refusals;
  private readonly takingOver: TakingOver;
  private readonly limits: Limits;
  private readonly sounds: Sounds;
  private readonly entryOfCallback = new Map<CallbackId, EntryId>();
  private readonly needs = new Map<CallId, Place['needs']>();
  private readonly needsOfCallback = new Map<CallbackId, Place['needs']>();
  private input: Input = { type: 'tick', at: 0 };
  /** Places that were given up in this step, and those that were made in it. */
  private left: Place[] = [];
  private joined: Place[] = [];

  constructor(company: Company) {
    this.books = new Books(company);
    this.ringing = new Ringing(this.books);
    this.refusals = new Refusals(this.books);
    this.takingOver = new TakingOver(this.books, this.ringing);
    this.limits = new Limits(this.books.places, this.books.office);
    this.sounds = new Sounds(this.books.places);
  }

  afterStep(input: Input, output: StepOutput, world: World): void {
    this.input = input;
    this.left = [];
    this.joined = [];
    this.limits.beginStep(input);
    this.sounds.beginStep(output);
    for (const event of output.events) this.see(event);
    this.ringing.closeBurst();
    this.books.owed.checkNothing();
    this.books.office.checkRests(input.at);
    for (const place of this.books.places.all.values()) this.checkRest(place, input.at);
    for (const place of this.joined) this.takingOver.checkMissed(place);
    this.limits.endStep(world, input.at);
    this.sounds.endStep(world, input.at);
  }

  atRest(): void {
    for (const { id, call } of this.books.places.all.values()) if (call !== undefined) breach('law 6', `${id} is left`);
  }

  private see(event: Event): void {
    this.ringing.begin(event);
    this.limits.see(event);
    this.sounds.see(event);
    if (event.type === 'legEnded') this.refusals.endLeg(event);
    if (event.type === 'callbackDialled') this.dial(event);
    const place = event.type === 'legStarted' ? this.books.placeOfOffer(event.offer) : undefined;
    this.books.office.see(event, this.input, place?.group.id);
    this.seeOffer(event);
    this.seePlace(event);
    this.seeMember(event);
  }

  private seeOffer(event: Event): void {
    switch (event.type) {
      case 'offerMade':
        this.ringing.openOffer(event);
        return;
      case 'legStarted':
        this.ringing.add(event);
        return;
      case 'offerRebound':
        this.takingOver.rebind(event);
        return;
      case 'offerEnded':
        this.refusals.closeOffer(event);
    }
  }

  private seePlace(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.needs.set(event.call, event.needs);
        this.takingOver.arrive(event);
        return;
      case 'callbackPromised':
        this.needsOfCallback.set(event.callback, event.needs);
        return;
      case 'callPlaced':
        // Who is called back needs what they needed when they called.
        if (event.purpose.kind === 'callback')
          this.needs.set(event.call, this.needsOfCallback.get(event.purpose.callback) ?? []);
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
    if (event.type === 'membersSaved') this.books.places.replaceMembers(event.group, event.members);
    if (event.type === 'memberTried') this.refusals.tryMember(event);
    if (event.type === 'userBackedOff' && event.isBackingOff && !this.books.owed.settle(`back-off ${event.user}`))
      breach('E8', `${event.user} backs off without a cause`);
    const isByUs = event.type === 'userPaused' && event.pause.reason === 'no answer';
    if (isByUs && !this.books.owed.settle(`pause ${event.user}`))
      breach('X2', `${event.user} is paused without a cause`);
  }

  private placeOf(event: { readonly entry?: EntryId; readonly callback?: CallbackId }): Place {
    const entry = event.entry ?? this.entryOfCallback.get(event.callback as CallbackId);
    return this.books.places.of(entry as EntryId);
  }

  private join(event: EventOf<'entryJoined'>): void {
    const { entry: id, holder, at } = event;
    const call = holder.kind === 'call' ? holder.call : undefined;
    if (holder.kind === 'callback') this.entryOfCallback.set(holder.callback, id);
    // X5: who takes a callback keeps the place that was given up for it.
    const before = call === undefined ? this.left.find(({ number }) => number === event.number) : undefined;
    const place: Place = {
      id,
      group: this.books.places.group(event.group),
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
    place.overtaken = before?.overtaken ?? this.books.places.overtakenAtJoining(place);
    this.limits.join(place);
    this.books.places.all.set(id, place);
    this.joined.push(place);
  }

  private leave({ entry, outcome }: EventOf<'entryLeft'>): void {
    const place = this.books.places.of(entry);
    this.books.owed.settle(`leave ${entry}`);
    if (outcome === 'unanswered' && !place.wasPromised) {
      if (place.round !== place.group.rounds) breach('S83', `${entry} is given up in round ${place.round}`);
      if (this.books.places.isAnyoneFree(place)) breach('law 5', `${entry} is given up beside a free member`);
    }
    this.left.push(place);
    this.books.places.all.delete(entry);
  }

  /** E17: who is called back has a member kept first, by the same rules as one who is rung for. */
  private dial(event: EventOf<'callbackDialled'>): void {
    const place = this.placeOf(event);
    const tier = place.group.members.get(event.user)?.tier ?? breach('law 5', `${event.user} is no member`);
    const rung = { place, tier, users: [event.user] };
    checkBetterTiers(this.books, rung);
    checkOrder(this.books, rung, placesBefore(this.books, place));
    const [first] = this.books.places.ranked(place, tier);
    if (place.group.order !== 'random' && place.group.order !== 'allAtOnce' && first !== event.user)
      breach('X1', `${event.user} is kept for ${place.id} before ${first}`);
    this.books.places.countPassing(place);
    place.phase = 'dialling';
    place.reserved = event.user;
  }

  private take({ entry, call }: EventOf<'placeTaken'>): void {
    const place = this.books.places.of(entry);
    place.call = call;
    place.phase = 'waiting';
    place.needs = this.needs.get(call) ?? place.needs;
  }

  private await({ entry }: EventOf<'memberAwaited'>): void {
    const place = this.books.places.of(entry);
    const isDue = place.phase === 'pickedUp' || place.phase === 'waiting' || place.tried.size === 0;
    if (!isDue || place.books.size > 0) breach('E5', `${entry} begins to wait in its ${place.phase}`);
    place.phase = 'waiting';
    place.current = undefined;
  }

  private pauseRound({ entry, at }: EventOf<'roundPaused'>): void {
    const place = this.books.places.of(entry);
    if (place.books.size > 0) breach('E5', `${entry} pauses and rings`);
    if (place.tried.size === 0) breach('E5', `${entry} ends a round in which nobody was rung`);
    if (this.books.places.isAnyoneFree(place)) breach('E5', `${entry} pauses beside a free member`);
    if (place.round === place.group.rounds && !this.limits.isReturning(place))
      breach('S83', `${entry} pauses after the last round`);
    place.phase = 'pausing';
    place.pausedAt = at;
    place.current = undefined;
  }

  private beginRound({ entry, round, at }: EventOf<'roundBegan'>): void {
    const place = this.books.places.of(entry);
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
        if (!this.books.office.takesCalls(user, group.id)) breach('Y5', `${user} rings for ${id} and takes no calls`);
    }
    for (const user of group.members.keys()) {
      if (this.books.places.couldTake(place, user) && this.books.office.mayBeRung(user, group.id))
        breach('progress', `${id} waits beside ${user}`);
    }
  }
}
