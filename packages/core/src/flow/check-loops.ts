import { loopsOf } from './cycles.ts';
import type { Pace } from './element-rules.ts';
import { rulesOf } from './element-table.ts';
import type { FlowProblem } from './flow-problem.ts';
import type { LooseFlow } from './loose-flows.ts';

/** An element of a flow, as a node of the graph of all flows. */
interface Node {
  readonly flow: LooseFlow;
  readonly element: string;
}

/**
 * Loops that a call could run through without a key or a wait: an error, for the
 * engine would have to end the call. Loops of sounds alone: a warning, for the
 * caller only comes out by hanging up.
 */
export function findLoops(flows: readonly LooseFlow[]): readonly FlowProblem[] {
  const nodes = new Map(
    flows.flatMap((flow) =>
      [...flow.elements.keys()].map((element) => [key(flow.id, element), { flow, element }] as const),
    ),
  );
  const instant = loopsOf(graphOf(flows, ['instant']));
  const knots = new Set(instant.flat());
  const ofSounds = loopsOf(graphOf(flows, ['instant', 'sound'])).filter(
    (loop) => !loop.every((name) => knots.has(name)),
  );
  return [
    ...instant.map((loop) => problemOf(loop, nodes, 'error')),
    ...ofSounds.map((loop) => problemOf(loop, nodes, 'warning')),
  ].filter((problem) => problem !== undefined);
}

const key = (flow: string | undefined, element: string): string => `${flow ?? '?'}/${element}`;

/** The exits that can be taken at these paces, over all flows. Of flows with the same id the first counts. */
function graphOf(flows: readonly LooseFlow[], paces: readonly Pace[]): ReadonlyMap<string, readonly string[]> {
  const starts = new Map([...flows].reverse().map(({ id, start }) => [id, start] as const));
  return new Map(
    flows.flatMap((flow) =>
      [...flow.elements].map(([name, element]) => {
        const exits = element === undefined ? [] : rulesOf(element).exits(element);
        const ways = exits
          .filter(({ pace }) => paces.includes(pace))
          .map(({ to, isFlow }) => (isFlow === true ? key(to, starts.get(to) ?? '') : key(flow.id, to)));
        return [key(flow.id, name), ways] as const;
      }),
    ),
  );
}

const EXPECTED = {
  error: 'a key choice or a wait somewhere in this loop',
  warning: 'a way out of this loop of sounds: a key choice, a queue or an end',
} as const;

function problemOf(
  loop: readonly string[],
  nodes: ReadonlyMap<string, Node>,
  severity: FlowProblem['severity'],
): FlowProblem | undefined {
  const node = nodes.get(loop[0] ?? '');
  if (node === undefined) return undefined;
  const { flow, element } = node;
  const path = `${flow.path}.elements.${element}`;
  return { severity, path, flow: flow.id, element, found: loop.join(' -> '), expected: EXPECTED[severity] };
}
