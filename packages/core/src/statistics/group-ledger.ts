import type { Instant } from '../kernel/time.ts';
import type { FactOf } from './fact.ts';
import { type GroupFigures, windowFigures } from './group-figures.ts';
import { type HandleTimes, noteHandleTime, startHandleTimes } from './handle-times.ts';
import { MemberLedger, type MemberSums } from './member-figures.ts';
import { Roster } from './roster.ts';
import type { Standing } from './standing.ts';
import { newTally, type Tally, tallyJoined, tallyLeft, type WaitLimits } from './tally.ts';
import { type WaitingEntry, WaitingLine } from './waiting-line.ts';
import { type SavedWindows, type Window, Windows } from './window.ts';

/** All that figures keep of one group, as plain JSON. */
export interface SavedGroup {
  readonly group: string;
  readonly name: string;
  readonly limits: WaitLimits;
  readonly members: readonly (readonly [string, Instant | null])[];
  readonly sums: readonly (readonly [string, MemberSums])[];
  readonly waiting: readonly WaitingEntry[];
  readonly windows: SavedWindows;
  readonly callbackPlaces: Tally;
  readonly callbackWaiting: readonly string[];
  readonly callbacks: readonly string[];
  readonly handleTimes: HandleTimes;
}

/** What is kept of one group while facts come in. */
export class GroupLedger {
  readonly group: string;
  name: string;
  limits: WaitLimits;
  readonly roster = new Roster();
  readonly members = new MemberLedger();
  readonly windows = new Windows();
  private readonly waiting = new WaitingLine();
  /** Places held by callbacks: a caller with one has been counted as a call already. */
  private callbackPlaces: Tally = newTally();
  private readonly callbackWaiting = new Set<string>();
  private readonly callbacks = new Set<string>();
  private handleTimes = startHandleTimes();

  constructor(group: string, limits: WaitLimits) {
    this.group = group;
    this.name = group;
    this.limits = limits;
  }

  joined({ entry, kind, at, arrivedAt }: FactOf<'entryJoined'>): void {
    if (this.waiting.get(entry) !== undefined || this.callbackWaiting.has(entry)) return;
    if (kind === 'callback') {
      this.callbackWaiting.add(entry);
      tallyJoined(this.callbackPlaces);
      return;
    }
    this.waiting.join({ entry, arrivedAt, joinedAt: at });
    this.windows.change(at, tallyJoined);
  }

  /** A place that was not given is none: such a fact changes nothing. */
  left({ entry, outcome, user, waitMs }: FactOf<'entryLeft'>): void {
    const wait = { ...this.limits, waitMs };
    const waiting = this.waiting.get(entry);
    if (waiting !== undefined) {
      this.waiting.leave(waiting);
      this.windows.change(waiting.joinedAt, (tally) => tallyLeft(tally, outcome, wait));
    } else if (this.callbackWaiting.delete(entry)) {
      tallyLeft(this.callbackPlaces, outcome, wait);
    } else {
      return;
    }
    if (outcome === 'answered' && user !== undefined) this.members.add(user, { answered: 1 });
  }

  talked(user: string, ms: number): void {
    this.members.add(user, { talks: 1, talkMs: ms });
    this.handleTimes = noteHandleTime(this.handleTimes, ms);
  }

  callbackPromised(entry: string): void {
    this.callbacks.add(entry);
  }

  callbackEnded(entry: string): void {
    this.callbacks.delete(entry);
  }

  /** How places were given up that callbacks held. */
  callbackTally(): Tally {
    return structuredClone(this.callbackPlaces);
  }

  averageWaitNowMs(at: Instant): number | undefined {
    return this.waiting.averageWaitMs(at);
  }

  figures(window: Window, at: Instant): GroupFigures {
    const { inCall: busy, ...others } = this.roster.standings();
    const oldestArrivedAt = this.waiting.oldestArrivedAt();
    return {
      group: this.group,
      name: this.name,
      at,
      loggedIn: this.roster.loggedIn,
      busy,
      ...others,
      inCall: this.roster.inCall,
      waiting: this.waiting.size,
      oldestArrivedAt,
      longestWaitMs: oldestArrivedAt === undefined ? undefined : at - oldestArrivedAt,
      averageWaitNowMs: this.averageWaitNowMs(at),
      callbacksPending: this.callbacks.size,
      meanTalkMs: this.handleTimes.meanMs,
      window: windowFigures(this.windows.tally(window, at)),
    };
  }

  save(): SavedGroup {
    return {
      group: this.group,
      name: this.name,
      limits: { ...this.limits },
      members: this.roster.save(),
      sums: this.members.save(),
      waiting: this.waiting.save(),
      windows: this.windows.save(),
      callbackPlaces: this.callbackTally(),
      callbackWaiting: [...this.callbackWaiting].sort(),
      callbacks: [...this.callbacks].sort(),
      handleTimes: this.handleTimes,
    };
  }

  /** Puts back what {@link save} gave; the ledger must be new. `standingOf` tells what each user does. */
  restore(saved: SavedGroup, standingOf: (user: string) => Standing): void {
    this.name = saved.name;
    this.limits = saved.limits;
    for (const [user, since] of saved.members) {
      this.roster.addMember(user, standingOf(user));
      if (since !== null) this.roster.logIn(user, { at: since, standing: standingOf(user) });
    }
    for (const [user, sums] of saved.sums) this.members.add(user, sums);
    for (const one of saved.waiting) this.waiting.join(one);
    this.windows.restore(saved.windows);
    this.callbackPlaces = structuredClone(saved.callbackPlaces);
    for (const entry of saved.callbackWaiting) this.callbackWaiting.add(entry);
    for (const entry of saved.callbacks) this.callbacks.add(entry);
    this.handleTimes = saved.handleTimes;
  }
}
