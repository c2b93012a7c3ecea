import { enterStage } from '../call/evolve-call.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { State } from '../kernel/state.ts';

/** A new offer; the call it is for is offered from now on. */
export function openOffer(state: State, event: EventOf<'offerMade'>): void {
  const { offer, call, to, at } = event;
  state.ids.offers += 1;
  state.offers.set(offer, { id: offer, call, to, legs: [] });
  const ringing = enterStage(must(state.calls.get(call), call), 'ringing', at);
  if (to.kind !== 'tier') {
    state.calls.set(call, { ...ringing, at: { phase: 'offered', by: { kind: 'offer', offer } } });
    return;
  }
  state.calls.set(call, { ...ringing, at: { phase: 'offered', by: { kind: 'entry', entry: to.entry } } });
  const entry = must(state.entries.get(to.entry), to.entry);
  state.entries.set(entry.id, {
    ...entry,
    offers: [...entry.offers, offer],
    progress: { phase: 'ringing', openTier: to.tier, current: offer },
  });
}

/** An offer is decided. A leg that won lives on without it. */
export function closeOffer(state: State, event: EventOf<'offerEnded'>): void {
  const offer = must(state.offers.get(event.offer), event.offer);
  state.offers.delete(offer.id);
  state.timers.clearAllOf(offer.id);
  for (const id of offer.legs) state.legs.set(id, { ...must(state.legs.get(id), id), offer: undefined });
  if (offer.to.kind !== 'tier') return;
  const entry = must(state.entries.get(offer.to.entry), offer.to.entry);
  state.entries.set(entry.id, { ...entry, offers: entry.offers.filter((other) => other !== offer.id) });
}
