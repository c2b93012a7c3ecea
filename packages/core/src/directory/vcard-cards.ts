import { shown } from '../config/problem.ts';
import { directoryLimits } from './directory-limits.ts';
import type { ImportProblem } from './import-draft.ts';

/** One property of a vCard, such as `TEL;TYPE=cell:+4799887766`. */
export interface VcardProperty {
  readonly line: number;
  /** In capital letters, without its group. */
  readonly name: string;
  /** What `TYPE` says, in small letters. */
  readonly types: readonly string[];
  /** With its escapes. */
  readonly value: string;
}

/** What stands between `BEGIN:VCARD` and `END:VCARD`. */
export interface Vcard {
  /** The line of `BEGIN:VCARD`. */
  readonly line: number;
  readonly properties: readonly VcardProperty[];
}

/** Cards of versions 3.0 and 4.0, and what could not be read. */
export interface VcardReading {
  readonly cards: readonly Vcard[];
  readonly problems: readonly ImportProblem[];
}

/** Reads the cards of a file (RFC 2426, RFC 6350). A card that does not end, or of another version, is left out. */
export function readVcards(text: string): VcardReading {
  const cards: Vcard[] = [];
  const problems: ImportProblem[] = [];
  let open: { readonly line: number; readonly properties: VcardProperty[] } | undefined;
  for (const { line, text: content } of unfold(text)) {
    if (problems.length >= directoryLimits.importProblems) break;
    const property = readProperty(content, line);
    const mark = property === undefined ? '' : `${property.name}:${property.value.trim().toUpperCase()}`;
    if (mark === 'BEGIN:VCARD') {
      if (open !== undefined) problems.push(noEnd(open.line));
      open = { line, properties: [] };
    } else if (property === undefined || open === undefined) {
      problems.push({ line, found: shown(content), expected: open === undefined ? 'BEGIN:VCARD' : 'a property' });
    } else if (mark === 'END:VCARD') {
      const wrong = versionProblem(open);
      if (wrong === undefined) cards.push(open);
      else problems.push(wrong);
      open = undefined;
    } else open.properties.push(property);
  }
  return { cards, problems: open === undefined ? problems : [...problems, noEnd(open.line)] };
}

const noEnd = (line: number): ImportProblem => ({ line, found: 'BEGIN:VCARD', expected: 'END:VCARD after it' });

function versionProblem({ line, properties }: Vcard): ImportProblem | undefined {
  const version = properties.find(({ name }) => name === 'VERSION');
  if (version?.value === '3.0' || version?.value === '4.0') return undefined;
  return { line: version?.line ?? line, found: shown(version?.value), expected: 'VERSION:3.0 or VERSION:4.0' };
}

interface ContentLine {
  readonly line: number;
  readonly text: string;
}

/** A line that begins with a blank goes on the line before it (RFC 6350 §3.2). Empty lines are left out. */
function unfold(text: string): readonly ContentLine[] {
  const lines: ContentLine[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const before = lines.at(-1);
    if (/^[ \t]/.test(line) && before !== undefined) {
      // Of a picture, which may be long, nothing but its beginning is kept.
      if (before.text.length < LINE_LENGTH) lines[lines.length - 1] = { ...before, text: before.text + line.slice(1) };
    } else if (line.trim() !== '') lines.push({ line: at + 1, text: line });
  }
  return lines;
}

/** Characters of an unfolded line that are read: the parameters and the value. */
const LINE_LENGTH = 4 * directoryLimits.fieldLength;

/** Group, name, parameters (a quoted one may hold a colon), value. */
const PROPERTY = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:[^:;"]|"[^"]*")*)*):([\s\S]*)$/;

function readProperty(content: string, line: number): VcardProperty | undefined {
  const [, name, parameters = '', value = ''] = PROPERTY.exec(content.slice(0, LINE_LENGTH)) ?? [];
  if (name === undefined) return undefined;
  return {
    line,
    name: name.toUpperCase(),
    types: typesOf(parameters),
    value: value.slice(0, directoryLimits.fieldLength),
  };
}

/** `;TYPE=cell,voice;TYPE="home"` and the older `;CELL` alike. */
function typesOf(parameters: string): readonly string[] {
  const each = parameters.toLowerCase().match(/(?:[^;"]|"[^"]*")+/g) ?? [];
  return each
    .flatMap((parameter) => (parameter.includes('=') ? valuesOfType(parameter) : [parameter]))
    .map((type) => type.trim())
    .filter((type) => type !== '');
}

const valuesOfType = (parameter: string): readonly string[] =>
  parameter.startsWith('type=') ? parameter.slice('type='.length).replaceAll('"', '').split(',') : [];

/** The parts of a structured value, such as that of `N`, without escapes. */
export const partsOf = (value: string): readonly string[] =>
  (value.match(/(?:\\.|[^\\;])+|(?<=^|;)(?=;|$)/g) ?? []).map(unescaped);

/** A value without escapes; a line break becomes a blank (RFC 6350 §3.4). */
export const unescaped = (value: string): string =>
  value.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? ' ' : letter)).trim();
