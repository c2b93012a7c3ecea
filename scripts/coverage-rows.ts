import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allIds, idsIn } from './row-ids.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.stryker-tmp']);

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** The titles of tests in a file: of `describe`, `it` and `test`, of a scenario, of a check with peers. */
function titlesIn(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.scenario.json')) return [(JSON.parse(text) as { readonly title: string }).title];
  const calls =
    /\b(?:describe|it|test)(?:\.each\([\s\S]*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;
  return [...text.matchAll(calls)].map(([, single, double, template]) => single ?? double ?? template ?? '');
}

const isTest = (path: string): boolean =>
  /\.test\.ts$|\.scenario\.json$/.test(path) || /testkit\/.*cases?\.ts$|interop\/.*\.ts$/.test(path);

const found = new Map<string, string[]>(allIds.map((id) => [id, []]));
for (const path of filesIn(root).filter(isTest)) {
  for (const title of titlesIn(path)) {
    for (const id of idsIn(title)) found.get(id)?.push(`${title} (${relative(root, path)})`);
  }
}

const open = allIds.filter((id) => found.get(id)?.length === 0);
if (process.argv.includes('--json')) console.log(JSON.stringify(Object.fromEntries(found), undefined, 2));
else {
  if (!process.argv.includes('--open')) {
    console.log('| id | tests | one of them |\n| --- | --- | --- |');
    for (const [id, titles] of found) console.log(`| ${id} | ${titles.length} | ${titles[0] ?? '—'} |`);
  }
  console.log(`\n${allIds.length - open.length} of ${allIds.length} have a test. Open: ${open.join(', ') || 'none'}`);
}
