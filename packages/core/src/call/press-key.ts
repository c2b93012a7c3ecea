import { consult, transfer } from '../command/transfer-commands.ts';
import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { type Leg, userOf } from '../leg/leg.ts';
import { leaveByKey } from '../queue/leave-by-key.ts';
import { placeOf } from './place.ts';

/** One key, 0–9, `*` or `#`. */
const KEY = /^[0-9*#A-D]$/;

/** A key at a leg that is up: leaves a queue (Y4), or dials a short number to move the call on (S143). */
export function pressKey(context: Context, leg: Leg, key: string): void {
  const call = must(context.state.calls.get(leg.call), leg.call);
  if (!KEY.test(key)) {
    context.ignored.push({ signal: 'digit', leg: leg.id, why: 'no key of a telephone' });
    return;
  }
  if (call.at.phase === 'inFlow' && call.flow !== undefined && leg.role === 'caller') {
    context.onward.push({ kind: 'flow', call: call.id, input: { type: 'digit', digit: key } });
    return;
  }
  const place = placeOf(call);
  if (place !== undefined && leg.role === 'caller') {
    leaveByKey(context, place, key);
    return;
  }
  const user = userOf(leg);
  if (call.at.phase === 'connected' && user !== undefined) dialInCall(context, leg, { user, key });
}

/** `*` and a short number move the call as the user has chosen; none begins another, so that the last key decides. */
function dialInCall(context: Context, { id, call, keys }: Leg, { user, key }: { user: UserId; key: string }): void {
  if (key !== '*' && keys === '') return;
  const dialled = key === '*' ? '*' : keys + key;
  const { shortNumbers, users } = context.state.company;
  const number = dialled.slice(1);
  const isWhole = shortNumbers.has(number);
  emit(context, { type: 'keysDialled', leg: id, keys: isWhole || dialled.length > limits.digits ? '' : dialled });
  if (!isWhole) {
    setTimer(context, { owner: call, kind: 'digit', afterMs: limits.digitMs });
    return;
  }
  clearTimer(context, call, 'digit');
  const kind = users.get(user)?.quickTransfer;
  if (kind === undefined) return;
  const command = { call, to: { number }, by: user };
  // Who may not be moved there stays in the talk: a refusal changes nothing.
  if (kind === 'attended') consult(context, { type: 'consult', ...command });
  else transfer(context, { type: 'transfer', ...command, isReturning: kind === 'withReturn' });
}

/** The rest of a number did not come in time. */
export function forgetKeys(context: Context, id: Leg['call']): void {
  const { callerLeg, at } = must(context.state.calls.get(id), id);
  for (const leg of at.phase === 'connected' ? [callerLeg, at.leg] : [callerLeg]) {
    if (context.state.legs.get(leg)?.keys !== '') emit(context, { type: 'keysDialled', leg, keys: '' });
  }
}
