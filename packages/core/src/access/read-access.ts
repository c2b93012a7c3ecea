import { type Problem, problemsOf } from '../config/problem.ts';
import { type AccessFileChecked, accessSchema } from './access-file.ts';
import { accessProblems } from './access-problems.ts';

/** A section on access, or every mistake in it at once. */
export type AccessReading =
  | { readonly ok: true; readonly section: AccessFileChecked }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a section whose company has the users `knownUsers`; paths begin with `path`. */
export function readAccess(
  input: unknown,
  knownUsers: ReadonlySet<string> | undefined,
  path = 'access',
): AccessReading {
  const parsed = accessSchema.safeParse(input);
  const ofShape = parsed.success ? [] : problemsOf(parsed.error, input).map((problem) => under(path, problem));
  const wrong = new Set(ofShape.map((problem) => problem.path));
  const between = accessProblems(input, knownUsers, path).filter((problem) => !wrong.has(problem.path));
  if (parsed.success && between.length === 0) return { ok: true, section: parsed.data };
  return { ok: false, problems: [...ofShape, ...between] };
}

const under = (path: string, problem: Problem): Problem => ({
  ...problem,
  path: problem.path === '' ? path : `${path}.${problem.path}`,
});
