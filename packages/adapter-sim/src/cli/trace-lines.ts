import type { Event } from '@sentralbord/core';

/** One event a line as JSON: `at` and `type` first, the other keys in the order of the alphabet. */
export function traceLines(trace: readonly Event[]): string {
  return trace.map(({ at, type, ...rest }) => `${JSON.stringify({ at, type, ...sorted(rest) })}\n`).join('');
}

function sorted(value: object): object {
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return Object.fromEntries(entries.map(([key, part]) => [key, sortedPart(part)]));
}

function sortedPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(sortedPart);
  return typeof part === 'object' && part !== null ? sorted(part) : part;
}
