import { type Problem, shown } from '../config/problem.ts';
import { causes } from './cause.ts';
import type { Signal } from './telephony.ts';

type Check = (value: unknown) => boolean;
type Field = readonly [name: string, isRight: Check];

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isTime: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isCause: Check = (value) => causes.some((cause) => cause === value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);

const leg: readonly Field[] = [['leg', isText]];

/** What a signal of each type must have; a missing cell does not compile. */
const signals: { readonly [Type in Signal['type']]: readonly Field[] } = {
  callArrived: [...leg, ['to', isText], ['from', isFrom]],
  legRinging: leg,
  legAnswered: leg,
  legEnded: [...leg, ['cause', isCause]],
  played: [...leg, ['play', isText]],
  digit: [...leg, ['digit', isText]],
  recorded: [...leg, ['recording', isText], ['durationMs', isTime]],
  held: leg,
  resumed: leg,
  transferRequested: [...leg, ['to', isText]],
  deviceState: [
    ['device', isText],
    ['isReachable', isFlag],
  ],
  networkRestarted: [['liveLegs', isTexts]],
};

/** What is wrong with the shape of a signal, whoever made it; undefined for one that is right. */
export function signalProblem(signal: unknown): Problem | undefined {
  if (!isRecord(signal)) return problem('', signal, 'a signal');
  const { type } = signal;
  const fields = typeof type === 'string' && isSignalType(type) ? signals[type] : undefined;
  if (fields === undefined) return problem('type', type, `one of ${Object.keys(signals).join(', ')}`);
  for (const [field, isRight] of fields) {
    if (!isRight(signal[field])) return problem(field, signal[field], `what ${String(type)} tells`);
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
