import type { Call } from '../call/call.ts';
import { type Context, emit } from '../kernel/context.ts';

/** The one who called in again is gone while we were dialling them: nobody waits for what comes of it (E18). */
export function joinerGone(context: Context, { id, at }: Call): void {
  if (at.phase !== 'inFlow' || at.element.kind !== 'joining') return;
  const callback = context.state.callbacks.get(at.element.callback);
  if (callback?.joiner === id) emit(context, { type: 'callbackJoinerLeft', callback: callback.id });
}
