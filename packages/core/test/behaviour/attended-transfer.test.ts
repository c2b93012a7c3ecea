import { describe, expect, it } from 'vitest';
import type { CallId, GroupId } from '../../src/kernel/ids.ts';
import { anna, bo, c1, cilla, dag, talkWithAnna } from './office.ts';

const c2 = 'c2' as CallId;

/** Anna asks Bo about Kari's call; Bo's phone rings. */
function asking() {
  const { o, kari } = talkWithAnna();
  expect(o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna }).ok).toBe(true);
  return { o, kari };
}

/** Anna speaks with Bo, Kari waits. */
function consulting() {
  const { o, kari } = asking();
  o.after(2000);
  o.phone('bo-desk').answers();
  return { o, kari };
}

describe('[S43] [S44] attended transfer', () => {
  it('the caller’s music starts before the colleague is dialled', () => {
    const { o, kari } = asking();
    expect([kari.hears, o.phone('anna-desk').hears(), o.ringing()]).toEqual(['sound hall', 'ringing', ['bo-desk']]);
    const types = o.actions.map(({ type }) => type);
    expect(types.lastIndexOf('play')).toBeLessThan(types.lastIndexOf('startLeg'));
  });

  it('operator and colleague speak, and the caller hears neither', () => {
    const { o, kari } = consulting();
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['sound hall', 'leg bo-desk']);
  });

  it('complete: the caller and the colleague talk, and the operator is free', () => {
    const { o, kari } = consulting();
    expect(o.asks({ type: 'completeTransfer', call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.phone('bo-desk').hears()]).toEqual(['leg bo-desk', 'leg caller']);
    expect(o.state.users.get(anna)?.availability).toBe('idle');
    kari.hangsUp('hungUp');
    expect(o.records().find(({ call }) => call === c1)).toMatchObject({
      outcome: 'answered',
      answeredBy: 'anna',
      talks: [{ user: 'anna' }, { user: 'bo', beganAt: 3000 }],
      transfers: [{ by: 'anna', target: { user: 'bo' }, result: 'answered' }],
    });
    expect(o.state.calls.size).toBe(0);
  });

  it('cancel: the caller is with the operator again, and the colleague is free', () => {
    const { o, kari } = consulting();
    expect(o.asks({ type: 'cancelTransfer', call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['leg anna-desk', 'leg caller']);
    expect(o.state.users.get(bo)?.availability).toBe('idle');
  });

  it('cancel while the colleague’s phone rings: it stops', () => {
    const { o, kari } = asking();
    o.asks({ type: 'cancelTransfer', call: c1, by: anna });
    expect([kari.hears, o.ringing()]).toEqual(['leg anna-desk', []]);
  });

  it('swap: now with the caller, now with the colleague; who waits hears music', () => {
    const { o, kari } = consulting();
    expect(o.asks({ type: 'swap', call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.phone('bo-desk').hears()]).toEqual(['leg anna-desk', 'sound hall']);
    o.asks({ type: 'swap', call: c1, by: anna });
    expect([kari.hears, o.phone('bo-desk').hears()]).toEqual(['sound hall', 'leg anna-desk']);
    o.asks({ type: 'swap', call: c1, by: anna });
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect([kari.hears, o.phone('bo-desk').hears()]).toEqual(['leg bo-desk', 'leg caller']);
  });
});

describe('[E15] whoever leaves, everyone else has somewhere to be', () => {
  it('[L16] complete while the colleague’s phone rings: it rings on, and the call comes back after 30 s from then', () => {
    const { o, kari } = asking();
    o.after(10_000);
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    expect([kari.hears, o.ringing()]).toEqual(['sound hall', ['bo-desk']]);
    o.after(29_999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('[L16] the operator hangs up while the colleague’s phone rings: the same', () => {
    const { o, kari } = asking();
    o.phone('anna-desk').hangsUp();
    expect([kari.hears, o.ringing()]).toEqual(['sound hall', ['bo-desk']]);
    o.phone('bo-desk').answers();
    expect(kari.hears).toBe('leg bo-desk');
  });

  it('the operator hangs up in the consultation: it completes', () => {
    const { o, kari } = consulting();
    o.phone('anna-desk').hangsUp();
    expect([kari.hears, o.phone('bo-desk').hears()]).toEqual(['leg bo-desk', 'leg caller']);
  });

  it('the operator hangs up while a group is asked: the caller waits there, and comes back after 30 s', () => {
    const { o, kari } = talkWithAnna();
    o.phone('dag-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.asks({ type: 'consult', call: c1, to: { group: 'store' as GroupId }, by: anna });
    o.phone('anna-desk').hangsUp();
    const [entry] = o.state.entries.values();
    expect([entry?.arrivedAt, entry?.group, kari.hears]).toEqual([0, 'store', 'sound hall']);
    o.after(30_000);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('the colleague refuses, or hangs up: the operator is with the caller again', () => {
    const refused = asking();
    refused.o.phone('bo-desk').rejects();
    expect([refused.kari.hears, refused.o.phone('anna-desk').hears()]).toEqual(['leg anna-desk', 'leg caller']);
    const left = consulting();
    left.o.phone('bo-desk').hangsUp();
    expect([left.kari.hears, left.o.phone('anna-desk').hears()]).toEqual(['leg anna-desk', 'leg caller']);
  });

  it('the caller hangs up: the operator stays with the colleague, in a call of their own', () => {
    const { o, kari } = consulting();
    kari.hangsUp('hungUp');
    expect(o.phone('anna-desk').hears()).toBe('leg bo-desk');
    expect(o.records()).toMatchObject([{ call: 'c1', outcome: 'answered' }]);
    o.phone('bo-desk').hangsUp();
    expect(o.records()).toMatchObject([{ call: 'c1' }, { call: 'c2', direction: 'internal', outcome: 'answered' }]);
    expect(o.state.calls.size).toBe(0);
  });

  it('caller and operator in the same tick, in both orders: nobody is left', () => {
    for (const first of ['caller', 'operator'] as const) {
      const { o, kari } = consulting();
      if (first === 'caller') kari.hangsUp('hungUp');
      o.phone('anna-desk').hangsUp();
      if (first === 'operator') kari.hangsUp('hungUp');
      if (o.state.calls.size > 0) o.phone('bo-desk').hangsUp();
      expect([o.state.calls.size, o.state.legs.size]).toEqual([0, 0]);
    }
  });

  it('what is not a consultation can’t be completed, cancelled or swapped; a consultation consults nobody', () => {
    const { o } = talkWithAnna();
    for (const type of ['completeTransfer', 'cancelTransfer', 'swap'] as const) {
      expect(o.asks({ type, call: c1, by: anna })).toMatchObject({ error: { code: 'notInCall' } });
    }
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    expect(o.asks({ type: 'swap', call: c1, by: anna })).toMatchObject({ error: { code: 'notInCall' } });
    expect(o.asks({ type: 'swap', call: c1, by: cilla })).toMatchObject({ error: { code: 'notInCall' } });
    o.phone('bo-desk').answers();
    expect(o.asks({ type: 'consult', call: c2, to: { user: dag }, by: anna })).toMatchObject({
      error: { code: 'notInCall' },
    });
  });
});
