import { endCall } from '../call/end-call.ts';
import { playFinalMessage } from '../call/final-message.ts';
import type { Outcome } from '../call/outcome.ts';
import type { Group } from '../config/company.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import { type CallId, type EntryId, type GroupId, nextEntryId, type OfferId, type UserId } from '../kernel/ids.ts';
import { endOffer, makeOffer, ringingUsers, ringUser } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import { leaveQueue } from './leave-queue.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Whether any member but the caller can be reached: now, or when their call is over. */
export function hasSomebodyToWaitFor(context: Context, { call, group }: QueueEntry): boolean {
  const { reachableMembers } = must(context.state.groups.get(group), group);
  const { from } = must(context.state.calls.get(call), call);
  const isMember = from.kind === 'user' && context.state.company.groups.get(group)?.tierOf.has(from.user) === true;
  return reachableMembers > (isMember ? 1 : 0);
}

/** A call comes to a group: it gets a place, and the first tier that has somebody rings. */
export function enterGroup(context: Context, call: CallId, group: GroupId): void {
  const entry = nextEntryId(context.state.ids);
  emit(context, { type: 'callQueued', call, entry, group });
  if (!hasSomebodyToWaitFor(context, entryOf(context, entry))) {
    giveUp(context, entry, 'noMembers');
    return;
  }
  act(context, { type: 'ring', leg: must(context.state.calls.get(call), call).callerLeg });
  openNextTier(context, entry, 0);
}

/** Opens the first tier from `from` on that has somebody to ring; the round is over when there is none (E5). */
export function openNextTier(context: Context, id: EntryId, from: number): void {
  const entry = entryOf(context, id);
  const group = groupOf(context, entry);
  for (let tier = from; tier < group.tiers.length; tier += 1) {
    const users = ringable(context, entry, tier);
    if (users.length === 0) continue;
    const to = { kind: 'tier', entry: id, group: group.id, tier } as const;
    const offer = makeOffer(context, entry.call, { to, ringMs: must(group.tiers[tier], `tier ${tier}`).ringMs });
    for (const user of users) ringUser(context, offer, user);
    return;
  }
  endRound(context, id);
}

/** A member did not take the call: refused, was busy, or could not be reached. */
export function memberDeclined(
  context: Context,
  offer: OfferId,
  { user, cause }: { user: UserId; cause: Cause },
): void {
  const { to } = must(context.state.offers.get(offer), offer);
  if (to.kind !== 'tier') return;
  // One who can't be rung any more has not been tried: they are rung again when they come back in this round.
  const isGone = context.state.users.get(user)?.availability !== 'idle';
  if (!isGone) emit(context, { type: 'memberTried', entry: to.entry, user, cause });
  if (must(context.state.offers.get(offer), offer).legs.length > 0) return;
  const { progress } = entryOf(context, to.entry);
  emit(context, { type: 'offerEnded', offer, result: 'declined' });
  // An earlier tier that kept ringing changes nothing for the tier that is open now.
  if (progress.phase === 'ringing' && progress.current === offer)
    openNextTier(context, to.entry, progress.openTier + 1);
}

/** The tier has rung for its time: the next one begins, beside it or after it has stopped. */
export function tierTimeOver(context: Context, id: EntryId): void {
  const entry = entryOf(context, id);
  if (entry.progress.phase !== 'ringing') return;
  if (!groupOf(context, entry).keepRinging) stopOffer(context, entry, entry.progress.current);
  openNextTier(context, id, entry.progress.openTier + 1);
}

/** The pause is over: the next round begins with everyone untried. */
export function pauseOver(context: Context, id: EntryId): void {
  emit(context, { type: 'roundBegan', entry: id, round: entryOf(context, id).round + 1 });
  openNextTier(context, id, 0);
}

/** A user has become free: whether this caller may have them now. */
export function mayRing(context: Context, entry: QueueEntry, user: UserId): boolean {
  if (entry.tried.has(user)) return false;
  if (entry.progress.phase !== 'ringing') return true;
  return must(groupOf(context, entry).tierOf.get(user), `tier of ${user}`) <= entry.progress.openTier;
}

/** Rings a user who has become free, beside those who ring; or goes through the tiers again if nobody does. */
export function ringFreed(context: Context, entry: QueueEntry, user: UserId): void {
  if (entry.progress.phase === 'ringing') {
    ringUser(context, entry.progress.current, user);
    return;
  }
  emit(context, { type: 'timerCleared', owner: entry.id, kind: 'roundPause' });
  openNextTier(context, entry.id, 0);
}

/** Ends the call of a place that nobody will take, as the group is configured. */
export function giveUp(context: Context, id: EntryId, outcome: Outcome): void {
  const entry = entryOf(context, id);
  const { unansweredSound } = groupOf(context, entry);
  if (unansweredSound === undefined) {
    const cause = outcome === 'noMembers' ? 'unreachable' : 'noAnswer';
    endCall(context, entry.call, { outcome, cause, by: 'switchboard' });
    return;
  }
  leaveQueue(context, id, 'cancelled');
  playFinalMessage(context, entry.call, { sound: unansweredSound, outcome });
}

function endRound(context: Context, id: EntryId): void {
  for (const offer of entryOf(context, id).offers) stopOffer(context, entryOf(context, id), offer);
  const entry = entryOf(context, id);
  const group = groupOf(context, entry);
  // A round in which nobody could be rung does not count: the caller waits for a member.
  if (entry.tried.size === 0) {
    emit(context, { type: 'memberAwaited', entry: id });
    return;
  }
  if (group.rounds !== undefined && entry.round >= group.rounds) {
    giveUp(context, id, 'unanswered');
    return;
  }
  emit(context, { type: 'roundPaused', entry: id });
  emit(context, { type: 'timerSet', owner: id, kind: 'roundPause', due: context.at + group.roundPauseMs });
}

function stopOffer(context: Context, entry: QueueEntry, offer: OfferId): void {
  const users = ringingUsers(context, offer);
  for (const user of users) emit(context, { type: 'memberTried', entry: entry.id, user, cause: 'noAnswer' });
  endOffer(context, offer, { result: 'unanswered', cause: 'cancelled' });
}

function ringable(context: Context, entry: QueueEntry, tier: number): readonly UserId[] {
  const idle = must(context.state.groups.get(entry.group)?.idle[tier], `tier ${tier} of ${entry.group}`);
  return [...idle].filter((user) => !entry.tried.has(user));
}

function entryOf(context: Context, id: EntryId): QueueEntry {
  return must(context.state.entries.get(id), id);
}

function groupOf(context: Context, entry: QueueEntry): Group {
  return must(context.state.company.groups.get(entry.group), entry.group);
}
