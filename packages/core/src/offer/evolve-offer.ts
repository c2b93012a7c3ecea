import { enterStage } from '../call/evolve-call.ts';
import { markRung } from '../group/evolve-group.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { OfferId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { reindexOffered, setEntry } from '../queue/index-entry.ts';
import { dropLeg, holdLeg } from '../user/evolve-user.ts';
import type { Offer } from './offer.ts';

/** A new offer; the call it is for is offered from now on. */
export function openOffer(state: State, event: EventOf<'offerMade'>): void {
  const { offer, call: id, to, at } = event;
  state.ids.offers += 1;
  state.offers.set(offer, { id: offer, call: id, to, legs: [] });
  const ringing = enterStage(must(state.calls.get(id), id), 'ringing', at);
  switch (to.kind) {
    case 'tier': {
      state.calls.set(id, { ...ringing, at: { phase: 'offered', by: { kind: 'entry', entry: to.entry } } });
      const entry = must(state.entries.get(to.entry), to.entry);
      setEntry(state, {
        ...entry,
        offers: [...entry.offers, offer],
        offersInRound: entry.offersInRound + 1,
        progress: { phase: 'ringing', openTier: to.tier, current: offer },
      });
      return;
    }
    case 'pickUp': {
      state.calls.set(id, { ...ringing, at: { phase: 'offered', by: { kind: 'entry', entry: to.entry } } });
      const entry = must(state.entries.get(to.entry), to.entry);
      setEntry(state, { ...entry, progress: { phase: 'pickedUp', offer, by: to.user } });
      return;
    }
    case 'recall':
      state.calls.set(id, { ...ringing, at: { phase: 'recalling', user: to.user, offer } });
      return;
    default:
      state.calls.set(id, {
        ...ringing,
        ways: ringing.ways + 1,
        at: { phase: 'offered', by: { kind: 'offer', offer } },
      });
  }
}

/** A leg of ours begins to ring for an offer. */
export function startLeg(state: State, { leg, call, offer: id, party }: EventOf<'legStarted'>): void {
  state.ids.legs += 1;
  state.legs.set(leg, {
    id: leg,
    call,
    role: 'callee',
    party,
    phase: 'dialling',
    isArrived: false,
    keys: '',
    offer: id,
  });
  const before = must(state.offers.get(id), id);
  const isFirstOfUser =
    party.kind === 'device' &&
    !before.legs.some((other) => {
      const rung = must(state.legs.get(other), other).party;
      return rung.kind === 'device' && rung.user === party.user;
    });
  state.offers.set(id, { ...before, legs: [...before.legs, leg] });
  holdLeg(state, leg, party);
  if (before.to.kind !== 'tier') return;
  if (isFirstOfUser) markRung(state, before.to.group, party.user);
  reindexOffered(state, must(state.entries.get(before.to.entry), before.to.entry));
}

/** A leg is gone, from its offer too. */
export function loseLeg(state: State, { leg: id }: EventOf<'legEnded'>): void {
  const ended = must(state.legs.get(id), id);
  state.legs.delete(id);
  if (ended.isArrived) state.endedArrivals.add(id);
  dropLeg(state, id, ended.party);
  const offer = ended.offer === undefined ? undefined : state.offers.get(ended.offer);
  if (offer === undefined) return;
  state.offers.set(offer.id, { ...offer, legs: offer.legs.filter((other) => other !== id) });
  const entry = offer.to.kind === 'tier' ? state.entries.get(offer.to.entry) : undefined;
  if (entry !== undefined) reindexOffered(state, entry);
}

/** An offer is decided. A leg that won lives on without it. */
export function closeOffer(state: State, event: EventOf<'offerEnded'>): void {
  const offer = must(state.offers.get(event.offer), event.offer);
  removeOffer(state, offer);
  for (const id of offer.legs) state.legs.set(id, { ...must(state.legs.get(id), id), offer: undefined });
}

/** The phones of one caller's offer ring on for another. The first has its place again as if nothing had rung. */
export function rebindOffer(state: State, event: EventOf<'offerRebound'>): void {
  const { from, offer: id, call, entry: entryId, tier, at } = event;
  const before = must(state.offers.get(from), from);
  const { group } = must(state.entries.get(entryId), entryId);
  removeOffer(state, before);
  openOffer(state, {
    type: 'offerMade',
    offer: id,
    call,
    to: { kind: 'tier', entry: entryId, group, tier },
    at,
  });
  state.offers.set(id, { ...must(state.offers.get(id), id), legs: before.legs });
  for (const leg of before.legs) state.legs.set(leg, { ...must(state.legs.get(leg), leg), call, offer: id });
  reindexOffered(state, must(state.entries.get(entryId), entryId));
}

/** The phones that ring for a consultation ring on for the caller who waited for it. */
export function moveOffer(state: State, { offer: id, to, at }: EventOf<'offerMoved'>): void {
  const offer = must(state.offers.get(id), id);
  state.offers.set(id, { ...offer, call: to });
  const before = must(state.calls.get(offer.call), offer.call);
  state.calls.set(before.id, { ...before, at: { phase: 'inFlow', element: { kind: 'routing' } } });
  for (const leg of offer.legs) state.legs.set(leg, { ...must(state.legs.get(leg), leg), call: to });
  const ringing = enterStage(must(state.calls.get(to), to), 'ringing', at);
  state.calls.set(to, { ...ringing, at: { phase: 'offered', by: { kind: 'offer', offer: id } } });
}

function removeOffer(state: State, offer: Offer): void {
  state.offers.delete(offer.id);
  state.timers.clearAllOf(offer.id);
  const entry = offer.to.kind === 'tier' ? state.entries.get(offer.to.entry) : undefined;
  if (entry !== undefined) setEntry(state, { ...entry, offers: without(entry.offers, offer.id) });
}

const without = (offers: readonly OfferId[], gone: OfferId): readonly OfferId[] =>
  offers.filter((other) => other !== gone);
