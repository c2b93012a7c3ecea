import type { Call } from '../call/call.ts';
import { type Callback, promiseKey } from '../callback/callback.ts';
import type { Conference } from '../conference/conference.ts';
import type { Company } from '../config/company.ts';
import { type FlowEdition, flowLibrary } from '../flow/flow-library.ts';
import type { MemberState } from '../group/group-state.ts';
import type { HoursOverride } from '../hours/schedule.ts';
import type { Leg } from '../leg/leg.ts';
import type { Offer } from '../offer/offer.ts';
import { indexEntry } from '../queue/index-entry.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import type { HandleTimes } from '../statistics/handle-times.ts';
import type { SplitMap } from '../structures/split-map.ts';
import type { UserState } from '../user/availability.ts';
import { changeUser } from '../user/evolve-user.ts';
import { assert, must } from './assert.ts';
import { byId, type CallId, type Counters, type DeviceId, type GroupId, type LegId, type UserId } from './ids.ts';
import { initialState, type State } from './state.ts';
import type { Timer } from './timer.ts';

/** The state as plain JSON. What can be worked out from the rest is not in it. */
export interface Snapshot {
  readonly version: 2;
  readonly ids: Readonly<Counters>;
  readonly timers: readonly Timer[];
  readonly calls: readonly Call[];
  readonly legs: readonly Leg[];
  readonly offers: readonly Offer[];
  readonly entries: readonly SnapshotEntry[];
  readonly users: readonly UserState[];
  readonly groups: readonly SnapshotGroup[];
  readonly flowEditions: readonly FlowEdition[];
  readonly callbacks: readonly Callback[];
  readonly conferences: readonly Conference[];
  readonly slots: readonly (readonly [number, CallId])[];
  readonly overrides: readonly (readonly [string, HoursOverride])[];
  readonly reachableDevices: readonly DeviceId[];
  readonly endedArrivals: readonly LegId[];
}

type SnapshotEntry = Omit<QueueEntry, 'tried' | 'openTo'> & { readonly tried: readonly UserId[] };

interface SnapshotGroup {
  readonly id: GroupId;
  readonly members: readonly MemberState[];
  readonly vipsServed: number;
  readonly membersVersion: number;
  readonly handleTimes: HandleTimes;
}

/** A copy of the state that shares nothing that changes. */
export function takeSnapshot(state: State): Snapshot {
  return {
    version: 2,
    ids: { ...state.ids },
    timers: state.timers.inOrder(),
    calls: inOrder(state.calls),
    legs: inOrder(state.legs),
    offers: inOrder(state.offers),
    entries: inOrder(state.entries).map(({ openTo: _derived, ...entry }) => ({
      ...entry,
      tried: [...entry.tried],
    })),
    users: [...state.users.values()],
    groups: [...state.groups.values()].map(({ id, members, vipsServed, membersVersion, handleTimes }) => ({
      id,
      members: [...members.values()],
      vipsServed: vipsServed.count,
      membersVersion,
      handleTimes,
    })),
    flowEditions: state.flowEditions,
    callbacks: [...state.callbacks.values()],
    conferences: [...state.conferences.values()],
    slots: [...state.slots].sort(([a], [b]) => a - b),
    overrides: [...state.overrides].sort(([a], [b]) => (a < b ? -1 : 1)),
    reachableDevices: [...state.reachableDevices].sort(),
    endedArrivals: state.endedArrivals.inOrder(),
  };
}

const inOrder = <Item extends { readonly id: string }>(items: SplitMap<string, Item>): readonly Item[] =>
  [...items.values()].sort((a, b) => byId(a.id, b.id));

/** The state again, for the company that the snapshot was taken of. */
export function restoreSnapshot(company: Company, snapshot: Snapshot): State {
  assert(snapshot.version === 2, `snapshot version 2, found ${String(snapshot.version)}`);
  const state = initialState(company);
  Object.assign(state.ids, snapshot.ids);
  state.flowEditions = snapshot.flowEditions;
  state.flows = flowLibrary(snapshot.flowEditions);
  for (const timer of snapshot.timers) state.timers.set(timer);
  for (const call of snapshot.calls) state.calls.set(call.id, call);
  for (const leg of snapshot.legs) state.legs.set(leg.id, leg);
  for (const offer of snapshot.offers) state.offers.set(offer.id, offer);
  for (const { id, members, vipsServed, membersVersion, handleTimes } of snapshot.groups) {
    const group = must(state.groups.get(id), id);
    for (const member of members) group.members.set(member.user, member);
    group.vipsServed.count = vipsServed;
    group.membersVersion = membersVersion;
    group.handleTimes = handleTimes;
  }
  for (const entry of snapshot.entries) indexEntry(state, { ...entry, tried: new Set(entry.tried), openTo: 0 });
  for (const callback of snapshot.callbacks) {
    state.callbacks.set(callback.id, callback);
    state.promises.set(promiseKey(callback.group, callback.number), callback.id);
  }
  for (const conference of snapshot.conferences) state.conferences.set(conference.id, conference);
  for (const [slot, call] of snapshot.slots) state.slots.set(slot, call);
  for (const [schedule, override] of snapshot.overrides) state.overrides.set(schedule, override);
  for (const device of snapshot.reachableDevices) state.reachableDevices.add(device);
  for (const leg of snapshot.endedArrivals) state.endedArrivals.add(leg);
  for (const user of snapshot.users) changeUser(state, user);
  return state;
}
