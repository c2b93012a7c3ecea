import { type Problem, problemsOf, problemText, shown } from '../config/problem.ts';
import { must } from '../kernel/assert.ts';
import { limits } from '../kernel/limits.ts';
import { DONE, type Result, refuse } from '../kernel/result.ts';
import type { Command } from './command.ts';
import { commandSchemaOf, commandTypes } from './command-schema.ts';

/** Refuses what has not the shape of a command, with all its mistakes: commands come as JSON too. */
export function checkShape(command: unknown): Result<void> {
  const type = typeOf(command);
  const schema = type === undefined ? undefined : commandSchemaOf(type);
  if (type === undefined || schema === undefined) {
    const expected = `one of ${commandTypes.join(', ')}`;
    return wrong('command', [{ path: 'type', found: shown(type), expected }]);
  }
  const parsed = schema.safeParse(command);
  return parsed.success ? DONE : wrong(type, problemsOf(parsed.error, command));
}

function wrong(what: string, problems: readonly Problem[]): Result<void> {
  const first = must(problems[0], 'a mistake');
  return refuse({ code: 'invalid', what, where: first.path, why: problemText(first), problems });
}

function typeOf(command: unknown): string | undefined {
  if (typeof command !== 'object' || command === null) return undefined;
  const { type } = command as Partial<Command>;
  return typeof type === 'string' ? type.slice(0, limits.nameLength) : undefined;
}
