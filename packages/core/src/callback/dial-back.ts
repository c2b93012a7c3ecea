import type { Call } from '../call/call.ts';
import { endCall } from '../call/end-call.ts';
import { letWait } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import {
  type CallbackId,
  type CallId,
  type EntryId,
  type GroupId,
  type LegId,
  nextCallId,
  nextLegId,
  type UserId,
} from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import { driveAvailability } from '../user/claim.ts';

/** It is the customer's turn: a member is claimed before anybody is dialled (law 2, E17). */
export function dialBack(context: Context, entry: QueueEntry, user: UserId): void {
  if (entry.holder.kind !== 'callback') return;
  const { callback: id } = entry.holder;
  const { number } = must(context.state.callbacks.get(id), id);
  const { company, ids } = context.state;
  driveAvailability(context, user, 'reserved');
  const call = nextCallId(ids);
  const leg = nextLegId(ids);
  const to = { kind: 'external', number } as const;
  emit(context, { type: 'callPlaced', call, leg, number, to, purpose: { kind: 'callback', callback: id } });
  emit(context, { type: 'callbackDialled', callback: id, call, user });
  const shown = company.mainNumber === undefined ? {} : { number: company.mainNumber };
  act(context, {
    type: 'startLeg',
    leg,
    to,
    shown,
    diversion: 'allowed',
    confirm: 'no',
  });
  setTimer(context, { owner: id, kind: 'callback', afterMs: company.callback.ringMs });
}

/** The customer answers: from now on a caller like any other, at the place they had; the reserved member is rung. */
export function customerReached(
  context: Context,
  call: Call,
  { id, leg, present }: { id: CallbackId; leg: LegId; present: (entry: EntryId, user: UserId) => void },
): void {
  const { entry: place, joiner } = must(context.state.callbacks.get(id), id);
  const entry = must(context.state.entries.get(must(place, id)), id);
  emit(context, { type: 'legAnswered', leg });
  const reserved = entry.progress.phase === 'dialling' ? entry.progress.reserved : undefined;
  emit(context, { type: 'placeTaken', entry: entry.id, call: call.id });
  emit(context, { type: 'callbackEnded', callback: id, group: entry.group, result: 'reached' });
  noteStaff(context, entry.group);
  if (joiner !== undefined) {
    endCall(context, joiner, { outcome: 'joined', cause: 'hungUp', by: 'switchboard' });
  }
  letWait(context, call.id, context.state.company.music);
  if (reserved === undefined) return;
  release(context, reserved);
  present(entry.id, reserved);
}

/** The customer was not reached: the member is free again, the place is kept, and there may be another attempt (E17). */
export function attemptFailed(context: Context, id: CallbackId, cause: Cause): void {
  const { entry: place, at, attempts, joiner, group } = must(context.state.callbacks.get(id), id);
  const entry = must(context.state.entries.get(must(place, id)), id);
  clearTimer(context, id, 'callback');
  const reserved = entry.progress.phase === 'dialling' ? entry.progress.reserved : undefined;
  const { attempts: most, retryMs } = context.state.company.callback;
  if (joiner !== undefined) {
    emit(context, { type: 'callbackRests', callback: id });
    takeOver(context, joiner, id);
  } else if (attempts >= most) {
    emit(context, { type: 'entryLeft', entry: entry.id, group, outcome: 'unanswered', user: undefined });
    emit(context, { type: 'callbackEnded', callback: id, group, result: 'failed' });
  } else {
    emit(context, { type: 'callbackRests', callback: id });
    setTimer(context, { owner: id, kind: 'callback', afterMs: retryMs });
  }
  if (at.phase === 'dialling') {
    const outcome = cause === 'busy' ? 'busy' : 'unanswered';
    endCall(context, at.call, { outcome, cause, by: 'callee' });
  }
  if (reserved !== undefined) release(context, reserved);
}

/** One who was waited for in peace now waits on the line: for nobody, perhaps. */
function noteStaff(context: Context, group: GroupId): void {
  if (must(context.state.groups.get(group), group).staff.size <= 1) context.deserted.add(group);
}

/** The member is free again, unless they have done something else meanwhile. */
function release(context: Context, user: UserId): void {
  if (context.state.users.get(user)?.availability === 'reserved') driveAvailability(context, user, 'released');
}

/** E18: the customer is on the line again and has the place; nobody is dialled. */
export function takeOver(context: Context, call: CallId, id: CallbackId): void {
  const { entry, group } = must(context.state.callbacks.get(id), id);
  emit(context, { type: 'placeTaken', entry: must(entry, id), call });
  emit(context, { type: 'callbackEnded', callback: id, group, result: 'joined' });
  noteStaff(context, group);
  letWait(context, call, context.state.company.groups.get(group)?.sounds.music ?? context.state.company.music);
  context.onward.push({ kind: 'ring', entry: must(entry, id) });
}

/** The time of a callback is over: of an attempt that nobody answers, or of the rest before the next. */
export function callbackDue(context: Context, id: CallbackId): readonly EntryId[] {
  const { at, entry } = must(context.state.callbacks.get(id), id);
  if (at.phase === 'dialling') {
    attemptFailed(context, id, 'noAnswer');
    return [];
  }
  emit(context, { type: 'callbackResumed', callback: id });
  return [must(entry, id)];
}
