import { describe, expect, it } from 'vitest';
import { mayHearNothing } from '../../src/leg/silence.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, officeFile, talkWithAnna } from './office.ts';

describe('[X9] hold', () => {
  it('the caller hears music, and the talk goes on where it was', () => {
    const { o, kari } = talkWithAnna();
    expect(o.asks({ type: 'hold', call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['sound hall', 'nothing']);
    o.after(7000);
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    expect(kari.hears).toBe('leg anna-desk');
    kari.hangsUp('hungUp');
    expect(o.records()).toMatchObject([{ talks: [{ user: 'anna' }], times: { heldMs: 7000, talkingMs: 0 } }]);
  });

  it('[law 7] a user who dialled holds like one who was called: the held party hears music, the holder nothing', () => {
    const o = new Office(officeFile);
    const dialler = o.phone('anna-desk').dials('+4791111111');
    o.phone('+4791111111').answers();
    expect(o.asks({ type: 'hold', call: c1, by: anna }).ok).toBe(true);
    expect([o.phone('+4791111111').hears(), dialler.hears]).toEqual(['sound hall', 'nothing']);
    const silent = [...o.state.legs.values()].filter((leg) => mayHearNothing(o.state, leg));
    expect(silent.map(({ id }) => id)).toEqual([dialler.leg]);
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    expect([o.phone('+4791111111').hears(), dialler.hears]).toEqual(['leg caller', 'leg +4791111111']);
    expect([...o.state.legs.values()].filter((leg) => mayHearNothing(o.state, leg))).toEqual([]);
  });

  it('the holder is reminded every minute, until the talk goes on', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.after(59_999);
    expect(o.of('holdReminded')).toEqual([]);
    o.after(60_001);
    expect(o.of('holdReminded')).toMatchObject([
      { call: 'c1', user: 'anna' },
      { call: 'c1', user: 'anna' },
    ]);
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    o.after(120_000);
    expect(o.of('holdReminded')).toHaveLength(2);
  });

  it('one who hangs up on a held caller gets the call back', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.phone('anna-desk').hangsUp();
    expect([o.ringing(), kari.hears]).toEqual([['anna-desk'], 'sound hall']);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('a held call can be moved on', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'hold', call: c1, by: anna });
    expect(o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna }).ok).toBe(true);
    expect(o.ringing()).toEqual(['bo-desk']);
  });
});

describe('[X9] park', () => {
  it('lowest free slot first; anybody takes the call by the slot', () => {
    const { o, kari } = talkWithAnna();
    expect(o.asks({ type: 'park', call: c1, by: anna }).ok).toBe(true);
    expect(o.of('callParked')).toMatchObject([{ slot: 701, by: 'anna' }]);
    expect([kari.hears, o.state.users.get(anna)?.availability]).toEqual(['sound hall', 'idle']);
    expect(o.asks({ type: 'retrieve', slot: 702, by: bo })).toMatchObject({ error: { code: 'notFound' } });
    expect(o.asks({ type: 'retrieve', slot: 701, by: bo }).ok).toBe(true);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.phone('bo-desk').answers();
    expect(kari.hears).toBe('leg bo-desk');
    expect(o.state.slots.size).toBe(0);
  });

  it('not retrieved within two minutes: back to the one who parked it', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    o.after(119_999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect([o.ringing(), kari.hears, o.state.slots.size]).toEqual([['anna-desk'], 'sound hall', 0]);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('a slot that is taken or does not exist is refused with what would be right', () => {
    const { o } = talkWithAnna();
    expect(o.asks({ type: 'park', call: c1, by: anna, slot: 9 })).toMatchObject({
      error: { code: 'invalid', where: '9', why: 'one of slots 701 to 720' },
    });
    o.asks({ type: 'park', call: c1, by: anna, slot: 705 });
    expect([...o.state.slots]).toEqual([[705, 'c1']]);
    kari(o);
    expect(o.asks({ type: 'park', call: 'c2' as never, by: anna, slot: 705 })).toMatchObject({
      error: { code: 'alreadyTaken' },
    });
  });

  it('a parked caller who hangs up leaves the slot', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    kari.hangsUp('hungUp');
    expect([o.state.slots.size, o.state.timers.size]).toEqual([0, 0]);
    expect(o.records()).toMatchObject([{ outcome: 'abandonedInTransfer' }]);
  });

  it('a retriever who does not answer: the call goes to the group that took it first', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    o.asks({ type: 'retrieve', slot: 701, by: bo });
    o.after(20_000);
    expect(o.of('entryJoined').at(-1)).toMatchObject({ group: 'shop', isReturned: true });
  });
});

function kari(o: ReturnType<typeof talkWithAnna>['o']): void {
  o.outsider('+4791000000').calls('+4757828600');
  o.phone('anna-desk').answers();
}
