import type { Surroundings } from '../../src/flow/check-names.ts';
import type { FlowElement } from '../../src/flow/flow-file.ts';
import type { FlowProblem } from '../../src/flow/flow-problem.ts';
import { readFlows } from '../../src/flow/read-flows.ts';
import { mainFlow } from './flow-call.ts';

/** A company with one of each. */
export const company: Surroundings = {
  groups: new Set(['sales']),
  users: new Set(['anna']),
  schedules: new Map([['shop', ['open', 'lunch']]]),
  vipLists: new Set(['gold']),
  rooms: new Set(['board']),
  shortNumbers: new Map([
    ['101', 'anna'],
    ['201', 'sales'],
  ]),
};

/** All that is said of flows, errors and warnings. */
export const problemsOf = (input: unknown, surroundings = company): readonly FlowProblem[] => {
  const reading = readFlows(input, surroundings);
  return reading.ok ? reading.warnings : reading.problems;
};
/** All that is said of the flow `main` with these elements. */
export const inMain = (elements: Record<string, unknown>): readonly FlowProblem[] =>
  problemsOf([mainFlow(elements as Record<string, FlowElement>)]);
/** Where a problem of an element of `main` is. */
export const at = (element: string, path: string) => ({
  flow: 'main',
  element,
  path: `flows[0].elements.${element}${path}`,
});
/** A menu that is right. */
export const menu = { kind: 'menu', prompt: 'x', choices: { '1': 'anna' }, otherwise: 'anna' };
