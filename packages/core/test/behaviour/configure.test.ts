import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { buildCompany } from '../../src/config/read-company.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { Office } from '../driver.ts';
import { anna, c1, KARI, officeFile, SHOP } from './office.ts';

type GroupFile = NonNullable<CompanyFile['groups']>[number];

const shop: GroupFile = {
  id: 'shop',
  name: 'Butikk',
  members: [{ user: 'anna' }, { user: 'bo' }],
  ring: { seconds: 20, order: 'fixedOrder' },
};
const withShop = (change: Partial<GroupFile>, more: Partial<CompanyFile> = {}): CompanyFile => ({
  ...officeFile,
  groups: [
    { ...shop, ...change },
    { id: 'store', name: 'Lager', members: [{ user: 'dag' }] },
  ],
  ...more,
});

/** Kari rings the shop: Anna's phone rings. */
function ringing(change: Partial<GroupFile> = {}) {
  const o = new Office(withShop(change));
  const kari = o.outsider(KARI).calls(SHOP);
  return { o, kari };
}

const configure = (o: Office, file: unknown) => o.asks({ type: 'configure', file });

describe('[E22] a new company file in the middle of a ring', () => {
  it('a member who is removed is rung no longer, and the next is rung at once', () => {
    const { o } = ringing();
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(configure(o, withShop({ members: [{ user: 'bo' }] })).ok).toBe(true);
    expect(o.ringing()).toEqual(['bo-desk']);
  });

  it('a new ring time counts from the next offer; the one that rings keeps its own', () => {
    const { o } = ringing();
    o.after(5000);
    configure(o, withShop({ ring: { seconds: 3, order: 'fixedOrder' } }));
    o.after(14_999);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.after(1);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(2999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect(o.ringing()).toEqual([]);
  });

  it('a new order and width count from the next offer', () => {
    const { o } = ringing();
    configure(o, withShop({ ring: { seconds: 20 } }));
    // Everyone at once now: the free member joins what rings.
    expect(o.ringing()).toEqual(['anna-desk', 'bo-desk']);
  });

  it('a new member who is free is rung', () => {
    const { o } = ringing({ members: [{ user: 'anna' }], ring: { seconds: 20 } });
    configure(o, withShop({ ring: { seconds: 20 } }));
    expect(o.ringing()).toEqual(['anna-desk', 'bo-desk']);
  });

  it('a group that is deleted gives its callers to the heir; none is lost', () => {
    const { o, kari } = ringing({ heir: 'store' });
    const file = { ...officeFile, groups: [{ id: 'store', name: 'Lager', members: [{ user: 'dag' }] }] };
    expect(configure(o, { ...file, numbers: [{ number: SHOP, to: { group: 'store' } }] }).ok).toBe(true);
    expect(o.ringing()).toEqual(['dag-desk']);
    expect(o.of('entryLeft')).toMatchObject([{ group: 'shop', outcome: 'overflow' }]);
    o.phone('dag-desk').answers();
    expect(kari.hears).toBe('leg dag-desk');
  });

  it('without an heir they hear the company’s message', () => {
    const { o, kari } = ringing();
    configure(o, { ...officeFile, numbers: [], groups: [] });
    expect(kari.hears).toBe('sound nobody-answered');
  });

  it('a user who is removed: what rings stops, a talk goes on to its end', () => {
    const { o, kari } = ringing();
    o.phone('anna-desk').answers();
    const users = officeFile.users.filter(({ id }) => id !== 'anna');
    configure(o, { ...withShop({ members: [{ user: 'bo' }] }), users });
    expect(kari.hears).toBe('leg anna-desk');
    expect(o.state.users.has(anna)).toBe(true);
    o.phone('anna-desk').hangsUp();
    expect(o.state.users.has(anna)).toBe(false);
    expect(o.records()).toMatchObject([{ outcome: 'answered', answeredBy: 'anna' }]);
  });

  it('a new VIP list ranks those who wait anew', () => {
    const o = new Office(withShop({}));
    const busy = o.phone('anna-desk').dials('104');
    o.phone('dag-desk').answers();
    o.phone('bo-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.outsider(KARI).calls(SHOP);
    o.outsider('+4791111111').calls(SHOP);
    const vipLists = [{ id: 'gold', name: 'Gold', entries: [{ number: '+4791111111' }] }];
    configure(o, withShop({}, { vipLists }));
    busy.hangsUp('hungUp');
    expect(o.of('offerMade').at(-1)?.call).toBe('c4');
  });

  it('a call keeps the version of the flow it entered until it leaves it', () => {
    const flow = (sound: string, group: string) => ({
      id: 'main',
      name: 'Main',
      start: 'menu',
      elements: {
        menu: { kind: 'menu', prompt: sound, choices: { '1': 'in' }, otherwise: 'in' },
        in: { kind: 'queue', group },
      },
    });
    const numbers = [{ number: SHOP, to: { flow: 'main' } }];
    const file = (sound: string, group: string) =>
      ({ ...withShop({}), numbers, flows: [flow(sound, group)] }) as unknown as CompanyFile;
    const o = new Office(file('old', 'shop'));
    const kari = o.outsider(KARI).calls(SHOP);
    expect(configure(o, file('new', 'store')).ok).toBe(true);
    const ola = o.outsider('+4791111111').calls(SHOP);
    expect([kari.hears, ola.hears]).toEqual(['sound old', 'sound new']);
    kari.presses('1');
    expect(o.ringing()).toEqual(['anna-desk']);
    ola.presses('1');
    expect(o.ringing()).toEqual(['anna-desk', 'dag-desk']);
    o.phone('anna-desk').answers();
    configure(o, file('newest', 'store'));
    expect(o.state.flowEditions.map(({ version }) => version)).toEqual([2, 3]);
  });
});

describe('[E23] a phone that nobody knew', () => {
  it('a late copy of its call means nothing when the phone has come to the company meanwhile', () => {
    const o = new Office(officeFile);
    const stranger = o.phone('eva-desk').dials('101');
    expect(stranger.releasedFor).toBe('forbidden');
    configure(o, { ...officeFile, users: [...officeFile.users, { id: 'eva', name: 'Eva', devices: ['eva-desk'] }] });
    expect(o.tell(stranger.arrival).events).toEqual([]);
    expect(o.state.calls.size).toBe(0);
  });
});

describe('a file with mistakes', () => {
  it('is refused with every mistake, and changes nothing', () => {
    const { o } = ringing();
    const before = JSON.stringify(takeSnapshot(o.state));
    const result = configure(o, withShop({ members: [{ user: 'nobody' }], ring: { order: 'ringAll' as never } }));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid', problems: [{ path: 'groups[0].ring.order' }, { path: 'groups[0].members[0].user' }] },
    });
    expect(JSON.stringify(takeSnapshot(o.state))).toBe(before);
    expect(o.state.calls.get(c1)?.at.phase).toBe('offered');
  });
});

describe('[S106] [S107] [S110] saving the members of a group', () => {
  const save = (o: Office, members: readonly { user: string; tier: number }[], version: number) =>
    o.asks({ type: 'saveMembers', group: 'shop' as never, members: members as never, version });

  it('takes effect at once, all of it or nothing', () => {
    const { o } = ringing();
    expect(save(o, [{ user: 'bo', tier: 0 }], 1).ok).toBe(true);
    expect(o.ringing()).toEqual(['bo-desk']);
    const wrong = save(
      o,
      [
        { user: 'anna', tier: 0 },
        { user: 'nobody', tier: -1 },
      ],
      2,
    );
    expect(wrong).toMatchObject({ error: { code: 'invalid', problems: [{ path: 'members[1].tier' }, {}] } });
    expect(o.ringing()).toEqual(['bo-desk']);
  });

  it('the company is then what its file says, as if the whole file had been read anew', () => {
    const { o } = ringing();
    save(
      o,
      [
        { user: 'dag', tier: 2 },
        { user: 'bo', tier: 0 },
      ],
      1,
    );
    expect(o.state.company).toEqual(buildCompany(o.state.company.file));
    expect(o.state.company.users.get('dag' as never)?.groups).toEqual(['shop', 'store']);
    expect(o.state.company.users.get('anna' as never)?.groups).toEqual([]);
  });

  it('saving the members as they are is no new version', () => {
    const { o } = ringing();
    const same = [
      { user: 'anna', tier: 0 },
      { user: 'bo', tier: 0 },
    ];
    expect([save(o, same, 1).ok, save(o, same, 1).ok]).toEqual([true, true]);
    expect(save(o, [...same].reverse(), 1).ok).toBe(true);
    expect(save(o, same, 1)).toMatchObject({ error: { code: 'stale' } });
  });

  it('one who is no user, and one who stands there twice, are refused with their places', () => {
    const { o } = ringing();
    const wrong = save(
      o,
      [
        { user: 'bo', tier: 0 },
        { user: 'nobody', tier: 0 },
        { user: 'bo', tier: 1 },
      ],
      1,
    );
    expect(wrong).toMatchObject({
      error: {
        code: 'invalid',
        where: 'members[1].user',
        problems: [{ path: 'members[1].user' }, { path: 'members[2].user' }],
      },
    });
    expect(save(o, [], 1)).toMatchObject({ error: { where: 'members' } });
  });

  it('an edit that began before somebody else saved is refused, and overwrites nothing', () => {
    const { o } = ringing();
    save(o, [{ user: 'bo', tier: 0 }], 1);
    expect(save(o, [{ user: 'anna', tier: 0 }], 1)).toMatchObject({ error: { code: 'stale' } });
    expect([...(o.state.groups.get('shop' as never)?.members.keys() ?? [])]).toEqual(['bo']);
    expect(save(o, [{ user: 'anna', tier: 0 }], 2).ok).toBe(true);
  });
});
