import { shown } from '../config/problem.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';
import type { ImportDraft, ImportDrafts, ImportProblem } from './import-draft.ts';
import { plain, wordsOf } from './spelling.ts';

type Column = 'first' | 'last' | 'fullName' | 'company' | 'email' | 'vip' | 'number';

/** What the columns are called in the files of common programs, Norwegian and English, in small letters without marks. */
const COLUMNS = {
  first: ['fornavn', 'fornamn', 'first', 'first name', 'firstname', 'given name'],
  last: ['etternavn', 'etternamn', 'last', 'last name', 'lastname', 'surname', 'family name'],
  fullName: ['navn', 'namn', 'fullt navn', 'fullt namn', 'visningsnavn', 'name', 'full name', 'display name'],
  company: ['firma', 'bedrift', 'selskap', 'company', 'company name', 'organization', 'organization name'],
  email: ['epost', 'e post', 'epostadresse', 'e postadresse', 'email', 'e mail', 'email address', 'e mail address'],
  vip: ['vip'],
  number: ['telefon', 'tlf', 'telefonnummer', 'nummer', 'mobil', 'mobiltelefon', 'mobilnummer', 'kortnummer']
    .concat(['phone', 'phone number', 'telephone', 'number', 'mobile', 'mobile phone', 'mobile number', 'cell'])
    .concat(['cell phone', 'business phone', 'work phone', 'home phone', 'phone value', 'short number']),
} satisfies Record<Column, readonly string[]>;

const EXPECTED_HEADER =
  'a first line with the names of the columns: at least a name and a number, such as "Navn;Telefon"';

interface Header {
  readonly column: Column | undefined;
  /** As it stands in the file. */
  readonly text: string;
}

/** Reads a CSV file whose first line names the columns; columns of other names are left out. */
export function readCsvContacts(text: string): ImportDrafts {
  const { rows, openQuoteLine } = readCsv(text);
  const [first, ...rest] = rows;
  const unread = openQuoteLine === undefined ? [] : [unclosedQuote(openQuoteLine)];
  const header = (first?.fields ?? []).map((field): Header => ({ column: columnOf(field), text: field }));
  const known = new Set(header.map(({ column }) => column));
  const isNamed = known.has('first') || known.has('last') || known.has('fullName') || known.has('company');
  if (!isNamed || !known.has('number')) {
    const found = shown(first?.fields.join(' '));
    return { drafts: [], problems: [...unread, { line: 1, found, expected: EXPECTED_HEADER }], ignored: [] };
  }
  return {
    drafts: rest.map((row) => draftOf(row, header)),
    problems: [...unread, ...rest.flatMap((row) => vipProblems(row, header))],
    ignored: header
      .filter(({ column, text: name }) => column === undefined && name !== '')
      .map(({ text: name }) => name),
  };
}

const unclosedQuote = (line: number): ImportProblem => ({ line, found: 'a quote', expected: 'its closing quote' });

/** `Phone 1 - Value` is read as `phone value`. */
function columnOf(field: string): Column | undefined {
  const words = wordsOf(field).map(plain);
  const title = words.filter((word) => !/^[0-9]+$/.test(word)).join(' ');
  const columns: readonly Column[] = ['first', 'last', 'fullName', 'company', 'email', 'vip', 'number'];
  return columns.find((column) => COLUMNS[column].some((known) => known === title));
}

function draftOf(row: CsvRow, header: readonly Header[]): ImportDraft {
  const firstOf = (wanted: Column): string | undefined => fieldsOf(row, header, wanted)[0]?.field;
  return {
    line: row.line,
    first: firstOf('first'),
    last: firstOf('last'),
    company: firstOf('company'),
    fullName: firstOf('fullName'),
    email: firstOf('email'),
    isVip: YES.has((firstOf('vip') ?? '').toLowerCase()),
    numbers: fieldsOf(row, header, 'number').flatMap(({ field, label }) =>
      field
        .split(/:::|[;/\n]/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => ({ line: row.line, text: part, label })),
    ),
  };
}

/** The fields of one meaning that are not empty, with the names of their columns. */
function fieldsOf(
  { fields }: CsvRow,
  header: readonly Header[],
  wanted: Column,
): readonly { readonly field: string; readonly label: string }[] {
  return header.flatMap(({ column, text: label }, at) => {
    const field = fields[at] ?? '';
    return column === wanted && field !== '' ? [{ field, label }] : [];
  });
}

const YES = new Set(['ja', 'yes', 'true', '1', 'x', 'vip']);
const NO = new Set(['nei', 'no', 'false', '0']);

function vipProblems(row: CsvRow, header: readonly Header[]): readonly ImportProblem[] {
  return fieldsOf(row, header, 'vip')
    .filter(({ field }) => !YES.has(field.toLowerCase()) && !NO.has(field.toLowerCase()))
    .map(({ field }) => ({ line: row.line, found: shown(field), expected: 'yes or no, in the column VIP' }));
}
