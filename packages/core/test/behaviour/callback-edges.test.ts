import { describe, expect, it } from 'vitest';
import type { CallId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { b1, dialling, OLA, promised, shop, shopFile } from './callback-shop.ts';
import { anna, KARI, officeFile, SHOP } from './office.ts';

const lastRecord = (o: Office) => o.records().at(-1);

describe('[S94] [X5] the promise', () => {
  it('has the name, the number and the place of the caller, and is told once', () => {
    const { o } = promised();
    expect(o.of('callbackPromised')).toMatchObject([
      { callback: b1, group: 'shop', number: KARI, name: 'Kari', entry: 'e2' },
    ]);
    expect(o.of('entryJoined')).toMatchObject([
      { entry: 'e1', arrivedAt: 0, number: 1, holder: { kind: 'call' } },
      { entry: 'e2', arrivedAt: 0, number: 1, holder: { kind: 'callback', callback: b1 }, hearsWelcome: false },
    ]);
    expect(o.state.callbacks.get(b1)).toMatchObject({ attempts: 0, at: { phase: 'waiting' }, promisedAt: 0 });
  });

  it('a number that cannot be read is not dialled: the caller stays in the line', () => {
    const o = new Office(shopFile());
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const caller = o.outsider('12').calls(SHOP);
    caller.presses('1');
    expect([o.of('callbackPromised').length, caller.hears]).toEqual([0, 'sound waltz']);
  });

  it('somebody is free: dialled at once', () => {
    const o = new Office(shopFile({ ring: { seconds: 5 } }));
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('1');
    expect([o.ringing(), o.state.users.get(anna)?.availability]).toEqual([[KARI], 'reserved']);
  });

  it('a user of the company who waits is not promised anything: nobody dials a colleague', () => {
    const o = new Office(shopFile({ shortNumber: '201' }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const caller = o.phone('bo-desk').dials('201');
    caller.presses('1');
    expect([o.of('callbackPromised').length, caller.hears]).toEqual([0, 'sound waltz']);
  });

  it('who was passed by a VIP already is passed no more often than one who stays (law 11)', () => {
    const vip = { vip: { maxOvertakes: 1 } };
    const o = new Office(shopFile(vip, { vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+4795' }] }] }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const kari = o.outsider(KARI).calls(SHOP);
    const first = o.outsider('+4795000001').calls(SHOP);
    o.phone('cilla-desk').hangsUp();
    o.phone('anna-desk').answers();
    expect(first.hears).toBe('leg anna-desk');
    o.outsider('+4795000002').calls(SHOP);
    kari.presses('1');
    first.hangsUp('hungUp');
    expect(o.ringing()).toEqual([KARI]);
  });

  it('of two promised, the one who came first is dialled first, one for each free member', () => {
    const { o } = promised();
    o.outsider(OLA).calls(SHOP).presses('1');
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual([KARI]);
    o.phone(KARI).ends('busy');
    expect(o.ringing()).toEqual([OLA]);
    expect(o.state.users.get(anna)?.availability).toBe('reserved');
  });
});

describe('[E17] while the customer is dialled', () => {
  it('the company’s first number is shown, and the call is an outgoing one of the switchboard’s', () => {
    const { o } = dialling();
    expect(o.actions.findLast(({ type }) => type === 'startLeg')).toMatchObject({
      to: { kind: 'external', number: KARI },
      shown: { number: SHOP },
      diversion: 'allowed',
      confirm: 'no',
    });
    expect(o.state.calls.get('c3' as CallId)).toMatchObject({
      direction: 'outgoing',
      dialled: KARI,
      from: { kind: 'switchboard', callback: b1 },
    });
  });

  it('a company without a number shows none', () => {
    const { o } = promised(shopFile({ shortNumber: '201' }));
    const { numbers: _none, ...file } = shopFile({ shortNumber: '201' });
    o.asks({ type: 'configure', file: { ...file, numbers: [] } });
    o.phone('cilla-desk').hangsUp();
    expect(o.actions.findLast((action) => action.type === 'startLeg')).toStrictEqual({
      type: 'startLeg',
      leg: 'l2',
      to: { kind: 'external', number: KARI },
      shown: {},
      diversion: 'allowed',
      confirm: 'no',
    });
  });

  it.each([
    ['busy', 'busy'],
    ['rejected', 'unanswered'],
    ['noAnswer', 'unanswered'],
  ] as const)('%s: the attempt is a call of its own, with the outcome %s', (cause, outcome) => {
    const { o } = dialling();
    o.after(4000);
    o.phone(KARI).ends(cause);
    expect(lastRecord(o)).toMatchObject({ outcome, cause, endedBy: 'callee', times: { waitingMs: 4000 } });
    expect(o.state.callbacks.get(b1)).toMatchObject({ attempts: 1, at: { phase: 'resting' } });
    expect(o.state.entries.get('e2' as never)).toMatchObject({ arrivedAt: 0, progress: { phase: 'resting' } });
  });

  it('rings 29,999 ms, not 30,000; an answer then is too late, and its leg is ended', () => {
    const { o } = dialling();
    const leg = o.legAt(KARI);
    o.after(29_999);
    expect(o.ringing()).toEqual([KARI]);
    o.after(1);
    expect(o.ringing()).toEqual([]);
    expect(lastRecord(o)).toMatchObject({ outcome: 'unanswered', cause: 'noAnswer' });
    const { actions } = o.tell({ type: 'legAnswered', leg });
    expect(actions).toEqual([{ type: 'hangUp', leg, cause: 'answeredElsewhere' }]);
    expect(o.state.callbacks.get(b1)?.at.phase).toBe('resting');
  });

  it('an answer at 29,999 ms is in time: the customer hears music, and the member’s phone rings', () => {
    const { o } = dialling();
    o.after(29_999);
    o.phone(KARI).answers();
    expect([o.ringing(), o.phone(KARI).hears()]).toEqual([['anna-desk'], 'sound waltz']);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect([o.state.callbacks.size, o.state.promises.size, o.state.timers.has(b1, 'callback')]).toEqual([0, 0, false]);
  });

  it('a member who calls somebody meanwhile is not taken from that; the customer waits in the line', () => {
    const { o } = dialling();
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.phone(KARI).answers();
    expect([o.state.users.get(anna)?.availability, o.phone(KARI).hears()]).toEqual(['busy', 'sound waltz']);
    o.phone('bo-desk').hangsUp();
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('and is not freed from it when the attempt fails', () => {
    const { o } = dialling();
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.phone(KARI).ends('busy');
    expect(o.state.users.get(anna)?.availability).toBe('busy');
  });

  it('a member who leaves the company meanwhile: nothing is held for them', () => {
    for (const cause of ['busy', undefined] as const) {
      const { o } = dialling();
      const left = officeFile.users.filter(({ id }) => id !== 'anna');
      o.asks({ type: 'configure', file: shopFile({ members: [{ user: 'bo' }] }, { users: left }) });
      if (cause === undefined) o.phone(KARI).answers();
      else o.phone(KARI).ends(cause);
      expect([o.state.users.has(anna), o.ringing()]).toEqual([false, cause === undefined ? ['bo-desk'] : []]);
    }
  });

  it('a member who is in another call and has logged out, the last one: the customer is told so', () => {
    const { o } = dialling();
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.asks({ type: 'logOut', user: anna, group: shop });
    o.phone(KARI).answers();
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'noMembers' });
  });

  it('nobody is left in the group when the customer answers: told so, not left waiting', () => {
    const { o } = dialling();
    o.asks({ type: 'logOut', user: anna, group: shop });
    o.phone(KARI).answers();
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'noMembers' });
    expect(o.state.entries.size).toBe(0);
  });

  it('the reserved member is rung first, and who is free and better is rung beside; if one refuses, the other rings on', () => {
    const { o } = promised(shopFile({ members: [{ user: 'anna' }, { user: 'bo', tier: 1 }] }));
    expect(o.of('callbackDialled')).toMatchObject([{ user: 'bo' }]);
    o.phone('cilla-desk').hangsUp();
    o.phone(KARI).answers();
    expect(o.ringing()).toEqual(['bo-desk', 'anna-desk']);
    o.phone('bo-desk').rejects();
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(o.phone(KARI).hears()).toBe('leg anna-desk');
  });

  it('with fewer attempts the promise is broken sooner, and the place is given up once', () => {
    const { o } = dialling(shopFile({}, { callback: { attempts: 2, retryMinutes: 1 } }));
    o.phone(KARI).ends('busy');
    o.after(59_999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual([KARI]);
    o.phone(KARI).ends('busy');
    expect(o.of('callbackEnded')).toMatchObject([{ result: 'failed' }]);
    expect(o.of('entryLeft').at(-1)).toMatchObject({ outcome: 'unanswered', user: undefined });
    expect([o.state.entries.size, o.state.timers.size]).toEqual([0, 0]);
    // Kari may be promised another.
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.outsider(KARI).calls(SHOP).presses('1');
    expect(o.of('callbackPromised').map(({ callback }) => callback)).toEqual(['b1', 'b2']);
  });
});
