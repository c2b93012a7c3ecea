/** A directed graph: what each node leads to. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Loops that together have every node that is on a loop: each as its nodes in the
 * order they are gone through, the first one again at the end. A loop begins at
 * the first of its nodes that is on none before it, and is a shortest one from there.
 */
export function loopsOf(graph: Graph): readonly (readonly string[])[] {
  const known = new Set<string>();
  const loops: (readonly string[])[] = [];
  for (const node of graph.keys()) {
    const loop = known.has(node) ? undefined : shortestLoop(graph, node);
    if (loop === undefined) continue;
    loops.push(loop);
    for (const other of loop) known.add(other);
  }
  return loops;
}

/** Breadth first from the node back to itself. */
function shortestLoop(graph: Graph, node: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const line = [node];
  for (const at of line) {
    for (const to of graph.get(at) ?? []) {
      if (to === node) return [...trailTo(cameFrom, node, at), node];
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, at);
      line.push(to);
    }
  }
  return undefined;
}

function trailTo(cameFrom: ReadonlyMap<string, string>, start: string, end: string): readonly string[] {
  const trail = [end];
  for (let at = end; at !== start; ) {
    at = cameFrom.get(at) ?? start;
    trail.unshift(at);
  }
  return trail;
}

/** The node and all that it leads to. */
export function reachableFrom(graph: Graph, node: string): ReadonlySet<string> {
  const found = new Set([node]);
  for (const at of found) {
    for (const to of graph.get(at) ?? []) found.add(to);
  }
  return found;
}
