import { describe, expect, it } from 'vitest';
import { RingSpans } from '../../src/log/ring-spans.ts';
import { anna, KARI, officeFile, SHOP } from '../behaviour/office.ts';
import { Office } from '../driver.ts';
import { logsOf } from './book.ts';

const twoPhones = (): Office =>
  new Office({
    ...officeFile,
    users: [{ id: 'anna', name: 'Anna', devices: ['anna-desk', 'anna-cell'] }],
    groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }] }],
  });
const rings = (o: Office, device: string): void => {
  o.tell({ type: 'legRinging', leg: o.legAt(device) });
};

describe('[S75] the ring time', () => {
  it('counts from when the network says that it rings, on whichever phone first', () => {
    const o = twoPhones();
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(300);
    rings(o, 'anna-cell');
    o.after(200);
    rings(o, 'anna-desk');
    rings(o, 'anna-cell');
    o.after(1000);
    o.phone('anna-desk').answers();
    kari.hangsUp();
    const { of, company } = logsOf(o);
    expect(of('anna')).toMatchObject([{ at: 0, ringMs: 1200 }]);
    expect(company[0]?.rung).toEqual([
      {
        user: anna,
        number: undefined,
        firstAt: 0,
        rings: 1,
        ringMs: 1200,
        cause: 'answeredElsewhere',
        stoppedAt: 1500,
      },
    ]);
  });

  it('of a phone of which the network says nothing counts from when it was asked to ring', () => {
    const o = twoPhones();
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(1500);
    o.phone('anna-desk').answers();
    kari.hangsUp();
    expect(logsOf(o).of('anna')).toMatchObject([{ ringMs: 1500 }]);
  });

  it.each(['busy', 'unreachable', 'notFound', 'forbidden', 'incompatible', 'congestion', 'failed'] as const)(
    'is nothing for a phone that never rang: %s',
    (cause) => {
      const o = new Office(officeFile);
      o.phone('bo-desk').dials('101');
      o.after(800);
      o.phone('anna-desk').ends(cause);
      const { of } = logsOf(o);
      expect(of('anna')).toMatchObject([{ ringMs: 0 }]);
      expect(of('bo')).toMatchObject([{ direction: 'outgoing', ringMs: 0, result: 'unanswered' }]);
    },
  );

  it('of one that rang and was busy then is what it was', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('101');
    rings(o, 'anna-desk');
    o.after(800);
    o.phone('anna-desk').ends('busy');
    expect(logsOf(o).of('anna')).toMatchObject([{ ringMs: 800, result: 'busy' }]);
  });

  it('of a call out is that before the first answer, not that of a transfer later', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('101');
    o.after(2000);
    o.phone('anna-desk').answers();
    o.after(1000);
    o.asks({ type: 'transfer', call: 'c1' as never, to: { user: 'cilla' as never }, by: anna });
    o.after(5000);
    o.phone('cilla-desk').answers();
    o.phone('cilla-desk').hangsUp();
    const { of } = logsOf(o);
    expect(of('bo')).toMatchObject([{ direction: 'outgoing', ringMs: 2000, talkMs: 1000 }]);
    expect(of('cilla')).toMatchObject([{ ringMs: 5000, talkMs: 0 }]);
  });

  it('of a call out that waits in a line is what rang, not the wait', () => {
    const o = new Office({
      ...officeFile,
      groups: [
        {
          id: 'shop',
          name: 'Butikk',
          shortNumber: '201',
          members: [{ user: 'anna' }],
          ring: { seconds: 10, roundPauseSeconds: 5 },
        },
      ],
    });
    o.phone('bo-desk').dials('201');
    o.after(17_000);
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    expect(logsOf(o).of('bo')).toMatchObject([{ ringMs: 12_000 }]);
  });

  it('numbers outside are in the row of the company, too', () => {
    const o = new Office({
      ...officeFile,
      numbers: [{ number: SHOP, to: { external: '+4722000001' } }],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(4000);
    o.phone('+4722000001').answers();
    o.after(1000);
    kari.hangsUp();
    const [row] = logsOf(o).company;
    expect(row?.rung).toMatchObject([{ user: undefined, number: '+4722000001', rings: 1, ringMs: 4000 }]);
    expect(row).toMatchObject({ waitMs: 0, answeredBy: undefined, talks: [{ number: '+4722000001' }] });
  });

  it('[E9] phones that ring on for a VIP ring for each caller in their time', () => {
    const o = new Office({
      ...officeFile,
      vipLists: [{ id: 'gold', name: 'Gold', preempt: 'ringing', entries: [{ number: KARI }] }],
    });
    const first = o.outsider('+4790000001').calls(SHOP);
    o.after(3000);
    const vip = o.outsider(KARI).calls(SHOP);
    o.after(2000);
    o.phone('anna-desk').answers();
    vip.hangsUp();
    first.hangsUp();
    expect(
      logsOf(o)
        .of('anna')
        .map(({ call, ringMs, result }) => [call, ringMs, result]),
    ).toEqual([
      ['c2', 2000, 'answered'],
      ['c1', 3000, 'missed'],
    ]);
  });
});

describe('spans of rings', () => {
  it('lie over each other in any way and count once', () => {
    const spans = new RingSpans(anna, undefined);
    for (const at of [0, 0, 0]) spans.begin(at);
    spans.end({ from: 10, to: 20 }, 'cancelled');
    expect(spans.rung()).toMatchObject({ ringMs: 10, rings: 1 });
    spans.end({ from: 30, to: 40 }, 'cancelled');
    expect(spans.rung().ringMs).toBe(20);
    spans.end({ from: 15, to: 50 }, 'rejected');
    expect(spans.rung()).toMatchObject({ ringMs: 40, cause: 'rejected', stoppedAt: 50, firstAt: 0 });
    spans.begin(60);
    spans.end({ from: 60, to: 61 }, undefined);
    expect(spans.rung()).toMatchObject({ ringMs: 41, rings: 2, cause: undefined, stoppedAt: 61 });
  });

  it('that touch are one', () => {
    const spans = new RingSpans(anna, undefined);
    spans.begin(0);
    spans.begin(0);
    spans.end({ from: 0, to: 5 }, 'cancelled');
    spans.end({ from: 5, to: 9 }, 'cancelled');
    expect(spans.rung().ringMs).toBe(9);
  });
});
