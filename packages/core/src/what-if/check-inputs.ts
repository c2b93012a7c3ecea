import { checkShape } from '../command/command-problems.ts';
import type { Problem } from '../config/problem.ts';
import { shown } from '../config/problem.ts';
import { signalProblem } from '../port/signal-shape.ts';

/** More is told of nothing: the first shows what is wrong. */
const MOST_PROBLEMS = 20;

/** What is wrong with the form of a saved stream: inputs that are none, and time that goes back. */
export function inputProblems(inputs: readonly unknown[]): readonly Problem[] {
  const problems: Problem[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [place, input] of inputs.entries()) {
    const found = problemOf(input, last);
    if (found !== undefined) problems.push({ ...found, path: `inputs[${place}]${found.path}` });
    if (problems.length === MOST_PROBLEMS) return problems;
    const at = isRecord(input) ? input.at : undefined;
    if (typeof at === 'number' && Number.isFinite(at) && at > last) last = at;
  }
  return problems;
}

function problemOf(input: unknown, last: number): Problem | undefined {
  if (!isRecord(input)) return problem('', input, 'an input: a command, a signal or a tick');
  const { type, at, signal, command } = input;
  if (typeof at !== 'number' || !Number.isFinite(at)) return problem('.at', at, 'an instant in ms');
  if (at < last) return problem('.at', at, `an instant not before ${last}, that of the input before`);
  if (type === 'tick') return undefined;
  if (type === 'signal') return within('.signal', signalProblem(signal));
  if (type !== 'command') return problem('.type', type, '"command", "signal" or "tick"');
  if (!isRecord(command)) return problem('.command', command, 'a command');
  const shaped = checkShape(command);
  return within('.command', shaped.ok ? undefined : shaped.error.problems?.[0]);
}

const within = (part: string, found: Problem | undefined): Problem | undefined =>
  found && { ...found, path: found.path === '' ? part : `${part}.${found.path}` };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const problem = (path: string, found: unknown, expected: string): Problem => ({ path, found: shown(found), expected });
