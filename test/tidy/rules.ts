import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import type { SourceFile } from './source-file.ts';

/** What is against a rule, in words with its place; empty when nothing is. */
export type Rule = (file: SourceFile) => readonly string[];

const MOST_LINES = 400;
const MOST_LINES_OF_A_FUNCTION = 60;

/** A file does one thing. */
export const fileLength: Rule = ({ path, text }) => {
  const lines = text.split('\n').length;
  return lines > MOST_LINES ? [`${path}: ${lines} lines, at most ${MOST_LINES}`] : [];
};

/** A function can be seen at once. A class is not a function; a test's `describe` is a chapter. */
export const functionLength: Rule = (file) =>
  nodesOf(file)
    .filter((node) => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
    .map((node) => ({ node, lines: lineOf(file, node.end) - lineOf(file, node.getStart()) + 1 }))
    .filter(({ lines }) => lines > MOST_LINES_OF_A_FUNCTION)
    .map(
      ({ node, lines }) => `${place(file, node)}: a function of ${lines} lines, at most ${MOST_LINES_OF_A_FUNCTION}`,
    );

const BANNED_WORDS = [
  'channel',
  'session',
  'agent',
  'extension',
  'penalty',
  'queueMember',
  'callLeg',
  'blind',
  'manager',
];
const BANNED_NAMES = ['priority', 'status'];
const BANNED_FILES = ['utils', 'helpers', 'misc'];

/** The core speaks the words of the field, one for each thing. */
export const wordsOfTheCore: Rule = (file) => [
  ...BANNED_FILES.filter((word) => file.path.split(/[/.-]/).includes(word)).map(
    (word) => `${file.path}: named ${word}`,
  ),
  ...nodesOf(file)
    .filter((node) => ts.isIdentifier(node))
    .filter(({ text }) => isBanned(text))
    .map((node) => `${place(file, node)}: the word ${node.text}`),
];

function isBanned(name: string): boolean {
  const parts = name.split(/(?=[A-Z])|_/).map((part) => part.toLowerCase());
  const isOneWord = BANNED_WORDS.some(
    (word) => parts.join('').includes(word.toLowerCase()) && matchesParts(parts, word),
  );
  return isOneWord || BANNED_NAMES.includes(name) || name.endsWith('Handler');
}

function matchesParts(parts: readonly string[], word: string): boolean {
  const wanted = word.split(/(?=[A-Z])/).map((part) => part.toLowerCase());
  return parts.some((_, at) => wanted.every((part, ahead) => parts[at + ahead] === part));
}

/** What the lint rules cannot say: no randomness, no locale, nothing asynchronous in the core. */
export const determinismOfTheCore: Rule = (file) =>
  nodesOf(file).flatMap((node) => {
    const isRandom = ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random';
    const isLocale = ts.isPropertyAccessExpression(node) && /^(toLocale|localeCompare)/.test(node.name.text);
    const isAsync = ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword;
    return isRandom || isLocale || isAsync ? [`${place(file, node)}: ${node.getText()}`] : [];
  });

/** Files in which an adapter may touch the machine: sockets, files, clocks, randomness. */
const TOUCHES_THE_MACHINE = [
  'adapter-sim/src/pace.ts',
  'adapter-sim/src/cli.ts',
  'adapter-sim/src/cli/',
  // Reads the instant at which a story begins; no clock.
  'adapter-sim/src/scenario/read-scenario.ts',
  'adapter-sip/src/transport/',
  'adapter-sip/src/media/rtp-port.ts',
  'adapter-sip/src/media/media-clock.ts',
  'adapter-sip/src/media/sounds.ts',
  'adapter-sip/src/digest/hash.ts',
  'adapter-sip/src/random.ts',
  'adapter-sip/src/system-clock.ts',
  'adapter-sip/src/run.ts',
  'adapter-sip/src/cli.ts',
];
const CLOCKS_AND_TIMERS = new Set(['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'crypto']);

/** Protocol layers are pure: bytes and instants in, bytes and deadlines out. */
export const purityOfAdapters: Rule = (file) => {
  if (TOUCHES_THE_MACHINE.some((allowed) => file.path.startsWith(`packages/${allowed}`))) return [];
  const modules = importsOf(file).filter(({ name }) => name.startsWith('node:'));
  const globals = nodesOf(file).filter(
    (node) => ts.isIdentifier(node) && CLOCKS_AND_TIMERS.has(node.text) && isGlobalUse(node),
  );
  return [
    ...modules.map(({ name, at }) => `${file.path}:${lineOf(file, at)}: imports ${name}`),
    ...globals.map((node) => `${place(file, node)}: uses ${node.getText()}`),
  ];
};

function isGlobalUse(node: ts.Node): boolean {
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  return (
    !isMember && !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent) && !ts.isMethodSignature(parent)
  );
}

/** Imports run one way: adapters import the core and nothing else of ours, the core nothing of ours. */
export const directionOfImports: Rule = (file) => {
  const own = /^packages\/([^/]+)\//.exec(file.path)?.[1] ?? '';
  return importsOf(file).flatMap(({ name, at }) => {
    const isOfOurs = name.startsWith('@sentralbord/');
    const isAllowed = own !== 'core' && /^@sentralbord\/core(\/testkit)?$/.test(name);
    const leaves = name.startsWith('.') && !join(dirname(file.path), name).startsWith(`packages/${own}/`);
    return (isOfOurs && !isAllowed) || leaves ? [`${file.path}:${lineOf(file, at)}: imports ${name}`] : [];
  });
};

/** Every exported name says what it is. */
export const docSentences: Rule = (file) =>
  file.tree.statements
    .filter(
      (node) =>
        ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
    )
    .filter((node) => !/^\s*\/\*\*/m.test(file.text.slice(node.getFullStart(), node.getStart())))
    .map((node) => `${place(file, node)}: ${node.getText().split('\n')[0]?.slice(0, 60)} has no doc sentence`);

/** Cycles of imports that exist at run time, each as a path. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const targets = new Map(files.map((file) => [file.path, runtimeTargets(file)] as const));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return cycles;
}

/** Files that nothing imports and that are no entry. */
export function deadFiles(files: readonly SourceFile[], entries: readonly string[]): readonly string[] {
  const used = new Set(files.flatMap((file) => importsOf(file).map(({ name }) => join(dirname(file.path), name))));
  const isEntry = (path: string) => path.endsWith('.test.ts') || entries.some((entry) => path.endsWith(entry));
  return files.map(({ path }) => path).filter((path) => !used.has(path) && !isEntry(path));
}

function runtimeTargets(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter(({ name, isTypeOnly }) => name.startsWith('.') && !isTypeOnly)
    .map(({ name }) => join(dirname(file.path), name));
}

interface Import {
  readonly name: string;
  readonly at: number;
  readonly isTypeOnly: boolean;
}

function importsOf({ tree }: SourceFile): readonly Import[] {
  return tree.statements.flatMap((node) => {
    if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return [];
    if (node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    return [{ name: node.moduleSpecifier.text, at: node.getStart(), isTypeOnly: isTypeOnly(node) }];
  });
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  const names = clause.namedBindings;
  const areTypes =
    names !== undefined && ts.isNamedImports(names) && names.elements.every((element) => element.isTypeOnly);
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && areTypes);
}

function nodesOf({ tree }: SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const lineOf = ({ tree }: SourceFile, at: number): number => tree.getLineAndCharacterOfPosition(at).line + 1;
const place = (file: SourceFile, node: ts.Node): string => `${file.path}:${lineOf(file, node.getStart())}`;
