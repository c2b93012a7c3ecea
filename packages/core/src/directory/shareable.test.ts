import { describe, expect, it } from 'vitest';
import { contactEntry, groupEntry, userEntry } from './entry.ts';
import { cardText, type ShareableField, shareableCard } from './shareable.ts';

const anna = (shareable: readonly ShareableField[]) =>
  contactEntry({
    id: 'anna',
    name: { first: 'Anna', last: 'Vik', company: 'Fjord Bygg' },
    numbers: [
      { number: '+4799887766', label: 'mobile', isPrivate: false },
      { number: '+4757828601', isPrivate: false },
      { number: '+4711223344', label: 'home', isPrivate: true },
      { number: '101', isPrivate: false },
    ],
    email: 'anna@example.com',
    isVip: true,
    shareable: [...shareable],
  });

describe('shareableCard', () => {
  it.each([
    [['name'], { name: 'Anna Vik' }],
    [['company'], { company: 'Fjord Bygg' }],
    [['email'], { email: 'anna@example.com' }],
    [['numbers'], { numbers: [{ number: '+4799887766', label: 'mobile' }, { number: '+4757828601' }] }],
    [['name', 'email'], { name: 'Anna Vik', email: 'anna@example.com' }],
    [[], undefined],
  ] as const)('[S36] of somebody with %j shareable', (fields, card) => {
    expect(shareableCard(anna(fields))).toStrictEqual(card);
  });

  it('[S36] has nothing that is not there', () => {
    const everything = ['name', 'company', 'numbers', 'email'] as const;
    const bare = userEntry({ id: 'bo', name: 'Bo', shortNumber: '102', shareable: everything });
    expect(shareableCard(bare)).toStrictEqual({ name: 'Bo' });
    const company = { id: 'moe', name: { company: 'Moe' }, numbers: [], isVip: false };
    expect(shareableCard(contactEntry({ ...company, shareable: ['name'] }))).toBeUndefined();
    expect(shareableCard(userEntry({ id: 'bo', name: 'Bo', shareable: ['company', 'email'] }))).toBeUndefined();
    expect(shareableCard(contactEntry({ ...company, shareable: ['company', 'name'] }))).toStrictEqual({
      company: 'Moe',
    });
    expect(shareableCard(groupEntry({ id: 'sales', name: 'Sales' }, ['+4757828600']))).toBeUndefined();
  });

  it('[S36] sends the public number of a colleague, and those that are not private', () => {
    const ola = userEntry(
      {
        id: 'ola',
        name: 'Ola Nes',
        shortNumber: '102',
        numbers: [
          { number: '+4799887766', label: 'mobile', isPrivate: true },
          { number: '+4799887765', label: 'car', isPrivate: false },
        ],
        shareable: ['numbers'],
      },
      ['+4757828602', '+4799887766'],
    );
    expect(shareableCard(ola)).toStrictEqual({
      numbers: [{ number: '+4757828602' }, { number: '+4799887765', label: 'car' }],
    });
  });
});

describe('cardText', () => {
  it('[S36] has a line for each field', () => {
    const card = shareableCard(anna(['name', 'company', 'numbers', 'email']));
    expect(cardText(card ?? {})).toBe('Anna Vik\nFjord Bygg\nmobile: +4799887766\n+4757828601\nanna@example.com');
    expect([cardText({ email: 'a@b.no' }), cardText({})]).toStrictEqual(['a@b.no', '']);
  });
});
