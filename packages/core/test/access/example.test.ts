import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { accessSchema } from '../../src/access/access-file.ts';
import { dialRules } from '../../src/access/barring.ts';
import { readAccess } from '../../src/access/read-access.ts';
import { categories, servicesOf, serviceTable, serviceTexts } from '../../src/access/services.ts';

const root = new URL('../../../../', import.meta.url);
const page = await readFile(new URL('docs/access.md', root), 'utf8');
const cellsOf = (line: string): readonly string[] => line.split('|').map((cell) => cell.trim().replaceAll('`', ''));

test('[S164] the example of access explains, refuses and bars', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../../../../examples/access.ts');
  const lines = print.mock.calls;
  print.mockRestore();
  expect(lines).toEqual([
    ['administrators:', ['anna']],
    [
      'bo, hold:',
      {
        user: 'bo',
        service: 'hold',
        decision: 'allow',
        rule: { level: 'group', group: 'trainees', decision: 'allow', reach: 'service', path: 'access.rules[2]' },
      },
    ],
    ['bo, park:', 'a rule on the category denies park to the access group trainees of bo'],
    ['kari, her tenth call:', { ok: true }],
    [
      'kari, her eleventh:',
      {
        ok: false,
        rule: 'dailyCalls',
        where: 'access.barring.dailyLimits.users[0].calls',
        why: 'kari has made the 10 calls of the day',
      },
    ],
    [
      'anna, +882:',
      {
        ok: false,
        rule: 'barredPrefix',
        where: 'access.barring.barredPrefixes[0]',
        why: 'numbers that begin with +882 are barred',
      },
    ],
    ['bo, 112:', { ok: true }],
  ]);
});

test('the code on the page is the example, and the section on it is right', async () => {
  expect(page).toContain(`\`\`\`ts\n${await readFile(new URL('examples/access.ts', root), 'utf8')}\`\`\``);
  const [, text = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(readAccess(JSON.parse(text), new Set(['anna', 'bo', 'kari']))).toMatchObject({ ok: true });
});

test('[S163] the page tells of every service in its category, in the words of the table', () => {
  const [, part = ''] = /\n## Services\n([\s\S]*?)\n## /.exec(page) ?? [];
  const told = part.split('\n').flatMap((line) => {
    const [, category = '', service = '', text] = cellsOf(line);
    return categories.some((each) => each === category) ? [[category, service, text]] : [];
  });
  const right = categories.flatMap((each) => servicesOf(each).map((service) => [each, service, serviceTexts[service]]));
  expect(told).toEqual(right);
  expect(categories.filter((each) => serviceTable[each].unset === 'deny')).toEqual(['supervision', 'admin']);
});

test('[X11] the page tells of every rule of barring in its order, and of every key', () => {
  const told = page.split('\n').flatMap((line) => dialRules.filter((rule) => cellsOf(line)[1] === rule));
  expect(told).toEqual(dialRules);
  const keys = [...Object.keys(accessSchema.shape), ...Object.keys(accessSchema.parse({}).barring)];
  expect(keys.filter((key) => !page.includes(`| \`${key}\``))).toEqual([]);
});
