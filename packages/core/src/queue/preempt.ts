import { must } from '../kernel/assert.ts';
import { act, type Context, emit, setTimer } from '../kernel/context.ts';
import { nextOfferId, type OfferId } from '../kernel/ids.ts';
import { ringingUsers } from '../offer/present.ts';
import { shownTo } from '../offer/shown.ts';
import { starvingIn } from './order.ts';
import { mayTake } from './pick-members.ts';
import type { QueueEntry } from './queue-entry.ts';
import { tell } from './tell-caller.ts';

/**
 * X6: the phones that ring for the ordinary caller who arrived last ring on for
 * a VIP: the same legs, another display. The ordinary caller has their place
 * again as if nothing had rung, and nobody is charged with a missed call. False
 * when no phones ring that the VIP may take.
 */
export function takeOverPhones(context: Context, vip: QueueEntry): boolean {
  const { line } = must(context.state.groups.get(vip.group), vip.group);
  const isStarving = starvingIn(context.state, vip.group);
  const victim = line.lastOrdinary((place) => {
    const entry = must(context.state.entries.get(place.id), place.id);
    // One who may not be passed any more keeps the phones (law 11).
    return (
      !isStarving(place) &&
      entry.progress.phase === 'ringing' &&
      entry.offers.every((offer) => mayTakeOffer(context, vip, offer))
    );
  });
  if (victim === undefined || vip.holder.kind !== 'call') return false;
  const { offers } = must(context.state.entries.get(victim.id), victim.id);
  // Nobody takes what another who waits and is served before could have (law 4).
  const first = line.first(isStarving, ({ id }) => {
    const entry = must(context.state.entries.get(id), id);
    const { phase } = entry.progress;
    return (phase === 'waiting' || phase === 'pausing') && offers.every((offer) => mayTakeOffer(context, entry, offer));
  });
  if (first?.id !== vip.id) return false;
  emit(context, { type: 'vipPassed', entry: vip.id });
  for (const offer of offers) rebind(context, vip, offer);
  restartTime(context, vip);
  emit(context, { type: 'memberAwaited', entry: victim.id });
  tell(context, victim.id);
  tell(context, vip.id);
  // Members of worse tiers may be free for the one who has lost the phones.
  context.onward.push({ kind: 'ring', entry: victim.id });
  return true;
}

function mayTakeOffer(context: Context, entry: QueueEntry, offer: OfferId): boolean {
  return ringingUsers(context, offer).every((user) => mayTake(context.state, entry, user));
}

function rebind(context: Context, vip: QueueEntry, from: OfferId): void {
  const { to } = must(context.state.offers.get(from), from);
  if (to.kind !== 'tier' || vip.holder.kind !== 'call') return;
  const { call } = vip.holder;
  const offer = nextOfferId(context.state.ids);
  emit(context, { type: 'offerRebound', from, offer, call, entry: vip.id, tier: to.tier });
  for (const leg of must(context.state.offers.get(offer), offer).legs) {
    const { party } = must(context.state.legs.get(leg), leg);
    if (party.kind !== 'device') continue;
    const target = { kind: 'device', device: party.device } as const;
    act(context, {
      type: 'showParty',
      leg,
      shown: shownTo(context.state, must(context.state.calls.get(call), call), target),
    });
  }
}

/** The open tier rings for its whole time again; those before it ring on beside it, as they did. */
function restartTime(context: Context, vip: QueueEntry): void {
  const { progress } = must(context.state.entries.get(vip.id), vip.id);
  if (progress.phase !== 'ringing') return;
  const { tiers } = must(context.state.company.groups.get(vip.group), vip.group);
  // The tier may be no more since it was rung: then the next one that is left, or the last, says how long.
  const { ringMs } = must(tiers.find(({ number }) => number >= progress.openTier) ?? tiers.at(-1), vip.group);
  setTimer(context, { owner: progress.current, kind: 'ringTime', afterMs: ringMs });
}
