import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { CompanyNames } from '../../src/directory/company-names.ts';
import { CompanyLog } from '../../src/log/company-log.ts';
import { localTime } from '../../src/log/local-time.ts';
import { anna, c1, KARI, officeFile, SHOP, talkWithAnna } from '../behaviour/office.ts';
import { Office } from '../driver.ts';
import { logsOf } from './book.ts';

const withKari: CompanyFile = {
  ...officeFile,
  unanswered: { message: null },
  contacts: [{ id: 'kari', name: 'Kari Nordmann', numbers: [{ number: KARI }] }],
};

describe('[S64] the company log', () => {
  it('[S66] [S67] [S68] [S69] [S52] has one row for each incoming call: who, how long in line, which group, who answered', () => {
    const { o, kari } = talkWithAnna();
    o.after(4000);
    kari.hangsUp();
    expect(logsOf(o).company).toMatchObject([
      {
        call: c1,
        at: 0,
        endedAt: 5000,
        from: { kind: 'unknown', number: KARI },
        dialled: SHOP,
        waitMs: 1000,
        group: 'shop',
        answeredBy: anna,
        outcome: 'answered',
        queues: [{ group: 'shop', joinedAt: 0, leftAt: 1000, outcome: 'answered' }],
        talks: [{ user: anna, beganAt: 1000, endedAt: 5000 }],
      },
    ]);
  });

  it('[S64] [S67] a caller who gives up stands there too, without a waiting time to an answer', () => {
    const o = new Office(officeFile);
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(7000);
    kari.hangsUp();
    const [row] = logsOf(o).company;
    expect(row).toMatchObject({ outcome: 'abandoned', waitMs: undefined, answeredBy: undefined, group: 'shop' });
    expect(row?.queues).toEqual([{ group: 'shop', joinedAt: 0, leftAt: 7000, outcome: 'abandoned' }]);
  });

  it('[S67] [S68] [S69] moved on: the first group and the first answer in front, the rest in detail', () => {
    const { o, kari } = talkWithAnna();
    o.after(2000);
    o.asks({ type: 'transfer', call: c1, to: { group: 'store' as never }, by: anna });
    o.after(3000);
    o.phone('dag-desk').answers();
    o.after(1000);
    kari.hangsUp();
    const [row] = logsOf(o).company;
    expect(row).toMatchObject({ group: 'shop', answeredBy: anna, waitMs: 1000 });
    expect(row?.queues.map(({ group, joinedAt, leftAt }) => [group, joinedAt, leftAt])).toEqual([
      ['shop', 0, 1000],
      ['store', 3000, 6000],
    ]);
    expect(row?.talks.map(({ user }) => user)).toEqual(['anna', 'dag']);
    expect(row?.transfers).toMatchObject([{ by: anna, target: { kind: 'group', group: 'store' }, result: 'answered' }]);
  });

  it('[S67] lines are summed up to the first answer', () => {
    const o = new Office({
      ...officeFile,
      groups: [
        {
          id: 'shop',
          name: 'Butikk',
          members: [{ user: 'anna' }],
          queue: { maxWaitSeconds: 10, graceSeconds: 0, exits: { timedOut: { group: 'store' } } },
        },
        { id: 'store', name: 'Lager', members: [{ user: 'dag' }] },
      ],
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(14_000);
    o.phone('dag-desk').answers();
    kari.hangsUp();
    expect(logsOf(o).company).toMatchObject([
      { waitMs: 14_000, queues: [{ outcome: 'timedOut' }, { group: 'store' }] },
    ]);
  });

  it('[S74] the name is that of the moment the call came, and is kept', () => {
    const o = new Office(withKari);
    const kari = o.outsider(KARI).calls(SHOP);
    let names = new CompanyNames(o.state.company);
    const log = new CompanyLog({ names: () => names });
    for (const event of o.events) log.apply(event);
    names = new CompanyNames(new Office(officeFile).state.company);
    const before = o.events.length;
    kari.hangsUp();
    for (const event of o.events.slice(before)) log.apply(event);
    expect(log.rows()).toMatchObject([{ from: { kind: 'contact', name: 'Kari Nordmann', number: KARI } }]);
  });

  it('[X13] of one who hides the number nothing is kept', () => {
    const o = new Office(withKari);
    o.outsider().calls(SHOP).hangsUp();
    expect(logsOf(o).company).toMatchObject([{ from: { kind: 'withheld' } }]);
    expect(Object.keys(logsOf(o).company[0]?.from ?? {})).toEqual(['kind']);
  });

  it('calls out and between colleagues have no row', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('101');
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    o.phone('bo-desk').dials('22000001').hangsUp();
    expect(o.records()).toHaveLength(2);
    expect(logsOf(o).company).toEqual([]);
  });

  it('keeps the newest rows and hands every one on, once', () => {
    const o = new Office(withKari);
    for (let call = 0; call < 5; call += 1) o.outsider(KARI).calls(SHOP).hangsUp();
    const names = new CompanyNames(o.state.company);
    const stored: string[] = [];
    const log = new CompanyLog({ names: () => names, keep: 2, onRow: ({ call }) => stored.push(call) });
    for (const event of o.events) log.apply(event);
    expect(stored).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(log.rows().map(({ call }) => call)).toEqual(['c4', 'c5']);
    const none = new CompanyLog({ names: () => names, keep: 0 });
    for (const event of o.events) none.apply(event);
    expect(none.rows()).toEqual([]);
  });
});

describe('[S65] [S71] the time of a call', () => {
  it.each([
    ['Europe/Oslo', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['Europe/Oslo', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
    ['America/St_Johns', '2026-01-05T03:04:05.999Z', '2026-01-04T23:34:05-03:30'],
    ['UTC', '2026-12-31T23:59:59Z', '2026-12-31T23:59:59+00:00'],
  ])('in %s at %s is %s', (zone, utc, local) => {
    expect(localTime(zone, Date.parse(utc))).toBe(local);
  });
});
