import { breach } from './breach.ts';
import type { Step } from './run.ts';
import { bytesOf, type Plan, plainRun } from './suite.ts';

/** Plays a plan twice against the same engine; both must give the same bytes. */
export function plainRunsAlike(plan: Plan, step: Step): void {
  const [one, other] = [plainRun(plan, step), plainRun(plan, step)];
  if (bytesOf(one) !== bytesOf(other)) breach('law 10', 'the same plan gave two stories');
}
