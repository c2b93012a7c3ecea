import { expect } from 'vitest';
import type { CallId, UserId } from '../../../src/kernel/ids.ts';
import { initialState } from '../../../src/kernel/state.ts';
import { applyChanges } from '../../../src/view/console-changes.ts';
import { ConsoleFeed } from '../../../src/view/console-feed.ts';
import { type ConsoleView, consoleView } from '../../../src/view/console-view.ts';
import { anna } from '../../behaviour/office.ts';
import type { Office } from '../../driver.ts';

interface Followed {
  readonly feed: ConsoleFeed;
  readonly views: Map<UserId, ConsoleView>;
  told: number;
}

const followed = new WeakMap<Office, Followed>();

/** The console of a user, just now: a fresh one, which is what the feed has told of, too. */
export function consoleOf(o: Office, user: UserId = anna): ConsoleView {
  const fresh = consoleView(o.state, { user, at: o.now });
  const one = followed.get(o) ?? begin(o);
  followed.set(o, one);
  for (const news of one.feed.after(o.state, o.events.slice(one.told), o.now)) {
    const before = one.views.get(news.user);
    if (before !== undefined) one.views.set(news.user, applyChanges(before, news.changes));
  }
  one.told = o.events.length;
  expect({ ...one.views.get(user), at: o.now }).toEqual(fresh);
  return fresh;
}

/** Everybody watches from the beginning. */
function begin(o: Office): Followed {
  const state = initialState(o.state.company);
  const feed = new ConsoleFeed(state);
  const views = new Map<UserId, ConsoleView>();
  for (const user of state.company.users.keys()) {
    feed.watch(state, user);
    views.set(user, consoleView(state, { user, at: 0 }));
  }
  return { feed, views, told: 0 };
}

/** The row of a waiting call. */
export const waitingIn = (o: Office, call: CallId, user: UserId = anna) =>
  consoleOf(o, user).waiting.find(({ id }) => id === call);

/** What a call is to a user. */
export const ownCall = (o: Office, user: UserId, call: CallId) =>
  consoleOf(o, user).ownCalls.find(({ id }) => id === call);

/** The row of a user. */
export const userIn = (o: Office, user: UserId) => consoleOf(o).users.find(({ id }) => id === user);

/** The row of a group. */
export const groupIn = (o: Office, group: string) => consoleOf(o).groups.find(({ id }) => id === group);
