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

/** A talk and somebody to listen in on it: mostly one who does already, where there is one. */
function overseen(state: State, { first, second, third }: Draw): { readonly call: CallId; readonly by: UserId } {
  const talks = [...state.calls.values()].filter(({ at }) => at.phase === 'connected');
  const talk = pick(talks, first);
  const by = third % 3 === 0 ? undefined : talk?.supervision?.by;
  return { call: talk?.id ?? anyCall(state, first), by: by ?? anyUser(state, second) };
}

/** Mostly one who talks and is recorded, or has paused it. */
function recorded(
  state: State,
  draw: Draw,
  kind: 'running' | 'paused',
): { readonly call: CallId; readonly by: UserId } {
  const call = pick(
    [...state.calls.values()].filter(({ recording }) => recording?.kind === kind),
    draw.first,
  );
  if (call === undefined || call.at.phase !== 'connected' || draw.third % 8 === 0) return party(state, draw);
  const users = [call.callerLeg, call.at.leg].flatMap((id) => {
    const leg = state.legs.get(id);
    return (leg === undefined ? undefined : userOf(leg)) ?? [];
  });
  return { call: call.id, by: pick(users, draw.second) ?? anyUser(state, draw.second) };
}

function target(state: State, which: number): CommandOf<'transfer'>['to'] {
  if (which % 4 === 0) return { group: anyGroup(which >> 2) };
  if (which % 4 === 1) return { number: pick(['22000009', '101', '202', 'x'], which >> 2) ?? 'x' };
  return { user: anyUser(state, which >> 2) };
}

const conferenceOf = (state: State, which: number): ConferenceId =>
  pick([...state.conferences.keys(), 'f0' as ConferenceId], which) as ConferenceId;

/** Anybody becomes a member of any tier, or is none any more; now and then over a version that is none. */
function saveMembers(state: State, { first, second, third }: Draw): Command {
  const group = anyGroup(first);
  const members = [...state.company.users.keys()]
    .filter((_, place) => ((second >> (place % 6)) & 1) === 1)
    .map((user, place) => ({ user, tier: (third >> place) % 3 }));
  const version = (state.groups.get(group)?.membersVersion ?? 1) + (third === 0 ? 1 : 0);
  return { type: 'saveMembers', group, members: second % 2 === 0 ? members : members.reverse(), version };
}

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
  saveMembers,
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
  (state, draw) => ({ type: 'listenIn', ...overseen(state, draw) }),
  (state, draw) => ({ type: 'whisper', ...overseen(state, draw) }),
  (state, draw) => ({ type: 'breakIn', ...overseen(state, draw) }),
  (state, draw) => ({ type: 'stopSupervising', ...overseen(state, draw) }),
  (state, draw) => ({ type: 'pauseRecording', ...recorded(state, draw, 'running') }),
  (state, draw) => ({ type: 'resumeRecording', ...recorded(state, draw, 'paused') }),
];

/** A command about what there is just now, or about nothing. */
export const commandFor = (state: State, draw: Draw): Command => {
  const make = makers[draw.kind % makers.length] as Make;
  return make(state, draw);
};
