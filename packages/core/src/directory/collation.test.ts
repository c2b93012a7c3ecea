import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byName, collate } from './collation.ts';
import { contactEntry, type DirectoryEntry, userEntry } from './entry.ts';
import { type NameOrder, shownName } from './person-name.ts';

const user = (name: string, id = 'x'): DirectoryEntry => userEntry({ id, name });
const contact = (name: { first?: string; last?: string; company?: string }, id = 'x'): DirectoryEntry =>
  contactEntry({ id, name, numbers: [], isVip: false, shareable: [] });

const sorted = (entries: readonly DirectoryEntry[], order: NameOrder): readonly string[] =>
  entries.toSorted(byName(order)).map(({ name }) => shownName(name, order));

describe('collate', () => {
  it('[S25] has æ, ø and å after z, and aa where å is', () => {
    const names = ['Åse', 'Zoe', 'Ås', 'Ærlig', 'Aud', 'Østby', 'Aase', 'Bo', 'Andersen', 'Aas'];
    expect(names.sort(collate)).toEqual(['Andersen', 'Aud', 'Bo', 'Zoe', 'Ærlig', 'Østby', 'Ås', 'Aas', 'Åse', 'Aase']);
  });

  it('[S25] sorts digits by their value, and letter case and marks after letters', () => {
    expect(['Rom 10', 'rom 9', 'Rom 2', 'Renée', 'Renee', 'Reneb'].sort(collate)).toEqual([
      'Reneb',
      'Renee',
      'Renée',
      'Rom 2',
      'rom 9',
      'Rom 10',
    ]);
  });
});

describe('byName', () => {
  it('[S25] sorts by the first name, then by the last, or the other way round', () => {
    const entries = [user('Anna Vik'), user('Åse Berg'), user('Anna Berg'), user('Bo Aas')];
    expect(sorted(entries, 'firstName')).toEqual(['Anna Berg', 'Anna Vik', 'Bo Aas', 'Åse Berg']);
    expect(sorted(entries, 'lastName')).toEqual(['Berg, Anna', 'Berg, Åse', 'Vik, Anna', 'Aas, Bo']);
  });

  it('[S25] has a shorter last name before a longer one that begins with it', () => {
    const entries = [user('Hansen Vik, Anna'), user('Vik Hansen, Anna'), user('Vik, Bo')];
    expect(sorted(entries, 'lastName')).toEqual(['Hansen Vik, Anna', 'Vik, Bo', 'Vik Hansen, Anna']);
  });

  it('[S25] sorts who lacks the leading part of the name by the other, and companies by theirs', () => {
    const entries = [
      contact({ first: 'Mia' }),
      contact({ last: 'Lie' }),
      contact({ company: 'Moe' }),
      user('Nils Kvam'),
    ];
    expect(sorted(entries, 'firstName')).toEqual(['Lie', 'Mia', 'Moe', 'Nils Kvam']);
    expect(sorted(entries, 'lastName')).toEqual(['Kvam, Nils', 'Lie', 'Mia', 'Moe']);
  });

  it('[S25] has nothing before something, in each part of the name', () => {
    const mia = (name: Parameters<typeof contact>[0]) => contact({ ...name }, JSON.stringify(name));
    const names = [
      { company: 'Mia' },
      { first: 'Mia', company: 'A' },
      { last: 'Mia', company: 'B' },
      { first: 'Mia', last: 'Aas' },
    ];
    const order = (by: NameOrder) =>
      names
        .map(mia)
        .reverse()
        .sort(byName(by))
        .map(({ id }) => JSON.parse(id));
    expect(order('firstName')).toEqual(names);
    expect(order('lastName')).toEqual([names[0], names[1], names[2], names[3]]);
  });

  it('tells people of one name apart by company, then by kind and id, so that the order is total', () => {
    const same = [
      user('Anna Vik', 'b'),
      contact({ first: 'Anna', last: 'Vik', company: 'Moe' }, 'a'),
      contact({ first: 'Anna', last: 'Vik', company: 'Lie' }, 'z'),
      user('Anna Vik', 'a'),
      contact({ first: 'Anna', last: 'Vik' }, 'c'),
    ];
    const expected = ['contact:c', 'user:a', 'user:b', 'contact:z', 'contact:a'];
    fc.assert(
      fc.property(fc.shuffledSubarray(same, { minLength: same.length }), (shuffled) => {
        expect(shuffled.sort(byName('firstName')).map(({ kind, id }) => `${kind}:${id}`)).toEqual(expected);
      }),
    );
    expect(byName('lastName')(user('Anna Vik', 'a'), user('Anna Vik', 'a'))).toBe(0);
  });
});
