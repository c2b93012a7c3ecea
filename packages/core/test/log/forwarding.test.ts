import { describe, expect, it } from 'vitest';
import { anna, bo, c1, cilla, KARI, officeFile, SHOP, talkWithAnna } from '../behaviour/office.ts';
import { Office } from '../driver.ts';
import { logsOf } from './book.ts';

describe('[S77] how a call came to a user or went on', () => {
  it('moved to a group: its member sees from whom, the colleague who had no part does not', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { group: 'store' as never }, by: anna });
    o.after(3000);
    o.phone('dag-desk').answers();
    kari.hangsUp();
    const { of } = logsOf(o);
    const moved = { kind: 'transfer', at: 1000, from: anna, to: { kind: 'group', group: 'store' }, result: 'answered' };
    expect(of('dag')).toMatchObject([{ forwarding: [moved] }]);
    expect(of('anna')).toMatchObject([{ forwarding: [moved] }]);
    expect(of('bo')).toEqual([]);
  });

  it('moved to one who is in a call: busy, and why it came back', () => {
    const { o, kari } = talkWithAnna();
    o.phone('bo-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').answers();
    kari.hangsUp();
    const [, row] = logsOf(o).of('bo').toReversed();
    const ofKari = logsOf(o)
      .of('bo')
      .find(({ call }) => call === c1);
    expect(row ?? ofKari).toBeDefined();
    expect(ofKari).toMatchObject({
      result: 'busy',
      direction: 'incoming',
      ringMs: 0,
      forwarding: [{ kind: 'transfer', result: { returned: 'busy' } }],
    });
  });

  it('two transfers: each sees what brought the call, and what they did with it', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: bo });
    o.phone('cilla-desk').answers();
    kari.hangsUp();
    const { of } = logsOf(o);
    const froms = (user: string) =>
      of(user).map(({ forwarding }) => forwarding.map((one) => one.kind === 'transfer' && one.from));
    expect(froms('anna')).toEqual([[anna]]);
    expect(froms('bo')).toEqual([[anna, bo]]);
    expect(froms('cilla')).toEqual([[bo]]);
  });

  it('[S51] taken by another: who was rung and who took it both see it', () => {
    const o = new Office(officeFile);
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(2000);
    o.asks({ type: 'pickUp', call: c1, by: bo });
    o.phone('bo-desk').answers();
    kari.hangsUp();
    const { of } = logsOf(o);
    const forwarding = [{ kind: 'pickUp', at: 2000, by: bo }];
    expect(of('anna')).toMatchObject([{ result: 'answeredElsewhere', ringMs: 2000, forwarding }]);
    expect(of('bo')).toMatchObject([{ result: 'answered', ringMs: 0, forwarding }]);
  });

  it('[S51] one who wanted to take it and did not answer has taken nothing', () => {
    const o = new Office(officeFile);
    const kari = o.outsider(KARI).calls(SHOP);
    o.asks({ type: 'pickUp', call: c1, by: bo });
    o.phone('bo-desk').rejects();
    o.phone('anna-desk').answers();
    kari.hangsUp();
    const { of } = logsOf(o);
    expect(of('anna')).toMatchObject([{ result: 'answered', forwarding: [] }]);
    expect(of('bo')).toMatchObject([{ result: 'rejected', forwarding: [] }]);
  });

  it('parked and taken from the slot: the one who parked sees by whom', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    const { slot } = o.of('callParked')[0] ?? {};
    o.after(4000);
    o.asks({ type: 'retrieve', slot: slot ?? 0, by: cilla });
    o.phone('cilla-desk').answers();
    o.after(1000);
    kari.hangsUp();
    const { of, company } = logsOf(o);
    const forwarding = [{ kind: 'pickUp', at: 5000, by: cilla }];
    expect(of('anna')).toMatchObject([{ talkMs: 0, forwarding }]);
    expect(of('cilla')).toMatchObject([{ talkMs: 1000, forwarding }]);
    expect(company).toMatchObject([{ holds: [], times: { heldMs: 4000 } }]);
  });

  it('parked and retrieved by nobody: it comes back', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    o.after(120_000);
    o.phone('anna-desk').answers();
    kari.hangsUp();
    expect(logsOf(o).of('anna')).toMatchObject([
      { forwarding: [{ kind: 'return', at: 121_000, to: anna, reason: 'parkTimeout' }] },
    ]);
  });

  it('left on hold by one whose phone is gone: it goes on to the group, whose member sees why', () => {
    const o = new Office({
      ...officeFile,
      groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'bo' }] }],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.after(2000);
    o.phone('anna-desk').unregisters();
    o.phone('anna-desk').hangsUp();
    o.after(1000);
    o.phone('bo-desk').answers();
    kari.hangsUp();
    const { of } = logsOf(o);
    const back = { kind: 'return', at: 2000, to: undefined, reason: 'leftOnHold' };
    expect(of('bo').flatMap(({ forwarding }) => forwarding)).toEqual([back]);
    expect(of('anna')).toMatchObject([{ result: 'answered', heldMs: 2000 }]);
  });

  it('an absence that leads to a group is seen by the member whom it rings', () => {
    const o = new Office(officeFile);
    o.asks({ type: 'setAbsences', user: bo, absences: [{ reason: 'ill', forwardTo: '202' }] });
    o.phone('cilla-desk').dials('102');
    o.phone('dag-desk').answers();
    o.phone('dag-desk').hangsUp();
    const { of } = logsOf(o);
    const forwarding = [{ kind: 'absence', from: bo, to: { kind: 'group', group: 'store' }, reason: 'ill' }];
    expect(of('dag')).toMatchObject([{ result: 'answered', forwarding }]);
    expect(of('bo')).toMatchObject([{ result: 'forwarded', forwarding }]);
  });
});
