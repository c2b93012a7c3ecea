import { type Problem, problemsOf } from '@sentralbord/core';
import { crossCheck } from './cross-check.ts';
import { hideSecrets } from './hide-secrets.ts';
import { readLoosely } from './loose-file.ts';
import { type SipConfig, sipFileSchema } from './sip-file.ts';
import { unknownKeys } from './unknown-keys.ts';

/** A SIP configuration, or every mistake in its file at once. */
export type SipFileReading =
  | { readonly ok: true; readonly config: SipConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a SIP file (parsed JSON). What stands where a password may be is never shown, nor the value of an unknown key. */
export function readSipFile(input: unknown): SipFileReading {
  const parsed = sipFileSchema.safeParse(input);
  const ofShape = parsed.success ? [] : shapeProblems(parsed.error, input);
  const problems = [...ofShape, ...crossProblems(input, ofShape)];
  if (parsed.success && problems.length === 0) return { ok: true, config: parsed.data };
  return { ok: false, problems };
}

function shapeProblems(error: Parameters<typeof problemsOf>[0], input: unknown): readonly Problem[] {
  const unknown = unknownKeys(sipFileSchema, error);
  return problemsOf(error, input).map((problem) => {
    const expected = unknown.get(problem.path);
    return expected === undefined ? hideSecrets(problem, false) : hideSecrets({ ...problem, expected }, true);
  });
}

/** What the parts say against each other, but for what is wrong already. */
function crossProblems(input: unknown, known: readonly Problem[]): readonly Problem[] {
  const file = readLoosely(input);
  const paths = new Set(known.map(({ path }) => path));
  const problems = file === undefined ? [] : crossCheck(file);
  return problems.filter(({ path }) => !paths.has(path)).map((problem) => hideSecrets(problem, false));
}
