import type { Report, ReportLine } from './report.ts';

/** A report as RFC 4180 CSV: a line of names, a line for each key, and the total last. No value is an empty field. */
export function reportCsv({ definition, columns, lines, total }: Report): string {
  const rows = definition.by === 'all' ? [total] : [...lines, total];
  return [[definition.by, ...columns], ...rows.map(({ key, values }) => [key, ...values])].map(csvLine).join('');
}

const csvLine = (fields: readonly (string | number | undefined)[]): string => `${fields.map(csvField).join(',')}\r\n`;

/** A field in quotes where it needs them. */
function csvField(field: string | number | undefined): string {
  const text = field === undefined ? '' : String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A report as plain JSON: no value is `null`. */
export function reportJson(report: Report): {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Readonly<Record<string, string | number | null>>[];
  readonly total: Readonly<Record<string, string | number | null>>;
} {
  const { definition, columns, from, to, lines, total } = report;
  const asObject = ({ key, values }: ReportLine) =>
    Object.fromEntries([['key', key], ...columns.map((column, at) => [column, values[at] ?? null])]);
  return { id: definition.id, name: definition.name, from, to, lines: lines.map(asObject), total: asObject(total) };
}
