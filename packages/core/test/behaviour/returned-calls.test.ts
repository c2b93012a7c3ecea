import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, GroupId, UserId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP, talkWithAnna } from './office.ts';

const shop = 'shop' as GroupId;
const store = 'store' as GroupId;
const [, second] = officeFile.groups ?? [];

/** Kari talks with Anna of a company like the office but for `change`. */
function talk(change: Partial<CompanyFile>): { readonly o: Office; readonly kari: Caller } {
  const o = new Office({ ...officeFile, ...change });
  const kari = o.outsider(KARI).calls(SHOP);
  o.after(1000);
  o.phone('anna-desk').answers();
  return { o, kari };
}

/** Anna has moved Kari's call to Bo, who does not answer, and talks with Dag when it comes back. */
function waitsForAnna(change: Partial<CompanyFile> = {}) {
  const { o, kari } = talk(change);
  o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
  o.phone('anna-desk').dials('104');
  o.phone('dag-desk').answers();
  o.after(30_000);
  expect(o.of('recallBegan')).toMatchObject([{ call: c1, user: 'anna' }]);
  return { o, kari };
}

const joined = (o: Office) => o.of('entryJoined').at(-1);

describe('[E12] the operator is gone while a returned call waits', () => {
  const bothMembers: Partial<CompanyFile> = {
    groups: [
      { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'cilla' }] },
      ...(second === undefined ? [] : [second]),
    ],
  };

  it('away, or logged out of every group: to the group at once', () => {
    for (const how of ['absent', 'logged out'] as const) {
      const { o } = waitsForAnna(bothMembers);
      const before = o.of('entryJoined').length;
      if (how === 'absent') o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'away' }] });
      else o.asks({ type: 'logOut', user: anna, group: shop });
      expect([how, o.of('entryJoined').length - before]).toEqual([how, 1]);
      expect(joined(o)).toMatchObject({ group: 'shop', isReturned: true, arrivedAt: 0 });
      expect(o.ringing()).toEqual(['cilla-desk']);
    }
  });

  it('logged out of one group of two: it waits on', () => {
    const groups: CompanyFile['groups'] = [
      { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'cilla' }] },
      { id: 'store', name: 'Lager', members: [{ user: 'anna' }, { user: 'dag' }] },
    ];
    const { o } = waitsForAnna({ groups });
    o.asks({ type: 'logOut', user: anna, group: store });
    expect(o.of('recallOver')).toEqual([]);
    o.asks({ type: 'logOut', user: anna, group: shop });
    expect(o.of('recallOver')).toHaveLength(1);
  });

  it('removed from the company: to the group at once', () => {
    const { o } = waitsForAnna(bothMembers);
    const left = officeFile.users.filter(({ id }) => id !== 'anna');
    const groups = [{ id: 'shop', name: 'Butikk', members: [{ user: 'cilla' }] }];
    expect(o.asks({ type: 'configure', file: { ...officeFile, users: left, groups } }).ok).toBe(true);
    expect(joined(o)).toMatchObject({ group: 'shop', isReturned: true });
    o.phone('dag-desk').hangsUp();
    expect(o.state.users.has(anna)).toBe(false);
  });

  it('every call that waits goes, the first to come back first; one that rings, rings on', () => {
    const { o } = talk(bothMembers);
    o.asks({ type: 'park', call: c1, by: anna });
    const ola = o.outsider('+4791111111').calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'park', call: 'c2' as CallId, by: anna });
    o.after(120_000);
    expect([o.ringing(), o.state.users.get(anna)?.recalls]).toEqual([['anna-desk'], ['c1', 'c2']]);
    o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'away' }] });
    expect(o.ringing()).toEqual(['anna-desk', 'cilla-desk']);
    o.phone('cilla-desk').answers();
    expect(ola.hears).toBe('leg cilla-desk');
  });

  it('one without a group is never logged out', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: bo });
    o.after(30_000);
    expect([o.ringing(), kari.hears]).toEqual([['bo-desk'], 'sound hall']);
  });

  it('the phone that rings for a returned call is refused: to the group at once, and the operator is rung no more', () => {
    const { o } = talk(bothMembers);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').rejects();
    o.after(5000);
    o.phone('anna-desk').rejects();
    expect(joined(o)).toMatchObject({ isReturned: true });
    expect([o.of('recallOver').length, o.state.users.get(anna)?.recalls]).toEqual([1, []]);
    o.phone('cilla-desk').answers();
    o.after(200_000);
    expect([o.state.timers.has(c1, 'recall'), o.of('recallOver').length]).toEqual([false, 1]);
  });

  it('rings the operator 29,999 ms, and not 30,000', () => {
    const { o } = talk(bothMembers);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').rejects();
    o.after(29_999);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.after(1);
    expect([o.of('recallOver').length, joined(o)?.isReturned]).toEqual([1, true]);
  });

  it('pauses count for groups only: a returned call rings one who is paused', () => {
    const { o } = talk(bothMembers);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.asks({ type: 'pause', user: anna, reason: 'lunch' });
    o.phone('bo-desk').rejects();
    expect(o.ringing()).toEqual(['anna-desk']);
  });
});

describe('[E12] where a returned call goes that its operator cannot have', () => {
  it('[E16] after `maxReturns` returns the group takes it', () => {
    const { o } = talk({ transfer: { maxReturns: 1 } });
    for (const isLast of [false, true]) {
      o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
      o.phone('bo-desk').rejects();
      expect([isLast, o.of('recallBegan').length]).toEqual([isLast, 1]);
      if (!isLast) o.phone('anna-desk').answers();
    }
    expect(joined(o)).toMatchObject({ group: 'shop', isReturned: true, arrivedAt: 0 });
  });

  it('the main group where it came to none, or to one where nobody is; else voicemail', () => {
    const direct: Partial<CompanyFile> = { numbers: [{ number: SHOP, to: { user: 'anna' } }] };
    for (const [change, group] of [
      [{ ...direct, mainGroup: 'store' }, 'store'],
      [direct, undefined],
      [{ mainGroup: 'store' }, 'store'],
    ] as const) {
      const { o, kari } = talk(change);
      o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
      o.phone('anna-desk').unregisters();
      o.phone('bo-desk').rejects();
      const returned = o.of('entryJoined').findLast(({ isReturned }) => isReturned);
      expect(returned?.group).toBe(group);
      expect(kari.hears === 'sound leave-a-message').toBe(group === undefined);
    }
  });

  it('a group that is no more is passed over', () => {
    const { o } = talk({ mainGroup: 'store' });
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    const file = { ...officeFile, mainGroup: 'store', groups: second === undefined ? [] : [second] };
    expect(o.asks({ type: 'configure', file: { ...file, numbers: [] } }).ok).toBe(true);
    o.phone('anna-desk').unregisters();
    o.phone('bo-desk').rejects();
    expect(joined(o)).toMatchObject({ group: 'store', isReturned: true, arrivedAt: 0 });
  });

  it('a group that has closed is passed over', () => {
    const day = [{ from: '00:00', to: '01:01' }];
    const { o } = talk({
      mainGroup: 'store',
      zone: 'Europe/Oslo',
      schedules: [{ id: 'day', name: 'Day', weekly: { thu: day } }],
      groups: [
        { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }], schedule: 'day' },
        ...(second === undefined ? [] : [second]),
      ],
    });
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(59_000);
    o.phone('anna-desk').rejects();
    expect(joined(o)).toMatchObject({ group: 'store', isReturned: true });
  });
});

describe('[law 4] [S47] an operator who moves a call into their own group', () => {
  it('takes who has waited longer first, not the one they have just moved', () => {
    const o = new Office({
      ...officeFile,
      groups: [
        { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }], answerOn: 'entry' },
        { id: 'store', name: 'Lager', members: [{ user: 'dag' }, { user: 'bo' }], answerOn: 'entry' },
      ],
      numbers: [
        { number: SHOP, to: { group: 'shop' } },
        { number: '+4757828601', to: { group: 'store' } },
      ],
    });
    o.phone('dag-desk').dials('101');
    o.phone('anna-desk').answers();
    o.asks({ type: 'pause', user: bo, reason: 'lunch' });
    const elder = o.outsider(KARI).calls('+4757828601');
    o.after(1000);
    const younger = o.outsider('+4791111111').calls(SHOP);
    o.asks({ type: 'pickUp', call: 'c3' as CallId, by: bo });
    o.phone('bo-desk').answers();
    o.asks({ type: 'resume', user: bo });
    o.asks({ type: 'transfer', call: 'c3' as CallId, to: { group: store }, by: bo });
    o.phone('bo-desk').answers();
    expect([elder.hears, younger.hears]).toEqual(['leg bo-desk', 'sound hall']);
  });

  it('a user who is moved into a group where only they are is not left waiting for themselves', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('101');
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { group: shop }, by: bo });
    // Nobody but Anna is in the shop: it is back with Bo at once.
    expect(o.ringing()).toEqual(['bo-desk']);
    expect(o.of('transferEnded').at(-1)?.record.result).toEqual({ returned: 'unreachable' });
  });
});

describe('[E24] [X9] pick-up of a call that has no place in a line', () => {
  const u = (id: string): UserId => id as UserId;

  it('the second is told who has it, and nothing is taken from the first', () => {
    const o = new Office(officeFile);
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.phone('cilla-desk').dials('102');
    const direct = 'c2' as CallId;
    expect(o.asks({ type: 'pickUp', call: direct, by: dag }).ok).toBe(true);
    expect(o.ringing()).toEqual(['dag-desk']);
    expect(o.asks({ type: 'pickUp', call: direct, by: bo })).toMatchObject({
      error: { code: 'alreadyTaken', where: 'c2', why: 'a call that dag has not taken' },
    });
    expect(o.ringing()).toEqual(['dag-desk']);
    o.phone('dag-desk').answers();
    expect(o.asks({ type: 'pickUp', call: direct, by: bo })).toMatchObject({
      error: { code: 'alreadyTaken', why: 'a call that dag has not taken' },
    });
  });

  it('a picker who does not answer: it rings where it rang', () => {
    const o = new Office(officeFile);
    const caller = o.phone('cilla-desk').dials('102');
    o.asks({ type: 'pickUp', call: c1, by: dag });
    o.after(20_000);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.phone('bo-desk').answers();
    expect(caller.hears).toBe('leg bo-desk');
  });

  it('a returned call that waits for its operator, or rings there, is taken; the operator is free of it', () => {
    const { o, kari } = waitsForAnna();
    expect(o.asks({ type: 'pickUp', call: c1, by: cilla }).ok).toBe(true);
    expect([o.ringing(), o.state.users.get(anna)?.recalls, o.state.timers.has(c1, 'recall')]).toEqual([
      ['cilla-desk'],
      [],
      false,
    ]);
    o.phone('cilla-desk').answers();
    expect(kari.hears).toBe('leg cilla-desk');
  });

  it('[S51] a customer who was called and moved into a line may be picked up; one who is being called may not', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('22000000');
    expect(o.asks({ type: 'pickUp', call: c1, by: u('cilla') })).toMatchObject({
      error: { code: 'alreadyTaken', why: 'a call that the one who dialled has not taken' },
    });
    o.phone('+4722000000').answers();
    expect(o.asks({ type: 'pickUp', call: c1, by: cilla })).toMatchObject({
      error: { why: 'a call that bo has not taken' },
    });
    o.phone('anna-desk').dials('104');
    o.phone('dag-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { group: shop }, by: bo });
    expect(o.asks({ type: 'pickUp', call: c1, by: cilla }).ok).toBe(true);
  });
});
