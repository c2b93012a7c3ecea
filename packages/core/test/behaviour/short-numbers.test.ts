import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { readCompany } from '../../src/config/read-company.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, KARI, officeFile, SHOP } from './office.ts';

const TAXI = '+4722000000';
const file: CompanyFile = {
  ...officeFile,
  shortNumbers: [
    { shortNumber: '301', number: TAXI },
    { shortNumber: '302', number: SHOP },
  ],
};

function talking(more: Partial<CompanyFile> = {}): Office {
  const o = new Office({ ...file, ...more });
  o.outsider(KARI).calls(SHOP);
  o.phone('anna-desk').answers();
  return o;
}

const problemsOf = (more: Partial<CompanyFile>): readonly string[] => {
  const reading = readCompany({ ...file, ...more });
  return reading.ok ? [] : reading.problems.map(({ path, expected }) => `${path}: ${expected}`);
};

describe('[S144] a short number of a number outside', () => {
  it('is dialled as the whole number: an outgoing call, which counts for the day', () => {
    const o = new Office(file);
    o.phone('bo-desk').dials(' 301 ');
    expect(o.ringing()).toEqual([TAXI]);
    expect(o.of('callArrived')).toMatchObject([
      { direction: 'outgoing', dialled: ' 301 ', target: { kind: 'dialled', number: TAXI } },
    ]);
    expect(o.of('usageGrew')).toMatchObject([{ user: bo, usage: { calls: 1 } }]);
  });

  it('is barred as the whole number is', () => {
    const access = { barring: { barredPrefixes: ['+4722'] } };
    const o = new Office({ ...file, access });
    const caller = o.phone('bo-desk').dials('301');
    expect([o.ringing(), caller.releasedFor]).toEqual([[], 'forbidden']);
    expect(o.of('dialBarred')).toMatchObject([{ where: 'access.barring.barredPrefixes[0]' }]);
    const talk = talking({ access });
    const moved = talk.asks({ type: 'transfer', call: c1, to: { number: '301' }, by: anna });
    expect(moved).toMatchObject({ ok: false, error: { code: 'forbidden', where: 'access.barring.barredPrefixes[0]' } });
    talk.phone('anna-desk').presses('*301');
    expect([talk.ringing(), talk.phone('anna-desk').hears()]).toEqual([[], 'leg caller']);
  });

  it('of one of the company’s own numbers leads where that leads, from inside', () => {
    const o = new Office(file);
    o.phone('bo-desk').dials('302');
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.of('callArrived')).toMatchObject([{ direction: 'internal', target: { kind: 'group', group: 'shop' } }]);
  });

  it('means nothing to those who call from outside', () => {
    const o = new Office(file);
    expect(o.outsider(KARI).calls('301').releasedFor).toBe('notFound');
  });

  it('[S143] dialled in a call moves it there, as the user has chosen', () => {
    const o = talking();
    o.phone('anna-desk').presses('*301');
    expect(o.ringing()).toEqual([TAXI]);
    expect(o.of('transferBegan')).toMatchObject([
      { call: c1, transfer: { by: anna, target: { kind: 'external', number: TAXI }, isReturning: true } },
    ]);
    o.after(30_000);
    expect(o.of('transferEnded')).toMatchObject([{ record: { result: { returned: 'noAnswer' } } }]);
    const users = officeFile.users.map((user) => ({ ...user, quickTransfer: 'attended' as const }));
    const asking = talking({ users });
    asking.phone('anna-desk').presses('*301');
    expect(asking.of('consultationBegan')).toMatchObject([{ call: c1 }]);
    expect(asking.ringing()).toEqual([TAXI]);
  });

  it('[S143] of an own number moves the call to the group that it leads to', () => {
    const o = talking({
      numbers: [...(file.numbers ?? []), { number: '+4757828602', to: { group: 'store' } }],
      shortNumbers: [{ shortNumber: '303', number: '+4757828602' }],
    });
    o.phone('anna-desk').presses('*303');
    expect([o.ringing(), o.of('transferBegan')]).toMatchObject([
      ['dag-desk'],
      [{ transfer: { target: { kind: 'group' } } }],
    ]);
  });

  it('[S167] may be invited to a meeting, and [S151] forwarded to', () => {
    const o = new Office(file);
    expect(o.asks({ type: 'startConference', by: anna, invite: [{ number: '301' }] }).ok).toBe(true);
    expect(o.ringing()).toEqual(['anna-desk', TAXI]);
    const away = { reason: 'holiday', forwardTo: '301' };
    expect(o.asks({ type: 'setAbsences', user: bo, absences: [away], by: bo }).ok).toBe(true);
    o.phone('cilla-desk').dials('102');
    expect(o.ringing()).toEqual(['anna-desk', TAXI, TAXI]);
  });

  it('an emergency number is never a short number', () => {
    const o = new Office({ ...file, emergencyNumbers: [] });
    o.phone('bo-desk').dials('112');
    expect(o.ringing()).toEqual(['112']);
  });
});

describe('[S144] short numbers in the company file', () => {
  const one = (shortNumber: string, number = TAXI) => ({ shortNumbers: [{ shortNumber, number }] });

  it.each([
    ['101', 'shortNumbers[0].shortNumber: a short number of its own (users[0].shortNumber has it too)'],
    ['201', 'shortNumbers[0].shortNumber: a short number of its own (groups[0].shortNumber has it too)'],
    ['1011', 'shortNumbers[0].shortNumber: no beginning that is users[0].shortNumber itself'],
    ['112', 'shortNumbers[0].shortNumber: a short number of its own (emergencyNumbers[1] has it too)'],
    ['11', 'shortNumbers[0].shortNumber: no beginning of emergencyNumbers[0]'],
    ['3', 'shortNumbers[0].shortNumber: 2 to 6 digits, such as "101"'],
  ])('%s is refused', (shortNumber, problem) => {
    expect(problemsOf(one(shortNumber))).toContain(problem);
  });

  it('one that begins a user’s is refused there, and two that are the same, with both paths', () => {
    expect(problemsOf(one('10'))).toEqual(
      ['users[0]', 'users[1]', 'users[2]', 'users[3]'].map(
        (user) => `${user}.shortNumber: no beginning that is shortNumbers[0].shortNumber itself`,
      ),
    );
    const twice = { shortNumber: '301', number: TAXI };
    expect(problemsOf({ shortNumbers: [twice, twice] })).toEqual([
      'shortNumbers[1].shortNumber: a short number of its own (shortNumbers[0].shortNumber has it too)',
    ]);
  });

  it('what they stand for is a number that its country can have', () => {
    expect(problemsOf(one('301', '+47123456'))).toEqual(['shortNumbers[0].number: a number that its country can have']);
    expect(problemsOf(one('301', '22000000'))).toEqual([
      'shortNumbers[0].number: a number in E.164, such as "+4757828600"',
    ]);
  });

  it('[S128] a contact may have one', () => {
    const contacts = [{ id: 'taxi', name: 'Taxi', numbers: [{ number: '301' }] }];
    expect(problemsOf({ contacts })).toEqual([]);
    expect(problemsOf({ contacts: [{ id: 'taxi', name: 'Taxi', numbers: [{ number: '309' }] }] })).toHaveLength(1);
  });
});
