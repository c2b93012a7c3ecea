import type { StageTimes } from '../../src/call/outcome.ts';
import type { Company } from '../../src/config/company.ts';
import type { CallbackId, CallId, EntryId, GroupId, LegId, OfferId, UserId } from '../../src/kernel/ids.ts';
import type { LegParty } from '../../src/leg/leg.ts';
import type { OfferTarget } from '../../src/offer/offer.ts';
import type { PendingTransfer, TransferRecord } from '../../src/transfer/transfer.ts';
import type { Availability } from '../../src/user/availability.ts';

/** Where a call is, in the plainest words. */
export type Place =
  /** On its way, or in a line with nothing said about it yet. */
  'waits' | 'message' | 'talks' | 'held' | 'consults' | 'parked' | 'returned';

/** A transfer that has not been answered yet, with the instant at which it comes back. */
export interface Pending extends PendingTransfer {
  readonly dueAt: number;
}

/** A returned call that waits for its operator, or rings there. */
export interface Recall {
  readonly user: UserId;
  /** When it goes on if nothing happens. */
  dueAt: number;
  isRinging: boolean;
}

/** What the books know of a call. */
export interface CallBook {
  readonly id: CallId;
  readonly arrivedAt: number;
  caller: LegId;
  place: Place;
  /** The other leg of a talk, of a hold or of a consultation. */
  party: LegId | undefined;
  entry: EntryId | undefined;
  readonly offers: Set<OfferId>;
  pending: Pending | undefined;
  returns: number;
  recall: Recall | undefined;
  park: { readonly slot: number; readonly by: UserId; readonly dueAt: number } | undefined;
  remindAt: number | undefined;
  consultation: CallId | undefined;
  consultationFor: CallId | undefined;
  isSwapped: boolean;
  firstGroup: GroupId | undefined;
  answeredAt: number | undefined;
  answeredBy: UserId | undefined;
  lastTalker: UserId | undefined;
  /** Waits for what comes of a callback to the same number. */
  isJoining: boolean;
  /** The promise that it is made for. */
  callback: CallbackId | undefined;
  /** A supervisor's: watched elsewhere. */
  isOther: boolean;
  /** A VIP who waits for one person, before anybody has talked with them. */
  breaksIn: boolean;
  /** Not every member may take it. */
  hasNeeds: boolean;
  readonly transfers: TransferRecord[];
  readonly times: { -readonly [Key in keyof StageTimes]: number };
}

/** What the books know of a leg. */
export interface LegBook {
  readonly id: LegId;
  readonly party: LegParty;
  call: CallId;
  isUp: boolean;
  offer: OfferId | undefined;
}

/** What the books know of an offer. */
export interface OfferBook {
  readonly id: OfferId;
  readonly to: OfferTarget;
  readonly madeAt: number;
  call: CallId;
  readonly legs: Set<LegId>;
}

/** What the books know of a place in a line. */
export interface EntryBook {
  readonly id: EntryId;
  readonly group: GroupId;
  readonly isReturned: boolean;
  readonly arrivedAt: number;
  readonly number: number;
  callerClass: 'vip' | 'ordinary';
  call: CallId | undefined;
  callback: CallbackId | undefined;
  readonly tried: Set<UserId>;
  readonly refusedBy: Set<UserId>;
  hearsWelcome: boolean;
  isPickedUp: boolean;
}

/** What the books know of a user. */
export interface UserBook {
  availability: Availability;
  isPaused: boolean;
  isAbsent: boolean;
  /** Returned calls, the first to come first. */
  readonly recalls: CallId[];
}

/** Books of a company, kept from the events alone. */
export interface Books {
  company: Company;
  readonly calls: Map<CallId, CallBook>;
  readonly legs: Map<LegId, LegBook>;
  readonly offers: Map<OfferId, OfferBook>;
  readonly entries: Map<EntryId, EntryBook>;
  readonly users: Map<UserId, UserBook>;
  /** Who takes calls of a group. */
  readonly loggedIn: Map<GroupId, Set<UserId>>;
  readonly slots: Map<number, CallId>;
  /** Numbers that callers show. */
  readonly shownNumbers: Map<CallId, string>;
  /** Offers to users who took a call that was not offered to them. */
  readonly picks: Map<OfferId, UserId>;
}

/** A user whom nothing is known of. */
export const newUserBook = (): UserBook => ({
  availability: 'unreachable',
  isPaused: false,
  isAbsent: false,
  recalls: [],
});

/** Books of a company at rest. */
export function emptyBooks(company: Company): Books {
  return {
    company,
    calls: new Map(),
    legs: new Map(),
    offers: new Map(),
    entries: new Map(),
    users: new Map([...company.users.keys()].map((id) => [id, newUserBook()])),
    loggedIn: new Map(
      [...company.groups.values()].map(({ id, members, startsLoggedIn }) => [
        id,
        new Set(startsLoggedIn ? members.keys() : []),
      ]),
    ),
    slots: new Map(),
    shownNumbers: new Map(),
    picks: new Map(),
  };
}

/** A call that nothing has happened to. */
export function newCallBook(id: CallId, caller: LegId, arrivedAt: number): CallBook {
  return {
    id,
    arrivedAt,
    caller,
    place: 'waits',
    party: undefined,
    entry: undefined,
    offers: new Set(),
    pending: undefined,
    returns: 0,
    recall: undefined,
    park: undefined,
    remindAt: undefined,
    consultation: undefined,
    consultationFor: undefined,
    isSwapped: false,
    firstGroup: undefined,
    answeredAt: undefined,
    answeredBy: undefined,
    lastTalker: undefined,
    isJoining: false,
    hasNeeds: false,
    breaksIn: false,
    callback: undefined,
    isOther: false,
    transfers: [],
    times: { waitingMs: 0, ringingMs: 0, messageMs: 0, talkingMs: 0, heldMs: 0 },
  };
}

/** The user at the far end of a leg, if it is one of ours. */
export const userAt = (books: Books, leg: LegId | undefined): UserId | undefined => {
  const party = leg === undefined ? undefined : books.legs.get(leg)?.party;
  return party?.kind === 'device' ? party.user : undefined;
};

/** Whether a user's line is free: only then may it be rung. */
export const isFree = (user: UserBook | undefined): boolean =>
  user?.availability === 'idle' || user?.availability === 'paused';

/** Whether a returned call need not wait for an operator: gone, away, or logged out everywhere (E12). */
export function isOutOfReach(books: Books, id: UserId): boolean {
  const user = books.users.get(id);
  const groups = books.company.users.get(id)?.groups;
  if (user === undefined || groups === undefined) return true;
  if (user.availability === 'unreachable' || user.isAbsent) return true;
  return groups.length > 0 && !groups.some((group) => books.loggedIn.get(group)?.has(id));
}

/** The groups that a returned call goes to when its operator cannot have it, the first that has somebody: E12 (3), (4). */
export function fallbackGroup(books: Books, call: CallBook): GroupId | undefined {
  const caller = userAt(books, call.caller);
  return [call.firstGroup, books.company.mainGroup].find((id): id is GroupId => {
    const group = id === undefined ? undefined : books.company.groups.get(id);
    if (id === undefined || group === undefined) return false;
    return [...group.members.keys()].some((member) => {
      const user = books.users.get(member);
      const takesCalls = books.loggedIn.get(id)?.has(member) === true && user !== undefined;
      const isThere = user?.availability !== 'unreachable' && user?.isPaused === false && !user.isAbsent;
      return takesCalls && isThere && member !== caller;
    });
  });
}
