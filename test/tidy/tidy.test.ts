import { describe, expect, test } from 'vitest';
import {
  deadFiles,
  determinismOfTheCore,
  directionOfImports,
  docSentences,
  fileLength,
  functionLength,
  importCycles,
  purityOfAdapters,
  type Rule,
  wordsOfTheCore,
} from './rules.ts';
import { allTexts, filesOfPackages, type SourceFile, sourceFile } from './source-file.ts';

const source = filesOfPackages('src');
const isTest = ({ path }: SourceFile): boolean => path.endsWith('.test.ts');
const product = source.filter((file) => !isTest(file));
const core = product.filter(({ path }) => path.startsWith('packages/core/'));
const engine = core.filter(({ path }) => !path.startsWith('packages/core/src/testkit/'));
const adapters = product.filter(({ path }) => !path.startsWith('packages/core/'));
const everything = [...source, ...filesOfPackages('test'), ...filesOfPackages('interop'), ...filesOfPackages('bench')];

const rules: readonly (readonly [string, Rule, readonly SourceFile[], string])[] = [
  ['a file has at most 400 lines', fileLength, everything, 'x\n'.repeat(401)],
  ['a function has at most 60 lines', functionLength, product, `function f() {${'\n'.repeat(61)}}`],
  ['the core speaks the words of the field', wordsOfTheCore, engine, 'const callLegCount = 1;'],
  ['the core is deterministic', determinismOfTheCore, engine, 'const x = Math.random();'],
  ['adapters touch the machine in named files only', purityOfAdapters, adapters, 'const now = Date.now();'],
  ['imports run one way', directionOfImports, product, "import { x } from '@sentralbord/adapter-sim';"],
  ['every exported name has a doc sentence', docSentences, product, 'export const x = 1;'],
];

describe('tidy', () => {
  test.each(rules)('%s', (_rule, check, files) => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => check(file))).toEqual([]);
  });

  test.each(rules)('%s: the check finds what is against it', (_rule, check, _files, bad) => {
    expect(check(sourceFile('packages/core/src/x.ts', bad))).toHaveLength(1);
    expect(check(sourceFile('packages/core/src/x.ts', '/** Good. */\nexport const good = 1;\n'))).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(importCycles(product)).toEqual([]);
    const a = sourceFile('a/x.ts', "import { y } from './y.ts';");
    expect(importCycles([a, sourceFile('a/y.ts', "import { x } from './x.ts';")])).toEqual([
      'a/x.ts -> a/y.ts -> a/x.ts',
    ]);
    expect(importCycles([a, sourceFile('a/y.ts', "import type { x } from './x.ts';")])).toEqual([]);
  });

  test('no file is dead', () => {
    const entries = [
      'src/index.ts',
      'src/cli.ts',
      'testkit/index.ts',
      'interop/run.ts',
      'bench/relay.ts',
      'bench/idle-companies.ts',
      'theory/run.ts',
      'hours/sweep.ts',
      'bench/run.ts',
      'properties/deep.ts',
      'properties/deep-worker.ts',
      '.d.ts',
    ];
    expect(deadFiles(everything, entries)).toEqual([]);
    expect(deadFiles([sourceFile('a/x.ts', '')], entries)).toEqual(['a/x.ts']);
  });

  test('no file names a package registry or a place on one machine', () => {
    // Written in parts, so that this file does not find itself.
    const places = new RegExp(['registry\\.npm', 'js\\.org|/wo', 'rk/main|/ho', 'me/[a-z]+/|/tm', 'p/[a-z]'].join(''));
    const resolved = new RegExp('"resolved": "' + 'http');
    const found = allTexts().filter(({ text }) => places.test(text) || resolved.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
