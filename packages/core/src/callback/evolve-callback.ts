import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { State } from '../kernel/state.ts';
import { setEntry } from '../queue/index-entry.ts';
import { type Callback, promiseKey } from './callback.ts';

/** Somebody is to be called back. */
export function keepPromise(state: State, event: EventOf<'callbackPromised'>): void {
  const { callback: id, group, number, name, needs, entry, at } = event;
  state.ids.callbacks += 1;
  const phase = entry === undefined ? 'manual' : 'waiting';
  state.callbacks.set(id, {
    id,
    group,
    number,
    name,
    needs,
    entry,
    promisedAt: at,
    attempts: 0,
    at: { phase },
    joiner: undefined,
  });
  state.promises.set(promiseKey(group, number), id);
}

/** The customer is called: a member is reserved meanwhile. */
export function dialCustomer(state: State, event: EventOf<'callbackDialled'>): void {
  const { callback: id, call, user } = event;
  const before = must(state.callbacks.get(id), id);
  state.callbacks.set(id, { ...before, attempts: before.attempts + 1, at: { phase: 'dialling', call } });
  const entry = must(state.entries.get(must(before.entry, id)), id);
  setEntry(state, { ...entry, progress: { phase: 'dialling', call, reserved: user } });
}

/** An attempt failed; the place is kept. */
export function restCallback(state: State, { callback: id }: EventOf<'callbackRests'>): void {
  const before = must(state.callbacks.get(id), id);
  state.callbacks.set(id, { ...before, at: { phase: 'resting' } });
  const entry = must(state.entries.get(must(before.entry, id)), id);
  setEntry(state, { ...entry, progress: { phase: 'resting' } });
}

/** The next attempt may be made as soon as it is the customer's turn. */
export function resumeCallback(state: State, { callback: id }: EventOf<'callbackResumed'>): void {
  const before = must(state.callbacks.get(id), id);
  state.callbacks.set(id, { ...before, at: { phase: 'waiting' } });
  const entry = must(state.entries.get(must(before.entry, id)), id);
  setEntry(state, { ...entry, progress: { phase: 'waiting' } });
}

/** The customer has called in again while we dial. */
export function awaitJoiner(state: State, { callback: id, call }: EventOf<'callbackJoinerCame'>): void {
  change(state, { ...must(state.callbacks.get(id), id), joiner: call });
  const before = must(state.calls.get(call), call);
  state.calls.set(call, { ...before, at: { phase: 'inFlow', element: { kind: 'joining', callback: id } } });
}

/** The one who called in again waits for it no longer. */
export function forgetJoiner(state: State, { callback: id }: EventOf<'callbackJoinerLeft'>): void {
  change(state, { ...must(state.callbacks.get(id), id), joiner: undefined });
}

/** A promise is kept, broken, or taken back. */
export function endPromise(state: State, { callback: id }: EventOf<'callbackEnded'>): void {
  const { group, number } = must(state.callbacks.get(id), id);
  state.callbacks.delete(id);
  state.promises.delete(promiseKey(group, number));
  state.timers.clearAllOf(id);
}

function change(state: State, callback: Callback): void {
  state.callbacks.set(callback.id, callback);
}
