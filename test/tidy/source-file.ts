import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A file of ours, read and parsed. */
export interface SourceFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Parses a text as if it stood at that path. */
export const sourceFile = (path: string, text: string): SourceFile => ({
  path,
  text,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true),
});

/** Every TypeScript file under the packages' folders of that name, such as `src`. */
export function filesOfPackages(folder: string): readonly SourceFile[] {
  return readdirSync(`${root}packages`).flatMap((name) => filesUnder(`packages/${name}/${folder}`));
}

/** Every text file of the repository that is ours: no installed, built or generated one. */
export function allTexts(): readonly { readonly path: string; readonly text: string }[] {
  const skipped = /(^|\/)(node_modules|dist|\.git|\.turbo|\.stryker-tmp|coverage)(\/|$)|\.wav$|\.log$/;
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replace(/^\//, ''))
    .filter((path) => !skipped.test(path))
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));
}

function filesUnder(folder: string): readonly SourceFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(`${root}${folder}`, { recursive: true }).map(String);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`)
    .map((path) => sourceFile(path, readFileSync(`${root}${path}`, 'utf8')));
}
