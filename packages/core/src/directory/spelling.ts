/** Letters that are no letter with a mark to Unicode, as they are typed without them. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
};

/** The words of a text in small letters; what joins words, such as a hyphen, parts them, and an apostrophe is nothing. */
export function wordsOf(text: string): readonly string[] {
  const small = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’`´]/g, '');
  return small.split(/[^\p{L}\p{N}\p{M}]/u).filter((word) => word !== '');
}

/** A word of {@link wordsOf} without marks: `ø` as `o`, `å` as `a`, `æ` as `ae`, `é` as `e`. */
export function plain(word: string): string {
  const letters = word.replaceAll(/[æœøßđðħıłŋŧþ]/g, (letter) => PLAIN[letter] ?? letter);
  return letters.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** A word with `å` for every `aa`, which in names is the same letter. */
export const withRing = (word: string): string => word.replaceAll('aa', 'å');

const doubledA = (word: string): string => word.replaceAll('å', 'aa').replaceAll('ä', 'ae');
const doubledO = (word: string): string => word.replaceAll(/[øö]/g, 'oe');
const single = (word: string): string => word.replaceAll('aa', 'a').replaceAll('oe', 'o');

/**
 * Every way in which a word of {@link wordsOf} is likely to be typed, without
 * marks: `håkon` as `hakon` and `haakon`, `haakon` as `haakon` and `hakon`,
 * `sørås` as `soras`, `soraas`, `soeras` and `soeraas`.
 */
export function spellingsOf(word: string): readonly string[] {
  const asWritten = plain(word);
  const all = [
    asWritten,
    plain(doubledA(word)),
    plain(doubledO(word)),
    plain(doubledO(doubledA(word))),
    single(asWritten),
  ];
  return [...new Set(all)];
}
