import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, KARI, officeFile, SHOP } from './office.ts';

type Access = NonNullable<CompanyFile['access']>;

function office(access: Access): Office {
  return new Office({ ...officeFile, access });
}

describe('[law 12] a refused command changes nothing and names the rule', () => {
  it('[S161] [S162] transfers denied to a group of users', () => {
    const o = office({
      groups: [{ id: 'interns', name: 'Interns', users: ['anna'] }],
      rules: [{ group: 'interns', service: 'transfer', decision: 'deny' }],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    const before = JSON.stringify(takeSnapshot(o.state));
    expect(o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna })).toMatchObject({
      error: { code: 'forbidden', where: 'access.rules[0]' },
    });
    expect(JSON.stringify(takeSnapshot(o.state))).toBe(before);
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('[S6] one who is no administrator cannot change the company; one who is can', () => {
    const o = office({
      groups: [{ id: 'admins', name: 'Admins', users: ['bo'] }],
      rules: [{ group: 'admins', category: 'admin', decision: 'allow' }],
    });
    expect(o.asks({ type: 'configure', file: officeFile, by: anna })).toMatchObject({ error: { code: 'forbidden' } });
    expect(o.asks({ type: 'configure', file: officeFile, by: bo }).ok).toBe(true);
  });

  it('[S116] members log themselves out; others only who may', () => {
    const o = office({ rules: [{ user: 'bo', service: 'logOthersInOut', decision: 'allow' }] });
    const group = 'shop' as never;
    expect(o.asks({ type: 'logOut', user: anna, group, by: 'dag' as never })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(o.asks({ type: 'logOut', user: anna, group, by: bo }).ok).toBe(true);
    expect(o.asks({ type: 'logIn', user: anna, group, by: anna }).ok).toBe(true);
  });

  it('[S51] picking up from a queue is by access, not by membership', () => {
    const o = office({ rules: [{ user: 'bo', service: 'answerForOthers', decision: 'deny' }] });
    o.outsider(KARI).calls(SHOP);
    expect(o.asks({ type: 'pickUp', call: c1, by: bo })).toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('[X11] what may be dialled', () => {
  it('a barred number is not dialled, and the rule is named', () => {
    const o = office({ barring: { barredPrefixes: ['+882'] } });
    const caller = o.phone('anna-desk').dials('+88213300000');
    expect(o.of('dialBarred')).toMatchObject([{ rule: 'barredPrefix', where: 'access.barring.barredPrefixes[0]' }]);
    expect(caller.releasedFor).toBe('forbidden');
    expect(o.records()).toMatchObject([{ outcome: 'barred' }]);
  });

  it('the calls of a day: the last one goes out, the next does not, and the day after it does', () => {
    const o = office({ barring: { dailyLimits: { everyone: { calls: 2 } } } });
    const dial = () => {
      const caller = o.phone('anna-desk').dials('22000000');
      if (caller.releasedFor === undefined) caller.hangsUp('cancelled');
      return caller.releasedFor;
    };
    expect([dial(), dial(), dial()]).toEqual([undefined, undefined, 'forbidden']);
    expect(o.of('dialBarred')).toMatchObject([{ rule: 'dailyCalls' }]);
    o.after(86_400_000);
    expect(dial()).toBe(undefined);
  });

  it('[S21] a transfer to a barred number is refused, and the call stays', () => {
    const o = office({ barring: { barredPrefixes: ['+4722'] } });
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    expect(o.asks({ type: 'transfer', call: c1, to: { number: '22000000' }, by: anna })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('[X10] emergency numbers always pass', () => {
    const o = office({
      rules: [{ user: 'anna', category: 'calls', decision: 'deny' }],
      barring: {
        barredPrefixes: ['+1'],
        allowInternational: false,
        dailyLimits: { everyone: { calls: 0, minutes: 0 } },
      },
    });
    for (const number of ['110', '112', '113']) {
      const caller = o.phone('anna-desk').dials(number);
      expect(o.ringing()).toEqual([number]);
      caller.hangsUp('cancelled');
    }
  });

  it('[S20] the last number dialled is kept, answered or not; an incoming call does not change it', () => {
    const o = office({});
    o.phone('anna-desk').dials('57 82 86 00').hangsUp('cancelled');
    o.outsider(KARI).calls(SHOP);
    expect(o.state.users.get(anna)?.lastDialled).toBe('57 82 86 00');
  });
});
