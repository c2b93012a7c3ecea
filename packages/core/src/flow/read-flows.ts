import { problemsOf } from '../config/problem.ts';
import { checkFlows } from './check-flow.ts';
import type { Surroundings } from './check-names.ts';
import { type Flow, flowsSchema } from './flow-file.ts';
import type { FlowProblem } from './flow-problem.ts';
import { readLooseFlows } from './loose-flows.ts';

/** Flows, with warnings at most, or every mistake in them at once. */
export type FlowsReading =
  | { readonly ok: true; readonly flows: readonly Flow[]; readonly warnings: readonly FlowProblem[] }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] };

/**
 * Reads the flows (parsed JSON or objects): shape first, then what they say of
 * each other and of the company. The flows are given back as they came, key by
 * key, so an editor writes what it has read (S78).
 */
export function readFlows(input: unknown, surroundings: Surroundings): FlowsReading {
  const parsed = flowsSchema.safeParse(input);
  const ofShape = parsed.success ? [] : shapeProblems(input, problemsOf(parsed.error, input));
  const wrong = new Set(ofShape.map(({ path }) => path));
  const problems = [...ofShape, ...checkFlows(input, surroundings).filter(({ path }) => !wrong.has(path))];
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
  // The schema adds and changes nothing, so what it has accepted is of its type as it stands.
  return { ok: true, flows: input as readonly Flow[], warnings: problems };
}

function shapeProblems(input: unknown, problems: ReturnType<typeof problemsOf>): readonly FlowProblem[] {
  const flows = readLooseFlows(input, 'flows');
  return problems.map(({ path, found, expected }) => {
    const [, at, element] = /^\[([0-9]+)\](?:\.elements\.([^.]+))?/.exec(path) ?? [];
    const flow = flows[Number(at)]?.id;
    return { severity: 'error', path: `flows${path}`, flow, element, found, expected };
  });
}
