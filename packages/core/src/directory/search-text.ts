import { getCountryCallingCode } from 'libphonenumber-js';
import { directoryLimits } from './directory-limits.ts';
import type { DirectoryEntry } from './entry.ts';
import type { Country } from './numbers.ts';
import { plain, spellingsOf, withRing, wordsOf } from './spelling.ts';

/** What an entry is found by: words, each after a space, so that ` an` is the beginning of a word and `an` is any part. */
export interface SearchText {
  /** Words as they are written, and with `å` for `aa`; numbers. */
  readonly written: string;
  /** Words in every way that they are typed without marks; numbers. */
  readonly spelled: string;
}

/** The words of the name, and the digits of the numbers: whole, and as they are dialled within `country`. */
export function searchTextOf(entry: DirectoryEntry, country: Country): SearchText {
  const { first = '', last = '', company = '' } = entry.name;
  const words = [...wordsOf(`${first} ${last} ${company}`), ...joinedWords(`${first} ${last} ${company}`)];
  const callingCode = getCountryCallingCode(country);
  const all = [
    ...entry.numbers.map(({ number }) => number),
    ...(entry.shortNumber === undefined ? [] : [entry.shortNumber]),
  ];
  const numbers = all.flatMap((number) => formsOfNumber(number, callingCode));
  return {
    written: inOne([...words, ...words.map(withRing), ...numbers]),
    spelled: inOne([...words.flatMap(spellingsOf), ...numbers]),
  };
}

/** `Anne-Marie` also as `annemarie`. */
const joinedWords = (text: string): readonly string[] =>
  text.split(' ').flatMap((part) => (part.includes('-') ? wordsOf(part.replaceAll('-', '')) : []));

function formsOfNumber(number: string, callingCode: string): readonly string[] {
  if (!number.startsWith('+')) return [number];
  const digits = number.slice(1);
  return digits.startsWith(callingCode) ? [digits, digits.slice(callingCode.length)] : [digits];
}

const inOne = (words: readonly string[]): string => [...new Set(words)].map((word) => ` ${word}`).join('');

/** One word that is searched for. */
interface Term {
  readonly written: readonly string[];
  readonly spelled: string;
}

/** What is searched for: all terms of one of the alternatives. */
export type Query = readonly (readonly Term[])[];

/** Reads a query: words in any order; or a number, also with spaces, with `00` for `+`, or with a leading zero. */
export function readQuery(text: string): Query {
  const bounded = text.slice(0, directoryLimits.queryLength);
  const words = wordsOf(bounded).slice(0, directoryLimits.queryWords);
  if (!/^[+0-9 ()./-]+$/.test(bounded)) return [words.map(termOf)];
  const digits = words.join('');
  const withoutZeros = digits.replace(/^0{1,2}/, '');
  return withoutZeros === digits || withoutZeros === ''
    ? [[termOf(digits)]]
    : [[termOf(digits)], [termOf(withoutZeros)]];
}

const termOf = (word: string): Term => ({ written: [...new Set([word, withRing(word)])], spelled: plain(word) });

/** How well a text fits: 0: all terms begin words as they are written; 1: begin words; 2: are in words; undefined: not. */
export type Fit = 0 | 1 | 2 | undefined;

/** How well `text` fits the best alternative of `query`. */
export function fitOf(text: SearchText, query: Query): Fit {
  let best: Fit;
  for (const terms of query) {
    const fit = fitOfTerms(text, terms);
    if (fit !== undefined && (best === undefined || fit < best)) best = fit;
  }
  return best;
}

function fitOfTerms({ written, spelled }: SearchText, terms: readonly Term[]): Fit {
  // Most entries end here, so this comes first.
  if (!terms.every((term) => spelled.includes(term.spelled))) return undefined;
  if (terms.every((term) => term.written.some((word) => written.includes(` ${word}`)))) return 0;
  return terms.every((term) => spelled.includes(` ${term.spelled}`)) ? 1 : 2;
}
