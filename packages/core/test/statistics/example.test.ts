import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { entryOutcomes } from '../../src/queue/entry-outcome.ts';
import { metricNames } from '../../src/statistics/report-metrics.ts';
import { answerRates, serviceLevels } from '../../src/statistics/service-level.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8');

test('[S129] the page’s code is the example, and prints what the page says', async () => {
  const page = await read('docs/statistics.md');
  expect(page).toContain(`\`\`\`ts\n${await read('examples/statistics.ts')}\`\`\``);
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../../../../examples/statistics.ts');
  const lines = print.mock.calls.map((line) => line.map((value) => JSON.stringify(value)).join(' '));
  print.mockRestore();
  expect(page).toContain(`\`\`\`text\n${lines.join('\n')}\n\`\`\``);
  expect(lines).toHaveLength(4);
});

test('[E25] [S130] [S126] the page has every formula in its words, every outcome, and every metric', async () => {
  const page = await read('docs/statistics.md');
  for (const [name, { words }] of [...Object.entries(serviceLevels), ...Object.entries(answerRates)]) {
    expect(page).toContain(`| \`${name}\` | ${words} |`);
  }
  expect([...entryOutcomes, ...metricNames].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
