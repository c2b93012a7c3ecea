import { describe, expect, it } from 'vitest';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP, talkWithAnna } from '../behaviour/office.ts';
import { Office } from '../driver.ts';
import { logsOf } from './book.ts';

/** Anna has called Kari, talked for 10 s, and moved her on to Bo, who answers after 2 s and talks for 5 s. */
function movedOnByCaller() {
  const o = new Office(officeFile);
  o.phone('anna-desk').dials('99887766');
  o.phone(KARI).answers();
  o.after(10_000);
  o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
  o.after(2000);
  o.phone('bo-desk').answers();
  o.after(5000);
  o.phone('bo-desk').hangsUp();
  return logsOf(o);
}

describe('[S73] [S76] [S77] one who called and moves the call on', () => {
  it('has no part in the talk of the others', () => {
    expect(movedOnByCaller().of('anna')).toMatchObject([
      { direction: 'outgoing', party: { number: KARI }, talkMs: 10_000, result: 'answered' },
    ]);
  });

  it('is not the other party of who takes it: the one served is', () => {
    expect(movedOnByCaller().of('bo')).toMatchObject([
      { direction: 'incoming', party: { number: KARI }, talkMs: 5000, ringMs: 2000 },
    ]);
  });

  it('leaves a colleague who goes on talking with another: both talks are theirs', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('102');
    o.after(1000);
    o.phone('bo-desk').answers();
    o.after(10_000);
    o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: anna });
    o.after(4000);
    o.phone('cilla-desk').answers();
    o.after(5000);
    o.phone('cilla-desk').hangsUp();
    const { of } = logsOf(o);
    expect(of('anna')).toMatchObject([{ talkMs: 10_000, ringMs: 1000, party: { name: 'Bo' } }]);
    expect(of('bo')).toMatchObject([{ talkMs: 15_000, ringMs: 1000, party: { name: 'Anna' } }]);
    expect(of('cilla')).toMatchObject([{ talkMs: 5000, ringMs: 4000, party: { name: 'Bo' } }]);
  });
});

describe('[S76] time that is held', () => {
  it('is the same for both, whoever holds; the company log says who', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('102');
    o.phone('bo-desk').answers();
    o.after(1000);
    o.asks({ type: 'hold', call: c1, by: anna });
    o.after(3000);
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    o.after(500);
    o.phone('bo-desk').hangsUp();
    const { of } = logsOf(o);
    expect(of('anna')).toMatchObject([{ talkMs: 4500, heldMs: 3000 }]);
    expect(of('bo')).toMatchObject([{ talkMs: 4500, heldMs: 3000 }]);
  });

  it('counts a consultation, but for when the two speak; the colleague waits then', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.after(2000);
    o.asks({ type: 'swap', call: c1, by: anna });
    o.after(700);
    o.asks({ type: 'swap', call: c1, by: anna });
    o.after(1000);
    o.asks({ type: 'cancelTransfer', call: c1, by: anna });
    o.after(4000);
    kari.hangsUp();
    const { of, company } = logsOf(o);
    expect(of('anna').map(({ call, talkMs, heldMs }) => [call, talkMs, heldMs])).toEqual([
      ['c2', 3700, 700],
      [c1, 7700, 3000],
    ]);
    expect(of('bo').map(({ talkMs, heldMs }) => [talkMs, heldMs])).toEqual([[3700, 700]]);
    expect(company[0]?.holds).toEqual([
      { by: anna, beganAt: 1000, endedAt: 3000 },
      { by: anna, beganAt: 3700, endedAt: 4700 },
    ]);
    expect(company[0]?.times.heldMs).toBe(3000);
  });
});

describe('[S76] [S166] a meeting', () => {
  it('counts as talking; who is called for it meets its owner', () => {
    const o = new Office(officeFile);
    o.asks({ type: 'startConference', by: anna, invite: [{ user: bo }] });
    o.after(1000);
    o.phone('bo-desk').answers();
    o.phone('anna-desk').answers();
    o.after(6000);
    o.phone('bo-desk').hangsUp();
    o.after(1000);
    o.phone('anna-desk').hangsUp();
    const { of } = logsOf(o);
    expect(of('bo')).toMatchObject([{ party: { name: 'Anna' }, ringMs: 1000, talkMs: 6000, result: 'answered' }]);
    expect(of('anna')).toMatchObject([{ party: { kind: 'unknown' }, talkMs: 7000, result: 'answered' }]);
  });

  it('one who declines it has missed nothing but that', () => {
    const o = new Office(officeFile);
    o.asks({ type: 'startConference', by: anna, invite: [{ user: bo }] });
    o.phone('bo-desk').rejects();
    o.phone('anna-desk').hangsUp();
    expect(logsOf(o).of('bo')).toMatchObject([{ party: { name: 'Anna' }, talkMs: 0, result: 'rejected' }]);
  });

  it('brought in from a talk, each goes on in a call of their own, with one row for each', () => {
    const { o, kari } = talkWithAnna();
    o.after(2000);
    o.asks({ type: 'startConference', by: dag, invite: [] });
    o.phone('dag-desk').answers();
    const [meeting] = o.state.conferences.keys();
    if (meeting === undefined) throw new Error('no meeting');
    o.asks({ type: 'bringIn', conference: meeting, call: c1, by: anna });
    o.after(5000);
    kari.hangsUp();
    o.phone('anna-desk').hangsUp();
    o.phone('dag-desk').hangsUp();
    const { of } = logsOf(o);
    expect(of('anna').map(({ direction, talkMs, party, result }) => [direction, talkMs, party, result])).toEqual([
      ['incoming', 2000, { kind: 'unknown', number: KARI }, 'answered'],
      ['incoming', 5000, { kind: 'unknown', number: KARI }, 'answered'],
    ]);
  });
});

describe('[S67] the wait before the first answer', () => {
  it('is known for one who was led to a meeting, too, and is nothing for one who waited in no line', () => {
    const o = new Office({
      ...officeFile,
      numbers: [{ number: SHOP, to: { user: 'anna' } }],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(3000);
    o.phone('anna-desk').answers();
    kari.hangsUp();
    expect(logsOf(o).company).toMatchObject([{ waitMs: 0, group: undefined, answeredBy: anna, queues: [] }]);
  });
});
