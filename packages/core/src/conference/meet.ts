import { answerCaller } from '../call/answer-caller.ts';
import type { Call } from '../call/call.ts';
import type { Outcome } from '../call/outcome.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import {
  type CallId,
  type ConferenceId,
  type LegId,
  nextCallId,
  nextConferenceId,
  nextLegId,
  nextRoomId,
  type UserId,
} from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { LegTarget } from '../port/telephony.ts';
import { partParties } from '../transfer/move-call.ts';
import type { Sides } from '../transfer/parties.ts';
import { driveAvailability } from '../user/claim.ts';
import { type Invitee, isAlive } from './conference.ts';

/** S166: a meeting begins, perhaps in a room of the company; nobody is in it yet. */
export function beginConference(context: Context, owner: UserId, heldIn?: string): ConferenceId {
  const conference = nextConferenceId(context.state.ids);
  emit(context, { type: 'conferenceBegan', conference, room: nextRoomId(context.state.ids), heldIn, owner });
  return conference;
}

/** S167: calls somebody for a meeting; one whose line is taken is not called. */
export function invite(context: Context, conference: ConferenceId, invitee: Invitee): void {
  const to = targetOf(context, invitee);
  const call = nextCallId(context.state.ids);
  if (to === undefined) return;
  const leg = nextLegId(context.state.ids);
  const number = to.kind === 'external' ? to.number : undefined;
  emit(context, { type: 'callPlaced', call, leg, number, to, purpose: { kind: 'conference', conference } });
  if (invitee.kind === 'user') driveAvailability(context, invitee.user, 'dialled');
  emit(context, { type: 'participantInvited', conference, call, invitee });
  const { mainNumber } = context.state.company;
  const shown = mainNumber === undefined ? {} : { number: mainNumber };
  act(context, { type: 'startLeg', leg, to, shown, diversion: 'suppressed', confirm: 'no' });
  setTimer(context, { owner: call, kind: 'sound', afterMs: limits.inviteRingMs });
}

/** The first device of a user that can be reached, while the line is free; or the number. */
function targetOf(context: Context, invitee: Invitee): LegTarget | undefined {
  if (invitee.kind === 'external') return { kind: 'external', number: invitee.number };
  const user = context.state.users.get(invitee.user);
  const isFree = user?.availability === 'idle' || user?.availability === 'paused';
  const devices = context.state.company.users.get(invitee.user)?.devices ?? [];
  const device = devices.find((one) => context.state.reachableDevices.has(one));
  return isFree && device !== undefined ? { kind: 'device', device } : undefined;
}

/** An invited one answers: they are let in. */
export function participantAnswered(context: Context, call: Call, leg: LegId): void {
  if (call.at.phase !== 'dialling' || call.at.purpose.kind !== 'conference') return;
  emit(context, { type: 'legAnswered', leg });
  letIn(context, call.id, call.at.purpose.conference);
}

/** Lets a call into a meeting. */
export function letIn(context: Context, id: CallId, conference: ConferenceId): void {
  const { room } = must(context.state.conferences.get(conference), conference);
  const { callerLeg } = must(context.state.calls.get(id), id);
  answerCaller(context, callerLeg);
  act(context, { type: 'joinRoom', leg: callerLeg, room, role: { kind: 'speaks' } });
  clearTimer(context, id, 'sound');
  emit(context, { type: 'participantJoined', conference, call: id });
}

/** One who took part, or was to, is gone; the last one ends the meeting. */
export function participantGone(
  context: Context,
  call: CallId,
  { conference, outcome }: { conference: ConferenceId; outcome: Outcome },
): void {
  if (!context.state.conferences.has(conference)) return;
  emit(context, { type: 'participantLeft', conference, call, outcome });
  if (!isAlive(must(context.state.conferences.get(conference), conference))) {
    emit(context, { type: 'conferenceEnded', conference });
  }
}

/**
 * The two who talk come into a meeting. Their call is the one of the party who
 * is served; the other party has a call of their own from now on.
 */
export function bringParties(
  context: Context,
  talk: Call,
  { conference, sides }: { conference: ConferenceId; sides: Sides },
): void {
  const { id, callerLeg } = talk;
  partParties(context, talk, sides);
  emit(context, { type: 'talkEnded', call: id });
  const call = nextCallId(context.state.ids);
  const callee = callerLeg === sides.own ? sides.other : sides.own;
  emit(context, { type: 'callParted', call: id, parted: call, leg: callee });
  emit(context, { type: 'participantInvited', conference, call: id, invitee: undefined });
  emit(context, { type: 'participantInvited', conference, call, invitee: undefined });
  letIn(context, id, conference);
  letIn(context, call, conference);
}
