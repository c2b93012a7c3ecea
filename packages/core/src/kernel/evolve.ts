import { enterStage, evolveArrival } from '../call/evolve-call.ts';
import { closeOffer, openOffer } from '../offer/evolve-offer.ts';
import { joinLine, leaveLine } from '../queue/evolve-queue.ts';
import { applyAvailability, applyDeviceState, dropLeg, holdLeg } from '../user/evolve-user.ts';
import { must } from './assert.ts';
import type { Event, EventOf, EventType } from './event.ts';
import type { State } from './state.ts';

type Evolvers = { readonly [Type in EventType]: (state: State, event: EventOf<Type>) => void };

/** One cell for each event: the only code that writes the state. */
const evolvers: Evolvers = {
  callArrived: evolveArrival,
  callQueued: joinLine,
  roundBegan: (state, { entry, round }) => {
    const before = must(state.entries.get(entry), entry);
    state.entries.set(entry, { ...before, round, tried: new Set() });
  },
  offerMade: openOffer,
  legStarted: (state, { leg, call, offer, party }) => {
    state.ids.legs += 1;
    state.legs.set(leg, { id: leg, call, role: 'callee', party, phase: 'dialling', offer });
    const before = must(state.offers.get(offer), offer);
    state.offers.set(offer, { ...before, legs: [...before.legs, leg] });
    holdLeg(state, leg, party);
  },
  legRinging: (state, { leg }) => {
    state.legs.set(leg, { ...must(state.legs.get(leg), leg), phase: 'ringing' });
  },
  legAnswered: (state, { leg }) => {
    state.legs.set(leg, { ...must(state.legs.get(leg), leg), phase: 'up' });
  },
  legEnded: (state, { leg }) => {
    const ended = must(state.legs.get(leg), leg);
    state.legs.delete(leg);
    if (ended.role === 'caller') state.endedArrivals.add(leg);
    const offer = ended.offer === undefined ? undefined : state.offers.get(ended.offer);
    if (offer !== undefined) {
      state.offers.set(offer.id, { ...offer, legs: offer.legs.filter((other) => other !== leg) });
    }
    dropLeg(state, leg, ended.party);
  },
  legEndedUnseen: (state, { leg }) => state.endedArrivals.add(leg),
  memberTried: (state, { entry, user }) => {
    // In place: a group of thousands that is tried one by one must not copy the set each time.
    const { tried } = must(state.entries.get(entry), entry);
    (tried as Set<typeof user>).add(user);
  },
  offerEnded: closeOffer,
  roundPaused: (state, { entry, at }) => awaitMember(state, entry, at, 'pausing'),
  memberAwaited: (state, { entry, at }) => awaitMember(state, entry, at, 'waiting'),
  entryLeft: leaveLine,
  callConnected: (state, { call, leg, user, at }) => {
    const talking = enterStage(must(state.calls.get(call), call), 'talking', at);
    state.calls.set(call, { ...talking, at: { phase: 'connected', leg }, answeredAt: at, answeredBy: user });
  },
  messageStarted: (state, { call, sound, outcome, at }) => {
    const hearing = enterStage(must(state.calls.get(call), call), 'message', at);
    state.calls.set(call, { ...hearing, at: { phase: 'inFlow', element: { kind: 'message', sound, outcome } } });
  },
  callEnded: (state, { call }) => {
    state.calls.delete(call);
    state.timers.clearAllOf(call);
  },
  deviceStateChanged: applyDeviceState,
  availabilityChanged: applyAvailability,
  timerSet: (state, { owner, kind, due }) => {
    state.ids.timers += 1;
    state.timers.set({ owner, kind, due, number: state.ids.timers });
  },
  timerCleared: (state, { owner, kind }) => state.timers.clear(owner, kind),
};

/** Applies one event. Pure but for the state it is given: the same events give the same state. */
export function evolve(state: State, event: Event): void {
  const apply = evolvers[event.type] as (state: State, event: Event) => void;
  apply(state, event);
}

function awaitMember(
  state: State,
  id: EventOf<'roundPaused'>['entry'],
  at: number,
  phase: 'pausing' | 'waiting',
): void {
  const entry = must(state.entries.get(id), id);
  state.entries.set(id, { ...entry, progress: { phase } });
  const waiting = enterStage(must(state.calls.get(entry.call), entry.call), 'waiting', at);
  state.calls.set(waiting.id, { ...waiting, at: { phase: 'queued', entry: id } });
}
