import type { Problem } from './problem.ts';

/** A file is wrong. Lists every mistake with its path, what stood there, and what would be right. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(
      [`${file}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`, ...problems.map(line)].join(
        '\n',
      ),
    );
    this.problems = problems;
  }
}

const line = ({ path, found, expected }: Problem): string =>
  `  ${path === '' ? '(the whole file)' : path}: found ${found}, expected ${expected}`;
