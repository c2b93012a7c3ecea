import { shown } from '../config/problem.ts';
import { findLoops } from './check-loops.ts';
import { namesNothing, type Surroundings } from './check-names.ts';
import { reachableFrom } from './cycles.ts';
import { rulesOf } from './element-table.ts';
import type { FlowProblem } from './flow-problem.ts';
import { type LooseFlow, readLooseFlows } from './loose-flows.ts';

/**
 * What the parts of the flows say of each other and of the company, all mistakes
 * at once. What is wrong with a part by itself is told by the schema.
 * `path` is where the flows stand in the file.
 */
export function checkFlows(input: unknown, surroundings: Surroundings, path = 'flows'): readonly FlowProblem[] {
  const flows = readLooseFlows(input, path);
  return [
    ...twice(flows),
    ...flows.flatMap((flow) => [
      ...wrongStart(flow),
      ...wrongExits(flow, flows),
      ...namesNothing(flow, surroundings),
      ...unreachable(flow),
    ]),
    ...findLoops(flows),
  ];
}

function twice(flows: readonly LooseFlow[]): readonly FlowProblem[] {
  const first = new Map<string, string>();
  return flows.flatMap(({ id, path }) => {
    if (id === undefined) return [];
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    if (before === undefined) return [];
    const expected = `a flow id of its own (${before}.id has it too)`;
    return [{ severity: 'error', path: `${path}.id`, flow: id, element: undefined, found: shown(id), expected }];
  });
}

function wrongStart({ path, id, start, elements }: LooseFlow): readonly FlowProblem[] {
  if (start === undefined || elements.has(start)) return [];
  const expected = 'the id of an element of this flow';
  return [{ severity: 'error', path: `${path}.start`, flow: id, element: undefined, found: shown(start), expected }];
}

/** Exits that lead to nothing. */
function wrongExits(flow: LooseFlow, flows: readonly LooseFlow[]): readonly FlowProblem[] {
  const ids = new Set(flows.map(({ id }) => id));
  return [...flow.elements].flatMap(([name, element]) => {
    if (element === undefined) return [];
    const lost = rulesOf(element)
      .exits(element)
      .filter(({ to, isFlow }) => (isFlow === true ? !ids.has(to) && !ids.has(undefined) : !flow.elements.has(to)));
    return lost.map(
      ({ path, to, isFlow }): FlowProblem => ({
        severity: 'error',
        path: `${flow.path}.elements.${name}.${path}`,
        flow: flow.id,
        element: name,
        found: shown(to),
        expected: isFlow === true ? 'the id of a flow of this file' : 'the id of an element of this flow',
      }),
    );
  });
}

/** Elements that no call can come to. Not told where an element cannot be read, for it may lead there. */
function unreachable(flow: LooseFlow): readonly FlowProblem[] {
  const { start, elements } = flow;
  if (start === undefined || !elements.has(start) || [...elements.values()].includes(undefined)) return [];
  const graph = new Map(
    [...elements].map(([name, element]) => {
      const exits = element === undefined ? [] : rulesOf(element).exits(element);
      return [name, exits.filter(({ isFlow }) => isFlow !== true).map(({ to }) => to)] as const;
    }),
  );
  const reached = reachableFrom(graph, start);
  return [...elements.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => ({
      severity: 'warning',
      path: `${flow.path}.elements.${name}`,
      flow: flow.id,
      element: name,
      found: shown(elements.get(name)),
      expected: `an element that the start ${shown(start)} leads to`,
    }));
}
