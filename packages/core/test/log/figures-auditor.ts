import type { Company } from '../../src/config/company.ts';
import type { GroupState } from '../../src/group/group-state.ts';
import type { Event } from '../../src/kernel/event.ts';
import type { EntryId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { type EntryOutcome, entryOutcomes } from '../../src/queue/entry-outcome.ts';
import type { StatisticsFact } from '../../src/statistics/fact.ts';
import { FactReader } from '../../src/statistics/fact-reader.ts';
import { LiveFigures } from '../../src/statistics/live-figures.ts';
import type { Window } from '../../src/statistics/window.ts';
import { breach } from '../properties/breach.ts';
import type { Auditor, World } from '../properties/run.ts';

/** A place that a caller was given, from the events alone. */
interface Place {
  readonly group: string;
  readonly joinedAt: number;
  outcome: EntryOutcome | undefined;
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const minuteOf = (at: number): number => Math.floor(at / MINUTE);

/** E25 and law 9: in every group and window each place counts once, after every step; and the journal gives the same figures. */
export class FiguresAuditor implements Auditor {
  private readonly company: Company;
  private readonly reader: FactReader;
  private readonly live = new LiveFigures();
  private readonly begun: readonly StatisticsFact[];
  private readonly events: Event[] = [];
  private readonly places = new Map<EntryId, Place>();
  private latest = 0;

  constructor(company: Company) {
    this.company = company;
    this.reader = new FactReader(initialState(company));
    this.begun = FactReader.configured(company, 0);
    for (const fact of this.begun) this.live.apply(fact);
  }

  afterStep({ at }: Input, { events }: StepOutput, { state }: World): void {
    for (const event of events) {
      for (const fact of this.reader.read(event)) this.live.apply(fact);
      this.note(event);
    }
    this.events.push(...events);
    if (at < this.latest) breach('E25', 'the clock goes back');
    this.latest = at;
    for (const group of state.groups.values()) this.checkMembers(state, group, at);
    for (const group of this.live.groups()) {
      for (const window of windowsAt(at)) this.balance(group, window, at);
      const waiting = [...this.places.values()].filter((place) => place.group === group && place.outcome === undefined);
      if (this.live.of(group, at)?.waiting !== waiting.length)
        breach('E25', `${group} has not ${waiting.length} waiting`);
      for (const entry of state.entries.values())
        if (entry.arrivedAt > at) breach('E25', `${entry.id} waits less than 0`);
    }
  }

  atRest(): void {
    const reader = new FactReader(initialState(this.company));
    const journal = this.events.map((event) => JSON.parse(JSON.stringify(event)) as Event);
    const again = LiveFigures.ofLog([...this.begun, ...journal.flatMap((event) => reader.read(event))]);
    const [live, fold] = [JSON.stringify(this.live.save()), JSON.stringify(again.save())];
    if (live !== fold) breach('law 9', `live ${live}\nfold ${fold}`);
    const isEmpty = [...this.places.values()].every(({ outcome }) => outcome !== undefined);
    if (!isEmpty) breach('E25', 'a place is left that nobody waits in');
  }

  /** Who is a member and logged in, and what the group is called, is what the engine holds. */
  private checkMembers({ company }: State, { id, members }: GroupState, at: number): void {
    const held = [...members.values()].map(({ user, loggedInSince }) => `${user} ${loggedInSince !== undefined}`);
    const told = this.live.members(id, at).map(({ user, loggedInSince }) => `${user} ${loggedInSince !== undefined}`);
    const [found, wanted] = [told.sort().join(), held.sort().join()];
    if (found !== wanted) breach('law 9', `${id} has ${found}, not ${wanted}`);
    const [name, called] = [this.live.of(id, at)?.name, company.groups.get(id)?.name];
    if (name !== called) breach('law 9', `${id} is called ${name}, not ${called}`);
  }

  private note(event: Event): void {
    if (event.type === 'entryJoined' && event.holder.kind === 'call') {
      this.places.set(event.entry, { group: event.group, joinedAt: event.at, outcome: undefined });
    }
    if (event.type !== 'entryLeft') return;
    const place = this.places.get(event.entry);
    if (place === undefined) return;
    if (place.outcome !== undefined) breach('E25', `${event.entry} ends twice`);
    place.outcome = event.outcome;
  }

  private balance(group: string, window: Window, at: number): void {
    const figures = this.live.of(group, at, window)?.window;
    const counted = [...this.places.values()].filter((place) => place.group === group && isIn(window, place, at));
    const name = `${group} ${JSON.stringify(window)}`;
    if (figures?.offered !== counted.length)
      breach('E25', `${name}: ${figures?.offered} offered, not ${counted.length}`);
    let sum = figures.stillWaiting;
    for (const outcome of entryOutcomes) {
      const naive = counted.filter((place) => place.outcome === outcome).length;
      if (figures.outcomes[outcome] !== naive) breach('E25', `${name}: ${outcome} is not ${naive}`);
      sum += figures.outcomes[outcome];
    }
    if (sum !== figures.offered) breach('E25', `${name}: ${figures.offered} offered, ${sum} accounted for`);
    const waits = [figures.averageSpeedOfAnswerMs, figures.longestAnsweredWaitMs];
    if (waits.some((ms) => ms !== undefined && ms < 0)) breach('E25', `${name}: a wait below 0`);
  }
}

/** The windows that a board shows, and a day that begins in the middle of the run. */
const windowsAt = (at: number): readonly Window[] => [
  { kind: 'all' },
  { kind: 'minutes', minutes: 15 },
  { kind: 'minutes', minutes: 60 },
  { kind: 'since', from: at - 20 * MINUTE },
];

/** A place counts in the time in which it was given. */
function isIn(window: Window, { joinedAt }: Place, at: number): boolean {
  switch (window.kind) {
    case 'all':
      return true;
    case 'minutes':
      return minuteOf(joinedAt) > minuteOf(at) - window.minutes;
    case 'since':
      return Math.floor(joinedAt / QUARTER) >= Math.floor(window.from / QUARTER);
  }
}
