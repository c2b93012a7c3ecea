import { readFile } from 'node:fs/promises';
import { formatWithOptions } from 'node:util';
import { vi } from 'vitest';

const read = (path: string): Promise<string> => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** A page of the documentation with what its example is and prints. */
export interface PageAndExample {
  /** The whole page. */
  readonly page: string;
  /** The first block of code on the page. */
  readonly code: string;
  /** The first block of text on the page. */
  readonly promised: string;
  /** The file of the example. */
  readonly example: string;
  /** What the example printed, a line for each call of `console.log`. */
  readonly printed: string;
}

/** Reads a page and its example by their common name, and runs the example with `run`. */
export async function pageAndExample(name: string, run: () => Promise<unknown>): Promise<PageAndExample> {
  const page = await read(`docs/${name}.md`);
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await run();
  const lines = print.mock.calls.map((line) => formatWithOptions({ colors: false }, ...line));
  print.mockRestore();
  return {
    page,
    code: blockOf(page, 'ts'),
    promised: blockOf(page, 'text'),
    example: await read(`examples/${name}.ts`),
    printed: `${lines.join('\n')}\n`,
  };
}

const blockOf = (page: string, language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
