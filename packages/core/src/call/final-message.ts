import { type Context, emit } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { playTo } from './hear.ts';
import type { Outcome } from './outcome.ts';

/** Tells the caller why nobody comes; the call is released when it has been heard. */
export function playFinalMessage(
  context: Context,
  id: CallId,
  { sound, outcome }: { sound: string; outcome: Outcome },
): void {
  playTo(context, id, { sounds: [sound], loop: false });
  emit(context, { type: 'messageStarted', call: id, sound, outcome });
  emit(context, { type: 'timerSet', owner: id, kind: 'sound', due: context.at + limits.messageMs });
}
