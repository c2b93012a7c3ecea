import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactEntry, type DirectoryEntry, groupEntry, keyOf, userEntry } from './entry.ts';
import { NumberDirectory, nameOfNumber } from './name-lookup.ts';

const contact = (
  id: string,
  name: string | { first?: string; last?: string; company?: string },
  number: string,
): DirectoryEntry =>
  contactEntry({ id, name, numbers: [{ number, isPrivate: false }], isVip: id === 'vip', shareable: [] });

const anna = userEntry({ id: 'anna', name: 'Anna Vik', shortNumber: '101' }, ['+4757828601']);
const directory = new NumberDirectory(
  [
    anna,
    groupEntry({ id: 'sales', name: 'Sales', shortNumber: '200' }, ['+4757828600']),
    contact('kari', { first: 'Kari', company: 'Fjord Bygg' }, '+4799887766'),
    contact('moe', { company: 'Moe' }, '+4799887765'),
    contact('lie', { last: 'Lie', company: 'Lie & Co.' }, '+4799887763'),
    contact('vip', 'Per Lie', '+4799887764'),
    contact('anna-too', 'Anna Privat', '+4757828601'),
    contact('desk', 'Front desk', '101'),
    contact('sales-too', 'Somebody', '200'),
  ],
  'NO',
);
const named = (number: string | undefined, lookedUp?: string) =>
  nameOfNumber(directory, { number, isWithheld: false, lookedUp });

describe('nameOfNumber', () => {
  it('[S49] names colleagues first, then contacts, then what a register outside says', () => {
    expect(named('+4757828601', 'Somebody')).toEqual({
      kind: 'user',
      id: 'anna',
      name: 'Anna Vik',
      number: '+4757828601',
    });
    expect(named('101')).toEqual({ kind: 'user', id: 'anna', name: 'Anna Vik', number: '101' });
    expect(named('200')).toEqual({ kind: 'group', id: 'sales', name: 'Sales', number: '200' });
    expect(named('+4799887766', 'Somebody')).toEqual({
      kind: 'contact',
      id: 'kari',
      name: 'Kari',
      company: 'Fjord Bygg',
      isVip: false,
      number: '+4799887766',
    });
    expect(named('+4799887765')).toMatchObject({ kind: 'contact', name: 'Moe', company: undefined });
    expect(named('+4799887763')).toMatchObject({ kind: 'contact', name: 'Lie', company: 'Lie & Co.' });
    expect(named('+4799887764')).toMatchObject({ kind: 'contact', name: 'Per Lie', isVip: true });
    expect(named('+4799887700', ' Ola Nes ')).toEqual({ kind: 'lookup', name: 'Ola Nes', number: '+4799887700' });
    expect(named('+4799887700')).toEqual({ kind: 'unknown', number: '+4799887700' });
    expect(named('+4799887700', '  ')).toEqual({ kind: 'unknown', number: '+4799887700' });
  });

  it.each(['99887766', '+47 99 88 77 66', '004799887766'])('[S49] reads %s as the number that it is', (number) => {
    expect(named(number)).toMatchObject({ kind: 'contact', id: 'kari', number: '+4799887766' });
  });

  it('[S49][X13] matches and tells nothing of a withheld number', () => {
    for (const number of ['+4757828601', '+4799887764', undefined]) {
      expect(nameOfNumber(directory, { number, isWithheld: true, lookedUp: 'Ola Nes' })).toEqual({ kind: 'withheld' });
    }
  });

  it('[S49] tells a number that nobody told from a withheld one', () => {
    expect([named(undefined, 'Ola Nes'), named('', 'Ola Nes'), named('  ')]).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'unknown', number: undefined })),
    );
  });

  it('[S49] keeps what is no number, but no more of it than a number can be long', () => {
    expect(named(' what? ')).toEqual({ kind: 'unknown', number: 'what?' });
    expect(named('x'.repeat(41))).toEqual({ kind: 'unknown', number: 'x'.repeat(40) });
    expect(named('+4799887700', 'n'.repeat(81))).toMatchObject({ kind: 'lookup', name: 'n'.repeat(80) });
  });
});

describe('NumberDirectory', () => {
  it('[S128] has the company before outsiders, and of two alike the least id, whatever came first', () => {
    const all = [
      contact('b', 'B', '+4757828601'),
      contact('a', 'A', '+4757828601'),
      groupEntry({ id: 'g', name: 'G' }, ['+4757828601']),
      userEntry({ id: 'z', name: 'Z' }, ['+4757828601']),
      userEntry({ id: 'y', name: 'Y' }, ['+4757828601']),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (entries) => {
        const some = new NumberDirectory(entries, 'NO');
        const order: string[] = [];
        for (let best = some.find('57828601'); best !== undefined; best = some.find('57828601')) {
          order.push(keyOf(best));
          expect(some.delete(keyOf(best))).toBe(true);
        }
        expect(order).toEqual(['user:y', 'user:z', 'group:g', 'contact:a', 'contact:b']);
      }),
    );
  });

  it('forgets the old numbers of an entry that is replaced', () => {
    const some = new NumberDirectory([anna], 'NO');
    some.set(userEntry({ id: 'anna', name: 'Anna Vik', shortNumber: '109' }));
    expect([some.find('101'), some.find('+4757828601'), some.find('109')?.id]).toEqual([undefined, undefined, 'anna']);
    expect([some.delete('user:anna'), some.delete('user:anna'), some.find('109')]).toEqual([true, false, undefined]);
  });
});
