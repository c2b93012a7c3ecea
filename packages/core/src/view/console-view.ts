import { type CompanyNames, namesOf } from '../directory/company-names.ts';
import { must } from '../kernel/assert.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { inOrder, panels } from './console-changes.ts';
import { callsAround, type OwnCall, ownCallRow } from './console-own-calls.ts';
import {
  type ConsoleGroup,
  type ConsoleMember,
  type ConsoleSelf,
  type ConsoleUser,
  type GroupCounts,
  groupRow,
  memberRow,
  type Source,
  selfRow,
  userRow,
} from './console-people.ts';
import {
  type ConsoleCallback,
  type ConsoleConference,
  callbackRow,
  conferenceRow,
  type ParkedCall,
  parkedRow,
} from './console-services.ts';
import { maySee, sightOf } from './console-sight.ts';
import { type WaitingCall, waitingRow } from './console-waiting.ts';
import { presenceOf } from './presence.ts';

/**
 * What the console of one user shows: plain data of one moment. Users, groups
 * and members stand in the order of their ids, everything else in the order in
 * which it came.
 */
export interface ConsoleView {
  /** When it was so. */
  readonly at: Instant;
  readonly self: ConsoleSelf;
  readonly users: readonly ConsoleUser[];
  readonly groups: readonly ConsoleGroup[];
  readonly members: readonly ConsoleMember[];
  readonly waiting: readonly WaitingCall[];
  readonly parked: readonly ParkedCall[];
  readonly callbacks: readonly ConsoleCallback[];
  readonly conferences: readonly ConsoleConference[];
  readonly ownCalls: readonly OwnCall[];
}

/** Whose console it is, and of when. */
export interface ConsoleAsked {
  readonly user: UserId;
  readonly at: Instant;
  /** The names of the company of the state, where they are at hand; absent: made anew, which costs O(company). */
  readonly names?: CompanyNames;
}

/**
 * What the console of a user shows at an instant: everything from one state, so
 * that no two parts of it disagree (S27). Costs O(company and live calls): made
 * when a console is opened, and kept current by `ConsoleFeed`.
 */
export function consoleView(state: State, { user, at, names }: ConsoleAsked): ConsoleView {
  const source: Source = { state, names: namesOf(state.company, names) };
  const sight = sightOf(state.company, user);
  const calls = [...state.calls.keys()];
  const rows = <Id, Row extends { readonly id: string }>(
    ids: Iterable<Id>,
    rowOf: (id: Id) => Row | undefined,
    order: (a: string, b: string) => number,
  ): readonly Row[] =>
    inOrder(
      [...ids].map(rowOf).filter((row) => row !== undefined),
      order,
    );
  return {
    at,
    self: selfRow(source, user),
    users: rows(state.company.users.keys(), (id) => userRow(source, id), panels.users),
    groups: rows(state.groups.keys(), (id) => groupRow(source, id, countsOf(state, id)), panels.groups),
    members: rows(membersOf(state), ([group, member]) => memberRow(source, group, member), panels.members),
    waiting: rows(calls, (id) => waitingRow(source, id), panels.waiting).filter((row) => maySee(sight, row)),
    parked: rows(state.slots.values(), (id) => parkedRow(source, id), panels.parked),
    callbacks: rows(state.callbacks.keys(), (id) => callbackRow(source, id), panels.callbacks).filter((row) =>
      maySee(sight, row),
    ),
    conferences: rows(state.conferences.keys(), (id) => conferenceRow(source, id), panels.conferences),
    ownCalls: rows(callsAround(state, user), (call) => ownCallRow(source, { user, call }), panels.ownCalls),
  };
}

const membersOf = (state: State): readonly (readonly [GroupId, UserId])[] =>
  [...state.groups.values()].flatMap(({ id, members }) => [...members.keys()].map((user) => [id, user] as const));

/** The counts of a group, each counted where it stands. */
function countsOf(state: State, id: GroupId): GroupCounts {
  const group = must(state.groups.get(id), id);
  const members = [...group.members.values()].flatMap(({ user, loggedInSince }) => {
    const held = state.users.get(user);
    return held === undefined ? [] : [{ presence: presenceOf(held).kind, isIn: loggedInSince !== undefined }];
  });
  const places = [...group.line].map((place) => must(state.entries.get(place.id), place.id));
  return {
    loggedIn: members.filter(({ isIn }) => isIn).length,
    busy: members.filter(({ isIn, presence }) => isIn && presence === 'busy').length,
    inCall: members.filter(({ presence }) => presence === 'busy').length,
    free: members.filter(({ isIn, presence }) => isIn && presence === 'free').length,
    waiting: places.filter(({ holder }) => holder.kind === 'call').length,
    callbacks: [...state.callbacks.values()].filter(({ group: of }) => of === id).length,
  };
}
