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

interface Talking {
  readonly user: UserId;
  readonly group: GroupId | undefined;
}

/**
 * Reads the facts that figures are made of out of the engine's events. It
 * remembers only what is alive: places, offers and talks.
 */
export class FactReader {
  private readonly places = new Map<EntryId, Place>();
  private readonly callbackPlaces = new Map<string, EntryId>();
  private readonly offers = new Map<OfferId, OfferTarget>();
  private readonly talks = new Map<CallId, Talking>();

  /** Begins with what is alive in a state; a new company has nothing. */
  constructor(state?: State) {
    if (state === undefined) return;
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
