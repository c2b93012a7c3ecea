import type { Call, LegId, RoomId, State } from '@sentralbord/core';
import type { TalkOfEngine } from '../network/audit-talk.ts';

/** Who is up and who is together, as the switchboard's state says: what the network's side is held against. */
export function talkOf(state: State): TalkOfEngine {
  const up = [...state.legs.values()].filter(({ phase }) => phase === 'up').map(({ id }) => id);
  const bridges = [...state.calls.values()].flatMap((call) => bridgeOf(state, call));
  const rooms = new Map<RoomId, LegId[]>([...state.conferences.values()].map(({ room }) => [room, []]));
  for (const { at, callerLeg } of state.calls.values()) {
    if (at.phase !== 'inConference') continue;
    const room = state.conferences.get(at.conference)?.room;
    if (room !== undefined) rooms.get(room)?.push(callerLeg);
  }
  return { up, bridges, rooms };
}

function bridgeOf(state: State, { at, callerLeg, consultationFor }: Call): readonly (readonly [LegId, LegId])[] {
  if (at.phase === 'consulting') return at.speaksWith === 'caller' ? [[callerLeg, at.leg]] : [];
  if (at.phase !== 'connected') return [];
  const main = consultationFor === undefined ? undefined : state.calls.get(consultationFor)?.at;
  const isAside = main?.phase === 'consulting' && main.speaksWith === 'caller';
  return isAside ? [] : [[callerLeg, at.leg]];
}

/** The legs of those who keep the other party on hold. */
export function holdersIn(state: State): readonly LegId[] {
  return [...state.calls.values()].flatMap(({ at }) => (at.phase === 'held' ? [at.leg] : []));
}
