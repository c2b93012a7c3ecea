import { dirname, resolve } from 'node:path';
import type { Problem } from '@sentralbord/core';
import { drawLadders } from '../ladder/draw-ladder.ts';
import { failureText } from '../scenario/failure-text.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import type { Request } from './arguments.ts';
import type { CommandIo } from './command-io.ts';
import { traceLines } from './trace-lines.ts';

type RunRequest = Extract<Request, { kind: 'run' }>;

/** Plays a scenario file and prints what happened. Gives the exit code. */
export function runFile({ file, isLadder, seed }: RunRequest, io: CommandIo): 0 | 1 | 2 {
  const input = readJson(file, io);
  if (input === undefined) return 2;
  const reading = readScenario(input.value, (path) => JSON.parse(io.readText(resolve(dirname(file), path))));
  if (!reading.ok) {
    io.writeError(problemsText(file, reading.problems));
    return 2;
  }
  const run = runScenario(reading.scenario, seed === undefined ? {} : { seed });
  io.write(isLadder ? drawLadders(run.trace, run.startAt) : traceLines(run.trace));
  if (run.failedExpectations.length === 0 && run.violations.length === 0) return 0;
  io.writeError(failureText(file, run));
  return 1;
}

function readJson(file: string, io: CommandIo): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(io.readText(file)) };
  } catch (error) {
    io.writeError(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function problemsText(file: string, problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ path, found, expected }) =>
      `  ${path === '' ? '(the whole file)' : path}: found ${found}, expected ${expected}\n`,
  );
  return `${file}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n${lines.join('')}`;
}
