import type { Company } from '../config/company.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, EntryId, GroupId, OfferId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { OfferTarget } from '../offer/offer.ts';
import type { StatisticsFact } from './fact.ts';

interface Place {
  readonly group: GroupId;
  readonly arrivedAt: Instant;
}

/** A group as the company now has it. */
interface KnownGroup {
  readonly name: string;
  readonly members: readonly string[];
  readonly startsLoggedIn: boolean;
}

interface Talking {
  readonly user: UserId;
  readonly group: GroupId | undefined;
}

/**
 * Reads the facts that figures are made of out of the engine's events. It
 * remembers only what is alive: places, offers and talks, and the groups.
 */
export class FactReader {
  private readonly places = new Map<EntryId, Place>();
  private readonly callbackPlaces = new Map<string, EntryId>();
  private readonly offers = new Map<OfferId, OfferTarget>();
  private readonly talks = new Map<CallId, Talking>();
  /** Undefined until it is known what the company has been. */
  private groups: ReadonlyMap<string, KnownGroup> | undefined;

  /** Begins with what is alive in a state; without one, with nothing, and with members of whom no log-in is known. */
  constructor(state?: State) {
    if (state === undefined) return;
    this.groups = groupsOf([...state.company.groups.values()]);
    for (const { id, group, arrivedAt } of state.entries.values()) this.places.set(id, { group, arrivedAt });
    for (const { id, entry } of state.callbacks.values()) if (entry !== undefined) this.callbackPlaces.set(id, entry);
    for (const { id, to } of state.offers.values()) this.offers.set(id, to);
    for (const { id, talks } of state.calls.values()) {
      const talk = talks.findLast(({ endedAt }) => endedAt === undefined);
      if (talk?.user !== undefined) this.talks.set(id, { user: talk.user, group: talk.group });
    }
  }

  /** The facts with which figures of a company begin. */
  static configured(company: Company, at: Instant): readonly StatisticsFact[] {
    return [...company.groups.values()].flatMap((group): StatisticsFact[] => {
      const members = [...group.members.keys()];
      const loggedIn = group.startsLoggedIn ? members : [];
      return [
        { type: 'groupConfigured', at, group: group.id, name: group.name, members },
        ...loggedIn.map((user): StatisticsFact => ({ type: 'memberLoggedIn', at, user, group: group.id })),
      ];
    });
  }

  /** What an event means for figures, in order; mostly nothing or one fact. */
  read(event: Event): readonly StatisticsFact[] {
    const { at } = event;
    switch (event.type) {
      case 'entryJoined':
        return [this.joined(event)];
      case 'entryLeft':
        return this.left(event);
      case 'offerMade':
        this.offers.set(event.offer, event.to);
        return [];
      case 'offerEnded':
        this.offers.delete(event.offer);
        return [];
      case 'legStarted':
        return this.rings(event);
      case 'memberTried': {
        const group = this.places.get(event.entry)?.group;
        return group === undefined ? [] : [{ type: 'missed', at, user: event.user, group, cause: event.cause }];
      }
      case 'callConnected':
        return this.talks.has(event.call) ? [] : this.began(event);
      case 'transferBegan':
      case 'talkEnded':
      case 'callEnded':
        return this.ended(event.call, at);
      case 'companyChanged':
        return this.changed(event);
      case 'membersSaved':
        return this.saved(event);
      case 'memberLoggedIn':
      case 'memberLoggedOut':
        return [{ type: event.type, at, user: event.user, group: event.group }];
      case 'userPaused':
        return [{ type: 'memberPaused', at, user: event.user, reason: event.pause.reason }];
      case 'userResumed':
        return [{ type: 'memberResumed', at, user: event.user }];
      case 'absenceBegan':
      case 'absenceEnded':
        return [{ type: event.type, at, user: event.user }];
      case 'availabilityChanged':
        return [{ type: 'availabilityChanged', at, user: event.user, availability: event.availability }];
      case 'callbackPromised':
        if (event.entry === undefined) return [];
        this.callbackPlaces.set(event.callback, event.entry);
        return [{ type: 'callbackPromised', at, group: event.group, entry: event.entry }];
      case 'callbackEnded':
        return this.promiseEnded(event);
      default:
        return [];
    }
  }

  /** The company is another: its groups are told, and who is new in them and begins logged in. */
  private changed({ file, at }: EventOf<'companyChanged'>): readonly StatisticsFact[] {
    const before = this.groups;
    const now = groupsOf(
      file.groups.map(({ members, ...group }) => ({
        ...group,
        members: new Map(members.map(({ user }) => [user, 0])),
      })),
    );
    this.groups = now;
    const gone = [...(before ?? [])].filter(([id]) => !now.has(id));
    return [
      ...gone.flatMap(([id, group]) => told(id, { group: { ...group, members: [] }, before: group, at })),
      ...[...now].flatMap(([id, group]) =>
        told(id, { group, before: before === undefined ? group : before.get(id), at }),
      ),
    ];
  }

  private saved({ group: id, members, at }: EventOf<'membersSaved'>): readonly StatisticsFact[] {
    const before = this.groups?.get(id);
    if (before === undefined) return [];
    const group = { ...before, members: members.map(({ user }) => user) };
    this.groups = new Map(this.groups).set(id, group);
    return told(id, { group, before, at });
  }

  private joined({ entry, group, holder, callerClass, arrivedAt, at }: EventOf<'entryJoined'>): StatisticsFact {
    this.places.set(entry, { group, arrivedAt });
    const call = holder.kind === 'call' ? holder.call : holder.callback;
    return { type: 'entryJoined', at, entry, call, group, callerClass, kind: holder.kind, arrivedAt };
  }

  private left({ entry, group, outcome, user, at }: EventOf<'entryLeft'>): readonly StatisticsFact[] {
    const place = this.places.get(entry);
    if (place === undefined) return [];
    this.places.delete(entry);
    const waitMs = at - place.arrivedAt;
    return [{ type: 'entryLeft', at, entry, group, outcome, waitMs, ...(user === undefined ? {} : { user }) }];
  }

  private rings({ offer, party, at }: EventOf<'legStarted'>): readonly StatisticsFact[] {
    const to = this.offers.get(offer);
    if (to?.kind !== 'tier' || party.kind !== 'device') return [];
    return [{ type: 'offeredTo', at, user: party.user, group: to.group }];
  }

  private began({ call, talk, at }: EventOf<'callConnected'>): readonly StatisticsFact[] {
    if (talk.user === undefined) return [];
    const { user, group } = talk;
    this.talks.set(call, { user, group });
    return [{ type: 'talkBegan', at, user, call, ...(group === undefined ? {} : { group }) }];
  }

  private ended(call: CallId, at: Instant): readonly StatisticsFact[] {
    const talking = this.talks.get(call);
    if (talking === undefined) return [];
    this.talks.delete(call);
    const { user, group } = talking;
    return [{ type: 'talkEnded', at, user, call, ...(group === undefined ? {} : { group }) }];
  }

  private promiseEnded({ callback, group, result, at }: EventOf<'callbackEnded'>): readonly StatisticsFact[] {
    const entry = this.callbackPlaces.get(callback);
    if (entry === undefined) return [];
    this.callbackPlaces.delete(callback);
    return [{ type: 'callbackEnded', at, group, entry, result }];
  }
}

function groupsOf(
  groups: readonly (Omit<KnownGroup, 'members'> & {
    readonly id: string;
    readonly members: ReadonlyMap<string, unknown>;
  })[],
): ReadonlyMap<string, KnownGroup> {
  return new Map(
    groups.map(({ id, name, members, startsLoggedIn }) => [id, { name, members: [...members.keys()], startsLoggedIn }]),
  );
}

/** A group that is as told from now on. Who was a member before keeps the log-in. */
function told(
  id: string,
  { group, before, at }: { readonly group: KnownGroup; readonly before: KnownGroup | undefined; readonly at: Instant },
): readonly StatisticsFact[] {
  const { name, members, startsLoggedIn } = group;
  const old = new Set(before?.members);
  const begun = startsLoggedIn ? members.filter((user) => !old.has(user)) : [];
  return [
    { type: 'groupConfigured', at, group: id, name, members },
    ...begun.map((user): StatisticsFact => ({ type: 'memberLoggedIn', at, user, group: id })),
  ];
}
