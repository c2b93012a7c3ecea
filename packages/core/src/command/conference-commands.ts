import type { Call } from '../call/call.ts';
import { mayDialNow } from '../call/may-dial.ts';
import type { Conference, Invitee } from '../conference/conference.ts';
import { beginConference, bringParties, invite } from '../conference/meet.ts';
import { hasRoom, putOut } from '../conference/meet-me.ts';
import { readDialled } from '../directory/read-dialled.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId, ConferenceId, UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { DONE, ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { releaseSupervisor } from '../supervision/supervise.ts';
import { talkOf } from '../transfer/parties.ts';
import type { CommandOf, InviteeNamed } from './command.ts';

/** S166: calls several for a meeting, its owner first. */
export function startConference(context: Context, { by, invite: named }: CommandOf<'startConference'>): Result<void> {
  const what = 'startConference';
  if (!context.state.users.has(by)) return refuse(notFound(what, by, 'a user of the company'));
  if (named.length > limits.conferenceSize) {
    return refuse({ code: 'full', what, where: 'invite', why: `at most ${limits.conferenceSize} at once` });
  }
  const invitees: Invitee[] = [];
  for (const one of named) {
    const invitee = inviteeOf(context, what, { named: one, by });
    if (!invitee.ok) return invitee;
    invitees.push(invitee.value);
  }
  const owner: Invitee = { kind: 'user', user: by };
  if (!mayBeCalled(context, owner)) return refuse({ code: 'lineBusy', what, where: by, why: 'a free line is needed' });
  const conference = beginConference(context, by);
  for (const invitee of [owner, ...invitees]) invite(context, conference, invitee);
  return DONE;
}

/** S167: one more. */
export function inviteOne(context: Context, { conference: id, who, by }: CommandOf<'invite'>): Result<void> {
  const conference = conferenceOf(context, 'invite', id);
  if (!conference.ok) return conference;
  if (!hasRoom(context.state, conference.value)) {
    return refuse({ code: 'full', what: 'invite', where: id, why: 'a meeting that has room for one more' });
  }
  const invitee = inviteeOf(context, 'invite', { named: who, by });
  if (!invitee.ok) return invitee;
  if (!mayBeCalled(context, invitee.value)) {
    return refuse({ code: 'lineBusy', what: 'invite', where: JSON.stringify(who), why: 'somebody whose line is free' });
  }
  invite(context, id, invitee.value);
  return DONE;
}

/** Both parties of a talk come into the meeting. */
export function bringIn(context: Context, { conference: id, call, by }: CommandOf<'bringIn'>): Result<void> {
  const conference = conferenceOf(context, 'bringIn', id);
  if (!conference.ok) return conference;
  const talk = talkOf(context.state, { call, user: by, what: 'bringIn' });
  if (!talk.ok) return talk;
  releaseSupervisor(context, call);
  bringParties(context, talk.value.call, { conference: id, sides: talk.value.sides });
  return DONE;
}

/** A participant is heard no more, or again. */
export function mute(context: Context, { conference: id, call: callId, isMuted }: CommandOf<'mute'>): Result<void> {
  const found = participantOf(context, 'mute', { conference: id, call: callId });
  if (!found.ok) return found;
  const { room } = must(context.state.conferences.get(id), id);
  const role = isMuted ? ({ kind: 'listens' } as const) : ({ kind: 'speaks' } as const);
  act(context, { type: 'setRole', leg: found.value.callerLeg, room, role });
  emit(context, { type: 'participantMuted', conference: id, call: callId, isMuted });
  return DONE;
}

/** A participant is taken out of the meeting. */
export function remove(context: Context, { conference: id, call }: CommandOf<'remove'>): Result<void> {
  const found = participantOf(context, 'remove', { conference: id, call });
  if (!found.ok) return found;
  putOut(context, call, 'answered');
  return DONE;
}

/** Everyone is released, and nobody is called any more. */
export function endConference(context: Context, { conference: id }: CommandOf<'endConference'>): Result<void> {
  const conference = conferenceOf(context, 'endConference', id);
  if (!conference.ok) return conference;
  for (const { call, outcome, joinedAt } of conference.value.participants) {
    if (outcome !== undefined || !context.state.calls.has(call)) continue;
    putOut(context, call, joinedAt === undefined ? 'released' : 'answered');
  }
  return DONE;
}

function conferenceOf(context: Context, what: string, id: ConferenceId): Result<Conference> {
  const found = context.state.conferences.get(id);
  return found === undefined ? refuse(notFound(what, id, 'a meeting that goes on')) : ok(found);
}

function participantOf(
  context: Context,
  what: string,
  { conference, call: id }: { conference: ConferenceId; call: CallId },
): Result<Call> {
  const call = context.state.calls.get(id);
  const isIn = call?.at.phase === 'inConference' && call.at.conference === conference;
  return call !== undefined && isIn ? ok(call) : refuse(notFound(what, id, `a participant of ${conference}`));
}

function inviteeOf(
  context: Context,
  what: string,
  { named, by }: { readonly named: InviteeNamed; readonly by: UserId },
): Result<Invitee> {
  if ('user' in named) {
    const isKnown = context.state.users.has(named.user);
    return isKnown
      ? ok({ kind: 'user', user: named.user })
      : refuse(notFound(what, named.user, 'a user of the company'));
  }
  const { inside, number } = readDialled(context.state.company, named.number);
  if (inside?.kind === 'user') return ok({ kind: 'user', user: inside.user });
  const where = named.number.slice(0, limits.numberLength);
  if (number === undefined) return refuse(notFound(what, where, 'a number, or a user'));
  const answer = mayDialNow(context, number, { user: by, purpose: 'call' });
  return answer.ok
    ? ok({ kind: 'external', number })
    : refuse({ code: 'forbidden', what, where: answer.where, why: answer.why });
}

function mayBeCalled(context: Context, invitee: Invitee): boolean {
  if (invitee.kind === 'external') return true;
  const user = context.state.users.get(invitee.user);
  return user !== undefined && isFree(context, user.id);
}

function isFree(context: Context, id: UserId): boolean {
  const availability = context.state.users.get(id)?.availability;
  return availability === 'idle' || availability === 'paused';
}

const notFound = (what: string, where: string, wanted: string): Refusal => ({
  code: 'notFound',
  what,
  where,
  why: `${wanted} is needed`,
});
