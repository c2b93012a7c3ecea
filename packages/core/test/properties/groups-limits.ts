import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, EntryId, GroupId, LegId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { type EntryOutcome, entryOutcomes } from '../../src/queue/entry-outcome.ts';
import { breach } from './breach.ts';
import type { Office } from './groups-office.ts';
import { Owed } from './groups-owed.ts';
import type { Place, Places } from './groups-places.ts';
import type { World } from './run.ts';

/** The books of one group (E25). */
interface Account {
  offered: number;
  readonly left: Map<EntryOutcome, number>;
}

/** The ways out of a queue: who is turned away, when, by whom, and that the numbers add up (X3, E25, Y1, Y2, Y4). */
export class Limits {
  private readonly places: Places;
  private readonly office: Office;
  private readonly owed = new Owed();
  private readonly accounts = new Map<GroupId, Account>();
  private readonly callerLegs = new Map<LegId, CallId>();
  private readonly arrivals = new Map<CallId, number>();
  private readonly askings = new Set<CallId>();
  private readonly upLegs = new Set<LegId>();
  private readonly returning = new Set<CallId>();
  /** Places whose longest wait was over while a phone rang. */
  private readonly graced = new Set<EntryId>();
  private readonly everLeft = new Set<EntryId>();
  private input: Input = { type: 'tick', at: 0 };
  private isLost = false;
  private phases = new Map<EntryId, Place['phase']>();

  constructor(places: Places, office: Office) {
    this.places = places;
    this.office = office;
  }

  /** Whether a transfer of the call may still come back: then the group's own ways out for waiting wait. */
  isReturning({ call }: Place): boolean {
    return call !== undefined && this.returning.has(call);
  }

  beginStep(input: Input): void {
    this.input = input;
    this.phases = new Map([...this.places.all.values()].map(({ id, phase }) => [id, phase]));
    const pressed = this.pressed();
    if (pressed?.isExit === true)
      this.owed.owe(`key ${pressed.place.id}`, `Y4: ${pressed.place.id} is not left by key`);
  }

  /** Before the oracle's books have taken it in. */
  see(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.callerLegs.set(event.leg, event.call);
        this.arrivals.set(event.call, event.at);
        return;
      case 'callPlaced':
      case 'callerReplaced':
      case 'consultationBegan':
      case 'callParted':
      case 'legMoved':
        this.followCaller(event);
        return;
      case 'legAnswered':
        this.upLegs.add(event.leg);
        return;
      case 'legEnded':
        this.upLegs.delete(event.leg);
        this.expectAbandoned(event);
        return;
      case 'transferBegan':
        if (event.transfer.isReturning) this.returning.add(event.call);
        else this.returning.delete(event.call);
        return;
      case 'transferEnded':
        this.returning.delete(event.call);
        return;
      case 'callConnected':
        this.owed.settle(`answer ${event.call}`);
        return;
      case 'entryLeft':
        this.leave(event);
    }
  }

  /** A place is about to be made: is its caller turned away? */
  join(place: Place): void {
    const { id, group, call, isReturned } = place;
    this.account(group.id).offered += 1;
    if (call === undefined) return;
    if (this.arrivals.has(call) && place.arrivedAt !== this.arrivals.get(call))
      breach('X3', `${id} has the arrival ${place.arrivedAt} of another`);
    const most = group.maxWaiting ?? Number.POSITIVE_INFINITY;
    const waiting = this.places.inGroup(group.id).filter(({ phase }) => isWaiting(phase)).length;
    const isFull = waiting >= most && !isReturned && !this.places.isAnyoneFree(place);
    if (isFull) this.owed.owe(`full ${id}`, `X3: ${id} is let in beside ${waiting}`);
    else if (!this.isStaffed(place)) this.owed.owe(`noMembers ${id}`, `X3: ${id} is let in though nobody takes calls`);
  }

  endStep({ state }: World, at: number): void {
    this.owed.checkNothing();
    for (const [group, { offered, left }] of this.accounts) {
      const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
      const still = [...state.entries.values()].filter((entry) => entry.group === group).length;
      if (offered !== gone + still) breach('E25', `${group}: ${offered} offered, ${gone} gone, ${still} still wait`);
    }
    for (const place of this.places.all.values()) {
      this.checkWait(place, at);
      const isHeld = place.call !== undefined && place.phase !== 'pickedUp';
      if (isHeld && !this.isStaffed(place)) breach('Y2', `${place.id} waits though nobody takes calls`);
    }
  }

  /** Who is served is not always who called. */
  private followCaller(
    event: EventOf<'callPlaced' | 'callerReplaced' | 'consultationBegan' | 'callParted' | 'legMoved'>,
  ): void {
    if (event.type === 'consultationBegan') {
      this.askings.add(event.consultation);
      this.setCaller(event.consultation, event.leg);
    } else if (event.type === 'callParted') this.setCaller(event.parted, event.leg);
    else if (event.type !== 'legMoved') this.setCaller(event.call, event.leg);
    else if (event.role === 'caller') this.setCaller(event.to, event.leg);
  }

  private setCaller(call: CallId, leg: LegId): void {
    for (const [other, held] of this.callerLegs) if (held === call) this.callerLegs.delete(other);
    this.callerLegs.set(leg, call);
  }

  /** Whether it is an operator who asks before a transfer: with the asking over, so is the place. */
  private isAsking({ call }: Place): boolean {
    return call !== undefined && this.askings.has(call);
  }

  private account(group: GroupId): Account {
    const account = this.accounts.get(group) ?? { offered: 0, left: new Map<EntryOutcome, number>() };
    this.accounts.set(group, account);
    return account;
  }

  private isStaffed({ group, call }: Place): boolean {
    const caller = [...this.callerLegs].find(([, held]) => held === call)?.[0];
    const self = caller === undefined ? undefined : this.office.legs.get(caller)?.user;
    return [...group.members.keys()].some((user) => user !== self && this.office.isStaff(user, group.id));
  }

  private expectAbandoned({ leg, by, cause }: EventOf<'legEnded'>): void {
    const place = this.placeOfCaller(leg);
    if (place === undefined || by !== 'network') return;
    this.owed.owe(`gone ${place.id}`, `E25: ${place.id} is left by its caller, and stays`);
    this.isLost = cause === 'lost';
  }

  private placeOfCaller(leg: LegId): Place | undefined {
    const call = this.callerLegs.get(leg);
    return call === undefined ? undefined : [...this.places.all.values()].find((place) => place.call === call);
  }

  private leave(event: EventOf<'entryLeft'>): void {
    const { entry, outcome } = event;
    const place = this.places.of(entry);
    if (this.everLeft.has(entry)) breach('E25', `${entry} is left twice`);
    if (!entryOutcomes.includes(outcome)) breach('E25', `${entry} is left as ${outcome}`);
    this.everLeft.add(entry);
    const { left } = this.account(place.group.id);
    left.set(outcome, (left.get(outcome) ?? 0) + 1);
    const isAsked = this.owed.settle(`${outcome} ${entry}`);
    // One whose transfer may come back goes back to who sent it instead.
    if (outcome === 'recalled') for (const exit of ['full', 'noMembers']) this.owed.settle(`${exit} ${entry}`);
    this.checkOutcome(place, { ...event, isAsked });
    if (outcome === 'keyExit' || outcome === 'callbackTaken') this.leaveByKey(place, outcome);
    // Nothing is done twice: what ends for another reason needs no key.
    else this.owed.settle(`key ${entry}`);
  }

  private checkOutcome(place: Place, { outcome, at, isAsked }: EventOf<'entryLeft'> & { isAsked: boolean }): void {
    switch (outcome) {
      case 'abandoned':
      case 'lost':
        if (!this.owed.settle(`gone ${place.id}`) && !this.isAsking(place))
          breach('E25', `${place.id} is ${outcome} and its caller is there`);
        // An operator who asks is no caller of the company: that they are lost is told by the call they were in.
        if (outcome === 'lost' && !this.isLost) breach('E25', `${place.id} is lost by a caller who hung up`);
        return;
      case 'full':
        if (!isAsked) breach('E25', `${place.id} is ${outcome} for no reason`);
        return;
      case 'noMembers':
        if (this.isStaffed(place)) breach('Y2', `${place.id} is told that nobody takes calls`);
        return;
      case 'timedOut':
        this.checkTimedOut(place, at);
        return;
      case 'answered':
      case 'pickedElsewhere': {
        const isPicked = place.phase === 'pickedUp';
        if (isPicked !== (outcome === 'pickedElsewhere')) breach('E25', `${place.id} is ${outcome}`);
        this.owed.owe(`answer ${place.call}`, `E25: ${place.call} is ${outcome} and nobody talks`);
        return;
      }
      case 'recalled':
        if (!this.isReturning(place)) breach('E25', `${place.id} is recalled to nobody`);
    }
  }

  /** Y1: at the very end of the longest wait, or of the grace of a phone that rang then. */
  private checkTimedOut(place: Place, at: number): void {
    const { maxWaitMs, graceMs } = place.group;
    if (this.isReturning(place)) breach('X3', `${place.id} is timed out while its transfer may return`);
    const waited = at - place.joinedAt;
    const isRinging = place.phase === 'ringing' || place.phase === 'pickedUp';
    const isAtEnd = waited === maxWaitMs && !(isRinging && graceMs > 0);
    const isAfterGrace = waited === (maxWaitMs ?? 0) + graceMs && graceMs > 0 && this.graced.has(place.id);
    if (!isAtEnd && !isAfterGrace) breach('Y1', `${place.id} is timed out after ${waited} ms, ${place.phase}`);
  }

  private checkWait(place: Place, at: number): void {
    const { id, group, joinedAt, phase, call, wasPromised } = place;
    if (group.maxWaitMs === undefined || call === undefined || wasPromised || this.isReturning(place)) return;
    const over = at - joinedAt - group.maxWaitMs;
    if (over < 0 || this.graced.has(id) === true) {
      if (over >= group.graceMs) breach('Y1', `${id} waits ${over} ms too long`);
      return;
    }
    const rang = [phase, this.phases.get(id)].some((one) => one === 'ringing' || one === 'pickedUp');
    if (!rang || over >= group.graceMs) breach('Y1', `${id} waits ${over} ms too long`);
    this.graced.add(id);
  }

  /** Y4: only by the key of the group that was pressed just now. */
  private leaveByKey({ id, group }: Place, outcome: 'keyExit' | 'callbackTaken'): void {
    const pressed = this.pressed();
    const isRight = outcome === 'keyExit' ? group.exitKeys.has(pressed?.key ?? '') : group.callbackKey === pressed?.key;
    if (pressed?.place.id !== id || !isRight) breach('Y4', `${id} is left by no key`);
    this.owed.settle(`key ${id}`);
  }

  /** The key of this input, if it comes from a caller who waits and can be heard. */
  private pressed(): { readonly place: Place; readonly key: string; readonly isExit: boolean } | undefined {
    const { input } = this;
    if (input.type !== 'signal' || input.signal.type !== 'digit') return undefined;
    const { leg, digit } = input.signal;
    const place = this.placeOfCaller(leg);
    if (place === undefined || !this.upLegs.has(leg)) return undefined;
    const isCallback = place.group.callbackKey === digit;
    return { place, key: digit, isExit: !isCallback && place.group.exitKeys.has(digit) };
  }
}

/** Everyone with a place for whom no phone rings. */
const isWaiting = (phase: Place['phase']): boolean => phase !== 'ringing' && phase !== 'pickedUp';
