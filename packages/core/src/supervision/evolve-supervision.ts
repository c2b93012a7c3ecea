import type { Call } from '../call/call.ts';
import { enterStage } from '../call/evolve-call.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { CallId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';

/** A supervisor is called; the two talk on. */
export function beginSupervision(state: State, { call, supervision, by, as }: EventOf<'supervisionBegan'>): void {
  change(state, call, { supervision: { call: supervision, by, as, room: undefined } });
}

/** The supervisor has answered: all three are in a room. */
export function joinSupervisor(state: State, { call: id, supervision, room, at }: EventOf<'supervisorJoined'>): void {
  state.ids.rooms += 1;
  const hears = { kind: 'room', room } as const;
  const talk = must(state.calls.get(id), id);
  change(state, id, { supervision: { ...must(talk.supervision, id), room }, hears });
  const own = enterStage(must(state.calls.get(supervision), supervision), 'talking', at);
  state.calls.set(supervision, { ...own, at: { phase: 'supervising', call: id }, hears, answeredAt: at });
}

/** The supervisor takes part otherwise. */
export function changeSupervision(state: State, { call: id, as }: EventOf<'supervisionChanged'>): void {
  const { supervision } = must(state.calls.get(id), id);
  change(state, id, { supervision: { ...must(supervision, id), as } });
}

/** The two are by themselves again, or their talk is over. */
export function endSupervision(state: State, { call: id }: EventOf<'supervisionEnded'>): void {
  const { at, hears, supervision } = must(state.calls.get(id), id);
  const isInRoom = supervision?.room !== undefined && at.phase === 'connected';
  change(state, id, { supervision: undefined, hears: isInRoom ? { kind: 'party', leg: at.leg } : hears });
}

function change(state: State, id: CallId, what: Partial<Pick<Call, 'supervision' | 'hears'>>): void {
  state.calls.set(id, { ...must(state.calls.get(id), id), ...what });
}
