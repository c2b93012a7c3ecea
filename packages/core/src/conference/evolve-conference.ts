import { enterStage } from '../call/evolve-call.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { CallId, ConferenceId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Participant } from './conference.ts';

/** A meeting begins; nobody is in it yet. */
export function openConference(state: State, event: EventOf<'conferenceBegan'>): void {
  const { conference, room, heldIn, owner, at } = event;
  state.ids.conferences += 1;
  state.ids.rooms += 1;
  state.conferences.set(conference, { id: conference, room, heldIn, owner, beganAt: at, participants: [] });
}

/** Somebody is called for a meeting, or comes to it. */
export function addParticipant(state: State, { conference, call, invitee }: EventOf<'participantInvited'>): void {
  change(state, conference, (participants) => [
    ...participants,
    { call, invitee, outcome: undefined, joinedAt: undefined, isMuted: false },
  ]);
}

/** Somebody takes part from now on. */
export function joinConference(state: State, { conference, call: id, at }: EventOf<'participantJoined'>): void {
  const { room } = must(state.conferences.get(conference), conference);
  const call = enterStage(must(state.calls.get(id), id), 'talking', at);
  state.calls.set(id, {
    ...call,
    at: { phase: 'inConference', conference },
    hears: { kind: 'room', room },
    answeredAt: call.answeredAt ?? at,
  });
  change(state, conference, (all) => all.map((one) => (isStill(one, id) ? { ...one, joinedAt: at } : one)));
}

/** A participant is heard no more, or again. */
export function muteParticipant(state: State, { conference, call, isMuted }: EventOf<'participantMuted'>): void {
  change(state, conference, (all) => all.map((one) => (isStill(one, call) ? { ...one, isMuted } : one)));
}

/** Somebody has left, or never came. */
export function loseParticipant(state: State, { conference, call, outcome }: EventOf<'participantLeft'>): void {
  change(state, conference, (all) => all.map((one) => (isStill(one, call) ? { ...one, outcome } : one)));
}

/** The flow that led one to a meeting has them again. */
export function sendOnParticipant(state: State, { call: id, at }: EventOf<'participantSentOn'>): void {
  const call = enterStage(must(state.calls.get(id), id), 'message', at);
  state.calls.set(id, { ...call, at: { phase: 'inFlow', element: { kind: 'routing' } }, hears: { kind: 'nothing' } });
}

/** A flow may lead one to the same meeting again, who then stands in it twice. */
const isStill = ({ call, outcome }: Participant, id: CallId): boolean => call === id && outcome === undefined;

function change(
  state: State,
  id: ConferenceId,
  to: (participants: readonly Participant[]) => readonly Participant[],
): void {
  const conference = must(state.conferences.get(id), id);
  state.conferences.set(id, { ...conference, participants: to(conference.participants) });
}
