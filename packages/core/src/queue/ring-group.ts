import { dialBack } from '../callback/dial-back.ts';
import type { Group } from '../config/company.ts';
import { groupOpensNext, isGroupOpen } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import type { EntryId, OfferId, UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { endOffer, makeOffer, ringingUsers, ringUser } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import { autoPause, backOff } from '../user/spare-member.ts';
import { giveUp } from './give-up.ts';
import { widthAt } from './index-entry.ts';
import { pickMembers } from './pick-members.ts';
import type { QueueEntry } from './queue-entry.ts';
import { tell } from './tell-caller.ts';

/** Rings the next members from tier `from` on: the rest of a tier first; the round is over when nobody is left (E5). */
export function ringNext(context: Context, id: EntryId, from: number): void {
  const entry = entryOf(context, id);
  for (const tier of groupOf(context, entry).tiers) {
    if (tier.number < from) continue;
    const users = pickMembers(context.state, entry, tier.number);
    if (users.length === 0) continue;
    presentTo(context, entry, { tier: tier.number, ringMs: tier.ringMs, users });
    return;
  }
  endRound(context, id);
}

interface Presentation {
  readonly tier: number;
  readonly ringMs: number;
  readonly users: readonly UserId[];
}

function presentTo(context: Context, entry: QueueEntry, { tier, ringMs, users }: Presentation): void {
  clearTimer(context, entry.id, 'roundPause');
  if (entry.callerClass === 'vip' && !entry.hasPassed) emit(context, { type: 'vipPassed', entry: entry.id });
  if (entry.holder.kind === 'callback') {
    const [user] = users;
    if (user !== undefined) dialWhenOpen(context, entry, user);
    return;
  }
  const { call } = entry.holder;
  const to = { kind: 'tier', entry: entry.id, group: entry.group, tier } as const;
  const offer = makeOffer(context, call, { to, ringMs });
  for (const user of users) ringUser(context, offer, user);
  tell(context, entry.id);
}

/** Nobody is called back outside the hours of the group: carried over to the next opening, in the same order (E20). */
function dialWhenOpen(context: Context, entry: QueueEntry, user: UserId): void {
  if (entry.holder.kind !== 'callback') return;
  const opens = groupOpensNext(context.state, entry.group, context.at);
  if (opens === context.at) {
    dialBack(context, entry, user);
    return;
  }
  const { callback } = entry.holder;
  emit(context, { type: 'callbackRests', callback });
  const due = opens ?? context.at + limits.hoursUnknownMs;
  emit(context, { type: 'timerSet', owner: callback, kind: 'callback', due });
}

/** Rings one member first, who was kept for the caller: a callback whose customer has answered. */
export function ringReserved(context: Context, id: EntryId, user: UserId): void {
  const entry = entryOf(context, id);
  const group = groupOf(context, entry);
  const tier = group.members.get(user)?.tier;
  const ringMs = group.tiers.find(({ number }) => number === tier)?.ringMs;
  const isFree = context.state.groups.get(group.id)?.idleItems.has(user) === true;
  if (tier === undefined || ringMs === undefined || !isFree) ringNext(context, id, 0);
  else presentTo(context, entry, { tier, ringMs, users: [user] });
  // Others who are free join, as far as the group rings several.
  for (const other of context.state.groups.get(group.id)?.idleItems.keys() ?? []) context.freed.add(other);
}

/** A member did not take the call: refused, was busy, or could not be reached. */
export function memberDeclined(
  context: Context,
  offer: OfferId,
  { user, cause }: { user: UserId; cause: Cause },
): void {
  const { to } = must(context.state.offers.get(offer), offer);
  if (to.kind !== 'tier') return;
  const group = must(context.state.company.groups.get(to.group), to.group);
  // One who can't be rung any more has not been tried: they are rung again when they come back in this round.
  if (context.state.users.get(user)?.availability === 'idle') {
    const isFinal = cause === 'rejected' && group.refusalCountsFor === 'call';
    emit(context, { type: 'memberTried', entry: to.entry, user, cause, isFinal });
    if (cause !== 'rejected') backOff(context, user);
    // The phone itself may have given up before the group did.
    if (cause === 'noAnswer') pauseAfterMisses(context, group, user);
  }
  if (must(context.state.offers.get(offer), offer).legs.length > 0) {
    fillUp(context, offer);
    return;
  }
  const { progress } = entryOf(context, to.entry);
  emit(context, { type: 'offerEnded', offer, result: 'declined' });
  // An earlier tier that kept ringing changes nothing for the tier that is open now.
  if (progress.phase === 'ringing' && progress.current === offer) ringNext(context, to.entry, progress.openTier);
}

/** Some phones of an offer have stopped: the next members are rung beside the others, up to the group's width. */
export function fillUp(context: Context, id: OfferId): void {
  const { to } = must(context.state.offers.get(id), id);
  if (to.kind !== 'tier') return;
  const entry = entryOf(context, to.entry);
  const { progress } = entry;
  const width = widthAt(context.state, entry.group, entry.offersInRound);
  if (progress.phase !== 'ringing' || progress.current !== id || width === undefined) return;
  const room = width - ringingUsers(context, id).length;
  for (const user of pickMembers(context.state, entry, progress.openTier).slice(0, Math.max(0, room))) {
    ringUser(context, id, user);
  }
}

/** The offer has rung for its time: the next members are rung, beside it or after it has stopped. */
export function tierTimeOver(context: Context, id: EntryId): void {
  const entry = entryOf(context, id);
  if (entry.progress.phase !== 'ringing') return;
  if (!groupOf(context, entry).keepRinging) stopOffer(context, entry, entry.progress.current);
  // From the best tier: members of it may have become free in this very instant.
  ringNext(context, id, 0);
}

/** The pause is over: the next round begins with everyone untried. */
export function pauseOver(context: Context, id: EntryId): void {
  emit(context, { type: 'roundBegan', entry: id, round: entryOf(context, id).round + 1 });
  ringNext(context, id, 0);
}

/** Rings a user who has become free, beside those who ring; or goes through the tiers again if nobody does. */
export function ringFreed(context: Context, entry: QueueEntry, user: UserId): void {
  if (entry.progress.phase !== 'ringing') {
    ringNext(context, entry.id, 0);
    return;
  }
  const { current } = entry.progress;
  // Nobody is rung for no time at all, and said to have missed a call: what ends now ends first.
  if (context.state.timers.get(current, 'ringTime')?.due === context.at) {
    clearTimer(context, current, 'ringTime');
    tierTimeOver(context, entry.id);
    return;
  }
  // Of several who have become free at once, the group's order says who comes first.
  const { tier } = must(groupOf(context, entry).members.get(user), user);
  const [first = user] = pickMembers(context.state, entry, tier);
  ringUser(context, current, first);
}

function endRound(context: Context, id: EntryId): void {
  for (const offer of entryOf(context, id).offers) stopOffer(context, entryOf(context, id), offer);
  const entry = entryOf(context, id);
  const group = groupOf(context, entry);
  // A round in which nobody could be rung does not count: the caller waits for a member.
  if (entry.tried.size === 0) {
    emit(context, { type: 'memberAwaited', entry: id });
    tell(context, id);
    return;
  }
  // At closing, nobody was sent away while a phone rang for them (E20).
  const isEvicted = group.atClose === 'evict' && !isGroupOpen(context.state, group.id, context.at);
  if (isEvicted && giveUp(context, id, 'closed')) return;
  const isUsedUp = group.rounds !== undefined && entry.round >= group.rounds;
  if (isUsedUp && giveUp(context, id, 'unanswered')) return;
  emit(context, { type: 'roundPaused', entry: id });
  setTimer(context, { owner: id, kind: 'roundPause', afterMs: group.roundPauseMs });
  tell(context, id);
}

function stopOffer(context: Context, entry: QueueEntry, offer: OfferId): void {
  const users = ringingUsers(context, offer);
  for (const user of users) {
    emit(context, { type: 'memberTried', entry: entry.id, user, cause: 'noAnswer', isFinal: false });
  }
  endOffer(context, offer, { result: 'unanswered', cause: 'cancelled' });
  for (const user of users) pauseAfterMisses(context, groupOf(context, entry), user);
}

function pauseAfterMisses(context: Context, { autoPauseAfter }: Group, user: UserId): void {
  if (autoPauseAfter !== undefined) autoPause(context, user, autoPauseAfter);
}

function entryOf(context: Context, id: EntryId): QueueEntry {
  return must(context.state.entries.get(id), id);
}

function groupOf(context: Context, entry: QueueEntry): Group {
  return must(context.state.company.groups.get(entry.group), entry.group);
}
