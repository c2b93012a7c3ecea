import { describe, expect, it } from 'vitest';
import { type PersonName, personName, readFullName, shownName } from './person-name.ts';

const nobody: PersonName = { first: undefined, last: undefined, company: undefined };

describe('readFullName', () => {
  it.each([
    ['Anna Vik', 'Anna', 'Vik'],
    ['  Anna   Marie  Vik ', 'Anna Marie', 'Vik'],
    ['Vik, Anna', 'Anna', 'Vik'],
    ['Vik Hansen ,  Anna  Marie', 'Anna Marie', 'Vik Hansen'],
    ['Jan van der Berg', 'Jan', 'van der Berg'],
    ['van Berg', 'van', 'Berg'],
    ['de la Cruz', 'de', 'la Cruz'],
    ['Anna Van Berg', 'Anna Van', 'Berg'],
    ['Johann zur Linde', 'Johann', 'zur Linde'],
    ['Reception', 'Reception', undefined],
    ['Vik,', undefined, 'Vik'],
    [', Anna', 'Anna', undefined],
    ['Vik, Anna, jr.', 'Anna jr.', 'Vik'],
    ['Vik, Anna, , jr.', 'Anna jr.', 'Vik'],
    ['', undefined, undefined],
  ])('[S25] reads %j', (text, first, last) => {
    expect(readFullName(text)).toEqual({ ...nobody, first, last });
  });
});

describe('shownName', () => {
  const anna = personName({ first: 'Anna', last: 'Vik', company: 'Fjord Bygg' });

  it('[S25] shows the first or the last name first', () => {
    expect([shownName(anna), shownName(anna, 'firstName'), shownName(anna, 'lastName')]).toEqual([
      'Anna Vik',
      'Anna Vik',
      'Vik, Anna',
    ]);
  });

  it('[S25] shows what there is', () => {
    const names = [{ first: 'Anna' }, { last: 'Vik' }, { company: 'Fjord Bygg' }, { last: 'Vik', company: 'B' }, {}];
    expect(names.map((name) => shownName(personName(name), 'lastName'))).toEqual([
      'Anna',
      'Vik',
      'Fjord Bygg',
      'Vik',
      '',
    ]);
    expect(names.map((name) => shownName(personName(name)))).toEqual(['Anna', 'Vik', 'Fjord Bygg', 'Vik', '']);
  });

  it('takes a part of blanks for none', () => {
    expect(personName({ first: ' ', last: ' Vik ', company: '' })).toEqual({ ...nobody, last: 'Vik' });
  });
});
