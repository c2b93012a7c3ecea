import { attemptFailed } from '../callback/dial-back.ts';
import { type Context, emit } from '../kernel/context.ts';
import { DONE, type Result, refuse } from '../kernel/result.ts';
import type { CommandOf } from './command.ts';

/** Ends a promise: what is being dialled for it stops. */
export function closeCallback(context: Context, { callback: id }: CommandOf<'closeCallback'>): Result<void> {
  const callback = context.state.callbacks.get(id);
  if (callback === undefined) {
    return refuse({ code: 'notFound', what: 'closeCallback', where: id, why: 'a promise that is not kept yet' });
  }
  if (callback.at.phase === 'dialling') attemptFailed(context, id, 'cancelled');
  const left = context.state.callbacks.get(id);
  if (left === undefined) return DONE;
  const { entry, group } = left;
  if (entry !== undefined) {
    emit(context, { type: 'entryLeft', entry, group, outcome: 'released', user: undefined });
  }
  emit(context, { type: 'callbackEnded', callback: id, group, result: 'closed' });
  return DONE;
}
