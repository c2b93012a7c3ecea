import { pathText } from '@sentralbord/core';
import { z } from 'zod';
import { nearestKey } from './nearest-key.ts';

/** For each key that a schema does not know: its path, and what would be right instead. */
export function unknownKeys(schema: z.ZodType, error: z.ZodError): ReadonlyMap<string, string> {
  return new Map(
    error.issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return [];
      const known = keysAt(z.toJSONSchema(schema, { io: 'input' }), issue.path);
      return issue.keys.map((key) => [pathText([...issue.path, key]), expectedFor(key, known)] as const);
    }),
  );
}

function expectedFor(key: string, known: readonly string[]): string {
  const nearest = nearestKey(key, known);
  return nearest === undefined
    ? `no such key here; there are ${known.join(', ')}`
    : `no such key here; perhaps "${nearest}"`;
}

type Node = z.core.JSONSchema.JSONSchema;

/** The keys of the object at a path. */
function keysAt(root: Node, path: readonly PropertyKey[]): readonly string[] {
  let node: Node | undefined = root;
  for (const part of path) node = typeof part === 'number' ? itemsOf(node) : schemaOf(node?.properties?.[String(part)]);
  return Object.keys(node?.properties ?? {});
}

function itemsOf(node: Node | undefined): Node | undefined {
  return Array.isArray(node?.items) ? undefined : schemaOf(node?.items);
}

const schemaOf = (node: Node | boolean | undefined): Node | undefined => (typeof node === 'object' ? node : undefined);
