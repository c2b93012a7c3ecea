import { describe, expect, it } from 'vitest';
import { compileVipLists, vipMatch, vipMatchIn } from './vip-lists.ts';
import { readVipLists } from './vip-problems.ts';

const reading = readVipLists(
  [
    {
      id: 'gold',
      name: 'Gold',
      entries: [
        { number: '+4799887766', direct: { user: 'anna' }, note: 'the mayor' },
        { prefix: '+4757', direct: { group: 'sales' } },
        { prefix: '+475782' },
      ],
      preempt: 'ringing',
    },
    {
      id: 'silver',
      name: 'Silver',
      entries: [{ number: '+4799887766' }, { prefix: '+4757' }, { prefix: '+47578286' }],
    },
    {
      id: 'owners',
      name: 'Owners',
      entries: [{ number: '+4799887766', direct: { user: 'ola' } }, { prefix: '+4799' }],
      groups: ['it', 'sales'],
      preempt: 'break-in',
    },
    { id: 'whole', name: 'Whole', entries: [{ prefix: '+4799887700' }, { number: '+4799887700' }], groups: ['sales'] },
  ],
  { users: new Set(['anna', 'ola']), groups: new Set(['sales', 'it']) },
);
const lists = compileVipLists(reading.ok ? reading.lists : []);
const match = (number: string | undefined, group?: string, isContactVip = false) =>
  vipMatch(lists, { number, group, isContactVip });

describe('vipMatch', () => {
  it('[S139] finds a whole number and a beginning on the lists of the company', () => {
    expect(match('+4799887766')).toEqual({
      isVip: true,
      list: 'gold',
      direct: { user: 'anna' },
      preempt: 'ringing',
      because: 'number',
    });
    expect(match('+4757111111')).toEqual({
      isVip: true,
      list: 'gold',
      direct: { group: 'sales' },
      preempt: 'ringing',
      because: 'prefix',
    });
    expect([match('+4799887767'), match('+4657111111'), match('+475')]).toEqual([
      { isVip: false },
      { isVip: false },
      { isVip: false },
    ]);
  });

  it('[S139] has the longest beginning count, over all lists of one reach, and the first list where they are alike', () => {
    expect(match('+4757820000')).toMatchObject({ list: 'gold', direct: undefined });
    expect(match('+4757828600')).toMatchObject({ list: 'silver', direct: undefined, preempt: undefined });
    expect(match('+4757000000')).toMatchObject({ list: 'gold', direct: { group: 'sales' } });
  });

  it('[S139] has a whole number count before a beginning of the same length', () => {
    expect(match('+4799887700', 'sales')).toMatchObject({ list: 'whole', because: 'number' });
  });

  it('has the lists of the group count before those of the company, even with a shorter beginning', () => {
    const owner = { isVip: true, list: 'owners', direct: { user: 'ola' }, preempt: 'break-in', because: 'number' };
    expect([match('+4799887766', 'sales'), match('+4799887766', 'it')]).toEqual([owner, owner]);
    expect(match('+4799887765', 'it')).toMatchObject({ list: 'owners', because: 'prefix' });
    expect(match('+4799887766', 'other')).toMatchObject({ list: 'gold' });
    expect(match('+4757111111', 'sales')).toMatchObject({ list: 'gold' });
    expect(match('+4799887700', 'it')).toMatchObject({ list: 'owners', because: 'prefix' });
    expect(match('+4799887765')).toEqual({ isVip: false });
  });

  it('has a contact count that is marked as VIP, but a list before it', () => {
    const contact = { isVip: true, list: undefined, direct: undefined, preempt: undefined, because: 'contact' };
    expect([match('+4611111111', undefined, true), match('+4611111111', 'sales', true)]).toEqual([contact, contact]);
    expect(match('101', 'sales', true)).toEqual(contact);
    expect(match('+4799887766', undefined, true)).toMatchObject({ list: 'gold', because: 'number' });
  });

  it('[L15] never takes a withheld number for VIP, nor one that is not a public number', () => {
    expect([match(undefined), match(undefined, 'sales'), match(undefined, 'sales', true)]).toEqual([
      { isVip: false },
      { isVip: false },
      { isVip: false },
    ]);
    expect([match(''), match('4799887766', 'it'), match('anonymous'), match('04799887766', 'it')]).toEqual(
      Array.from({ length: 4 }, () => ({ isVip: false })),
    );
  });
});

describe('vipMatchIn', () => {
  it('[S100] looks on the named lists alone, whatever group they are for, and the first that has the number counts', () => {
    const found = (ids: readonly string[], number: string | undefined) => {
      const answer = vipMatchIn(lists, ids, number);
      return answer.isVip ? [answer.list, answer.because] : undefined;
    };
    expect(found(['gold', 'owners'], '+4799887766')).toEqual(['gold', 'number']);
    expect(found(['owners', 'gold'], '+4799887766')).toEqual(['owners', 'number']);
    expect(found(['silver'], '+4757000000')).toEqual(['silver', 'prefix']);
    expect(found(['gold', 'silver'], '+4757828600')).toEqual(['gold', 'prefix']);
    expect(found(['silver', 'owners'], '+4799000000')).toEqual(['owners', 'prefix']);
    expect([found(['silver'], '+4799000000'), found(['none'], '+4799887766'), found([], '+4799887766')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('[L15] never finds a withheld number', () => {
    expect(vipMatchIn(lists, ['gold', 'owners'], undefined)).toEqual({ isVip: false });
  });
});
