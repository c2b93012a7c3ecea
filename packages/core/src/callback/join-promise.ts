import type { Call } from '../call/call.ts';
import { letWait } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { GroupId } from '../kernel/ids.ts';
import { promiseKey } from './callback.ts';
import { takeOver } from './dial-back.ts';

/**
 * E18: one who was promised a callback by this group calls in again: they have
 * the place that was kept. While they are being dialled, they wait for what comes
 * of it. Only a number that is shown can be matched.
 */
export function joinsPromise(context: Context, { id, from }: Call, group: GroupId): boolean {
  // A withheld number is not kept at all.
  const number = from.kind === 'external' ? from.number : undefined;
  if (number === undefined) return false;
  const promise = context.state.promises.get(promiseKey(group, number));
  if (promise === undefined) return false;
  const { at, joiner } = must(context.state.callbacks.get(promise), promise);
  if (at.phase === 'manual' || joiner !== undefined) return false;
  if (at.phase !== 'dialling') {
    takeOver(context, id, promise);
    return true;
  }
  emit(context, { type: 'callbackJoinerCame', callback: promise, call: id });
  letWait(context, id, context.state.company.groups.get(group)?.sounds.music ?? context.state.company.music);
  return true;
}
