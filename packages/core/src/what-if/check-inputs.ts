import { checkShape } from '../command/command-problems.ts';
import type { Problem } from '../config/problem.ts';
import { shown } from '../config/problem.ts';
import { causes } from '../port/cause.ts';
import type { Signal } from '../port/telephony.ts';

/** More is told of nothing: the first shows what is wrong. */
const MOST_PROBLEMS = 20;

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isTime: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isCause: Check = (value) => causes.some((cause) => cause === value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);

const leg: Fields = { leg: isText };

/** What a signal of each type must have; a missing cell does not compile. */
const signals: { readonly [Type in Signal['type']]: Fields } = {
  callArrived: { ...leg, to: isText, from: isFrom },
  legRinging: leg,
  legAnswered: leg,
  legEnded: { ...leg, cause: isCause },
  played: { ...leg, play: isText },
  digit: { ...leg, digit: isText },
  recorded: { ...leg, recording: isText, durationMs: isTime },
  held: leg,
  resumed: leg,
  transferRequested: { ...leg, to: isText },
  deviceState: { device: isText, isReachable: isFlag },
  networkRestarted: { liveLegs: isTexts },
};

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
  if (type === 'signal') return problemOfSignal(signal);
  if (type !== 'command') return problem('.type', type, '"command", "signal" or "tick"');
  if (!isRecord(command)) return problem('.command', command, 'a command');
  const shaped = checkShape(command);
  const wrong = shaped.ok ? undefined : shaped.error.problems?.[0];
  return wrong && { ...wrong, path: `.command.${wrong.path}` };
}

function problemOfSignal(signal: unknown): Problem | undefined {
  if (!isRecord(signal)) return problem('.signal', signal, 'a signal');
  const { type } = signal;
  const fields = typeof type === 'string' && isSignalType(type) ? signals[type] : undefined;
  if (fields === undefined) return problem('.signal.type', type, `one of ${Object.keys(signals).join(', ')}`);
  for (const [field, isRight] of Object.entries(fields)) {
    if (!isRight(signal[field])) return problem(`.signal.${field}`, signal[field], `what ${String(type)} tells`);
  }
  return undefined;
}

function isFrom(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.kind === 'device') return isText(value.device);
  return value.kind === 'trunk' && isText(value.trunk) && isFlag(value.isWithheld);
}

const isSignalType = (type: string): type is Signal['type'] => Object.hasOwn(signals, type);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const problem = (path: string, found: unknown, expected: string): Problem => ({ path, found: shown(found), expected });
