import type { CallId, GroupId, LegId, State, UserId } from '@sentralbord/core';
import type { SimNetwork } from '../network/sim-network.ts';
import type { CallNames } from './call-names.ts';
import { lineOf } from './line-of.ts';
import type { Probe } from './scenario.ts';

/** What probes look at. */
export interface Sight {
  readonly network: SimNetwork;
  readonly state: State;
  readonly names: CallNames;
}

/** What stands at a probe just now, in the words of `wantedAt`. */
export function lookAt(probe: Probe, sight: Sight): string {
  const { state, names } = sight;
  switch (probe.kind) {
    case 'hears':
      return heardAt(probe.who, sight);
    case 'inLine':
      return listed(lineOf(state, probe.group as GroupId).map((holder) => holderText(holder, sight)));
    case 'user':
      return state.users.get(probe.user as UserId)?.availability ?? 'no such user';
    case 'slot': {
      const call = state.slots.get(probe.slot);
      return call === undefined ? 'nothing' : names.nameOf(call);
    }
    case 'meeting':
      return listed(participantsOf(probe.of, sight));
    case 'callbacks': {
      const pending = [...state.callbacks.values()].filter(({ group }) => group === probe.group);
      return listed(pending.map(({ number }) => number));
    }
  }
}

/** What must stand at a probe. */
export function wantedAt(probe: Probe): string {
  switch (probe.kind) {
    case 'hears':
      return probe.what;
    case 'inLine':
      return listed(probe.calls);
    case 'user':
      return probe.is;
    case 'slot':
      return probe.holds ?? 'nothing';
    case 'meeting':
      return listed([...probe.participants].sort());
    case 'callbacks':
      return listed(probe.numbers);
  }
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));

/** What is heard at a call of the timetable, else at what a telephone is in: people by their telephones, callers by their calls. */
function heardAt(who: string, { network }: Sight): string {
  const call = network.calls.get(who);
  const leg = call === undefined ? network.telephones.get(who)?.active?.id : call.leg;
  if (leg === undefined) return 'nothing';
  const heard = network.hears(leg);
  if (heard.startsWith('leg ')) return nameOfLeg(heard.slice('leg '.length) as LegId, network);
  if (heard.startsWith('room ')) return 'meeting';
  return heard === 'recording' ? 'tone' : heard;
}

function nameOfLeg(leg: LegId, network: SimNetwork): string {
  const call = [...network.calls.values()].find((one) => one.leg === leg);
  if (call !== undefined) return call.name;
  return (
    [...network.telephones.values()].find(({ active, aside }) => active?.id === leg || aside?.id === leg)?.name ?? leg
  );
}

function holderText(holder: ReturnType<typeof lineOf>[number], { state, names }: Sight): string {
  if (holder.kind === 'call') return names.nameOf(holder.call);
  return `callback to ${state.callbacks.get(holder.callback)?.number}`;
}

/** Who is in a meeting: users, numbers, and callers by the names of their calls. */
function participantsOf(owner: string, { state, names }: Sight): readonly string[] {
  const id = names.meetingOf(owner);
  const meeting = id === undefined ? undefined : state.conferences.get(id);
  const present = (meeting?.participants ?? []).filter(
    (one) => one.outcome === undefined && one.joinedAt !== undefined,
  );
  return present
    .map(({ call, invitee }) => {
      if (invitee === undefined) return partyOf(state, call) ?? names.nameOf(call);
      return invitee.kind === 'user' ? invitee.user : invitee.number;
    })
    .sort();
}

/** The user whose leg a call serves, if one does. */
function partyOf(state: State, id: CallId): string | undefined {
  const call = state.calls.get(id);
  const party = call === undefined ? undefined : state.legs.get(call.callerLeg)?.party;
  return party?.kind === 'device' ? party.user : undefined;
}
