import { readdir, readFile, stat } from 'node:fs/promises';
import { readScenario, runScenario } from '@sentralbord/adapter-sim';
import { sipFileSchema } from '@sentralbord/adapter-sip';
import { causes, companySchema, outcomes } from '@sentralbord/core';
import { expect, test } from 'vitest';
import { currentPage, machinesPage } from '../scripts/machine-tables.ts';

const docs = new URL('../docs/', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, docs), 'utf8');

test('the page of machines is what the tables say (npm run docs)', async () => {
  expect(await currentPage()).toBe(machinesPage());
});

test('every link between the pages leads somewhere', async () => {
  const pages = (await readdir(docs, { recursive: true })).filter((name) => name.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(8);
  for (const page of pages) {
    for (const [, link = ''] of (await read(page)).matchAll(/\]\(([^)#:]+)\)/g)) {
      await stat(new URL(link, new URL(page, docs)));
    }
  }
});

test.each([
  ['company-file.md', companySchema],
  ['sip-file.md', sipFileSchema],
] as const)('%s tells of every key', async (page, schema) => {
  const text = await read(page);
  expect(Object.keys(schema.shape).filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
});

test('every outcome and every cause of a refusal is told of', async () => {
  const [concepts, sip] = [await read('concepts.md'), await read('sip.md')];
  expect(outcomes.filter((outcome) => !concepts.includes(`\`${outcome}\``))).toEqual([]);
  const neverRefused = new Set(['hungUp', 'answeredElsewhere', 'shutdown']);
  expect(causes.filter((cause) => !neverRefused.has(cause) && !sip.includes(`\`${cause}\``))).toEqual([]);
});

test('the scenario in the page runs and holds', async () => {
  const [, text = ''] = /```json\n([\s\S]*?)```/.exec(await read('scenarios.md')) ?? [];
  const company = JSON.parse(await read('../examples/company.json'));
  const reading = readScenario(JSON.parse(text), () => company);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  expect(runScenario(reading.scenario)).toMatchObject({ failedExpectations: [], violations: [] });
});

test('the code of the embedding page is the example that is compiled, and it runs', async () => {
  const example = await read('../examples/sip-switchboard.ts');
  expect(await read('embedding.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  await import('../examples/sip-switchboard.ts');
  expect(process.emit('SIGTERM')).toBe(true);
});
