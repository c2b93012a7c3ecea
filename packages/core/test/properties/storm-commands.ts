import type { Command, CommandOf } from '../../src/command/command.ts';
import type { CallId, ConferenceId, GroupId, LegId, UserId } from '../../src/kernel/ids.ts';
import type { State } from '../../src/kernel/state.ts';
import { userOf } from '../../src/leg/leg.ts';

/** Numbers from which a command is made: they point into what there is, modulo its count. */
export interface Draw {
  readonly kind: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

type Make = (state: State, draw: Draw) => Command;

const pick = <Item>(items: Iterable<Item>, which: number): Item | undefined => {
  const all = [...items];
  return all[which % Math.max(1, all.length)];
};

const anyCall = (state: State, which: number): CallId => pick([...state.calls.keys(), 'c0' as CallId], which) as CallId;
const anyUser = (state: State, which: number): UserId => pick(state.users.keys(), which) ?? ('nobody' as UserId);
const anyGroup = (which: number): GroupId => (which % 2 === 0 ? 'g0' : 'g1') as GroupId;

/** Mostly one who talks in a call, so that the command means something. */
function party(state: State, { first, second }: Draw): { readonly call: CallId; readonly by: UserId } {
  const talks = [...state.calls.values()].flatMap(({ id, callerLeg, at }) =>
    at.phase === 'connected' || at.phase === 'held' || at.phase === 'consulting'
      ? [callerLeg, at.leg].map((leg) => ({ call: id, leg }))
      : [],
  );
  const talk = pick(talks, first);
  if (talk === undefined) return { call: anyCall(state, first), by: anyUser(state, second) };
  const leg = state.legs.get(talk.leg as LegId);
  return { call: talk.call, by: (leg === undefined ? undefined : userOf(leg)) ?? anyUser(state, second) };
}

function target(state: State, which: number): CommandOf<'transfer'>['to'] {
  if (which % 4 === 0) return { group: anyGroup(which >> 2) };
  if (which % 4 === 1) return { number: pick(['22000009', '101', '202', 'x'], which >> 2) ?? 'x' };
  return { user: anyUser(state, which >> 2) };
}

const conferenceOf = (state: State, which: number): ConferenceId =>
  pick([...state.conferences.keys(), 'f0' as ConferenceId], which) as ConferenceId;

const makers: readonly Make[] = [
  (state, draw) => ({ type: 'transfer', ...party(state, draw), to: target(state, draw.third) }),
  (state, draw) => ({ type: 'transfer', ...party(state, draw), to: target(state, draw.third), isReturning: false }),
  (state, draw) => ({ type: 'consult', ...party(state, draw), to: target(state, draw.third) }),
  (state, draw) => ({ type: 'consult', ...party(state, draw), to: target(state, draw.third) }),
  (state, draw) => ({ type: 'completeTransfer', ...party(state, draw) }),
  (state, draw) => ({ type: 'cancelTransfer', ...party(state, draw) }),
  (state, draw) => ({ type: 'swap', ...party(state, draw) }),
  (state, draw) => ({ type: 'hold', ...party(state, draw) }),
  (state, draw) => ({ type: 'resumeCall', ...party(state, draw) }),
  (state, draw) => ({ type: 'park', ...party(state, draw) }),
  (state, { first, second }) => ({ type: 'retrieve', slot: 701 + (first % 2), by: anyUser(state, second) }),
  (state, { first, second }) => ({ type: 'pickUp', call: anyCall(state, first), by: anyUser(state, second) }),
  (state, { first, second }) => ({ type: 'logIn', user: anyUser(state, first), group: anyGroup(second) }),
  (state, { first, second }) => ({ type: 'logOut', user: anyUser(state, first), group: anyGroup(second) }),
  (state, { first }) => ({ type: 'pause', user: anyUser(state, first), reason: 'lunch' }),
  (state, { first }) => ({ type: 'resume', user: anyUser(state, first) }),
  (state, { first }) => ({ type: 'endWrapUp', user: anyUser(state, first) }),
  (state, { first, second, third }) => ({
    type: 'setAbsences',
    user: anyUser(state, first),
    absences: second % 3 === 0 ? [] : [{ reason: 'away', ...(third % 2 === 0 ? {} : { forwardTo: '102' }) }],
  }),
  (state, { first, second }) => ({
    type: 'startConference',
    by: anyUser(state, first),
    invite: [{ user: anyUser(state, second) }, { number: '22000008' }],
  }),
  (state, draw) => ({ type: 'bringIn', conference: conferenceOf(state, draw.third), ...party(state, draw) }),
  (state, { first, second }) => ({
    type: 'endConference',
    conference: conferenceOf(state, first),
    by: anyUser(state, second),
  }),
  (state, { first }) => ({ type: 'closeCallback', callback: pick(state.callbacks.keys(), first) ?? ('b0' as never) }),
  (state, { first }) => ({ type: 'endCall', call: anyCall(state, first) }),
];

/** A command about what there is just now, or about nothing. */
export const commandFor = (state: State, draw: Draw): Command => {
  const make = makers[draw.kind % makers.length] as Make;
  return make(state, draw);
};
