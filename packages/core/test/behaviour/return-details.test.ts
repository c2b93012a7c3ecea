import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, LegId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP, talkWithAnna } from './office.ts';

const returned = (o: Office, call = c1) => o.state.calls.get(call)?.returned;
const asked = (o: Office, ...types: readonly string[]) =>
  o.actions.flatMap(({ type }) => (types.includes(type) ? [type] : []));

/** Anna has moved Kari's call to Bo, who refuses: it is back. */
function back(file: CompanyFile = officeFile) {
  const o = new Office(file);
  const kari = o.outsider(KARI).calls(SHOP);
  o.after(1000);
  o.phone('anna-desk').answers();
  o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
  o.phone('bo-desk').rejects();
  expect(o.ringing()).toEqual(['anna-desk']);
  return { o, kari };
}

describe('[E11] [S41] why a call has come back is told until somebody talks with the caller', () => {
  it('from a transfer: the reason, who moved it, and to whom', () => {
    const { o } = back();
    expect(returned(o)).toEqual({ reason: 'rejected', by: 'anna', target: { kind: 'user', user: 'bo' } });
    o.phone('anna-desk').answers();
    expect(returned(o)).toBeUndefined();
  });

  it('from a slot, and from a hold', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    o.after(120_000);
    expect(returned(o)).toEqual({ reason: 'parkTimeout', by: 'anna', target: undefined });
    o.phone('anna-desk').answers();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.phone('anna-desk').hangsUp();
    expect(returned(o)).toEqual({ reason: 'leftOnHold', by: 'anna', target: undefined });
  });

  it('an answered transfer has not come back, and counts as no return', () => {
    const { o } = back({ ...officeFile, transfer: { maxReturns: 1 } });
    o.phone('anna-desk').answers();
    for (const [by, to] of [
      [anna, bo],
      [bo, anna],
    ] as const) {
      o.asks({ type: 'transfer', call: c1, to: { user: to }, by });
      o.phone(`${to}-desk`).answers();
      expect([returned(o), o.state.calls.get(c1)?.returns]).toEqual([undefined, 1]);
    }
  });

  it('a talk that is moved on was ended once, by the transfer', () => {
    const { o } = back();
    expect(o.of('talkEnded')).toEqual([]);
    expect(o.of('callerReplaced')).toEqual([]);
  });

  it('at voicemail, it is the company’s', () => {
    const { o } = back();
    o.phone('anna-desk').unregisters();
    expect(o.of('greetingStarted')).toMatchObject([{ call: c1, mailbox: { kind: 'company' } }]);
  });
});

describe('[E12] times of a returned call', () => {
  it('the time to wait for the operator is over when the phone rings', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').dials('104');
    o.phone('dag-desk').answers();
    o.after(30_000 + 50_000);
    o.phone('dag-desk').hangsUp();
    expect(o.ringing()).toEqual(['anna-desk']);
    o.after(29_999);
    expect(o.of('recallOver')).toEqual([]);
    o.after(1);
    expect(o.of('recallOver')).toHaveLength(1);
  });

  it('an operator who is removed while it rings, and another waits: both go on, and nothing is kept of them', () => {
    const file: CompanyFile = {
      ...officeFile,
      groups: [
        { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'dag', tier: 1 }], answerOn: 'entry' },
      ],
    };
    const o = new Office(file);
    for (const n of [1, 2]) {
      o.outsider(`+479000000${n}`).calls(SHOP);
      o.phone('anna-desk').answers();
      o.asks({ type: 'park', call: `c${n}` as CallId, by: anna });
    }
    o.after(120_000);
    expect(o.state.users.get(anna)?.recalls).toEqual(['c1', 'c2']);
    const users = officeFile.users.filter(({ id }) => id !== 'anna');
    const groups = [{ id: 'shop', name: 'Butikk', members: [{ user: 'dag', tier: 1 }], answerOn: 'entry' as const }];
    expect(o.asks({ type: 'configure', file: { ...file, users, groups } }).ok).toBe(true);
    expect(o.of('recallOver').map(({ call }) => call)).toEqual(expect.arrayContaining(['c1', 'c2']));
    expect([o.state.users.has(anna), o.ringing()]).toEqual([false, ['dag-desk']]);
  });
});

describe('[S43] what the network is asked in a consultation', () => {
  it('parts caller and operator first; one who is held is parted already', () => {
    const { o } = talkWithAnna();
    o.actions.length = 0;
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect(asked(o, 'unbridge', 'bridge')).toEqual(['unbridge']);
    const held = talkWithAnna().o;
    held.asks({ type: 'hold', call: c1, by: anna });
    held.actions.length = 0;
    held.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect(asked(held, 'unbridge', 'bridge')).toEqual([]);
  });

  it('cancel: parts operator and colleague, if they talk, and joins operator and caller, if they are apart', () => {
    for (const [state, expected] of [
      ['ringing', ['bridge']],
      ['talking', ['unbridge', 'bridge']],
      ['swapped', []],
    ] as const) {
      const { o } = talkWithAnna();
      o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
      if (state !== 'ringing') o.phone('bo-desk').answers();
      if (state === 'swapped') o.asks({ type: 'swap', call: c1, by: anna });
      o.actions.length = 0;
      o.after(500);
      o.asks({ type: 'cancelTransfer', call: c1, by: anna });
      expect([state, asked(o, 'unbridge', 'bridge')]).toEqual([state, expected]);
      if (state !== 'swapped') {
        expect(o.of('callConnected').at(-1)?.talk).toMatchObject({ user: 'anna', beganAt: 1500, group: undefined });
      }
    }
  });

  it('park: parts them', () => {
    const { o } = talkWithAnna();
    o.actions.length = 0;
    o.asks({ type: 'park', call: c1, by: anna });
    expect(asked(o, 'unbridge', 'hangUp')).toEqual(['unbridge', 'hangUp']);
  });

  it('the operator hears it ring while a number outside is called', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { number: '22000000' }, by: anna });
    expect(o.phone('anna-desk').hears()).toBe('ringing');
  });

  it('completed while it rings, the same phone rings on: nobody is called anew', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    const leg = o.legAt('bo-desk');
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect([o.legAt('bo-desk'), asked(o, 'startLeg').length]).toEqual([leg, 2]);
    expect(o.of('offerMoved')).toMatchObject([{ to: c1 }]);
  });

  it('a colleague who is in a call: back with the caller at once', () => {
    const { o, kari } = talkWithAnna();
    o.phone('bo-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect([kari.hears, o.of('recallBegan'), o.of('transferBegan')]).toEqual(['leg anna-desk', [], []]);
    expect(o.records().at(-1)).toMatchObject({ call: 'c3', outcome: 'busy' });
  });

  it('left while a message is heard: it comes back to the operator, not to the group', () => {
    const { o } = talkWithAnna();
    o.phone('dag-desk').unregisters();
    o.asks({ type: 'consult', call: c1, to: { number: '202' }, by: anna });
    o.phone('anna-desk').hangsUp();
    expect(o.of('recallBegan')).toMatchObject([{ call: c1, user: 'anna' }]);
  });
});

describe('[E24] [S51] what stops when a call is picked up', () => {
  it('the phones that rang for it, told that it was answered elsewhere; nothing else has happened', () => {
    const o = new Office(officeFile);
    o.outsider(KARI).calls(SHOP);
    o.asks({ type: 'pickUp', call: c1, by: cilla });
    o.phone('bo-desk').dials('104');
    o.asks({ type: 'pickUp', call: 'c2' as CallId, by: anna });
    const hangUps = o.actions.filter((action) => action.type === 'hangUp');
    expect(hangUps.map(({ cause }) => cause)).toEqual(['answeredElsewhere', 'answeredElsewhere']);
    expect(o.of('offerEnded').map(({ result }) => result)).toEqual(['withdrawn', 'withdrawn']);
    expect([o.of('recallOver'), o.of('slotLeft')]).toEqual([[], []]);
  });

  it('the phone of the operator to whom it has come back', () => {
    const { o, kari } = back();
    o.asks({ type: 'pickUp', call: c1, by: cilla });
    expect([o.ringing(), o.of('recallOver').length]).toEqual([['cilla-desk'], 1]);
    o.phone('cilla-desk').answers();
    expect([kari.hears, o.state.users.get(anna)?.availability]).toEqual(['leg cilla-desk', 'idle']);
  });

  it('the pause between two rounds: nobody else is rung while the picker’s phone rings', () => {
    const o = new Office(officeFile);
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').rejects();
    o.asks({ type: 'pickUp', call: c1, by: dag });
    o.after(10_000);
    expect(o.ringing()).toEqual(['dag-desk']);
  });

  it('a slot, and the time of it', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    o.after(110_000);
    o.asks({ type: 'retrieve', slot: 701, by: dag });
    expect([o.of('slotLeft').length, o.state.timers.has(c1, 'park')]).toEqual([1, false]);
    o.after(10_000);
    expect(o.ringing()).toEqual(['dag-desk']);
    expect(o.legAt('dag-desk')).toBe('l2' as LegId);
  });
});
