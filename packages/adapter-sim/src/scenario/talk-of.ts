import { type Call, type LegId, mayHearNothing, type RoomId, type State } from '@sentralbord/core';
import type { TalkOfEngine } from '../network/audit-talk.ts';

/** Who is up and who is together, as the switchboard's state says: what the network's side is held against. */
export function talkOf(state: State): TalkOfEngine {
  const up = [...state.legs.values()].filter(({ phase }) => phase === 'up').map(({ id }) => id);
  const bridges = [...state.calls.values()].flatMap((call) => bridgeOf(state, call));
  const rooms = new Map<RoomId, LegId[]>([...state.conferences.values()].map(({ room }) => [room, []]));
  for (const { at, callerLeg, hears } of state.calls.values()) {
    if (hears.kind !== 'room') continue;
    // Both who talk are in it when somebody listens in on them.
    const legs = at.phase === 'connected' ? [callerLeg, at.leg] : [callerLeg];
    rooms.set(hears.room, [...(rooms.get(hears.room) ?? []), ...legs]);
  }
  const holders = [...state.legs.values()].filter((leg) => mayHearNothing(state, leg)).map(({ id }) => id);
  return { up, bridges, rooms, holders };
}

function bridgeOf(state: State, { at, callerLeg, consultationFor, hears }: Call): readonly (readonly [LegId, LegId])[] {
  if (at.phase === 'consulting') return at.speaksWith === 'caller' ? [[callerLeg, at.leg]] : [];
  if (at.phase !== 'connected' || hears.kind === 'room') return [];
  const main = consultationFor === undefined ? undefined : state.calls.get(consultationFor)?.at;
  const isAside = main?.phase === 'consulting' && main.speaksWith === 'caller';
  return isAside ? [] : [[callerLeg, at.leg]];
}
