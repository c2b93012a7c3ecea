import { answerCaller } from '../call/answer-caller.ts';
import { playTo } from '../call/hear.ts';
import { joinsPromise } from '../callback/join-promise.ts';
import { isGroupOpen, watchHours } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit, setTimer } from '../kernel/context.ts';
import { type CallId, type EntryId, type GroupId, nextEntryId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { noticeFor } from '../recording/announce-recording.ts';
import { classIn } from '../vip/caller-class.ts';
import { giveUp } from './give-up.ts';
import { isOffered } from './index-entry.ts';
import { pickMembers } from './pick-members.ts';
import { takeOverPhones } from './preempt.ts';
import type { QueueEntry } from './queue-entry.ts';
import { ringNext } from './ring-group.ts';
import { hasSomebodyToWaitFor } from './staff.ts';
import { planAnnouncement, tell } from './tell-caller.ts';

/** A call comes to a group: it gets a place by its seniority, and the first tier that has somebody rings. */
export function enterGroup(context: Context, id: CallId, groupId: GroupId, options = { isReturned: false }): void {
  const call = must(context.state.calls.get(id), id);
  const group = must(context.state.company.groups.get(groupId), groupId);
  if (joinsPromise(context, call, groupId)) return;
  const entry = nextEntryId(context.state.ids);
  const isUp = must(context.state.legs.get(call.callerLeg), call.callerLeg).phase === 'up';
  const { welcome, isWelcomeInterruptible } = group.sounds;
  const mayHear = isUp || group.answerOn === 'entry';
  const notice = noticeFor(context, call, groupId);
  const greeting = welcome !== undefined && mayHear && !options.isReturned ? [welcome] : [];
  const said = notice === undefined ? greeting : [...greeting, notice];
  // That a talk will be recorded is heard to its end, whatever the welcome is.
  const isHeardOut = said.length > 0 && (!isWelcomeInterruptible || notice !== undefined);
  emit(context, {
    type: 'entryJoined',
    entry,
    group: groupId,
    holder: { kind: 'call', call: id },
    callerClass: call.callerClass === 'vip' ? 'vip' : classIn(context.state.company, call.from, groupId).callerClass,
    isReturned: options.isReturned,
    arrivedAt: call.arrivedAt,
    number: context.state.ids.entries + 1,
    hearsWelcome: isHeardOut,
  });
  if (isTurnedAway(context, entry)) return;
  if (group.answerOn === 'entry') answerCaller(context, call.callerLeg);
  if (group.maxWaitMs !== undefined) setTimer(context, { owner: entry, kind: 'maxWait', afterMs: group.maxWaitMs });
  watchHours(context, groupId);
  planAnnouncement(context, entry);
  if (said.length > 0) {
    playTo(context, id, { sounds: said, loop: false });
    setTimer(context, { owner: id, kind: 'sound', afterMs: limits.messageMs });
  } else tell(context, entry);
  if (!isHeardOut) beginRinging(context, entry);
}

/** Whether the group takes nobody now; the call then goes another way. */
function isTurnedAway(context: Context, id: EntryId): boolean {
  const entry = must(context.state.entries.get(id), id);
  if (!isGroupOpen(context.state, entry.group, context.at) && !entry.isReturned) return giveUp(context, id, 'closed');
  const { maxWaiting } = must(context.state.company.groups.get(entry.group), entry.group);
  const isFull = maxWaiting !== undefined && !entry.isReturned && waitingBeside(context, entry) >= maxWaiting;
  // One for whom a member is free does not wait.
  if (isFull && !isAnyoneFreeFor(context, entry)) return giveUp(context, id, 'full');
  return !hasSomebodyToWaitFor(context, entry) && giveUp(context, id, 'noMembers');
}

/** How many others of the group wait and ring nobody; who hears the welcome waits too. */
function waitingBeside(context: Context, entry: QueueEntry): number {
  const { line, offeredPlaces } = must(context.state.groups.get(entry.group), entry.group);
  return line.size - offeredPlaces.count - (isOffered(entry) ? 0 : 1);
}

/** Rings the first members; a VIP for whom nobody is free may take over phones that ring for another. */
export function beginRinging(context: Context, id: EntryId): void {
  const entry = must(context.state.entries.get(id), id);
  const takesOver = entry.callerClass === 'vip' && mayTakeOver(context, entry) && !isAnyoneFreeFor(context, entry);
  if (takesOver && takeOverPhones(context, entry)) return;
  if (!isLeftToFreed(context, entry)) ringNext(context, id, 0);
}

/** Who became free in this very step may have others to take first (law 4): then everyone free is offered in order. */
function isLeftToFreed(context: Context, { group }: QueueEntry): boolean {
  const { idleItems } = must(context.state.groups.get(group), group);
  if (![...context.freed].some((user) => idleItems.has(user))) return false;
  for (const user of idleItems.keys()) context.freed.add(user);
  return true;
}

function mayTakeOver(context: Context, { holder, group }: QueueEntry): boolean {
  if (holder.kind !== 'call') return false;
  const { from } = must(context.state.calls.get(holder.call), holder.call);
  const { company } = context.state;
  const own = classIn(company, from, group).preempt;
  return (own ?? must(company.groups.get(group), group).vip.preempt) === 'ringing';
}

function isAnyoneFreeFor(context: Context, entry: QueueEntry): boolean {
  const { tiers } = must(context.state.company.groups.get(entry.group), entry.group);
  return tiers.some(({ number }) => pickMembers(context.state, entry, number).length > 0);
}
