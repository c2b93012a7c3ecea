import { readFile } from 'node:fs/promises';
import { formatWithOptions } from 'node:util';
import { expect, test, vi } from 'vitest';

const read = (path: string): Promise<string> => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const block = (page: string, language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

test('[S127] the code of the page on contacts is the example, which prints what the page says', async () => {
  const page = await read('docs/contacts.md');
  expect(block(page, 'ts')).toBe(await read('examples/contacts.ts'));
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../../../../examples/contacts.ts');
  const lines = print.mock.calls.map((line) => formatWithOptions({ colors: false }, ...line));
  print.mockRestore();
  expect(`${lines.join('\n')}\n`).toBe(block(page, 'text'));
});
