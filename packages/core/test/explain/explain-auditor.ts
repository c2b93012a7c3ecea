import type { Company } from '../../src/config/company.ts';
import { explainCall, explainCallback } from '../../src/explain/explain-call.ts';
import { explainUser } from '../../src/explain/explain-user.ts';
import type { Hindrance, Verdict } from '../../src/explain/hindrance.ts';
import type { Event } from '../../src/kernel/event.ts';
import type { CallId, LegId, OfferId, UserId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { State } from '../../src/kernel/state.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from '../properties/breach.ts';
import { GroupsAuditor } from '../properties/groups-auditor.ts';
import { isStarving, type Place } from '../properties/groups-places.ts';
import type { Auditor, World } from '../properties/run.ts';

/** What explains: another than the real one, to plant a bug. */
export interface Explainers {
  readonly explainCall: typeof explainCall;
  readonly explainCallback: typeof explainCallback;
  readonly explainUser: typeof explainUser;
}

const real: Explainers = { explainCall, explainCallback, explainUser };

/**
 * After every step, everyone who waits is explained, and each explanation is held
 * against the books of the naive oracle of groups, which know the events, the
 * clock and the network, and nothing of the engine: every member who is not rung
 * has reasons, they are all there, and each is true (X7).
 */
export class ExplainAuditor implements Auditor {
  /** How often each reason was given. */
  readonly given = new Map<string, number>();
  private readonly oracle: GroupsAuditor;
  /** Calls that came back and are not done with, the first to come first. */
  private returned: { readonly call: CallId; readonly user: UserId }[] = [];
  private readonly rungFor = new Map<LegId, { readonly call: CallId; readonly offer: OfferId | undefined }>();
  private readonly explainers: Explainers;

  constructor(company: Company, explainers: Explainers = real) {
    this.oracle = new GroupsAuditor(company);
    this.explainers = explainers;
  }

  afterStep(input: Input, output: StepOutput, world: World): void {
    this.oracle.afterStep(input, output, world);
    for (const event of output.events) this.follow(event);
    const { places } = this.oracle.books;
    for (const place of places.all.values()) this.checkPlace(world.state, place, input.at);
    for (const user of world.company.users.keys()) this.checkUser(world.state, user);
    for (const call of world.state.calls.keys()) this.checkRinging(world, call);
  }

  atRest(): void {
    this.oracle.atRest();
  }

  private checkPlace(state: State, place: Place, at: number): void {
    const { holder } = state.entries.get(place.id) ?? breach('X7', `${place.id} is gone`);
    const explained =
      holder.kind === 'call'
        ? this.explainers.explainCall(state, holder.call)
        : this.explainers.explainCallback(state, holder.callback);
    const where = explained?.place;
    if (explained === undefined || where === undefined) breach('X7', `${place.id} is not explained`);
    this.checkAhead(
      place,
      where.position,
      where.ahead.map(({ holder: of, why }) => `${JSON.stringify(of)} ${why}`),
      state,
    );
    const byUser = new Map(explained.users.map((verdict) => [verdict.user, verdict]));
    for (const user of place.group.members.keys()) {
      const verdict = byUser.get(user) ?? breach('X7', `${user} is not told of at ${place.id}`);
      this.checkVerdict(state, place, verdict, at);
    }
  }

  private checkVerdict(state: State, place: Place, { user, isRung, hindrances }: Verdict, at: number): void {
    const rings = this.ringingCall(user) !== undefined && this.ringingCall(user) === place.call;
    const where = `${user} at ${place.id} at ${at}`;
    if (isRung !== rings) breach('X7', `${where} is said to be rung: ${isRung}`);
    if (isRung !== (hindrances.length === 0))
      breach('X7', `${where}: rung ${isRung} with ${hindrances.length} reasons`);
    for (const { kind } of hindrances) this.given.set(kind, (this.given.get(kind) ?? 0) + 1);
    const told = hindrances.map(textOf).sort();
    const true_ = isRung ? [] : this.reasons(state, place, user, at).map(textOf).sort();
    if (told.join() !== true_.join()) breach('X7', `${where}: told ${told.join()}, true is ${true_.join()}`);
  }

  /** Everything that is true against ringing a member, by the books. */
  private reasons(state: State, place: Place, user: UserId, at: number): readonly Partial<Hindrance>[] {
    const { office } = this.oracle.books;
    const { id: group } = place.group;
    const found: Partial<Hindrance>[] = [];
    if (!office.isLoggedIn(user, group)) found.push({ kind: 'notLoggedIn', group });
    if (office.isAbsent(user)) found.push({ kind: 'absent' });
    if (office.pausedUsers.has(user)) found.push({ kind: 'paused' });
    const backOff = office.backOffUntil.get(user);
    if (backOff !== undefined) found.push({ kind: 'backingOff', until: backOff });
    const caller = place.call === undefined ? undefined : state.calls.get(place.call)?.callerLeg;
    if (caller !== undefined && office.legs.get(caller)?.user === user) found.push({ kind: 'isCaller' });
    const skills = state.company.users.get(user)?.skills;
    for (const need of place.needs) {
      const has = skills?.get(need.skill) ?? 0;
      if (has < need.level) found.push({ kind: 'lacksSkill', need, has });
    }
    if (place.refused.has(user)) found.push({ kind: 'refused' });
    if (place.tried.has(user)) found.push({ kind: 'tried', round: place.round });
    return [...found, ...this.lineReasons(user), ...this.stageReasons(state, place, user, at)];
  }

  private lineReasons(user: UserId): readonly Partial<Hindrance>[] {
    const { office } = this.oracle.books;
    const found: Partial<Hindrance>[] = [];
    if (office.phonesOf(user).length === 0) found.push({ kind: 'unreachable' });
    const wrapUp = office.wrapsUpUntil(user);
    const kept = office.keptFor(user);
    if (office.isTalking(user)) found.push({ kind: 'busy' });
    else if (office.isInCall(user)) found.push({ kind: 'ringingFor' });
    else if (wrapUp !== undefined) found.push({ kind: 'wrappingUp', until: wrapUp });
    else if (kept !== undefined) found.push({ kind: 'reserved', callback: kept });
    return found;
  }

  private stageReasons(state: State, place: Place, user: UserId, at: number): readonly Partial<Hindrance>[] {
    const { phase, current, reserved, group } = place;
    const tier = group.members.get(user)?.tier ?? breach('X7', `${user} is no member`);
    if (phase === 'welcome') return [{ kind: 'welcome' }];
    if (phase === 'pickedUp') return [{ kind: 'pickedUp' }];
    if (phase === 'dialling' && reserved !== undefined) return [{ kind: 'customerCalled', reserved }];
    if (phase === 'dialling') return [{ kind: 'customerCalled' }];
    if (phase === 'resting') return [{ kind: 'resting' }];
    if (phase !== 'ringing' || current === undefined) return [];
    const until = state.timers.get(current.id, 'ringTime')?.due ?? breach('X7', `${current.id} rings for ever`);
    if (until <= at) breach('X7', `${current.id} rings until ${until}, which is over`);
    if (tier > current.tier) return [{ kind: 'tierNotOpen', tier, openTier: current.tier, until }];
    const width = this.oracle.books.places.widthOf(place, place.offersInRound);
    const isFull = tier === current.tier && this.oracle.books.places.roomOf(place) <= 0;
    return isFull ? [{ kind: 'widthFull', width, until }] : [];
  }

  /** The order of service, and why each who is before is before. */
  private checkAhead(place: Place, position: number, told: readonly string[], state: State): void {
    const { places } = this.oracle.books;
    const before = places
      .inGroup(place.group.id)
      .filter((other) => places.compare(other, place) < 0)
      .sort((a, b) => places.compare(a, b));
    const true_ = before.map(
      (other) => `${JSON.stringify(state.entries.get(other.id)?.holder)} ${whyBefore(other, place)}`,
    );
    if (position !== before.length + 1) breach('X7', `${place.id} is said to be ${position}, not ${before.length + 1}`);
    if (told.join() !== true_.join()) breach('X7', `before ${place.id}: told ${told.join()}, true is ${true_.join()}`);
  }

  /** Everyone rung for a call is told, and nobody else is said to be: as many legs ring in the network. */
  private checkRinging({ state, network }: World, call: CallId): void {
    const explained = this.explainers.explainCall(state, call) ?? breach('X7', `${call} is not explained`);
    const ringing = [...state.legs.values()].filter((leg) => leg.call === call && leg.offer !== undefined);
    const users = new Set(ringing.flatMap(({ party }) => (party.kind === 'device' ? [party.user] : [])));
    const numbers = ringing.flatMap(({ party }) => (party.kind === 'external' ? [party.number] : []));
    const told = explained.users.filter(({ isRung }) => isRung).map(({ user }) => user);
    if ([...users].sort().join() !== [...told].sort().join()) breach('X7', `${call} rings ${[...users]}, told ${told}`);
    if (numbers.sort().join() !== [...explained.numbers].sort().join()) breach('X7', `${call} rings ${numbers}`);
    for (const verdict of explained.users) this.checkRecalled(call, verdict, explained.phase);
    const isUp = ringing.some(
      ({ id }) => network.live.get(id)?.isUp === false && network.live.get(id)?.side !== 'started',
    );
    if (isUp) breach('X7', `${call} rings a leg that is none of ours`);
  }

  /** For a call that came back, its operator: the line, and calls that came back before. */
  private checkRecalled(call: CallId, { user, isRung, hindrances }: Verdict, phase: string): void {
    if (isRung !== (hindrances.length === 0)) breach('X7', `${user} for ${call}: ${hindrances.length} reasons`);
    if (phase !== 'recalling' || isRung) return;
    for (const { kind } of hindrances) this.given.set(kind, (this.given.get(kind) ?? 0) + 1);
    const [first] = this.returned.filter((one) => one.user === user);
    const before =
      first === undefined || first.call === call ? [] : [{ kind: 'returnedCallFirst', call: first.call } as const];
    const told = hindrances.map(textOf).sort().join();
    const true_ = [...this.lineReasons(user), ...before].map(textOf).sort().join();
    if (told !== true_) breach('X7', `${user} for ${call}: told ${told}, true is ${true_}`);
  }

  private checkUser(state: State, user: UserId): void {
    const explained = this.explainers.explainUser(state, user) ?? breach('X7', `${user} is not explained`);
    const { office } = this.oracle.books;
    if (explained.rungFor !== this.ringingCall(user)) breach('X7', `${user} rings for ${explained.rungFor}`);
    const line = explained.line.map(textOf).sort().join();
    const own = this.lineReasons(user).map(textOf).sort().join();
    if (line !== own) breach('X7', `the line of ${user}: told ${line}, true is ${own}`);
    const reachable = explained.devices.filter(({ does }) => does === 'quiet').map(({ device }) => device);
    if (reachable.some((device) => !office.phonesOf(user).includes(device))) breach('X7', `${user} has ${reachable}`);
    for (const { group, waiting, places } of explained.groups) {
      const true_ = this.oracle.books.places.inGroup(group);
      if (waiting !== true_.length || places.length !== Math.min(20, waiting))
        breach('X7', `${waiting} wait in ${group}`);
      for (const { holder, isRung, hindrances, position } of places) {
        const of =
          holder.kind === 'call'
            ? this.explainers.explainCall(state, holder.call)
            : this.explainers.explainCallback(state, holder.callback);
        const same = of?.users.find((one) => one.user === user);
        if (JSON.stringify(same) !== JSON.stringify({ user, isRung, hindrances }) || of?.place?.position !== position) {
          breach('X7', `${user} and ${JSON.stringify(holder)} are told of otherwise`);
        }
      }
    }
  }

  /** For which call each leg rings or rang: phones may ring on for another. */
  private follow(event: Event): void {
    switch (event.type) {
      case 'legStarted':
        this.rungFor.set(event.leg, { call: event.call, offer: event.offer });
        return;
      case 'offerRebound':
        for (const [leg, { offer }] of this.rungFor) {
          if (offer === event.from) this.rungFor.set(leg, { call: event.call, offer: event.offer });
        }
        return;
      case 'recallBegan':
        this.returned.push({ call: event.call, user: event.user });
        return;
      case 'recallOver':
      case 'callConnected':
        this.returned = this.returned.filter(({ call }) => call !== event.call);
        return;
      case 'offerMoved':
        for (const [leg, { offer }] of this.rungFor) {
          if (offer === event.offer) this.rungFor.set(leg, { call: event.to, offer });
        }
    }
  }

  /** The call that a user's phones ring for, by the books. */
  private ringingCall(user: UserId): CallId | undefined {
    for (const [id, leg] of this.oracle.books.office.legs) {
      if (leg.user === user && leg.isRinging) return this.rungFor.get(id)?.call;
    }
    return undefined;
  }
}

function whyBefore(other: Place, place: Place): string {
  if (isStarving(other) && !isStarving(place)) return 'passedEnough';
  if (other.isVip !== place.isVip) return 'vip';
  return other.isReturned && !place.isReturned ? 'cameBack' : 'cameEarlier';
}

/** What of a reason the books know too. */
function textOf(hindrance: Partial<Hindrance>): string {
  switch (hindrance.kind) {
    case 'absent':
    case 'paused':
    case 'busy':
    case 'ringingFor':
    case 'pickedUp':
    case 'resting':
      return hindrance.kind;
    default:
      return JSON.stringify(Object.entries(hindrance).sort());
  }
}
