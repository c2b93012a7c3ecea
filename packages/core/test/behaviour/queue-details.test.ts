import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, UserId } from '../../src/kernel/ids.ts';
import type { Office } from '../driver.ts';
import { anna, bo, c1, KARI, SHOP } from './office.ts';
import { GOLD, type GroupFile, person, STORE, talk, twoGroups } from './two-groups.ts';

const outcomes = (o: Office) => o.of('entryLeft').map(({ outcome }) => outcome);
const shownAt = (o: Office, user: string) => o.phone(`${user}-desk`).shows()?.number;

describe('[law 4] [X3] an overflow in the step in which a member becomes free', () => {
  it('goes behind a VIP of the other line who waits for that member', () => {
    const exits = { unanswered: { group: 'store' } };
    const o = twoGroups(
      { members: [{ user: 'anna' }], ring: { rounds: 1 }, queue: { exits } },
      { store: { members: [{ user: 'anna' }] } },
    );
    o.outsider(KARI).calls(SHOP);
    o.after(1000);
    o.outsider(GOLD).calls(STORE);
    o.after(19_000);
    expect(shownAt(o, 'anna')).toBe(GOLD);
  });

  it('rings a member who was free before all the same', () => {
    const exits = { unanswered: { group: 'store' } };
    const o = twoGroups(
      { members: [{ user: 'anna' }], ring: { rounds: 1 }, queue: { exits } },
      { store: { members: [{ user: 'anna' }, { user: 'eli' }] } },
    );
    o.outsider(KARI).calls(SHOP);
    o.after(20_000);
    expect(o.ringing()).toEqual(['anna-desk', 'eli-desk']);
  });
});

describe('[X2] misses in a row', () => {
  it('are the unanswered ones only', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], autoPauseAfter: 2, ring: { roundPauseSeconds: 1 } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').rejects();
    o.after(1000);
    o.phone('anna-desk').ends('busy');
    o.after(5000 + 20_000);
    expect(o.of('userPaused')).toEqual([]);
    o.after(1000 + 20_000);
    expect(o.of('userPaused')).toHaveLength(1);
  });

  it('begin anew with a call that is answered', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], autoPauseAfter: 2, ring: { roundPauseSeconds: 1 } });
    o.outsider(KARI).calls(SHOP);
    o.after(21_000);
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    o.outsider(KARI).calls(SHOP);
    o.after(20_000);
    expect(o.of('userPaused')).toEqual([]);
    o.after(21_000);
    expect(o.of('userPaused')).toHaveLength(1);
  });
});

describe('[X5] [law 11] a VIP who has been offered and takes a callback', () => {
  it('passes the others once, not twice', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], answerOn: 'entry', queue: { callbackKey: '1' } });
    o.outsider(GOLD).calls(SHOP).presses('1');
    expect([o.of('vipPassed').length, o.ringing()]).toEqual([1, [GOLD]]);
  });
});

describe('[E22] [S102] VIP lists that change while callers wait', () => {
  const gold = (prefix: string): NonNullable<CompanyFile['vipLists']> => [
    { id: 'gold', name: 'Gold', entries: [{ prefix }] },
  ];

  /** Anna talks; three wait in the order in which they came, and then the list has another prefix. */
  function relisted(from: string, to: string, vip: GroupFile['vip'] = {}): Office {
    const o = twoGroups({ members: [{ user: 'anna' }], vip }, { vipLists: gold(from) });
    talk(o, 'anna', 'bo');
    for (const n of [1, 2, 3]) o.outsider(person(n)).calls(SHOP);
    const file = o.state.company.file as unknown as CompanyFile;
    expect(o.asks({ type: 'configure', file: { ...file, vipLists: gold(to) } }).ok).toBe(true);
    return o;
  }

  /** Anna hangs up and takes one after the other. */
  function servedNow(o: Office): readonly (string | undefined)[] {
    o.phone('bo-desk').hangsUp();
    return [1, 2, 3].map(() => {
      const shown = shownAt(o, 'anna');
      o.phone('anna-desk').answers();
      o.phone('anna-desk').hangsUp();
      return shown;
    });
  }

  it('one who has become VIP goes before the others', () => {
    expect(servedNow(relisted('+4795', person(3)))).toEqual([person(3), person(1), person(2)]);
  });

  it('one who is VIP no more has their place by arrival', () => {
    expect(servedNow(relisted(person(3), '+4795'))).toEqual([person(1), person(2), person(3)]);
  });

  it('one who is VIP no more may be passed as seldom as those behind', () => {
    const o = relisted(person(2), '+4795', { maxOvertakes: 1 });
    o.phone('bo-desk').hangsUp();
    expect(o.of('entryReclassed')).toMatchObject([{ entry: 'e2', callerClass: 'ordinary' }]);
    expect([...o.state.entries.values()].map(({ vipsServedBefore }) => vipsServedBefore)).toEqual([0, 0, 0]);
    const classes = [...o.state.calls.values()].filter(({ from }) => from.kind === 'external');
    expect(classes.map(({ callerClass }) => callerClass)).toEqual(['ordinary', 'ordinary', 'ordinary']);
  });
});

describe('[E16] a transfer that may still come back', () => {
  /** Anna has put Kari over to the store. */
  function moved(store: Partial<GroupFile>): Office {
    const o = twoGroups({ members: [{ user: 'anna' }] }, { store });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    return o;
  }
  const move = (o: Office) => o.asks({ type: 'transfer', call: c1, by: anna, to: { group: 'store' as never } });

  it.each([
    ['rounds', { ring: { rounds: 1, seconds: 5, roundPauseSeconds: 5 } }],
    ['longest wait', { queue: { maxWaitSeconds: 5, graceSeconds: 0 } }],
  ])('waits for it, whatever the group’s %s', (_limit, limits) => {
    const o = moved({ members: [{ user: 'eli' }], ...limits });
    move(o);
    o.after(29_999);
    expect(outcomes(o)).toEqual(['answered']);
    o.after(1);
    expect([outcomes(o), o.ringing()]).toEqual([['answered', 'recalled'], ['anna-desk']]);
  });

  it.each([
    ['nobody takes calls', 'unreachable', { members: [{ user: 'eli' }] }],
    ['as many wait as may', 'invalid', { members: [{ user: 'eli' }], queue: { maxWaiting: 0 } }],
  ] as const)('comes back at once where %s', (how, reason, store) => {
    const o = moved({ ...store, members: [...store.members] });
    if (reason === 'unreachable') o.asks({ type: 'pause', user: 'eli' as UserId, reason: 'lunch' });
    else talk(o, 'eli', 'cilla');
    move(o);
    expect([how, o.ringing().filter((device) => device !== 'cilla-desk')]).toEqual([how, ['anna-desk']]);
    expect(outcomes(o)).toEqual(['answered', 'recalled']);
    expect(o.of('transferEnded')).toMatchObject([{ record: { result: { returned: reason } } }]);
  });
});

describe('[S81] [Y4] a flow that has led the caller to a queue', () => {
  const flows: NonNullable<CompanyFile['flows']> = [
    {
      id: 'main',
      name: 'Main',
      start: 'line',
      elements: {
        line: { kind: 'queue', group: 'shop', exits: { key: { '7': 'sorry' }, full: 'sorry' } },
        sorry: { kind: 'play', sound: 'sorry', next: 'bo' },
        bo: { kind: 'user', user: 'bo' },
      },
    },
  ];
  const flowing = (queue: GroupFile['queue']): Office =>
    twoGroups(
      { members: [{ user: 'anna' }], answerOn: 'entry', queue },
      { flows, numbers: [{ number: SHOP, to: { flow: 'main' } }] },
    );

  it('has keys of its own, which go first', () => {
    const o = flowing({ exitKeys: { '7': { user: 'cilla' } } });
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('7');
    expect([kari.hears, o.ringing(), outcomes(o)]).toEqual(['sound sorry', [], ['keyExit']]);
    kari.hasHeardIt();
    expect(o.ringing()).toEqual(['bo-desk']);
  });

  it('is left by a key of the group’s: what comes then is not told to it', () => {
    const o = flowing({ exitKeys: { '5': { user: 'cilla' } } });
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('5');
    expect(o.ringing()).toEqual(['cilla-desk']);
    expect(o.state.calls.get(c1)?.flow).toBeUndefined();
  });

  it('is left by an exit that it does not have', () => {
    const o = flowing({ maxWaitSeconds: 5, graceSeconds: 0, exits: { timedOut: { user: 'cilla' } } });
    o.outsider(KARI).calls(SHOP);
    o.after(5000);
    expect([o.ringing(), o.state.calls.get(c1)?.flow]).toEqual([['cilla-desk'], undefined]);
  });
});

describe('[E4] [E24] a pick-up that comes to nothing', () => {
  it('is back in the line with what had been tried, and goes on at once', () => {
    const o = twoGroups({ members: [{ user: 'anna' }, { user: 'dag', tier: 1 }], ring: { roundPauseSeconds: 60 } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').rejects();
    o.asks({ type: 'pickUp', call: 'c1' as CallId, by: bo });
    o.phone('bo-desk').rejects();
    expect(o.ringing()).toEqual(['dag-desk']);
  });

  it('pauses where all have been tried, and the next round begins', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], ring: { roundPauseSeconds: 10 } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').rejects();
    o.after(5000);
    o.asks({ type: 'pickUp', call: 'c1' as CallId, by: bo });
    o.phone('bo-desk').rejects();
    o.after(9999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
  });
});
