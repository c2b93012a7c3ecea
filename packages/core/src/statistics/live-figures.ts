import type { Instant } from '../kernel/time.ts';
import type { FactOf, StatisticsFact } from './fact.ts';
import type { GroupFigures } from './group-figures.ts';
import { GroupLedger, type SavedGroup } from './group-ledger.ts';
import type { MemberFigures } from './member-figures.ts';
import {
  afterFact,
  isUserFact,
  type Standing,
  standingOf,
  type UserFact,
  type UserFacts,
  unknownUser,
} from './standing.ts';
import { meanMs, type Tally, type WaitLimits } from './tally.ts';
import type { Window } from './window.ts';

/** What figures keep, as plain JSON: restored, they go on as if nothing had been. */
export interface SavedFigures {
  readonly limits: WaitLimits;
  readonly users: readonly (readonly [string, UserFacts])[];
  readonly groups: readonly SavedGroup[];
}

/** Limits for all groups that have none of their own. */
export interface FigureOptions {
  /** Answered within this is answered in time; default 20. */
  readonly serviceLevelSeconds?: number;
  /** Abandoned before this is a short abandon; default 5. */
  readonly shortAbandonSeconds?: number;
}

/** Since the fold began. */
const ALL: Window = { kind: 'all' };

/**
 * The live figures of a company: a fold of {@link StatisticsFact}s and of
 * nothing else, so that the same log gives the same figures. A fact costs O(1),
 * or O(log n) of those who wait, or O(groups of the user).
 */
export class LiveFigures {
  private readonly limits: WaitLimits;
  private readonly users = new Map<string, UserFacts>();
  private readonly groupsOfUser = new Map<string, Set<GroupLedger>>();
  private readonly ledgers = new Map<string, GroupLedger>();

  constructor({ serviceLevelSeconds = 20, shortAbandonSeconds = 5 }: FigureOptions = {}) {
    this.limits = { serviceLevelMs: serviceLevelSeconds * 1000, shortAbandonMs: shortAbandonSeconds * 1000 };
  }

  /** The figures of a whole log. */
  static ofLog(facts: Iterable<StatisticsFact>, options: FigureOptions = {}): LiveFigures {
    const figures = new LiveFigures(options);
    for (const fact of facts) figures.apply(fact);
    return figures;
  }

  /** Figures as they were when they were saved. */
  static restored({ limits, users, groups }: SavedFigures): LiveFigures {
    const figures = new LiveFigures({
      serviceLevelSeconds: limits.serviceLevelMs / 1000,
      shortAbandonSeconds: limits.shortAbandonMs / 1000,
    });
    for (const [user, facts] of users) figures.users.set(user, facts);
    for (const saved of groups) {
      const ledger = figures.ledger(saved.group);
      ledger.restore(saved, (user) => figures.standing(user));
      for (const [user] of saved.members) figures.link(user, ledger);
    }
    return figures;
  }

  /** Counts a fact in. */
  apply(fact: StatisticsFact): void {
    if (isUserFact(fact)) {
      this.applyToUser(fact);
      return;
    }
    const ledger = this.ledger(fact.group);
    switch (fact.type) {
      case 'groupConfigured':
        this.configure(ledger, fact);
        return;
      case 'entryJoined':
        ledger.joined(fact);
        return;
      case 'entryLeft':
        ledger.left(fact);
        return;
      case 'offeredTo':
        ledger.members.add(fact.user, { offers: 1 });
        return;
      case 'missed':
        ledger.members.add(fact.user, { missed: 1 });
        return;
      case 'memberLoggedIn':
        ledger.roster.logIn(fact.user, { at: fact.at, standing: this.standing(fact.user) });
        this.link(fact.user, ledger);
        return;
      case 'memberLoggedOut':
        ledger.roster.logOut(fact.user, this.standing(fact.user));
        return;
      case 'callbackPromised':
        ledger.callbackPromised(fact.entry);
        return;
      case 'callbackEnded':
        ledger.callbackEnded(fact.entry);
        return;
    }
  }

  /** The groups that facts have named, in the order of their ids. */
  groups(): readonly string[] {
    return [...this.ledgers.keys()].sort();
  }

  /** Everything about a group at one instant, or undefined when no fact has named it. */
  of(group: string, at: Instant, window: Window = ALL): GroupFigures | undefined {
    return this.ledgers.get(group)?.figures(window, at);
  }

  /** The sums of a window, for formulas; undefined when no fact has named the group. */
  tally(group: string, at: Instant, window: Window = ALL): Tally | undefined {
    return this.ledgers.get(group)?.windows.tally(window, at);
  }

  /** How the places ended that callbacks held; those are not counted as calls. */
  callbackTally(group: string): Tally | undefined {
    return this.ledgers.get(group)?.callbackTally();
  }

  /** Mean wait of the calls *answered* of a window, in milliseconds (S63, L10). */
  avgSpeedOfAnswer(group: string, at: Instant, window: Window = ALL): number | undefined {
    const tally = this.tally(group, at, window);
    return tally === undefined ? undefined : meanMs(tally.answeredWaitMs, tally.outcomes.answered);
  }

  /** Mean age of the calls that wait *now*, in milliseconds (S122, L10). */
  avgCurrentWait(group: string, at: Instant): number | undefined {
    return this.ledgers.get(group)?.averageWaitNowMs(at);
  }

  /** The table of a group's members, in the order of their ids (S114). */
  members(group: string, at: Instant): readonly MemberFigures[] {
    const ledger = this.ledgers.get(group);
    if (ledger === undefined) return [];
    return ledger.roster.users().map((user) => {
      const loggedInSince = ledger.roster.loggedInSince(user);
      return {
        user,
        standing: this.standing(user),
        loggedInSince,
        loggedInMs: loggedInSince === undefined ? undefined : at - loggedInSince,
        ...ledger.members.of(user),
      };
    });
  }

  /** Everything that is kept, as plain JSON, each list in a fixed order. */
  save(): SavedFigures {
    return {
      limits: { ...this.limits },
      users: [...this.users].sort(([a], [b]) => (a < b ? -1 : 1)),
      groups: this.groups().map((group) => this.ledger(group).save()),
    };
  }

  private standing(user: string): Standing {
    return standingOf(this.users.get(user) ?? unknownUser);
  }

  private ledger(group: string): GroupLedger {
    const found = this.ledgers.get(group);
    if (found !== undefined) return found;
    const made = new GroupLedger(group, this.limits);
    this.ledgers.set(group, made);
    return made;
  }

  private link(user: string, ledger: GroupLedger): void {
    const groups = this.groupsOfUser.get(user);
    if (groups === undefined) this.groupsOfUser.set(user, new Set([ledger]));
    else groups.add(ledger);
  }

  private configure(ledger: GroupLedger, fact: FactOf<'groupConfigured'>): void {
    ledger.name = fact.name;
    ledger.limits = {
      serviceLevelMs: seconds(fact.serviceLevelSeconds) ?? this.limits.serviceLevelMs,
      shortAbandonMs: seconds(fact.shortAbandonSeconds) ?? this.limits.shortAbandonMs,
    };
    const members = new Set(fact.members);
    for (const user of ledger.roster.users()) {
      if (members.has(user)) continue;
      ledger.roster.removeMember(user, this.standing(user));
      this.groupsOfUser.get(user)?.delete(ledger);
    }
    for (const user of members) {
      ledger.roster.addMember(user, this.standing(user));
      this.link(user, ledger);
    }
  }

  private applyToUser(fact: UserFact): void {
    const before = this.users.get(fact.user) ?? unknownUser;
    const after = afterFact(before, fact);
    this.users.set(fact.user, after);
    if (fact.type === 'talkEnded') this.countTalk(before, fact);
    const [from, to] = [standingOf(before), standingOf(after)];
    if (from === to) return;
    for (const ledger of this.groupsOfUser.get(fact.user) ?? []) ledger.roster.moved(fact.user, from, to);
  }

  /** A talk whose beginning was not told has no length. */
  private countTalk(before: UserFacts, { user, call, group, at }: FactOf<'talkBegan' | 'talkEnded'>): void {
    const talk = before.talks.find((one) => one.call === call);
    if (talk !== undefined && group !== undefined) this.ledger(group).talked(user, at - talk.since);
  }
}

const seconds = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * 1000);
