import { CompanyNames, namesOf } from '../directory/company-names.ts';
import type { Event } from '../kernel/event.ts';
import type { UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { ConsoleChanges } from './console-changes.ts';
import { type CompanyDifferences, CompanyRows } from './console-company-rows.ts';
import type { Source } from './console-people.ts';
import { changesOf } from './console-rows.ts';
import { touchedBy } from './console-touched.ts';
import { ConsoleWatch } from './console-watch.ts';
import { Whereabouts } from './console-whereabouts.ts';

/** What one who watches is told. */
export interface ConsoleNews {
  readonly user: UserId;
  readonly changes: ConsoleChanges;
}

/**
 * Keeps consoles current: after each step it tells everyone who watches what is
 * other, and nothing else. A view and the changes after it are what a fresh view
 * shows. A step costs what it has touched, times those who watch, and only a new
 * company file costs O(company); the line of a group is never gone through.
 */
export class ConsoleFeed {
  private names: CompanyNames;
  private readonly rows: CompanyRows;
  private readonly whereabouts: Whereabouts;
  private readonly watches = new Map<UserId, ConsoleWatch>();

  /** Begins with what a state shows just now. Costs O(company and live calls). */
  constructor(state: State) {
    this.names = new CompanyNames(state.company);
    this.whereabouts = new Whereabouts(state);
    this.rows = new CompanyRows({ state, names: this.names });
  }

  /** Who is told. */
  get watchers(): readonly UserId[] {
    return [...this.watches.keys()];
  }

  /** Tells a user from now on what is other than in a view of this state. */
  watch(state: State, user: UserId): void {
    if (!this.watches.has(user)) this.watches.set(user, new ConsoleWatch(this.sourceOf(state), user));
  }

  /** Tells a user nothing any more. */
  unwatch(user: UserId): void {
    this.watches.delete(user);
  }

  /** What is other after a step, for each who watches and whose console is other. The state is the one after the step. */
  after(state: State, events: readonly Event[], at: Instant): readonly ConsoleNews[] {
    const touched = touchedBy(events);
    this.whereabouts.resolve(state, touched);
    if (touched.isCompanyChanged) this.rows.touchAll(state, touched);
    const source = this.sourceOf(state);
    const differences = this.rows.refresh(source, touched);
    const forAll = companyChanges(differences);
    const news: ConsoleNews[] = [];
    for (const watch of this.watches.values()) {
      const changes = watch.after(source, { touched, differences, rows: this.rows }, forAll);
      if (Object.keys(changes).length > 0) news.push({ user: watch.user, changes: { at, ...changes } });
    }
    return news;
  }

  private sourceOf(state: State): Source {
    this.names = namesOf(state.company, this.names);
    return { state, names: this.names };
  }
}

/** What is other for one who may see everything: made once a step. Lists without differences are not named. */
function companyChanges(differences: CompanyDifferences): Omit<ConsoleChanges, 'at'> {
  const users = changesOf(differences.users);
  const groups = changesOf(differences.groups);
  const members = changesOf(differences.members);
  const waiting = changesOf(differences.waiting);
  const parked = changesOf(differences.parked);
  const callbacks = changesOf(differences.callbacks);
  const conferences = changesOf(differences.conferences);
  return {
    ...(users && { users }),
    ...(groups && { groups }),
    ...(members && { members }),
    ...(waiting && { waiting }),
    ...(parked && { parked }),
    ...(callbacks && { callbacks }),
    ...(conferences && { conferences }),
  };
}
