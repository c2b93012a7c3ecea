import { endCall } from '../call/end-call.ts';
import { isLedBy } from '../call/leave-flow.ts';
import type { Outcome } from '../call/outcome.ts';
import type { MeetingRoom } from '../config/company.ts';
import { hoursNow } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { State } from '../kernel/state.ts';
import type { Conference } from './conference.ts';
import { beginConference, letIn, participantGone } from './meet.ts';

/** S166: a flow leads a caller to a room of the company. The first one there begins the meeting, which is its owner's. */
export function enterRoom(context: Context, id: CallId, roomId: string): void {
  const room = context.state.company.rooms.get(roomId);
  const meeting = [...context.state.conferences.values()].find(({ heldIn }) => heldIn === roomId);
  if (room === undefined || !isOpen(context, room) || (meeting !== undefined && !hasRoom(context.state, meeting))) {
    context.onward.push({ kind: 'flow', call: id, input: { type: 'roomLeft', by: 'refused' } });
    return;
  }
  const conference = meeting?.id ?? beginConference(context, room.owner, roomId);
  const { transfer } = must(context.state.calls.get(id), id);
  if (transfer !== undefined) {
    const record = { ...transfer, endedAt: context.at, result: 'answered' as const };
    emit(context, { type: 'transferEnded', call: id, record });
  }
  emit(context, { type: 'participantInvited', conference, call: id, invitee: undefined });
  letIn(context, id, conference);
}

function isOpen({ state, at }: Context, { schedule }: MeetingRoom): boolean {
  return schedule === undefined || hoursNow(state, schedule, at).period !== undefined;
}

/** Whether one more may come to a meeting. */
export function hasRoom({ company }: State, { heldIn, participants }: Conference): boolean {
  const room = heldIn === undefined ? undefined : company.rooms.get(heldIn);
  const most = room?.maxParticipants ?? limits.conferenceSize;
  return participants.filter(({ outcome }) => outcome === undefined).length < most;
}

/** Takes a participant out of a meeting: one whom a flow has led there goes on in it, any other is released. */
export function putOut(context: Context, id: CallId, outcome: Outcome): void {
  const { at, callerLeg } = must(context.state.calls.get(id), id);
  if (at.phase !== 'inConference' || isLedBy(context, id, 'room') === undefined) {
    endCall(context, id, { outcome, cause: 'hungUp', by: 'switchboard' });
    return;
  }
  const { conference } = at;
  const { room } = must(context.state.conferences.get(conference), conference);
  act(context, { type: 'leaveRoom', leg: callerLeg, room });
  emit(context, { type: 'participantSentOn', conference, call: id });
  participantGone(context, id, { conference, outcome });
  context.onward.push({ kind: 'flow', call: id, input: { type: 'roomLeft', by: 'left' } });
}
