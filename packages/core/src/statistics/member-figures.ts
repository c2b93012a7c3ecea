import type { Instant } from '../kernel/time.ts';
import type { Standing } from './standing.ts';

/** What one user has done for one group, as sums. Plain JSON. */
export interface MemberSums {
  /** Times the phones were rung for the group. */
  readonly offers: number;
  readonly missed: number;
  /** Calls of the group's queue that the user answered. */
  readonly answered: number;
  /** Talks of the group that have ended. */
  readonly talks: number;
  readonly talkMs: number;
}

/** One row of a group's table of members. */
export interface MemberFigures extends MemberSums {
  readonly user: string;
  readonly standing: Standing;
  /** Since when the user is logged in to the group; undefined when logged out. */
  readonly loggedInSince: Instant | undefined;
  /** How long (S114), in milliseconds. */
  readonly loggedInMs: number | undefined;
}

/** A user of whom the group has seen nothing. */
export const noSums: MemberSums = { offers: 0, missed: 0, answered: 0, talks: 0, talkMs: 0 };

/** The sums of members, made when first needed. */
export class MemberLedger {
  private readonly sums = new Map<string, MemberSums>();

  of(user: string): MemberSums {
    return this.sums.get(user) ?? noSums;
  }

  add(user: string, more: Partial<MemberSums>): void {
    const before = this.of(user);
    this.sums.set(user, {
      offers: before.offers + (more.offers ?? 0),
      missed: before.missed + (more.missed ?? 0),
      answered: before.answered + (more.answered ?? 0),
      talks: before.talks + (more.talks ?? 0),
      talkMs: before.talkMs + (more.talkMs ?? 0),
    });
  }

  /** In the order of the users' ids. */
  save(): readonly (readonly [string, MemberSums])[] {
    return [...this.sums].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
