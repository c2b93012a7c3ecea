import { z } from 'zod';
import { elementSchema, type FlowElement } from './flow-file.ts';

/** What can be read of a flow, right or wrong. */
export interface LooseFlow {
  /** Such as `flows[0]`. */
  readonly path: string;
  readonly id: string | undefined;
  readonly start: string | undefined;
  /** In the order of the file; undefined where an element could not be read. */
  readonly elements: ReadonlyMap<string, FlowElement | undefined>;
}

const flow = z
  .object({
    id: z.string().optional().catch(undefined),
    start: z.string().optional().catch(undefined),
    elements: z.record(z.string(), z.unknown()).catch({}),
  })
  .catch({ id: undefined, start: undefined, elements: {} });

/** Reads what can be read, so that what the elements say of each other is checked beside their own mistakes. */
export function readLooseFlows(input: unknown, path: string): readonly LooseFlow[] {
  const flows = z.array(flow).catch([]).parse(input);
  return flows.map(({ id, start, elements }, at) => ({
    path: `${path}[${at}]`,
    id,
    start,
    elements: new Map(
      Object.entries(elements).map(([name, element]) => [name, elementSchema.safeParse(element).data] as const),
    ),
  }));
}
