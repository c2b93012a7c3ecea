import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { answerCaller } from './answer-caller.ts';
import type { Outcome } from './outcome.ts';

/** Tells the caller why nobody comes; the call is released when it has been heard. */
export function playFinalMessage(
  context: Context,
  id: CallId,
  { sound, outcome }: { sound: string; outcome: Outcome },
): void {
  const { callerLeg } = must(context.state.calls.get(id), id);
  answerCaller(context, callerLeg);
  act(context, { type: 'play', leg: callerLeg, sound });
  emit(context, { type: 'messageStarted', call: id, sound, outcome });
  emit(context, { type: 'timerSet', owner: id, kind: 'message', due: context.at + limits.messageMs });
}
