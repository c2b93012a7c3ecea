import { type Estimate, isInside } from './batch-means.ts';
import type { Load } from './loads.ts';
import { type MakeLine, type QueueResult, simulate } from './queue-run.ts';

/** One figure, simulated and computed. */
export interface Comparison {
  readonly figure: keyof QueueResult;
  readonly simulated: Estimate;
  readonly theory: number;
  readonly isInside: boolean;
}

const figures = ['blocked', 'waits', 'abandons', 'meanWaitMs'] as const satisfies readonly (keyof QueueResult)[];

/** How a load is run; through the engine unless another line is given. */
export interface HowToRun {
  readonly calls: number;
  readonly seed: number;
  readonly makeLine?: MakeLine;
}

/** Simulates a load and puts every figure beside what theory says. */
export function compare(load: Load, { calls, seed, makeLine }: HowToRun): readonly Comparison[] {
  const result = simulate({ ...load.run, calls, seed }, makeLine);
  return figures.map((figure) => {
    const [simulated, theory] = [result[figure], load.theory[figure]];
    return { figure, simulated, theory, isInside: isInside(simulated, theory) };
  });
}
