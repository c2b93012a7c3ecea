import type { Flow } from './flow-file.ts';

/** A flow with the version it is of. */
export interface VersionedFlow {
  readonly version: number;
  readonly flow: Flow;
}

/** Where the interpreter finds flows. A version must be kept for as long as a cursor names it (E22). */
export interface FlowLibrary {
  /** The newest version: what a call that enters the flow now is led by. */
  readonly newest: (flow: string) => VersionedFlow | undefined;
  /** A version that a call entered earlier. */
  readonly at: (flow: string, version: number) => Flow | undefined;
}

/** All flows of one configuration. */
export interface FlowEdition {
  readonly version: number;
  readonly flows: readonly Flow[];
}

/** A library of one or more editions; the one with the highest version is the newest. */
export function flowLibrary(editions: readonly FlowEdition[]): FlowLibrary {
  const find = (edition: FlowEdition | undefined, id: string) => edition?.flows.find((flow) => flow.id === id);
  const newest = editions.reduce<FlowEdition | undefined>(
    (best, edition) => (best === undefined || edition.version > best.version ? edition : best),
    undefined,
  );
  return {
    newest: (id) => {
      const flow = find(newest, id);
      return newest === undefined || flow === undefined ? undefined : { version: newest.version, flow };
    },
    at: (id, version) =>
      find(
        editions.find((edition) => edition.version === version),
        id,
      ),
  };
}
