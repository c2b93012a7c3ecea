import type { Call } from '../call/call.ts';
import type { Company } from '../config/company.ts';
import type { Leg } from '../leg/leg.ts';
import type { Offer } from '../offer/offer.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import type { UserState } from '../user/availability.ts';
import { assert, must } from './assert.ts';
import type { Counters, DeviceId, LegId, UserId } from './ids.ts';
import { initialState, type State } from './state.ts';
import type { Timer } from './timer.ts';

/** The state as plain JSON. What can be worked out from the rest is not in it. */
export interface Snapshot {
  readonly version: 1;
  readonly ids: Readonly<Counters>;
  readonly timers: readonly Timer[];
  readonly calls: readonly Call[];
  readonly legs: readonly Leg[];
  readonly offers: readonly Offer[];
  readonly entries: readonly SnapshotEntry[];
  readonly users: readonly UserState[];
  readonly reachableDevices: readonly DeviceId[];
  readonly endedArrivals: readonly LegId[];
}

type SnapshotEntry = Omit<QueueEntry, 'tried'> & { readonly tried: readonly UserId[] };

/** A copy of the state that shares nothing that changes. */
export function takeSnapshot(state: State): Snapshot {
  return {
    version: 1,
    ids: { ...state.ids },
    timers: state.timers.inOrder(),
    calls: [...state.calls.values()],
    legs: [...state.legs.values()],
    offers: [...state.offers.values()],
    entries: [...state.entries.values()].map((entry) => ({ ...entry, tried: [...entry.tried] })),
    users: [...state.users.values()],
    reachableDevices: [...state.reachableDevices].sort(),
    endedArrivals: state.endedArrivals.inOrder(),
  };
}

/** The state again, for the company that the snapshot was taken of. */
export function restoreSnapshot(company: Company, snapshot: Snapshot): State {
  assert(snapshot.version === 1, `snapshot version 1, found ${String(snapshot.version)}`);
  const state = initialState(company);
  Object.assign(state.ids, snapshot.ids);
  for (const timer of snapshot.timers) state.timers.set(timer);
  for (const call of snapshot.calls) state.calls.set(call.id, call);
  for (const leg of snapshot.legs) state.legs.set(leg.id, leg);
  for (const offer of snapshot.offers) state.offers.set(offer.id, offer);
  for (const entry of snapshot.entries) {
    state.entries.set(entry.id, { ...entry, tried: new Set(entry.tried) });
    const { id, arrivedAt, number } = entry;
    must(state.groups.get(entry.group), entry.group).line.add({ id, arrivedAt, number });
  }
  for (const device of snapshot.reachableDevices) state.reachableDevices.add(device);
  for (const leg of snapshot.endedArrivals) state.endedArrivals.add(leg);
  for (const user of snapshot.users) restoreUser(state, user);
  return state;
}

function restoreUser(state: State, user: UserState): void {
  state.users.set(user.id, user);
  for (const id of must(state.company.users.get(user.id), user.id).groups) {
    const group = must(state.groups.get(id), id);
    const tier = must(state.company.groups.get(id)?.tierOf.get(user.id), `tier of ${user.id}`);
    if (user.availability === 'idle') must(group.idle[tier], `tier ${tier} of ${id}`).add(user.id);
    if (user.availability !== 'unreachable') group.reachableMembers += 1;
  }
}
