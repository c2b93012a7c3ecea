import { describe, expect, it } from 'vitest';
import { plain, spellingsOf, withRing, wordsOf } from './spelling.ts';

describe('wordsOf', () => {
  it.each([
    ['Anna Vik', ['anna', 'vik']],
    [' Anne-Marie  Vik/Nes ', ['anne', 'marie', 'vik', 'nes']],
    ["O'Brien D’Arcy", ['obrien', 'darcy']],
    ['3T (Bergen) & Co.', ['3t', 'bergen', 'co']],
    ['A\u030Ase RENÉE', ['åse', 'renée']],
    ['', []],
    [' -,. ', []],
  ])('[S26] finds the words of %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('plain', () => {
  it.each([
    ['håkon', 'hakon'],
    ['ærlig', 'aerlig'],
    ['øst', 'ost'],
    ['renée', 'renee'],
    ['müller', 'muller'],
    ['čáŋđŧžšœßðħıłþ', 'candtzsoessdhilth'],
    ['abc123', 'abc123'],
  ])('[S26] %s without marks is %s', (word, expected) => {
    expect(plain(word)).toBe(expected);
  });
});

describe('spellingsOf', () => {
  it.each([
    ['vik', ['vik']],
    ['håkon', ['hakon', 'haakon']],
    ['haakon', ['haakon', 'hakon']],
    ['sørås', ['soras', 'soraas', 'soeras', 'soeraas']],
    ['søren', ['soren', 'soeren']],
    ['soeren', ['soeren', 'soren']],
    ['ärlig', ['arlig', 'aerlig']],
    ['öst', ['ost', 'oest']],
    ['ærlig', ['aerlig']],
  ])('[S26] %s may be typed as %j', (word, expected) => {
    expect(spellingsOf(word)).toEqual(expected);
  });

  it('has å for aa', () => {
    expect([withRing('haakon'), withRing('anna'), withRing('aasaa')]).toEqual(['håkon', 'anna', 'åså']);
  });
});
