import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../../src/config/company-file.ts';
import { CompanyNames, namesOf } from '../../../src/directory/company-names.ts';
import type { GroupId, UserId } from '../../../src/kernel/ids.ts';
import { c1, KARI, officeFile, SHOP } from '../../behaviour/office.ts';
import { Office } from '../../driver.ts';
import { companyOf } from '../../properties/run.ts';
import { consoleOf, waitingIn } from './desk.ts';

const DIRECT = '+4757828611';
const file: CompanyFile = {
  ...officeFile,
  numbers: [
    { number: SHOP, to: { group: 'shop' } },
    { number: DIRECT, to: { user: 'bo' } },
  ],
  contacts: [
    { id: 'kari', name: { first: 'Kari', last: 'Lien', company: 'Fjord Bygg' }, numbers: [{ number: KARI }] },
    { id: 'not-bo', name: 'Not Bo', numbers: [{ number: DIRECT }] },
  ],
};

describe('[S49] whose number it is', () => {
  const callerOf = (number: string | undefined, name?: string) => {
    const o = new Office(file);
    o.outsider(number, name).calls(SHOP);
    return waitingIn(o, c1)?.caller;
  };

  it('a colleague before a contact', () => {
    expect(callerOf(DIRECT, 'Told')).toEqual({ kind: 'user', id: 'bo', name: 'Bo', number: DIRECT });
  });

  it('a contact before what the network tells', () => {
    expect(callerOf('99 88 77 66', 'Told')).toEqual({
      kind: 'contact',
      id: 'kari',
      name: 'Kari Lien',
      company: 'Fjord Bygg',
      isVip: false,
      number: KARI,
    });
  });

  it('what the network tells before nothing', () => {
    expect(callerOf('+4791111111', 'Told')).toEqual({ kind: 'lookup', name: 'Told', number: '+4791111111' });
    expect(callerOf('+4791111111')).toEqual({ kind: 'unknown', number: '+4791111111' });
  });

  it('[X13] of one who hides the number there is nothing, wherever the call goes', () => {
    const o = new Office(file);
    const from = { kind: 'trunk', trunk: 't' as never, number: KARI, name: 'Kari', isWithheld: true } as const;
    o.arrives(from, SHOP);
    const texts = [JSON.stringify(consoleOf(o))];
    o.phone('anna-desk').answers();
    texts.push(JSON.stringify(consoleOf(o)));
    expect(consoleOf(o).ownCalls[0]?.party).toEqual({ kind: 'withheld' });
    o.asks({ type: 'park', call: c1, by: 'anna' as UserId });
    texts.push(JSON.stringify(consoleOf(o)));
    expect(consoleOf(o).parked[0]?.caller).toEqual({ kind: 'withheld' });
    expect(texts.filter((text) => text.includes(KARI) || text.includes('Kari'))).toEqual([]);
  });
});

describe('names of a company', () => {
  it('users and groups by short number, else by a number that leads to them, else without', () => {
    const names = new CompanyNames(
      companyOf({
        ...file,
        users: [
          { id: 'anna', name: 'Anna', shortNumber: '101' },
          { id: 'bo', name: 'Bo' },
          { id: 'dag', name: 'Dag' },
        ],
      }),
    );
    expect(names.ofUser('anna' as UserId)).toEqual({ kind: 'user', id: 'anna', name: 'Anna', number: '101' });
    expect(names.ofUser('bo' as UserId)).toEqual({ kind: 'user', id: 'bo', name: 'Bo', number: DIRECT });
    expect(names.ofUser('dag' as UserId)).toEqual({ kind: 'user', id: 'dag', name: 'Dag', number: undefined });
    expect(names.ofGroup('shop' as GroupId)).toEqual({ kind: 'group', id: 'shop', name: 'Butikk', number: '201' });
  });

  it('one who has left goes by the id', () => {
    const names = new CompanyNames(companyOf(file));
    expect(names.ofUser('eva' as UserId)).toEqual({ kind: 'user', id: 'eva', name: 'eva', number: undefined });
    expect(names.ofGroup('old' as GroupId)).toEqual({ kind: 'group', id: 'old', name: 'old', number: undefined });
  });

  it('the switchboard itself has no name', () => {
    const names = new CompanyNames(companyOf(file));
    expect(names.ofCaller({ kind: 'switchboard', callback: undefined })).toEqual({
      kind: 'unknown',
      number: undefined,
    });
  });

  it('one number told by two names is not taken for the other', () => {
    const names = new CompanyNames(companyOf(file));
    const asked = { number: '+4791111111', isWithheld: false };
    expect([1, 2].map(() => names.ofNumber({ ...asked, lookedUp: 'One' }))).toMatchObject([
      { name: 'One' },
      { name: 'One' },
    ]);
    expect(names.ofNumber({ ...asked, lookedUp: 'Two' })).toMatchObject({ name: 'Two' });
    expect(names.ofNumber({ ...asked, isWithheld: true, lookedUp: 'Two' })).toEqual({ kind: 'withheld' });
  });

  it('are right after ten thousand others were asked for', () => {
    const names = new CompanyNames(companyOf(file));
    for (let at = 0; at < 10_050; at += 1) names.ofDialled(`${at}`);
    expect([names.ofDialled('101'), names.ofDialled('101')]).toMatchObject([{ name: 'Anna' }, { name: 'Anna' }]);
  });

  it('are kept for a company, and made for another', () => {
    const [company, other] = [companyOf(file), companyOf(file)];
    const names = new CompanyNames(company);
    expect(namesOf(company, names)).toBe(names);
    expect(namesOf(other, names).company).toBe(other);
    expect(namesOf(company, undefined).company).toBe(company);
  });
});
