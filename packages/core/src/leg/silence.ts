import type { State } from '../kernel/state.ts';
import type { Leg } from './leg.ts';

/**
 * Law 7, to the letter: a leg that is up hears something at every instant: the
 * other party, a room, sounds, ringing, or the tone after which it speaks. Only
 * who has put the other party on hold may hear nothing. They wait for nobody: it
 * is their own doing, and their phone's to fill. Whoever dialled, it is the one
 * who is held that hears music.
 */
export function mayHearNothing(state: State, { id, call }: Pick<Leg, 'id' | 'call'>): boolean {
  const at = state.calls.get(call)?.at;
  return at?.phase === 'held' && at.leg === id;
}
