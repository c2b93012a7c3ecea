import { playFinalMessage } from '../call/final-message.ts';
import { mayDialNow } from '../call/may-dial.ts';
import { type E164, toE164 } from '../directory/numbers.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import { type CallId, type EntryId, type GroupId, nextCallbackId, nextEntryId } from '../kernel/ids.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { type Callback, promiseKey } from './callback.ts';

/** Why a caller cannot be promised a callback. */
export type PromiseRefusal = 'withheld' | 'notAllowed' | 'alreadyPromised';

/** The number at which a caller can be called back; a withheld one must be keyed in. */
export function numberToCallBack(context: Context, id: CallId, keyed?: string): E164 | PromiseRefusal {
  const { from } = must(context.state.calls.get(id), id);
  const text = keyed ?? (from.kind === 'external' ? from.number : undefined);
  if (text === undefined) return 'withheld';
  const number = toE164(text, context.state.company.country);
  if (number === undefined) return 'notAllowed';
  return mayDialNow(context, number, { user: undefined, purpose: 'callback' }).ok ? number : 'notAllowed';
}

/** Whether a number was found, and not a reason why there is none. */
export const isNumber = (found: E164 | PromiseRefusal): found is E164 => found.startsWith('+');

/** S94: the caller hangs up and keeps the place: the key of the line is the same, and the turn comes as if they had stayed. */
export function promiseInLine(context: Context, id: EntryId, number: E164): PromiseRefusal | undefined {
  const left = must(context.state.entries.get(id), id);
  const { holder, group, callerClass, isReturned, arrivedAt, number: place } = left;
  if (holder.kind !== 'call') return 'notAllowed';
  if (context.state.promises.has(promiseKey(group, number))) return 'alreadyPromised';
  const { call } = holder;
  leaveQueue(context, id, { outcome: 'callbackTaken', cause: 'cancelled' });
  const entry = nextEntryId(context.state.ids);
  const callback = nextCallbackId(context.state.ids);
  emit(context, {
    type: 'entryJoined',
    entry,
    group,
    holder: { kind: 'callback', callback },
    callerClass,
    isReturned,
    arrivedAt,
    number: place,
    hearsWelcome: false,
    kept: { vipsServedBefore: left.vipsServedBefore, hasPassed: left.hasPassed },
  });
  emit(context, { type: 'callbackPromised', callback, group, number, ...ofCall(context, call), entry });
  context.onward.push({ kind: 'ring', entry });
  playFinalMessage(context, call, { sound: context.state.company.callback.promisedSound, outcome: 'callback' });
  return undefined;
}

/** S94: the caller, who has no place yet, gets the one that they would have had. */
export function promiseWithoutPlace(
  context: Context,
  call: CallId,
  { group, number }: { group: GroupId; number: E164 },
): PromiseRefusal | undefined {
  if (context.state.promises.has(promiseKey(group, number))) return 'alreadyPromised';
  const { callerClass, arrivedAt } = must(context.state.calls.get(call), call);
  const entry = nextEntryId(context.state.ids);
  const callback = nextCallbackId(context.state.ids);
  emit(context, {
    type: 'entryJoined',
    entry,
    group,
    holder: { kind: 'callback', callback },
    callerClass,
    isReturned: false,
    arrivedAt,
    number: context.state.ids.entries + 1,
    hearsWelcome: false,
  });
  emit(context, { type: 'callbackPromised', callback, group, number, ...ofCall(context, call), entry });
  context.onward.push({ kind: 'ring', entry });
  return undefined;
}

/** S95: the company is told and calls by itself. */
export function promiseByHand(
  context: Context,
  call: CallId,
  { group, number }: { group: GroupId; number: E164 },
): PromiseRefusal | undefined {
  if (context.state.promises.has(promiseKey(group, number))) return 'alreadyPromised';
  const callback = nextCallbackId(context.state.ids);
  emit(context, { type: 'callbackPromised', callback, group, number, ...ofCall(context, call), entry: undefined });
  return undefined;
}

/** What a promise keeps of the call that it was made in. */
function ofCall(context: Context, id: CallId): Pick<Callback, 'name' | 'needs'> {
  const { from, needs } = must(context.state.calls.get(id), id);
  return { name: from.kind === 'external' ? from.name : undefined, needs };
}
