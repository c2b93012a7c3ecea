import { driveCall } from '../call/call-machine.ts';
import type { CommandOf } from '../command/command.ts';
import { hoursChanged } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import { byId, type EntryId, type UserId } from '../kernel/ids.ts';
import { DONE, type Result, refuse } from '../kernel/result.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { driveAvailability } from '../user/claim.ts';
import { noteUser } from '../user/note-user.ts';
import { withdrawFromGroups } from '../user/withdraw.ts';
import { classIn } from '../vip/caller-class.ts';
import type { Company, Destination, Group } from './company.ts';
import { problemText } from './problem.ts';
import { readCompany } from './read-company.ts';

/**
 * E22: a new company file. What rings keeps what it was made under; the next
 * decision is made by the new file. At once: who is no member any more is rung no
 * longer, callers of a group that is gone go to its heir, and waiting callers
 * rank by the new VIP lists.
 */
export function configure(context: Context, { file }: CommandOf<'configure'>): Result<void> {
  const reading = readCompany(file);
  if (!reading.ok) {
    const [first] = reading.problems;
    const where = first?.path ?? '';
    const why = first === undefined ? 'a company file without mistakes' : problemText(first);
    return refuse({ code: 'invalid', what: 'configure', where, why, problems: reading.problems });
  }
  const [before, after] = [context.state.company, reading.company];
  dissolveGroups(context, before, after);
  emit(context, { type: 'companyChanged', file: after.file });
  followDevices(context, after);
  withdrawMembers(context, before, after);
  reclass(context, before);
  for (const group of after.groups.values()) {
    if (group.atClose === 'evict') hoursChanged(context, group.id);
    else clearTimer(context, group.id, 'hours');
  }
  return DONE;
}

function withdrawMembers(context: Context, before: Company, after: Company): void {
  for (const user of before.users.keys()) {
    if (!after.users.has(user) && context.state.users.has(user)) stopRingingOf(context, user);
  }
  for (const group of before.groups.values()) {
    const kept = after.groups.get(group.id);
    if (kept === undefined) continue;
    for (const user of group.members.keys()) {
      if (!kept.members.has(user) && context.state.users.has(user)) withdrawFromGroups(context, user, group.id);
    }
  }
}

/** A user has left the company: what rings for them stops, a talk goes on to its end. */
function stopRingingOf(context: Context, user: UserId): void {
  withdrawFromGroups(context, user);
  // Returned calls do not wait for one who has left.
  context.freed.add(user);
  for (const id of context.state.users.get(user)?.legs ?? []) {
    const leg = context.state.legs.get(id);
    if (leg?.offer === undefined) continue;
    releaseLeg(context, id, 'cancelled');
    driveCall(context, leg.call, 'calleeRefused', { offer: leg.offer, user, cause: 'unreachable' });
  }
}

function dissolveGroups(context: Context, before: Company, after: Company): void {
  for (const group of before.groups.values()) {
    if (after.groups.has(group.id)) continue;
    for (const { id } of [...must(context.state.groups.get(group.id), group.id).line]) {
      if (context.state.entries.has(id)) inherit(context, id, { group, after });
    }
  }
}

function inherit(context: Context, id: EntryId, { group, after }: { group: Group; after: Company }): void {
  const { holder } = must(context.state.entries.get(id), id);
  leaveQueue(context, id, { outcome: 'overflow', cause: 'cancelled' });
  if (holder.kind === 'callback') {
    emit(context, { type: 'callbackEnded', callback: holder.callback, group: group.id, result: 'closed' });
    return;
  }
  context.onward.push({ kind: 'destination', call: holder.call, to: heirOf(group, after), after: 'closed' });
}

/** The heir, else the way for closed groups where it still leads somewhere, else the company's message. */
function heirOf({ heir, exits }: Group, after: Company): Destination {
  if (heir !== undefined && after.groups.has(heir)) return { kind: 'group', group: heir };
  const closed = exits.closed;
  const isLost =
    (closed?.kind === 'group' && !after.groups.has(closed.group)) ||
    (closed?.kind === 'user' && !after.users.has(closed.user));
  if (closed !== undefined && !isLost) return closed;
  const sound = after.unansweredSound;
  return sound === undefined ? { kind: 'release' } : { kind: 'message', sound };
}

/** Devices may have come, gone, or changed hands. */
function followDevices(context: Context, after: Company): void {
  for (const id of after.users.keys()) {
    const { reachableDevices, availability } = must(context.state.users.get(id), id);
    if (reachableDevices === 0) driveAvailability(context, id, 'deviceUnreachable');
    else if (availability === 'unreachable') driveAvailability(context, id, 'deviceReachable');
    noteUser(context, id);
  }
}

function reclass(context: Context, before: Company): void {
  for (const { id, holder, group, callerClass } of [...context.state.entries.values()].sort((a, b) =>
    byId(a.id, b.id),
  )) {
    if (holder.kind !== 'call') continue;
    const { from } = must(context.state.calls.get(holder.call), holder.call);
    const was = classIn(before, from, group).callerClass;
    const is = classIn(context.state.company, from, group).callerClass;
    if (was !== is && callerClass !== is) emit(context, { type: 'entryReclassed', entry: id, callerClass: is });
  }
}
