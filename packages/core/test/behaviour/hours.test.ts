import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, GroupId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, KARI, officeFile, SHOP } from './office.ts';

type GroupFile = NonNullable<CompanyFile['groups']>[number];
const day = [{ from: '08:00', to: '16:00' }];
const WORKSHOP = '+4757828605';

/** A Tuesday in Oslo. */
const at = (clock: string): number => DateTime.fromISO(`2026-11-24T${clock}`, { zone: 'Europe/Oslo' }).toMillis();

const file = (shop: Partial<GroupFile> = {}, more: Partial<CompanyFile> = {}): CompanyFile => ({
  ...officeFile,
  schedules: [{ id: 'day', name: 'Day', weekly: { tue: day, wed: day } }],
  groups: [
    { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }], schedule: 'day', ...shop },
    { id: 'store', name: 'Lager', members: [{ user: 'dag' }] },
  ],
  ...more,
});

/** The office at a time of that Tuesday. */
function office(clock: string, company: CompanyFile = file()): Office {
  const o = new Office(company, { isEveryoneReachable: false });
  o.now = at(clock);
  for (const device of ['anna-desk', 'bo-desk', 'cilla-desk', 'dag-desk']) o.phone(device).registers();
  return o;
}

describe('[S85] [S86] [S87] check opening hours', () => {
  const flow = {
    id: 'main',
    name: 'Main',
    start: 'hours',
    elements: {
      hours: { kind: 'hours', schedule: 'day', branches: { open: 'in' }, closed: 'closed' },
      in: { kind: 'queue', group: 'store' },
      closed: { kind: 'play', sound: 'we-are-closed' },
    },
  };
  const company = {
    ...file({}, { numbers: [{ number: SHOP, to: { flow: 'main' } }] }),
    flows: [flow],
  } as unknown as CompanyFile;

  it('the same call a millisecond before closing is led in; at closing it hears that we are closed', () => {
    const before = office('15:59:59.999', company);
    before.outsider(KARI).calls(SHOP);
    expect(before.ringing()).toEqual(['dag-desk']);
    const after = office('16:00', company);
    expect(after.outsider(KARI).calls(SHOP).hears).toBe('sound we-are-closed');
  });

  it('[S89] [S90] the workshop is closed one day: its number leads to the main number, and reverts by itself at midnight', () => {
    const workshop = {
      id: 'workshop',
      name: 'Workshop',
      start: 'hours',
      elements: {
        hours: { kind: 'hours', schedule: 'workshop', branches: { open: 'in' }, closed: 'link' },
        in: { kind: 'queue', group: 'store' },
        link: { kind: 'goto', flow: 'main' },
      },
    };
    const main = { id: 'main', name: 'Main', start: 'in', elements: { in: { kind: 'queue', group: 'shop' } } };
    const always = [{ from: '00:00', to: '24:00' }];
    const schedules = [
      {
        id: 'workshop',
        name: 'Workshop',
        weekly: { tue: always, wed: always },
        exceptions: [{ date: '2026-11-24', name: 'Inventory', intervals: [] }],
      },
    ];
    const numbers = [{ number: WORKSHOP, to: { flow: 'workshop' } }];
    const closed = { ...file({ schedule: undefined as never }, { numbers, schedules }), flows: [workshop, main] };
    const groups = (closed.groups ?? []).map(({ schedule: _none, ...group }) => group);
    const o = office('23:59:59.999', { ...closed, groups } as unknown as CompanyFile);
    o.outsider(KARI).calls(WORKSHOP);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.now += 1;
    o.outsider('+4791111111').calls(WORKSHOP);
    expect(o.ringing()).toEqual(['anna-desk', 'dag-desk']);
  });
});

describe('[E20] [L12] closing time', () => {
  it('who comes after closing goes the closed way', () => {
    const o = office('16:00', file({ queue: { exits: { closed: { group: 'store' } } } }));
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['dag-desk']);
    expect(o.of('entryLeft')).toMatchObject([{ group: 'shop', outcome: 'closed' }]);
  });

  it('drain (default): who came before closing is served', () => {
    const o = office('15:59');
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(110_000);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('evict: at closing they go the closed way, but not one for whom a phone rings', () => {
    const o = office('15:59:55', file({ atClose: 'evict', queue: { exits: { closed: { message: 'closed' } } } }));
    const kari = o.outsider(KARI).calls(SHOP);
    const ola = o.outsider('+4791111111').calls(SHOP);
    o.after(5000);
    expect([ola.hears, o.ringing()]).toEqual(['sound closed', ['anna-desk']]);
    expect(kari.hears).toBe('ringing');
    o.after(15_000);
    expect(kari.hears).toBe('sound closed');
    expect(o.state.timers.has('shop' as GroupId, 'hours')).toBe(false);
  });

  it('a returned transfer after closing goes to the main group, or to the message', () => {
    const o = office('15:59:50');
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').unregisters();
    o.after(30_000);
    expect(kari.hears).toBe('sound leave-a-message');
  });

  it('[S47] a transfer to a group that is closed is refused, and the call stays', () => {
    const o = office('16:00', file({}, { numbers: [{ number: SHOP, to: { group: 'store' } }] }));
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('dag-desk').answers();
    const asked = {
      type: 'transfer',
      call: 'c1' as CallId,
      to: { group: 'shop' as GroupId },
      by: 'dag' as never,
    } as const;
    expect(o.asks(asked)).toMatchObject({ error: { code: 'badTarget' } });
    expect(kari.hears).toBe('leg dag-desk');
  });

  it('closed by hand, and open again', () => {
    const o = office('10:00', file({ atClose: 'evict', queue: { exits: { closed: { message: 'closed' } } } }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const kari = o.outsider(KARI).calls(SHOP);
    const closed = { period: undefined, until: at('12:00') };
    expect(o.asks({ type: 'overrideHours', schedule: 'day', override: closed }).ok).toBe(true);
    expect(kari.hears).toBe('sound closed');
    expect(o.outsider('+4791111111').calls(SHOP).hears).toBe('sound closed');
    o.asks({ type: 'overrideHours', schedule: 'day', override: undefined });
    expect(o.outsider('+4792222222').calls(SHOP).hears).toBe('ringing');
    expect(o.asks({ type: 'overrideHours', schedule: 'x', override: undefined })).toMatchObject({
      error: { code: 'notFound' },
    });
  });

  it('a callback is not dialled outside hours, and is carried over to the next opening', () => {
    const o = office('15:59', file({ answerOn: 'entry', queue: { callbackKey: '1' } }));
    const busy = o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.outsider(KARI).calls(SHOP).presses('1');
    o.after(120_000);
    busy.hangsUp('hungUp');
    expect(o.ringing()).toEqual([]);
    o.after(at('08:00') + 86_400_000 - o.now - 1);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual([KARI]);
  });

  it('evict: only those who wait are sent away, each as the group says', () => {
    const o = office('15:59:55', file({ atClose: 'evict', queue: { exits: { closed: { group: 'store' } } } }));
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    const [ola, per] = ['+4791111111', '+4792222222'].map((number) => o.outsider(number).calls(SHOP));
    o.after(4999);
    expect(o.of('entryLeft').filter(({ outcome }) => outcome === 'closed')).toEqual([]);
    o.after(1);
    expect(o.of('entryLeft').filter(({ outcome }) => outcome === 'closed')).toHaveLength(2);
    expect(o.ringing()).toEqual(['dag-desk']);
    expect([ola?.hears, per?.hears]).not.toContain('nobody any more');
    expect(o.state.timers.has('shop' as GroupId, 'hours')).toBe(false);
  });

  it('evict: another period of the schedule is no closing', () => {
    const lunch = [
      { from: '08:00', to: '11:30' },
      { from: '11:30', to: '12:00', period: 'lunch' },
    ];
    const o = office(
      '11:29:59',
      file({ atClose: 'evict' }, { schedules: [{ id: 'day', name: 'Day', weekly: { tue: lunch } }] }),
    );
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(1000);
    expect(kari.hears).toBe('ringing');
    o.after(30 * 60_000 - 1);
    expect(o.of('entryLeft')).toEqual([]);
    o.after(1);
    expect(o.of('entryLeft')).toMatchObject([{ outcome: 'closed' }]);
  });

  it.each(['drain', 'callback'] as const)('%s: nobody is sent away at closing, and no time is watched', (atClose) => {
    const o = office('15:59:59', file({ atClose }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    const kari = o.outsider(KARI).calls(SHOP);
    expect(o.state.timers.has('shop' as GroupId, 'hours')).toBe(false);
    o.after(1000);
    expect([kari.hears, o.of('entryLeft')]).toEqual(['ringing', []]);
    expect(
      o.asks({ type: 'overrideHours', schedule: 'day', override: { period: undefined, until: undefined } }).ok,
    ).toBe(true);
    expect([kari.hears, o.of('groupClosed')]).toEqual(['ringing', []]);
  });

  it('by hand past closing, and the hours again: the time that is watched follows', () => {
    const o = office('15:59', file({ atClose: 'evict' }));
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.outsider(KARI).calls(SHOP);
    const set = (period: string | undefined, until: number | undefined) =>
      o.asks({ type: 'overrideHours', schedule: 'day', override: { period, until } });
    expect(set('open', at('17:00')).ok).toBe(true);
    o.after(at('17:00') - o.now - 1);
    expect(o.of('groupClosed')).toEqual([]);
    expect(set('open', undefined).ok).toBe(true);
    expect(o.state.timers.has('shop' as GroupId, 'hours')).toBe(false);
    o.after(60_000);
    expect(o.of('entryLeft')).toEqual([]);
    expect(set('lunch', undefined)).toMatchObject({
      error: { code: 'invalid', where: 'lunch' },
    });
    o.asks({ type: 'overrideHours', schedule: 'day', override: undefined });
    expect(o.of('entryLeft')).toMatchObject([{ outcome: 'closed' }]);
    expect(o.of('groupClosed')).toMatchObject([{ group: 'shop' }]);
  });

  it('evict: one whose round is over, and who waits for the next, goes at closing', () => {
    const o = office('15:59:35', file({ atClose: 'evict', ring: { roundPauseSeconds: 60 } }));
    o.outsider(KARI).calls(SHOP);
    o.after(20_000);
    expect([o.ringing(), o.of('roundPaused').length]).toEqual([[], 1]);
    o.after(4999);
    expect(o.of('entryLeft')).toEqual([]);
    o.after(1);
    expect(o.of('entryLeft')).toMatchObject([{ outcome: 'closed' }]);
  });

  it('evict: one who hears the welcome goes at closing', () => {
    const sounds = { welcome: 'welcome', welcomeInterruptible: false };
    const o = office('15:59:59', file({ atClose: 'evict', answerOn: 'entry', sounds }));
    const kari = o.outsider(KARI).calls(SHOP);
    expect([kari.hears, o.ringing()]).toEqual(['sound welcome', []]);
    o.after(1000);
    expect(o.of('entryLeft')).toMatchObject([{ outcome: 'closed' }]);
  });

  it('a group without a schedule, and one whose schedule is never open', () => {
    const o = office('03:00', file({}, { schedules: [{ id: 'day', name: 'Never' }] }));
    expect(o.outsider(KARI).calls(SHOP).hears).toBe('sound nobody-answered');
    expect(o.of('entryLeft')).toMatchObject([{ outcome: 'closed' }]);
    const store = office('03:00', file({}, { numbers: [{ number: SHOP, to: { group: 'store' } }] }));
    store.outsider(KARI).calls(SHOP);
    expect(store.ringing()).toEqual(['dag-desk']);
  });
});
