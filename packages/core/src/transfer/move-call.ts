import type { Call } from '../call/call.ts';
import { letRing, letWait } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import type { CallId, UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { releaseLeg } from '../leg/end-leg.ts';
import { makeOffer, ringExternal, ringUser } from '../offer/present.ts';
import { stopRecording } from '../recording/record-talk.ts';
import type { Sides } from './parties.ts';
import type { PendingTransfer, TransferTarget } from './transfer.ts';

/** How a call is moved on. */
export interface Move {
  readonly by: UserId;
  readonly target: TransferTarget;
  readonly isReturning: boolean;
}

/**
 * S40, S42: the operator's leg is released at once and free for a new call; the
 * caller hears music or ringing while the target is called. The return time
 * counts from this instant (L1).
 */
export function moveCall(context: Context, id: CallId, { sides, move }: { sides: Sides; move: Move }): void {
  stopRecording(context, id);
  serveOther(context, id, sides);
  beginMove(context, id, move);
  releaseLeg(context, sides.own, 'hungUp');
  headFor(context, id, move);
}

/** The one who moves the call may be its caller: then the other party is the one who is served from now on. */
export function serveOther(context: Context, id: CallId, { own, other }: Sides): void {
  // Nobody is reminded of a caller who is held no longer.
  clearTimer(context, id, 'holdReminder');
  const call = must(context.state.calls.get(id), id);
  if (call.callerLeg !== own) return;
  emit(context, { type: 'legMoved', leg: own, to: id, role: 'callee' });
  emit(context, { type: 'legMoved', leg: other, to: id, role: 'caller' });
  emit(context, { type: 'callerReplaced', call: id, leg: other, own });
}

/** A transfer begins: its return time, if any, counts from now. */
export function beginMove(context: Context, id: CallId, { by, target, isReturning }: Move): void {
  const transfer: PendingTransfer = { by, target, isReturning, beganAt: context.at };
  emit(context, { type: 'transferBegan', call: id, transfer });
  const { returnMs } = context.state.company.transfer;
  if (isReturning) setTimer(context, { owner: id, kind: 'return', afterMs: returnMs });
}

/** Calls the target of a transfer that has begun. */
export function headFor(
  context: Context,
  id: CallId,
  { target, isReturning }: Pick<Move, 'target' | 'isReturning'>,
): void {
  // An operator who asks somebody hears it ring; a caller who is moved hears music.
  if (must(context.state.calls.get(id), id).consultationFor !== undefined) letRing(context, id);
  else letWait(context, id, context.state.company.music);
  switch (target.kind) {
    case 'group':
      context.onward.push({ kind: 'destination', call: id, to: target, after: undefined });
      return;
    case 'user': {
      if (!isReturning) {
        context.onward.push({ kind: 'destination', call: id, to: target, after: undefined });
        return;
      }
      const { availability } = must(context.state.users.get(target.user), target.user);
      if (availability !== 'idle' && availability !== 'paused') {
        const reason = availability === 'unreachable' ? 'unreachable' : 'busy';
        context.onward.push({ kind: 'recall', call: id, reason });
        return;
      }
      ringUser(context, makeOffer(context, id, { to: target, ringMs: limits.onwardRingMs }), target.user);
      return;
    }
    case 'external':
      ringExternal(context, makeOffer(context, id, { to: target, ringMs: limits.onwardRingMs }), target.number);
  }
}

/** What is undone before the caller hears something else than the party: a recording, and the bridge. */
export function partParties(context: Context, call: Call, sides: Sides): void {
  stopRecording(context, call.id);
  if (call.at.phase === 'connected') act(context, { type: 'unbridge', a: sides.own, b: sides.other });
}
