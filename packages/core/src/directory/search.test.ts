import { describe, expect, it } from 'vitest';
import { contactEntry, type DirectoryEntry, groupEntry, userEntry } from './entry.ts';
import { DirectoryIndex, type SearchOptions } from './search.ts';

const company = (name: string, number: string): DirectoryEntry =>
  contactEntry({
    id: name.toLowerCase().replaceAll(' ', '-'),
    name: { company: name },
    numbers: [{ number, isPrivate: false }],
    isVip: false,
    shareable: [],
  });

const entries = [
  userEntry({ id: 'anna', name: 'Anna Vik', shortNumber: '101' }, ['+4757828601']),
  userEntry({ id: 'hakon', name: 'Håkon Ås', shortNumber: '102' }),
  userEntry({ id: 'haakon', name: 'Haakon Sørensen', shortNumber: '103' }),
  userEntry({ id: 'aerlend', name: 'Ærlend Østby', shortNumber: '104' }),
  userEntry({ id: 'marie', name: 'Anne-Marie Nes' }),
  userEntry({ id: 'joel', name: "Joel O'Brien" }),
  groupEntry({ id: 'sales', name: 'Sales', shortNumber: '200' }, ['+4757828600']),
  company('Fjord Bygg', '+4799887766'),
  company('Stockholm Vin', '+46701234567'),
];
const index = new DirectoryIndex(entries, 'NO');
const found = (text: string, options?: SearchOptions): readonly string[] =>
  index.search(text, options).map(({ id }) => id);

describe('DirectoryIndex.search', () => {
  it.each([
    ['anna', ['anna']],
    ['ANNA', ['anna']],
    ['anna vik', ['anna']],
    ['vik anna', ['anna']],
    ['Vik, Anna', ['anna']],
    ['v an', ['anna']],
    ['vik bygg', []],
    ['nna', ['anna']],
    ['xyz', []],
    ['fjord', ['fjord-bygg']],
    ['bygg fj', ['fjord-bygg']],
    ['annemarie', ['marie']],
    ['anne-marie', ['marie']],
    ['marie', ['marie']],
    ['obrien', ['joel']],
    ["o'brien", ['joel']],
    ['el', ['joel']],
  ])('[S26] finds by %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['håkon', ['haakon', 'hakon']],
    ['haakon', ['haakon', 'hakon']],
    ['hakon', ['haakon', 'hakon']],
    ['ås', ['hakon']],
    ['aas', ['hakon']],
    ['ost', ['aerlend']],
    ['øst', ['aerlend']],
    ['oest', ['aerlend']],
    ['sorensen', ['haakon']],
    ['soerensen', ['haakon']],
    ['sörensen', ['haakon']],
    ['aerl', ['aerlend']],
    ['ærl', ['aerlend']],
  ])('[S26] finds by %j, whatever the letters', (text, expected) => {
    expect(found(text).toSorted()).toEqual(expected);
  });

  it.each([
    ['101', ['anna']],
    ['10', ['anna', 'aerlend', 'haakon', 'hakon']],
    ['57828601', ['anna']],
    ['+47 57 82 86 01', ['anna']],
    ['0047 57828601', ['anna']],
    ['4757828601', ['anna']],
    ['(57) 82-86.01', ['anna']],
    ['578286', ['anna', 'sales']],
    ['8601', ['anna']],
    ['070-123 45 67', ['stockholm-vin']],
    ['+46 70', ['stockholm-vin']],
    ['anna 101', ['anna']],
    ['99', ['fjord-bygg']],
    ['98 87', ['fjord-bygg']],
    ['99 66', []],
    ['101 anna', ['anna']],
    ['00', ['sales']],
  ])('[S26] finds by the number %j', (text, expected) => {
    expect(found(text).toSorted()).toEqual(expected.toSorted());
  });

  it('[S26] finds the digits of a number as it is dialled inside the country first', () => {
    const numbers = [company('In', '+4746000000'), company('Se', '+46470000000'), company('An', '+4790046000')];
    expect(new DirectoryIndex(numbers, 'NO').search('46').map(({ id }) => id)).toEqual(['in', 'se', 'an']);
    expect(new DirectoryIndex(numbers, 'SE').search('47').map(({ id }) => id)).toEqual(['an', 'in', 'se']);
  });

  it('[S26] looks for a number that begins with zeros with them and without', () => {
    const numbers = ['0101', '101', '470047'].map((shortNumber, at) =>
      userEntry({ id: shortNumber, name: `${'ABC'.charAt(at)} X`, shortNumber }),
    );
    const some = new DirectoryIndex(numbers, 'NO');
    const texts = ['0101', '0', '00', '000', '047', '-'];
    expect(texts.map((text) => some.search(text).map(({ id }) => id))).toEqual([
      ['0101', '101'],
      ['0101', '101', '470047'],
      ['470047'],
      ['0101', '101', '470047'],
      ['470047'],
      ['0101', '101', '470047'],
    ]);
    some.set(userEntry({ id: 'late', name: 'A A', shortNumber: '9047' }));
    expect(some.search('047').map(({ id }) => id)).toEqual(['470047', 'late']);
  });

  it('[S26] has first what begins so letter by letter, then what begins so without marks, then what has it inside', () => {
    const names = ['Bo Aronsen', 'Åron Lie', 'Aron Lie', 'Karon Moe'];
    const some = new DirectoryIndex(
      names.map((name, at) => userEntry({ id: `u${at}`, name })),
      'NO',
    );
    expect(some.search('aron').map(({ id }) => id)).toEqual(['u2', 'u0', 'u1', 'u3']);
    expect(some.search('åron').map(({ id }) => id)).toEqual(['u1', 'u2', 'u0', 'u3']);
    expect(some.search('aron l').map(({ id }) => id)).toEqual(['u2', 'u1']);
    expect(some.search('aron o').map(({ id }) => id)).toEqual(['u2', 'u0', 'u3', 'u1']);
  });

  it('[S26] takes aa and å for the same letter', () => {
    const some = new DirectoryIndex(
      ['Aase Moe', 'Åse Lie', 'Astrid Nes'].map((name, at) => userEntry({ id: `u${at}`, name })),
      'NO',
    );
    expect(['å', 'aa', 'as'].map((text) => some.search(text).map(({ id }) => id))).toEqual([
      ['u1', 'u0', 'u2'],
      ['u1', 'u0'],
      ['u2', 'u1', 'u0'],
    ]);
  });

  it('[S22][S23][S24] lists everybody of a kind', () => {
    expect(found('', { kinds: ['group'] })).toEqual(['sales']);
    expect(found('', { kinds: ['contact'] })).toEqual(['fjord-bygg', 'stockholm-vin']);
    expect(found('', { kinds: ['user'] })).toEqual(['anna', 'marie', 'hakon', 'haakon', 'joel', 'aerlend']);
    expect(found('an', { kinds: ['group', 'contact'] })).toEqual([]);
    expect(found('')).toHaveLength(9);
  });

  it('[S25] sorts by first or last name', () => {
    const two = new DirectoryIndex(
      [
        userEntry({ id: 'a', name: 'Anna Vik' }),
        userEntry({ id: 'b', name: 'Bo Aas' }),
        userEntry({ id: 'c', name: 'Cy Berg' }),
      ],
      'NO',
    );
    expect(two.search('').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(two.search('', { order: 'firstName' }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(two.search('', { order: 'lastName' }).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('gives no more than the limit, and the best of all', () => {
    const many = new DirectoryIndex(
      Array.from({ length: 60 }, (_, at) => userEntry({ id: `u${at}`, name: `Karon ${String(at).padStart(2, '0')}` })),
      'NO',
    );
    many.set(userEntry({ id: 'aron', name: 'Zoe Aron' }));
    expect(many.search('')).toHaveLength(50);
    expect(many.search('', { limit: 61 })).toHaveLength(61);
    expect(many.search('aron', { limit: 2 }).map(({ id }) => id)).toEqual(['aron', 'u0']);
    expect(many.search('karon', { limit: 2 }).map(({ id }) => id)).toEqual(['u0', 'u1']);
    expect(many.search('', { limit: 1 }).map(({ id }) => id)).toEqual(['u0']);
    expect([many.search('', { limit: 0 }), many.search('', { limit: -1 })]).toEqual([[], []]);
  });

  it('reads no more of a query than a name can need', () => {
    const letters = 'anna '.repeat(20);
    expect(letters).toHaveLength(100);
    expect([found(`${letters}vik`), found(`${letters}xyz`)]).toEqual([['anna'], ['anna']]);
    const long = new DirectoryIndex([userEntry({ id: 'long', name: 'a'.repeat(100) })], 'NO');
    expect([long.search(`${'a'.repeat(100)}b`), long.search(`${'a'.repeat(99)}b`)]).toMatchObject([
      [{ id: 'long' }],
      [],
    ]);
    expect(found('a a a a a a a a a vik')).toEqual(['anna']);
    expect(found('a a a a a a a a a xyz')).toEqual([]);
    expect(found('an an an an an an an an an vik xyz')).toEqual(['anna']);
  });
});

describe('DirectoryIndex, changed', () => {
  it('[S31] keeps an entry by its key while it changes', () => {
    const some = new DirectoryIndex(entries, 'NO');
    expect([some.size, some.get('user:anna')?.shortNumber, some.get('contact:anna')]).toEqual([9, '101', undefined]);
    some.set(userEntry({ id: 'anna', name: 'Anna Åsen', shortNumber: '109' }));
    expect([some.size, some.get('user:anna')?.shortNumber]).toEqual([9, '109']);
    expect([some.search('vik'), some.search('101'), some.search('åsen').map(({ id }) => id)]).toEqual([
      [],
      [],
      ['anna'],
    ]);
    expect(
      some
        .search('', { kinds: ['user'], order: 'lastName' })
        .map(({ id }) => id)
        .at(-1),
    ).toBe('anna');
  });

  it('finds what is added and nothing that is taken away', () => {
    const some = new DirectoryIndex(entries, 'NO');
    expect([some.delete('user:anna'), some.delete('user:anna'), some.delete('anna'), some.size]).toEqual([
      true,
      false,
      false,
      8,
    ]);
    expect([some.search('anna'), some.get('user:anna')]).toEqual([[], undefined]);
    some.set(userEntry({ id: 'zz', name: 'Ågot Anna' }));
    expect(some.search('anna').map(({ id }) => id)).toEqual(['zz']);
  });

  it('has one entry a key, the last one given', () => {
    const some = new DirectoryIndex([userEntry({ id: 'a', name: 'Anna' }), userEntry({ id: 'a', name: 'Bo' })], 'NO');
    expect([some.size, some.search('').map(({ name }) => name.first)]).toEqual([1, ['Bo']]);
  });
});
