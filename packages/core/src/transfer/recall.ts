import { letWait } from '../call/hear.ts';
import { placeOf } from '../call/place.ts';
import { isGroupOpen } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import type { CallId, GroupId, UserId } from '../kernel/ids.ts';
import { endOffer, makeOffer, ringUser } from '../offer/present.ts';
import { enterGroup } from '../queue/enter-group.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { hasSomebodyToWaitFor } from '../queue/staff.ts';
import { greet } from '../voicemail/leave-message.ts';
import type { ReturnReason } from './transfer.ts';

/** Why a call comes back. */
interface Recalling {
  readonly reason: ReturnReason;
  /** Who held the caller, and hung up. */
  readonly by?: UserId;
}

/**
 * Law 8: a transfer was not answered, or nobody retrieved a parked call: it
 * comes back to the one who moved it, or goes where such calls go.
 */
export function recallCall(context: Context, id: CallId, why: Recalling): void {
  const operator = stopAttempt(context, id, why);
  const call = must(context.state.calls.get(id), id);
  const { maxReturns, recallMs } = context.state.company.transfer;
  letWait(context, id, context.state.company.music);
  if (operator === undefined || call.returns > maxReturns || isOutOfReach(context, operator)) {
    fallBack(context, id);
    return;
  }
  emit(context, { type: 'recallBegan', call: id, user: operator });
  setTimer(context, { owner: id, kind: 'recall', afterMs: recallMs });
  context.freed.add(operator);
}

/** Ends what was tried for the call, and says who tried it. */
function stopAttempt(context: Context, id: CallId, { reason, by }: Recalling): UserId | undefined {
  const call = must(context.state.calls.get(id), id);
  const entry = placeOf(call);
  if (entry !== undefined) leaveQueue(context, entry, { outcome: 'recalled', cause: 'cancelled' });
  const { at } = call;
  const offer = at.phase === 'offered' && at.by.kind === 'offer' ? at.by.offer : undefined;
  if (offer !== undefined && context.state.offers.has(offer)) {
    endOffer(context, offer, { result: reason === 'noAnswer' ? 'unanswered' : 'declined', cause: 'cancelled' });
  }
  if (call.transfer !== undefined) {
    const record = { ...call.transfer, endedAt: context.at, result: { returned: reason } };
    emit(context, { type: 'transferEnded', call: id, record });
    return call.transfer.by;
  }
  if (at.phase === 'parked') {
    emit(context, { type: 'slotLeft', call: id, slot: at.slot });
    return at.by;
  }
  if (at.phase === 'held') {
    clearTimer(context, id, 'holdReminder');
    emit(context, { type: 'talkEnded', call: id });
  }
  return by;
}

/** A returned call goes before everything else that a free user could take; for one who is gone it does not wait (E12). */
export function serveRecall(context: Context, id: UserId): boolean {
  const user = context.state.users.get(id);
  const [call] = user?.recalls ?? [];
  if (user === undefined || call === undefined) return false;
  if (isOutOfReach(context, id)) {
    for (const waiting of user.recalls) if (!isRung(context, waiting)) recallFailed(context, waiting);
    return false;
  }
  if (user.availability !== 'idle' && user.availability !== 'paused') return false;
  clearTimer(context, call, 'recall');
  const { recallRingMs } = context.state.company.transfer;
  ringUser(context, makeOffer(context, call, { to: { kind: 'recall', user: id }, ringMs: recallRingMs }), id);
  return true;
}

function isRung(context: Context, id: CallId): boolean {
  const { at } = must(context.state.calls.get(id), id);
  return at.phase === 'recalling' && at.offer !== undefined;
}

/** The operator did not take the returned call, or could not in time: it goes on to those who took it first. */
export function recallFailed(context: Context, id: CallId): void {
  const { at } = must(context.state.calls.get(id), id);
  if (at.phase !== 'recalling') return;
  emit(context, { type: 'recallOver', call: id, user: at.user });
  fallBack(context, id);
}

/** E12: the group that took it first, at the head of its class; else the main group; else voicemail. */
function fallBack(context: Context, id: CallId): void {
  const { company } = context.state;
  const call = must(context.state.calls.get(id), id);
  const group = [call.group, company.mainGroup].find(
    (candidate): candidate is GroupId => candidate !== undefined && mayServe(context, id, candidate),
  );
  if (group !== undefined) {
    enterGroup(context, id, group, { isReturned: true });
    return;
  }
  greet(context, id, { kind: 'company' });
}

function mayServe(context: Context, call: CallId, group: GroupId): boolean {
  if (!context.state.company.groups.has(group)) return false;
  if (!isGroupOpen(context.state, group, context.at)) return false;
  return hasSomebodyToWaitFor(context, { holder: { kind: 'call', call }, group });
}

/** Whether a call need not wait for an operator: away, logged out everywhere, or without a phone. */
export function isOutOfReach(context: Context, id: UserId): boolean {
  const user = context.state.company.users.has(id) ? context.state.users.get(id) : undefined;
  if (user === undefined || user.availability === 'unreachable' || user.absence !== undefined) return true;
  const groups = context.state.company.users.get(id)?.groups ?? [];
  return (
    groups.length > 0 &&
    groups.every((group) => context.state.groups.get(group)?.members.get(id)?.loggedInSince === undefined)
  );
}
