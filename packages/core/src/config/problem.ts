import type { z } from 'zod';

/** One mistake in a file: where, what stood there, and what would be right. */
export interface Problem {
  /** Such as `groups[1].members[0].user`; empty for the whole file. */
  readonly path: string;
  /** What stood there, shortened. */
  readonly found: string;
  readonly expected: string;
}

/** A mistake in words: what would be right, and what stood there instead. */
export const problemText = ({ expected, found }: Problem): string =>
  found === 'nothing' ? expected : `${expected}, not ${found}`;

/** Every mistake that a schema found in `input`, in the order of the file. */
export function problemsOf(error: z.ZodError, input: unknown): readonly Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, input));
}

function problemsOfIssue(issue: z.core.$ZodIssue, input: unknown): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      found: shown(valueAt(input, [...issue.path, key])),
      expected: 'no such key here',
    }));
  }
  const found = valueAt(input, issue.path);
  const expected = found === undefined ? `${issue.message} (it is missing)` : issue.message;
  return [{ path: pathText(issue.path), found: shown(found), expected }];
}

/** `['groups', 1, 'name']` → `groups[1].name`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** A value as one short line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = jsonOf(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What has no JSON, such as a circle, is not shown. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    input,
  );
}
