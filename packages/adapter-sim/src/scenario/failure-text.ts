import { drawLadders } from '../ladder/draw-ladder.ts';
import type { ScenarioRun } from './run-scenario.ts';

/** All that one needs to look into a run that failed: what does not hold, the calls as ladders, and the command that plays it again. */
export function failureText(file: string, run: ScenarioRun): string {
  const { title, seed, startAt, violations, failedExpectations, trace } = run;
  return [
    `${file}: ${title}`,
    ...violations.map((violation) => `  broken rule: ${violation}`),
    ...failedExpectations.map(({ path, expected, found }) => `  ${path}: expected ${expected}, found ${found}`),
    '',
    drawLadders(trace, startAt),
    `again: sentralbord-sim run ${file} --ladder --seed ${seed}`,
    '',
  ].join('\n');
}
