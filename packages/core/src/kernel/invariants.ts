import { callRules } from './call-rules.ts';
import { queueRules } from './queue-rules.ts';
import type { Rule } from './rule.ts';
import type { State } from './state.ts';
import { userRules } from './user-rules.ts';

/** Every breach of every invariant in a state at rest between two steps; empty when all is well. Costs O(state). */
export function brokenInvariants(state: State): readonly string[] {
  const rules: readonly Rule[] = [...callRules, ...queueRules, ...userRules];
  return rules.flatMap(({ rule, breaches }) => [...breaches(state)].map((breach) => `${rule}: ${breach}`));
}
