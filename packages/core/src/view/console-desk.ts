import { type CompanyNames, namesOf } from '../directory/company-names.ts';
import type { Event } from '../kernel/event.ts';
import type { UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { ConsoleChanges } from './console-changes.ts';
import { ConsoleFeed } from './console-feed.ts';
import { type ConsoleView, consoleView } from './console-view.ts';

/** One who is told of changes of a console. */
export type ConsoleListener = (changes: ConsoleChanges) => void;

/** What a switchboard holds for consoles: nothing while nobody watches. */
export class ConsoleDesk {
  private names: CompanyNames | undefined;
  private feed: ConsoleFeed | undefined;
  private readonly listeners = new Map<UserId, Set<{ readonly listen: ConsoleListener }>>();

  /** What the console of a user shows; undefined for one whom the company does not have. */
  view(state: State, user: UserId, at: Instant): ConsoleView | undefined {
    if (!state.company.users.has(user)) return undefined;
    this.names = namesOf(state.company, this.names);
    return consoleView(state, { user, at, names: this.names });
  }

  /** Tells `listen` what is other for a user from now on, until the function that is given back is called. */
  watch(state: State, user: UserId, listen: ConsoleListener): () => void {
    this.feed ??= new ConsoleFeed(state);
    this.feed.watch(state, user);
    const own = this.listeners.get(user) ?? new Set();
    this.listeners.set(user, own);
    const listener = { listen };
    own.add(listener);
    return () => {
      if (!own.delete(listener) || own.size > 0) return;
      this.listeners.delete(user);
      this.feed?.unwatch(user);
      if (this.listeners.size === 0) this.feed = undefined;
    };
  }

  /** After a step: what is other, and whom to tell. */
  after(
    state: State,
    events: readonly Event[],
    at: Instant,
  ): readonly { readonly changes: ConsoleChanges; readonly listen: ConsoleListener }[] {
    if (this.feed === undefined || events.length === 0) return [];
    return this.feed
      .after(state, events, at)
      .flatMap(({ user, changes }) => [...(this.listeners.get(user) ?? [])].map(({ listen }) => ({ changes, listen })));
  }
}
