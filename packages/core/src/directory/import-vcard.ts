import type { ImportDraft, ImportDrafts } from './import-draft.ts';
import { partsOf, readVcards, unescaped, type Vcard, type VcardProperty } from './vcard-cards.ts';

const READ = new Set(['N', 'FN', 'ORG', 'TEL', 'EMAIL']);
/** What says nothing of the person. */
const SILENT = new Set(['VERSION', 'PRODID', 'REV', 'UID', 'KIND', 'PROFILE']);
/** Types that tell nothing about whose number it is. */
const NO_LABEL = new Set(['voice', 'pref', 'text', 'msg', 'internet']);

/** Reads a file of vCards 3.0 and 4.0; other properties than name, company, numbers and e-mail are left out. */
export function readVcardContacts(text: string): ImportDrafts {
  const { cards, problems } = readVcards(text);
  const names = cards.flatMap(({ properties }) => properties.map(({ name }) => name));
  return {
    drafts: cards.map(draftOf),
    problems,
    ignored: [...new Set(names)].filter((name) => !READ.has(name) && !SILENT.has(name)),
  };
}

function draftOf({ line, properties }: Vcard): ImportDraft {
  const all = (name: string): readonly VcardProperty[] => properties.filter((property) => property.name === name);
  const [last, given = '', additional = ''] = partsOf(all('N')[0]?.value ?? '');
  const fullName = all('FN')[0]?.value;
  const company = partsOf(all('ORG')[0]?.value ?? '')[0];
  return {
    line,
    first: `${given} ${additional}`.trim(),
    last,
    company,
    // A company's own card has its name as the full name.
    fullName: fullName === undefined || unescaped(fullName) === company ? undefined : unescaped(fullName),
    numbers: all('TEL').map(({ line: at, types, value }) => ({
      line: at,
      text: dialled(value),
      label: labelOf(types),
    })),
    email: all('EMAIL')[0]?.value.trim(),
    isVip: false,
  };
}

/** `tel:+47-99-88-77-66;ext=1` as `+47-99-88-77-66` (RFC 3966). */
const dialled = (value: string): string => unescaped(value).replace(/^tel:/i, '').replace(/;.*$/, '');

function labelOf(types: readonly string[]): string | undefined {
  const label = types.filter((type) => !NO_LABEL.has(type)).join(' ');
  return label === '' ? undefined : label;
}
