import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';

const read = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('the code of the page is the example, and the example does what the page says', async () => {
  const [page, example] = [await read('docs/many-companies.md'), await read('examples/many-companies.ts')];
  expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
  const [print, complain] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  print.mockImplementation(() => {});
  await import('../../../examples/many-companies.ts');
  const lines = print.mock.calls.map((words) => words.join(' '));
  expect(complain).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  expect(page).toContain(`\`\`\`text\n${lines.join('\n')}\n\`\`\``);
  expect(lines.length).toBe(4);
});
