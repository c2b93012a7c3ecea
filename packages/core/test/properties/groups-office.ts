import type { Company, Group } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallbackId, DeviceId, GroupId, LegId, OfferId, UserId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { breach } from './breach.ts';

/** E8: how long a phone that was busy or out of reach is left alone by groups. */
const BACK_OFF_MS = 5000;

interface HeldLeg {
  readonly user: UserId;
  readonly offer: OfferId | undefined;
  /** The group that rings by it. */
  readonly group: GroupId | undefined;
  readonly isRinging: boolean;
  readonly device?: DeviceId;
}

/**
 * Everyone in the company as the semantics see them: by counting phones and
 * legs, and by the clock. It believes no availability that the engine tells.
 */
export class Office {
  readonly legs = new Map<LegId, HeldLeg>();
  readonly pausedUsers = new Set<UserId>();
  readonly backOffUntil = new Map<UserId, number>();
  /** Offers of groups in a row that a user let ring. */
  readonly missed = new Map<UserId, number>();
  /** The groups as they are by now: their members may be saved anew. */
  readonly groups: Map<GroupId, Group>;
  private readonly company: Company;
  private readonly reachable = new Set<DeviceId>();
  private readonly loggedIn = new Map<GroupId, Set<UserId>>();
  private readonly absent = new Set<UserId>();
  private readonly reserved = new Map<UserId, CallbackId>();
  /** What a user who talks will wrap up when the last leg is gone. */
  private readonly owesWrapUp = new Map<UserId, number>();
  private readonly wrapUpUntil = new Map<UserId, number>();
  private readonly freeSince = new Map<UserId, number>();
  private readonly taken = new Map<string, number>();
  private readonly rungAt = new Map<string, number>();
  private moment = 0;

  constructor(company: Company) {
    this.company = company;
    this.groups = new Map(company.groups);
    for (const { id, members, startsLoggedIn } of company.groups.values())
      this.loggedIn.set(id, new Set(startsLoggedIn ? members.keys() : []));
  }

  /** S110, E22: other members from now on; who is new begins anew. */
  replaceGroup(group: Group): void {
    const before = this.groups.get(group.id)?.members;
    const loggedIn = this.loggedIn.get(group.id) ?? new Set();
    this.groups.set(group.id, group);
    for (const user of this.company.users.keys()) {
      const [was, is] = [before?.has(user) === true, group.members.has(user)];
      if (was === is) continue;
      if (is && group.startsLoggedIn) loggedIn.add(user);
      else loggedIn.delete(user);
      this.taken.delete(`${group.id}/${user}`);
      this.rungAt.delete(`${group.id}/${user}`);
    }
  }

  /** Takes in what happened; `group` is the group that rings, where a leg is started by one. */
  see(event: Event, input: Input, group: GroupId | undefined): void {
    this.apply(event, input, group);
    for (const user of this.company.users.keys()) {
      if (!this.isFree(user)) this.freeSince.delete(user);
      else if (!this.freeSince.has(user)) {
        this.moment += 1;
        this.freeSince.set(user, this.moment);
      }
    }
  }

  /** At the end of a step no time of rest may be over. */
  checkRests(at: number): void {
    for (const [user, until] of this.wrapUpUntil) if (until <= at) breach('X2', `${user} wraps up beyond ${until}`);
    for (const [user, until] of this.backOffUntil) if (until <= at) breach('E8', `${user} backs off beyond ${until}`);
  }

  /** Whether a group may ring a user now (X2, E6). */
  mayBeRung(user: UserId, group: GroupId): boolean {
    return (
      this.isFree(user) &&
      this.takesCalls(user, group) &&
      !this.reserved.has(user) &&
      !this.backOffUntil.has(user) &&
      this.groups.get(group)?.members.has(user) === true
    );
  }

  /** Whether a user takes calls of a group now, or will when their call or wrap-up is over (Y2). */
  isStaff(user: UserId, group: GroupId): boolean {
    const willBeFree = this.phonesOf(user).length > 0 || this.isInCall(user) || this.wrapUpUntil.has(user);
    return willBeFree && this.takesCalls(user, group);
  }

  /** Logged in, not paused and not away: what a user has chosen. */
  takesCalls(user: UserId, group: GroupId): boolean {
    return this.loggedIn.get(group)?.has(user) === true && !this.pausedUsers.has(user) && !this.absent.has(user);
  }

  isLoggedIn(user: UserId, group: GroupId): boolean {
    return this.loggedIn.get(group)?.has(user) === true;
  }

  isAbsent(user: UserId): boolean {
    return this.absent.has(user);
  }

  isWrappingUp(user: UserId): boolean {
    return this.wrapUpUntil.has(user);
  }

  /** When the wrap-up of a user is over; undefined: there is none. */
  wrapsUpUntil(user: UserId): number | undefined {
    return this.wrapUpUntil.get(user);
  }

  /** The callback that a user is kept for. */
  keptFor(user: UserId): CallbackId | undefined {
    return this.reserved.get(user);
  }

  isInCall(user: UserId): boolean {
    return [...this.legs.values()].some((leg) => leg.user === user);
  }

  /** Whether a user has a leg that does not ring. */
  isTalking(user: UserId): boolean {
    return [...this.legs.values()].some((leg) => leg.user === user && !leg.isRinging);
  }

  phonesOf(user: UserId): readonly DeviceId[] {
    return (this.company.users.get(user)?.devices ?? []).filter((device) => this.reachable.has(device));
  }

  /** What the group's ring order compares; the least comes first. */
  rankOf(user: UserId, group: GroupId): number {
    const key = `${group}/${user}`;
    switch (this.groups.get(group)?.order) {
      case 'longestIdle':
        return this.freeSince.get(user) ?? Number.POSITIVE_INFINITY;
      case 'roundRobin':
        return this.rungAt.get(key) ?? 0;
      case 'fewestCalls':
        return this.taken.get(key) ?? 0;
      default:
        return 0;
    }
  }

  private isFree(user: UserId): boolean {
    const mayRing = this.phonesOf(user).length > 0 && !this.pausedUsers.has(user);
    return mayRing && !this.isInCall(user) && !this.wrapUpUntil.has(user);
  }

  private apply(event: Event, input: Input, group: GroupId | undefined): void {
    switch (event.type) {
      case 'deviceStateChanged':
        this.changeDevice(event);
        return;
      case 'callArrived':
        if (event.party.kind === 'device') this.holdLeg(event.leg, event.party.user, {});
        return;
      case 'callPlaced':
        this.holdPlaced(event);
        return;
      case 'legStarted':
        if (event.party.kind === 'device') this.ring(event, event.party.user, group);
        return;
      case 'legEnded':
        this.dropLeg(event);
        return;
      case 'legAnswered': {
        const held = this.legs.get(event.leg);
        if (held !== undefined) this.legs.set(event.leg, { ...held, isRinging: false });
        return;
      }
      case 'callConnected':
        this.take(event);
        return;
      case 'availabilityChanged':
        if (event.availability !== 'wrappingUp') this.endWrapUp(event, input);
        return;
      case 'userBackedOff':
        this.backOff(event);
        return;
      case 'callbackDialled':
        this.reserved.set(event.user, event.callback);
        return;
      case 'callbackRests':
      case 'callbackEnded':
        for (const [user, callback] of this.reserved) if (callback === event.callback) this.reserved.delete(user);
        return;
      default:
        this.choose(event);
    }
  }

  private choose(event: Event): void {
    switch (event.type) {
      case 'memberLoggedIn':
        this.loggedIn.get(event.group)?.add(event.user);
        return;
      case 'memberLoggedOut':
        this.loggedIn.get(event.group)?.delete(event.user);
        return;
      case 'userPaused':
        this.pausedUsers.add(event.user);
        this.reserved.delete(event.user);
        return;
      case 'userResumed':
        this.pausedUsers.delete(event.user);
        this.missed.delete(event.user);
        return;
      case 'absenceBegan':
        this.absent.add(event.user);
        return;
      case 'absenceEnded':
        this.absent.delete(event.user);
    }
  }

  private changeDevice({ device, isReachable }: EventOf<'deviceStateChanged'>): void {
    if (isReachable) this.reachable.add(device);
    else this.reachable.delete(device);
    const user = this.company.userOfDevice.get(device);
    if (user !== undefined && this.phonesOf(user).length === 0) this.reserved.delete(user);
  }

  private holdPlaced({ leg, to }: EventOf<'callPlaced'>): void {
    const user = to.kind === 'device' ? this.company.userOfDevice.get(to.device) : undefined;
    if (user !== undefined) this.holdLeg(leg, user, {});
  }

  private ring({ leg, offer, party }: EventOf<'legStarted'>, user: UserId, group: GroupId | undefined): void {
    const others = [...this.legs.values()].filter((other) => other.user === user);
    if (others.some((other) => other.offer !== offer)) breach('law 2', `${user} is rung for ${offer} beside others`);
    if (this.wrapUpUntil.has(user)) breach('X2', `${user} is rung in the wrap-up`);
    if (group !== undefined && others.length === 0) {
      this.moment += 1;
      this.rungAt.set(`${group}/${user}`, this.moment);
    }
    this.holdLeg(leg, user, { offer, group, ...(party.kind === 'device' ? { device: party.device } : {}) });
  }

  private holdLeg(leg: LegId, user: UserId, by: Partial<Pick<HeldLeg, 'offer' | 'group' | 'device'>>): void {
    const { offer, group } = by;
    this.legs.set(leg, { ...by, user, offer, group, isRinging: offer !== undefined });
    this.reserved.delete(user);
    this.wrapUpUntil.delete(user);
  }

  private dropLeg({ leg, at }: EventOf<'legEnded'>): void {
    const held = this.legs.get(leg);
    this.legs.delete(leg);
    if (held === undefined || this.isInCall(held.user)) return;
    const owed = this.owesWrapUp.get(held.user) ?? 0;
    this.owesWrapUp.delete(held.user);
    if (owed > 0) this.wrapUpUntil.set(held.user, at + owed);
  }

  /** A phone that a group rang is answered: the member has taken a call of it. */
  private take({ leg }: EventOf<'callConnected'>): void {
    const held = this.legs.get(leg);
    if (held?.group === undefined) return;
    const { user, group } = held;
    this.legs.set(leg, { ...held, offer: undefined, group: undefined });
    this.owesWrapUp.set(user, this.groups.get(group)?.wrapUpMs ?? 0);
    this.taken.set(`${group}/${user}`, (this.taken.get(`${group}/${user}`) ?? 0) + 1);
    this.missed.delete(user);
  }

  /** X2, asterisk #1006: wrap-up is over at its exact end, by command, or by a call of the user's own. */
  private endWrapUp({ user, at }: EventOf<'availabilityChanged'>, input: Input): void {
    const until = this.wrapUpUntil.get(user);
    if (until === undefined) return;
    const isAsked = input.type === 'command' && input.command.type === 'endWrapUp' && input.command.user === user;
    if (at !== until && !(isAsked && at === input.at)) breach('X2', `${user} wraps up until ${at}, not ${until}`);
    this.wrapUpUntil.delete(user);
  }

  private backOff({ user, isBackingOff, at }: EventOf<'userBackedOff'>): void {
    const until = this.backOffUntil.get(user);
    if (isBackingOff) {
      if (until !== undefined) breach('E8', `${user} backs off twice`);
      this.backOffUntil.set(user, at + BACK_OFF_MS);
      return;
    }
    if (until !== at) breach('E8', `${user} backs off until ${at}, not ${until}`);
    this.backOffUntil.delete(user);
  }
}
