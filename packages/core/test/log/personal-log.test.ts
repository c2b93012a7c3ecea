import { describe, expect, it } from 'vitest';
import { CompanyNames } from '../../src/directory/company-names.ts';
import { PersonalLog } from '../../src/log/personal-log.ts';
import { anna, bo, c1, cilla, KARI, officeFile, SHOP, talkWithAnna } from '../behaviour/office.ts';
import { Office } from '../driver.ts';
import { logsOf } from './book.ts';

describe('[S70] the personal log', () => {
  it('[S71] [S72] [S73] [S75] [S76] a call answered: when, from whom, how long it rang, how long they talked', () => {
    const { o, kari } = talkWithAnna();
    o.after(4000);
    kari.hangsUp();
    expect(logsOf(o).personal).toEqual([
      {
        user: anna,
        call: c1,
        at: 0,
        direction: 'incoming',
        party: { kind: 'unknown', number: KARI },
        ringMs: 1000,
        talkMs: 4000,
        heldMs: 0,
        result: 'answered',
        outcome: 'answered',
        forwarding: [],
      },
    ]);
  });

  it('[S72] [S73] [S74] both sides of a call between colleagues have it, each with the other', () => {
    const o = new Office(officeFile);
    const phone = o.phone('bo-desk');
    phone.dials('101');
    o.after(3000);
    o.phone('anna-desk').answers();
    o.after(5000);
    o.phone('anna-desk').hangsUp();
    const { of } = logsOf(o);
    expect(of('bo')).toMatchObject([
      { direction: 'outgoing', party: { kind: 'user', name: 'Anna', number: '101' }, ringMs: 3000, talkMs: 5000 },
    ]);
    expect(of('anna')).toMatchObject([
      { direction: 'incoming', party: { kind: 'user', name: 'Bo', number: '102' }, ringMs: 3000, talkMs: 5000 },
    ]);
  });

  it('[S76] time on hold counts as talking, and is told apart', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.after(3000);
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    o.after(2000);
    kari.hangsUp();
    expect(logsOf(o).of('anna')).toMatchObject([{ talkMs: 5000, heldMs: 3000 }]);
  });

  it('missed, answered elsewhere and refused are told apart', () => {
    const o = new Office({
      ...officeFile,
      groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'bo' }, { user: 'cilla' }] }],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(1000);
    o.phone('cilla-desk').rejects();
    o.after(1000);
    o.phone('anna-desk').answers();
    kari.hangsUp();
    o.outsider(KARI).calls(SHOP).hangsUp();
    const { of } = logsOf(o);
    expect(of('anna').map(({ result, ringMs }) => [result, ringMs])).toEqual([
      ['answered', 2000],
      ['missed', 0],
    ]);
    expect(of('bo').map(({ result, ringMs }) => [result, ringMs])).toEqual([
      ['answeredElsewhere', 2000],
      ['missed', 0],
    ]);
    expect(of('cilla').map(({ result, ringMs }) => [result, ringMs])).toEqual([
      ['rejected', 1000],
      ['missed', 0],
    ]);
  });

  it('rings of several rounds are one row, and two phones of one user ring once', () => {
    const o = new Office({
      ...officeFile,
      users: [{ id: 'anna', name: 'Anna', devices: ['anna-desk', 'anna-cell'] }],
      groups: [
        { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }], ring: { seconds: 10, roundPauseSeconds: 5 } },
      ],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(17_000);
    o.phone('anna-cell').answers();
    o.after(1000);
    kari.hangsUp();
    expect(logsOf(o).of('anna')).toMatchObject([{ at: 0, ringMs: 12_000, talkMs: 1000, result: 'answered' }]);
  });

  it('[S77] a transfer is a row for each, with what came of it; nobody has the talk of another', () => {
    const { o, kari } = talkWithAnna();
    o.after(2000);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(4000);
    o.phone('bo-desk').answers();
    o.after(8000);
    kari.hangsUp();
    const { of } = logsOf(o);
    const forwarding = [{ kind: 'transfer', at: 3000, from: anna, to: { kind: 'user', user: bo }, result: 'answered' }];
    expect(of('anna')).toMatchObject([{ talkMs: 2000, forwarding }]);
    expect(of('bo')).toMatchObject([{ at: 3000, ringMs: 4000, talkMs: 8000, forwarding, party: { number: KARI } }]);
    expect(of('cilla')).toEqual([]);
  });

  it('[S77] a call that comes back is one row of the operator: both talks, and why it came back', () => {
    const { o, kari } = talkWithAnna();
    o.after(2000);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(30_000);
    o.phone('anna-desk').answers();
    o.after(1000);
    kari.hangsUp();
    const { of } = logsOf(o);
    const forwarding = [{ kind: 'transfer', result: { returned: 'noAnswer' } }];
    expect(of('anna')).toMatchObject([{ talkMs: 3000, forwarding }]);
    expect(of('bo')).toMatchObject([{ result: 'missed', ringMs: 30_000, talkMs: 0, forwarding }]);
  });

  it('a consultation is a call of its own; who takes the caller over has both', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    o.after(2000);
    o.phone('bo-desk').answers();
    o.after(3000);
    o.asks({ type: 'completeTransfer', call: c1, by: anna });
    o.after(4000);
    kari.hangsUp();
    const { of } = logsOf(o);
    expect(of('bo').map(({ call, ringMs, talkMs, result }) => [call, ringMs, talkMs, result])).toEqual([
      ['c2', 2000, 3000, 'answered'],
      ['c1', 0, 4000, 'answered'],
    ]);
    expect(of('anna').map(({ call, direction, party }) => [call, direction, party.kind])).toEqual([
      ['c2', 'outgoing', 'user'],
      ['c1', 'incoming', 'unknown'],
    ]);
  });

  it('[S77] [S151] an absence that sends calls on says where and why, to both', () => {
    const o = new Office(officeFile);
    o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'meeting', forwardTo: '102' }] });
    o.phone('cilla-desk').dials('101');
    o.after(1000);
    o.phone('bo-desk').answers();
    o.phone('bo-desk').hangsUp();
    const { of } = logsOf(o);
    const forwarding = [{ kind: 'absence', at: 0, from: anna, to: { kind: 'user', user: bo }, reason: 'meeting' }];
    expect(of('anna')).toMatchObject([{ result: 'forwarded', forwarding, ringMs: 0 }]);
    expect(of('bo')).toMatchObject([{ result: 'answered', forwarding, party: { kind: 'user', name: 'Cilla' } }]);
    expect(of('cilla')).toMatchObject([
      { direction: 'outgoing', forwarding: [], party: { kind: 'user', name: 'Anna' } },
    ]);
  });

  it('one in a call, and one without a phone, were called all the same', () => {
    const { o } = talkWithAnna();
    o.phone('bo-desk').dials('101').hangsUp();
    o.phone('cilla-desk').unregisters();
    o.phone('bo-desk').dials('103').hangsUp();
    const { of } = logsOf(o);
    expect(of('anna').map(({ result }) => result)).toEqual(['busy']);
    expect(of(cilla).map(({ result }) => result)).toEqual(['unreachable']);
    expect(of('bo').map(({ result, outcome }) => [result, outcome])).toEqual([
      ['unanswered', 'busy'],
      ['unanswered', 'unreachable'],
    ]);
  });

  it('a call out: the number, its name, the ring time and the talk', () => {
    const o = new Office({
      ...officeFile,
      contacts: [{ id: 'kari', name: 'Kari Nordmann', numbers: [{ number: KARI }] }],
    });
    o.phone('bo-desk').dials('99887766');
    o.after(6000);
    o.phone(KARI).answers();
    o.after(2000);
    o.phone(KARI).hangsUp();
    expect(logsOf(o).of('bo')).toMatchObject([
      { direction: 'outgoing', party: { kind: 'contact', name: 'Kari Nordmann' }, ringMs: 6000, talkMs: 2000 },
    ]);
  });

  it('keeps the newest rows of each user', () => {
    const o = new Office(officeFile);
    for (let call = 0; call < 3; call += 1) o.outsider(KARI).calls(SHOP).hangsUp();
    const names = new CompanyNames(o.state.company);
    const log = new PersonalLog({ names: () => names, keep: 2 });
    for (const event of o.events) log.apply(event);
    expect(log.rowsOf(anna).map(({ call }) => call)).toEqual(['c2', 'c3']);
    expect(log.rowsOf(bo)).toEqual([]);
  });
});
