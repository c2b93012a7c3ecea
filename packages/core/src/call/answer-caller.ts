import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { LegId } from '../kernel/ids.ts';

/** Answers the caller's leg, unless it is up already. */
export function answerCaller(context: Context, leg: LegId): void {
  if (must(context.state.legs.get(leg), leg).phase !== 'arrived') return;
  act(context, { type: 'answer', leg });
  emit(context, { type: 'legAnswered', leg });
}
