import type { Waiting } from './cursor.ts';
import type { FlowEffect } from './flow-effect.ts';
import type { FlowInput } from './flow-input.ts';
import type { Move } from './move.ts';

/** What the element leaves behind and is to be stopped first: its time, and its sounds unless others replace them. */
export function leftRunning(
  waiting: Waiting,
  input: FlowInput,
  { move, effects }: { move: Move; effects: readonly FlowEffect[] },
): readonly FlowEffect[] {
  const { onward } = move;
  if (waiting.phase === 'away' || (onward.kind === 'stay' && onward.waiting.phase === waiting.phase)) return [];
  const plays = input.type !== 'played' && !effects.some(({ type }) => type === 'play');
  const runs = waiting.phase !== 'hearing' && input.type !== 'timeOver';
  return [...(plays ? [{ type: 'stopPlaying' } as const] : []), ...(runs ? [{ type: 'stopTimer' } as const] : [])];
}
