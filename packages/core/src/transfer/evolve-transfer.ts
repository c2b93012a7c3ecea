import type { Call } from '../call/call.ts';
import { endTalk, enterStage } from '../call/evolve-call.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import { forgetUser } from '../user/evolve-user.ts';
import type { CallReturn, TransferRecord } from './transfer.ts';

/** The caller is on the way to somebody else: who talked with them is out of it. */
export function beginTransfer(state: State, event: EventOf<'transferBegan'>): void {
  endTalk(state, event);
  const call = must(state.calls.get(event.call), event.call);
  state.calls.set(call.id, { ...call, transfer: event.transfer });
}

/** A transfer is decided. */
export function endTransfer(state: State, { call: id, record }: EventOf<'transferEnded'>): void {
  const call = must(state.calls.get(id), id);
  state.timers.clear(id, 'return');
  const isReturned = typeof record.result === 'object';
  state.calls.set(id, {
    ...call,
    transfer: undefined,
    transfers: [...call.transfers, record],
    returned: returnOf(record) ?? call.returned,
    returns: call.returns + Number(isReturned),
  });
}

function returnOf({ by, target, result }: TransferRecord): CallReturn | undefined {
  return typeof result === 'object' ? { reason: result.returned, by, target } : undefined;
}

/** Why a call that goes back to `by`, or past them to others, is back: from a slot, from hold, or from a transfer. */
export function returnFrom({ at, returned }: Call, by: UserId | undefined): CallReturn | undefined {
  if (at.phase === 'parked') return { reason: 'parkTimeout', by: at.by, target: undefined };
  if (at.phase === 'held') return { reason: 'leftOnHold', by, target: undefined };
  return returned;
}

/** A call has come back to a user, behind those that came back before. */
export function beginRecall(state: State, { call: id, user: userId, at }: EventOf<'recallBegan'>): void {
  const call = enterStage(must(state.calls.get(id), id), 'waiting', at);
  const returned = returnFrom(call, userId);
  state.calls.set(id, { ...call, at: { phase: 'recalling', user: userId, offer: undefined }, returned });
  const user = must(state.users.get(userId), userId);
  state.users.set(userId, { ...user, recalls: [...user.recalls, id] });
}

/** A returned call waits for its operator no longer: answered, given to others, or ended. */
export function leaveRecall(state: State, { call: id, user: userId }: EventOf<'recallOver'>): void {
  state.timers.clear(id, 'recall');
  const user = state.users.get(userId);
  if (user === undefined) return;
  const recalls = user.recalls.filter((other) => other !== id);
  const isGone = !state.company.users.has(userId) && user.legs.length === 0;
  if (recalls.length === 0 && isGone) forgetUser(state, userId);
  else state.users.set(userId, { ...user, recalls });
}
