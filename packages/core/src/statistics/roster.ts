import type { Instant } from '../kernel/time.ts';
import type { Standing } from './standing.ts';

/** How many of a group do what. */
export type StandingCounts = Readonly<Record<Standing, number>>;

/** The members of one group, who of them is logged in, and counts of what those do. Every change costs O(1). */
export class Roster {
  private readonly members = new Set<string>();
  private readonly since = new Map<string, Instant>();
  private readonly counts: Record<Standing, number> = {
    inCall: 0,
    ringing: 0,
    wrappingUp: 0,
    reserved: 0,
    absent: 0,
    paused: 0,
    unreachable: 0,
    free: 0,
  };
  private inCallCount = 0;

  /** Logged-in members (S60, S117). */
  get loggedIn(): number {
    return this.since.size;
  }

  /** Members in a call, logged in or not (S118). */
  get inCall(): number {
    return this.inCallCount;
  }

  loggedInSince(user: string): Instant | undefined {
    return this.since.get(user);
  }

  /** What the logged-in members do. */
  standings(): StandingCounts {
    return { ...this.counts };
  }

  /** In the order of their ids. */
  users(): readonly string[] {
    return [...this.members].sort();
  }

  addMember(user: string, standing: Standing): void {
    if (this.members.has(user)) return;
    this.members.add(user);
    this.countInCall(standing, 1);
  }

  /** Logs the user out too. */
  removeMember(user: string, standing: Standing): void {
    if (!this.members.delete(user)) return;
    this.logOut(user, standing);
    this.countInCall(standing, -1);
  }

  /** One who is logged in already stays so, since then. */
  logIn(user: string, { at, standing }: { readonly at: Instant; readonly standing: Standing }): void {
    if (this.since.has(user)) return;
    // One who logs in is a member, whether or not the configuration has been told.
    this.addMember(user, standing);
    this.since.set(user, at);
    this.counts[standing] += 1;
  }

  logOut(user: string, standing: Standing): void {
    if (!this.since.delete(user)) return;
    this.counts[standing] -= 1;
  }

  /** A member does something else now. */
  moved(user: string, from: Standing, to: Standing): void {
    this.countInCall(from, -1);
    this.countInCall(to, 1);
    if (!this.since.has(user)) return;
    this.counts[from] -= 1;
    this.counts[to] += 1;
  }

  /** Members and when each logged in, in the order of their ids. */
  save(): readonly (readonly [string, Instant | null])[] {
    return this.users().map((user) => [user, this.since.get(user) ?? null] as const);
  }

  private countInCall(standing: Standing, by: 1 | -1): void {
    if (standing === 'inCall') this.inCallCount += by;
  }
}
