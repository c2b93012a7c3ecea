import { directoryLimits } from './directory-limits.ts';

/** One row of a CSV file. */
export interface CsvRow {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Rows; and the line of the row with a quote that is never closed, at which reading stopped. */
export interface CsvReading {
  readonly rows: readonly CsvRow[];
  readonly openQuoteLine: number | undefined;
}

/**
 * Reads CSV as RFC 4180 has it, with `,`, `;` or a tab as separator (the one
 * that the first line has most of) and any line ends. Fields are given without
 * the blanks around them; a row of empty fields is none. Rows after the
 * 50,000th are not read: no list has that many contacts.
 */
export function readCsv(text: string): CsvReading {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(body);
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < body.length && rows.length < directoryLimits.importRows) {
    const row = readRow(body, at, separator);
    if (row === undefined) return { rows, openQuoteLine: line };
    if (row.fields.some((field) => field !== '')) rows.push({ line, fields: row.fields });
    line += linesIn(body.slice(at, row.next));
    at = row.next;
  }
  return { rows, openQuoteLine: undefined };
}

interface RowReading {
  readonly fields: readonly string[];
  /** Where the next row begins. */
  readonly next: number;
}

function readRow(text: string, start: number, separator: string): RowReading | undefined {
  const fields: string[] = [];
  for (let at = start; ; at += 1) {
    const field = readField(text, at, separator);
    if (field === undefined) return undefined;
    if (fields.length < directoryLimits.columns) fields.push(field.value.slice(0, directoryLimits.fieldLength).trim());
    at = field.end;
    if (text[at] !== separator) return { fields, next: at + (text.startsWith('\r\n', at) ? 2 : 1) };
  }
}

interface FieldReading {
  readonly value: string;
  /** The place of the separator, of the line end, or of the end of the text. */
  readonly end: number;
}

/** Undefined: a quote is not closed. What stands between a closing quote and the separator belongs to the field. */
function readField(text: string, start: number, separator: string): FieldReading | undefined {
  let value = '';
  let at = start;
  if (text[at] === '"') {
    for (;;) {
      const close = text.indexOf('"', at + 1);
      if (close < 0) return undefined;
      value += text.slice(at + 1, close);
      at = close + 1;
      if (text[at] !== '"') break;
      value += '"';
    }
  }
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: value + text.slice(at, end), end };
}

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

function separatorOf(text: string): string {
  const [first = ''] = text.slice(0, directoryLimits.columns * directoryLimits.fieldLength).split(/[\r\n]/, 1);
  const bare = first.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: bare.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}
