import { buildGroup } from '../../src/config/build-group.ts';
import type { Company, Group, SkillNeed } from '../../src/config/company.ts';
import type { GroupFile } from '../../src/config/company-file.ts';
import type { CallId, EntryId, GroupId, LegId, OfferId, UserId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import type { Office } from './groups-office.ts';

/** One presentation to members, as the oracle keeps book of it. */
export interface Book {
  readonly id: OfferId;
  readonly tier: number;
  readonly madeAt: number;
  readonly ringMs: number;
  /** Who rings, by which legs. */
  readonly ringing: Map<UserId, Set<LegId>>;
  /** Who has refused on one device. */
  readonly refused: Set<UserId>;
  /** Whose phones we stopped though they might have gone on ringing. */
  readonly silenced: Set<UserId>;
}

export type Phase = 'welcome' | 'waiting' | 'ringing' | 'pausing' | 'pickedUp' | 'dialling' | 'resting';

/** One place in a line, as the oracle keeps book of it. */
export interface Place {
  readonly id: EntryId;
  group: Group;
  readonly isVip: boolean;
  readonly isReturned: boolean;
  readonly arrivedAt: number;
  readonly number: number;
  readonly joinedAt: number;
  /** Undefined: somebody is to be called back. */
  call: CallId | undefined;
  /** Was held by a promise once: its longest wait is over before it rings. */
  wasPromised: boolean;
  needs: readonly SkillNeed[];
  phase: Phase;
  round: number;
  offersInRound: number;
  readonly tried: Set<UserId>;
  readonly refused: Set<UserId>;
  readonly books: Map<OfferId, Book>;
  current: Book | undefined;
  pausedAt: number | undefined;
  /** VIP callers first offered since this one came. */
  overtaken: number;
  hasPassed: boolean;
  /** The member who is kept while the customer is dialled. */
  reserved: UserId | undefined;
}

/** Everyone who waits, and the naive answers to who comes first and who may be rung. */
export class Places {
  readonly all = new Map<EntryId, Place>();
  private readonly company: Company;
  private readonly office: Office;
  private readonly files: Map<GroupId, GroupFile>;

  constructor(company: Company, office: Office) {
    this.company = company;
    this.office = office;
    this.files = new Map(company.file.groups.map((file) => [file.id as GroupId, file]));
  }

  of(id: EntryId): Place {
    return this.all.get(id) ?? breach('law 1', `${id} has no place`);
  }

  group(id: GroupId): Group {
    return this.office.groups.get(id) ?? breach('configuration', id);
  }

  /** S110, E22: what rings goes on; the next decision knows the new members. */
  replaceMembers(id: GroupId, members: readonly { readonly user: string; readonly tier: number }[]): void {
    const file = this.files.get(id) ?? breach('configuration', id);
    const changed = { ...file, members: [...members] };
    this.files.set(id, changed);
    const group = buildGroup(changed, null);
    this.office.replaceGroup(group);
    for (const place of this.inGroup(id)) place.group = group;
  }

  inGroup(id: GroupId): readonly Place[] {
    return [...this.all.values()].filter(({ group }) => group.id === id);
  }

  /** Law 4, law 11, E10: negative when `a` is served first. */
  compare(a: Place, b: Place): number {
    return classOf(a) - classOf(b) || bySeniority(a, b);
  }

  /** Whether a place may be offered to one more member, and whether this one could take it. */
  couldTake(place: Place, user: UserId): boolean {
    const tier = place.group.members.get(user)?.tier;
    if (tier === undefined || !this.isCandidate(place, user)) return false;
    if (place.phase === 'waiting' || place.phase === 'pausing') return true;
    if (place.phase !== 'ringing' || place.current === undefined) return false;
    return tier < place.current.tier || (tier === place.current.tier && this.roomOf(place) > 0);
  }

  /** Whether the rules let a member take this call at all now: not tried, not refused for good, able (X1). */
  isCandidate(place: Place, user: UserId): boolean {
    if (place.tried.has(user) || place.refused.has(user)) return false;
    const skills = this.company.users.get(user)?.skills;
    return place.needs.every(({ skill, level }) => (skills?.get(skill) ?? 0) >= level);
  }

  /** Who of a tier may be rung now for a place, in the order of the file. */
  freeIn(place: Place, tier: number): readonly UserId[] {
    const members = place.group.tiers.find(({ number }) => number === tier)?.members ?? [];
    return members.filter((user) => this.isCandidate(place, user) && this.office.mayBeRung(user, place.group.id));
  }

  /** X1: the same, the first to be rung first; a lot is drawn by nobody here. */
  ranked(place: Place, tier: number): readonly UserId[] {
    const { id, order } = place.group;
    const rank = (user: UserId): number =>
      order === 'skills' ? -this.levelOf(place, user) : this.office.rankOf(user, id);
    // A stable sort: equals stay in the order of the file.
    return [...this.freeIn(place, tier)].sort((a, b) => rank(a) - rank(b));
  }

  /** How many the next offer of this round rings. */
  widthOf({ group }: Place, offerInRound: number): number {
    const { widths } = group;
    if (widths === undefined) return Number.POSITIVE_INFINITY;
    return widths[offerInRound - 1] ?? widths.at(-1) ?? Number.POSITIVE_INFINITY;
  }

  /** How many more may ring beside those who do. */
  roomOf(place: Place): number {
    return this.widthOf(place, place.offersInRound) - (place.current?.ringing.size ?? 0);
  }

  /** Who might take the call and has nobody before them: the better tiers, all of them. */
  isAnyoneFree(place: Place): boolean {
    return place.group.tiers.some(({ number }) => this.freeIn(place, number).length > 0);
  }

  /** The place in the line from 1, as it will be served. */
  positionOf(place: Place): number {
    return this.inGroup(place.group.id).filter((other) => this.compare(other, place) < 0).length + 1;
  }

  /** A VIP caller is offered for the first time: all ordinary ones of the line have been passed once more. */
  countPassing(vip: Place): void {
    if (!vip.isVip || vip.hasPassed) return;
    vip.hasPassed = true;
    for (const other of this.inGroup(vip.group.id)) if (!other.isVip) other.overtaken += 1;
  }

  /** A caller who joins with an older arrival has been passed as often as the one just behind. */
  overtakenAtJoining(place: Place): number {
    const [behind] = this.inGroup(place.group.id)
      .filter((other) => !other.isVip && bySeniority(place, other) < 0)
      .sort(bySeniority);
    return behind?.overtaken ?? 0;
  }

  private levelOf(place: Place, user: UserId): number {
    const skills = this.company.users.get(user)?.skills;
    return place.needs.reduce((sum, { skill }) => sum + (skills?.get(skill) ?? 0), 0);
  }
}

/** Law 11: whether no newer VIP may pass this caller any more. */
export function isStarving({ isVip, overtaken, group }: Place): boolean {
  return !isVip && group.vip.maxOvertakes !== undefined && overtaken >= group.vip.maxOvertakes;
}

function classOf(place: Place): number {
  if (place.isVip) return 1;
  return isStarving(place) ? 0 : 2;
}

const bySeniority = (a: Place, b: Place): number =>
  Number(b.isReturned) - Number(a.isReturned) || a.arrivedAt - b.arrivedAt || a.number - b.number;

/** A new book of an offer for which nobody rings yet. */
export const newBook = (made: Pick<Book, 'id' | 'tier' | 'madeAt' | 'ringMs'>): Book => ({
  ...made,
  ringing: new Map(),
  refused: new Set(),
  silenced: new Set(),
});
