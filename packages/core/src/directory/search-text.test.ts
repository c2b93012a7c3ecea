import { describe, expect, it } from 'vitest';
import { contactEntry, userEntry } from './entry.ts';
import { fitOf, readQuery, searchTextOf } from './search-text.ts';

describe('searchTextOf', () => {
  it('[S26] has each word as written and as typed, and each number whole and as dialled', () => {
    const entry = contactEntry({
      id: 'x',
      name: { first: 'Anne-Marie', last: 'Håland', company: 'Haaland AS' },
      numbers: [
        { number: '+4799887766', isPrivate: false },
        { number: '+46701234567', isPrivate: true },
        { number: '101', isPrivate: false },
      ],
      isVip: false,
      shareable: [],
    });
    expect(searchTextOf(entry, 'NO')).toEqual({
      written: ' anne marie håland haaland as annemarie 4799887766 99887766 46701234567 101',
      spelled: ' anne marie haland haaland as annemarie 4799887766 99887766 46701234567 101',
    });
    expect(searchTextOf(entry, 'SE').written).toBe(
      ' anne marie håland haaland as annemarie 4799887766 46701234567 701234567 101',
    );
  });

  it('[S26] has nothing for what is not there', () => {
    expect(searchTextOf(userEntry({ id: 'bo', name: 'Bo' }), 'NO')).toEqual({ written: ' bo', spelled: ' bo' });
    expect(searchTextOf(userEntry({ id: 'bo', name: 'Bo', shortNumber: '102' }), 'NO').spelled).toBe(' bo 102');
  });
});

describe('fitOf', () => {
  it.each([
    ['', 0],
    ['haal', 0],
    ['hal', 1],
    ['land', 2],
    ['bo haal', 0],
    ['bo hal', 1],
    ['o hal', 2],
    ['bo x', undefined],
  ])('[S26] %j fits %s', (query, fit) => {
    expect(fitOf(searchTextOf(userEntry({ id: 'bo', name: 'Bo Håland' }), 'NO'), readQuery(query))).toBe(fit);
  });
});
