import { isDeepStrictEqual } from 'node:util';
import type { Company } from '../../../src/config/company.ts';
import { CompanyNames } from '../../../src/directory/company-names.ts';
import type { Input } from '../../../src/kernel/input.ts';
import { initialState, type State } from '../../../src/kernel/state.ts';
import type { StepOutput } from '../../../src/kernel/step.ts';
import { userOf } from '../../../src/leg/leg.ts';
import { positionOf } from '../../../src/queue/order.ts';
import { applyChanges, type ConsoleChanges, panels } from '../../../src/view/console-changes.ts';
import { ConsoleFeed } from '../../../src/view/console-feed.ts';
import { lineOf } from '../../../src/view/console-line.ts';
import { type ConsoleView, consoleView } from '../../../src/view/console-view.ts';
import { breach } from '../../properties/breach.ts';
import type { Auditor, World } from '../../properties/run.ts';

/** Several consoles of one company: what each was told makes what a fresh view shows, and nothing was told in vain. */
export class ConsoleAuditor implements Auditor {
  /** How many changes have been told, by list. */
  readonly told = new Map<string, number>();
  private readonly feed: ConsoleFeed;
  private readonly views: Map<string, ConsoleView>;
  private names: CompanyNames;

  constructor(company: Company) {
    const state = initialState(company);
    this.feed = new ConsoleFeed(state);
    this.views = new Map();
    this.names = new CompanyNames(company);
    for (const user of company.users.keys()) {
      this.feed.watch(state, user);
      this.views.set(user, consoleView(state, { user, at: 0 }));
    }
  }

  afterStep(input: Input, output: StepOutput, { state }: World): void {
    if (output.events.length === 0) return;
    const news = this.feed.after(state, output.events, input.at);
    for (const { user, changes } of news) {
      const before = this.views.get(user);
      if (before === undefined) throw new Error(`${user} does not watch`);
      this.checkMinimal(before, changes);
      this.views.set(user, applyChanges(before, changes));
    }
    if (this.names.company !== state.company) this.names = new CompanyNames(state.company);
    for (const user of this.feed.watchers) {
      const told = this.views.get(user);
      const fresh = consoleView(state, { user, at: told?.at ?? 0, names: this.names });
      if (!isDeepStrictEqual(told, fresh)) breach('console of told changes', `${user}: ${difference(told, fresh)}`);
    }
    // Not the first, who may not see all callers; and one who is of every company.
    const second = this.views.get('u1');
    if (second !== undefined) checkLists(state, second);
    this.checkOwnCalls(state);
  }

  atRest({ state }: World): void {
    for (const [user, { waiting, ownCalls, parked, conferences, groups }] of this.views) {
      const left = [...waiting, ...ownCalls, ...parked, ...conferences];
      if (left.length > 0) breach('law 6', `the console of ${user} still shows ${JSON.stringify(left)}`);
      if (groups.some(({ busy, waiting: count }) => busy + count > 0)) breach('law 6', 'a group still counts somebody');
    }
    if (state.calls.size > 0) breach('law 6', 'calls are left');
  }

  /** A row that is told is new or other; one that is gone was there. */
  private checkMinimal(before: ConsoleView, changes: ConsoleChanges): void {
    for (const name of Object.keys(panels) as (keyof typeof panels)[]) {
      const told = changes[name];
      if (told === undefined) continue;
      this.told.set(name, (this.told.get(name) ?? 0) + told.changed.length + told.removed.length);
      if (told.changed.length + told.removed.length === 0) breach('minimal changes', `${name} is named for nothing`);
      const rows = new Map<string, unknown>(before[name].map((row) => [row.id, row]));
      for (const row of told.changed) {
        if (isDeepStrictEqual(rows.get(row.id), row)) breach('minimal changes', `${name} ${row.id} is as it was`);
      }
      for (const id of told.removed) if (!rows.has(id)) breach('minimal changes', `${name} ${id} was not there`);
    }
    if (changes.self !== undefined) {
      this.told.set('self', (this.told.get('self') ?? 0) + 1);
      if (isDeepStrictEqual(changes.self, before.self)) breach('minimal changes', 'self is as it was');
    }
  }

  /** S19: each leg of a user is one of the calls that the console shows, and each call has a reason to be there. */
  private checkOwnCalls(state: State): void {
    for (const [user, { ownCalls }] of this.views) {
      const shown = new Set<string>(ownCalls.map(({ id }) => id));
      const wanted = new Set<string>();
      for (const leg of state.legs.values()) if (userOf(leg) === user) wanted.add(leg.call);
      for (const { id, at } of state.calls.values()) {
        if (at.phase === 'parked' && at.by === user) wanted.add(id);
        if (at.phase === 'recalling' && at.user === user) wanted.add(id);
        if (at.phase === 'consulting' && ownerOf(state, at.leg) === user) wanted.add(id);
      }
      if (!isDeepStrictEqual(shown, wanted)) breach('S19', `${user}: ${[...shown]}, not ${[...wanted]}`);
    }
  }
}

const ownerOf = (state: State, id: Parameters<State['legs']['get']>[0]) => {
  const leg = state.legs.get(id);
  return leg === undefined ? undefined : userOf(leg);
};

/** What can be said of the lists without making them again. */
function checkLists(state: State, view: ConsoleView): void {
  const waiting = new Map<string, ConsoleView['waiting'][number]>(view.waiting.map((row) => [row.id, row]));
  for (const { id, direction, answeredAt, arrivedAt } of state.calls.values()) {
    if (direction === 'incoming' && answeredAt === undefined && !waiting.has(id)) breach('S48', `${id} is not listed`);
    if ((waiting.get(id)?.arrivedAt ?? arrivedAt) !== arrivedAt) breach('S50', `${id} has waited for another time`);
  }
  for (const { id, place, at } of waiting.values()) {
    const phase = state.calls.get(id)?.at.phase;
    if (phase === 'connected' || phase === 'held' || phase === 'parked') breach('S48', `${id} is with somebody: ${at}`);
    if (place === undefined) continue;
    const entry = state.entries.get(place.id);
    const shown = lineOf(view, place.group).find((one) => one.kind === 'call' && one.call === id)?.position;
    if (entry === undefined || shown !== positionOf(state, entry)) breach('S123', `${id} is shown at ${shown}`);
  }
  for (const { id, waiting: count } of view.groups) {
    const listed = view.waiting.filter(({ place }) => place?.group === id).length;
    if (listed !== count) breach('S62', `${listed} of ${id} are listed, ${count} counted`);
    if (lineOf(view, id).length !== state.groups.get(id)?.line.size) breach('S123', `the line of ${id}`);
  }
}

function difference(told: ConsoleView | undefined, fresh: ConsoleView): string {
  const other = Object.keys(panels).filter(
    (name) => !isDeepStrictEqual(Reflect.get(told ?? {}, name), Reflect.get(fresh, name)),
  );
  const texts = other.map(
    (name) =>
      `${name}\n told ${JSON.stringify(Reflect.get(told ?? {}, name))}\nfresh ${JSON.stringify(Reflect.get(fresh, name))}`,
  );
  return `${texts.join('\n')} self ${JSON.stringify([told?.self, fresh.self])}`;
}
