import type { Company } from '../config/company.ts';
import type { Event } from './event.ts';
import { evolve } from './evolve.ts';
import type { Input } from './input.ts';
import { initialState, type State } from './state.ts';
import { type StepOutput, step } from './step.ts';

/** The state that these events lead to. */
export function foldEvents(company: Company, events: Iterable<Event>): State {
  const state = initialState(company);
  for (const event of events) evolve(state, event);
  return state;
}

/** What the engine does with these inputs, from the start: the same every time. */
export function replayInputs(
  company: Company,
  inputs: Iterable<Input>,
): { state: State; outputs: readonly StepOutput[] } {
  const state = initialState(company);
  const outputs: StepOutput[] = [];
  for (const input of inputs) outputs.push(step(state, input));
  return { state, outputs };
}
