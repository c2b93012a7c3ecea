import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../../src/config/company-file.ts';
import type { CallId, GroupId } from '../../../src/kernel/ids.ts';
import { consoleView } from '../../../src/view/console-view.ts';
import { anna, bo, c1, dag, KARI, officeFile, SHOP, talkWithAnna } from '../../behaviour/office.ts';
import { type Caller, Office } from '../../driver.ts';
import { consoleOf, groupIn, userIn } from './desk.ts';

const shop = 'shop' as GroupId;

describe('[S22] the list of users', () => {
  it('everyone, with numbers, short number and where they can be reached', () => {
    const o = new Office(
      {
        ...officeFile,
        numbers: [
          { number: SHOP, to: { group: 'shop' } },
          { number: '+4757828611', to: { user: 'bo' } },
        ],
        users: [
          {
            id: 'bo',
            name: 'Bo',
            devices: ['bo-desk', 'bo-mobile'],
            numbers: [{ number: '+4790000001', label: 'mobile' }],
          },
          { id: 'anna', name: 'Anna', shortNumber: '101', devices: ['anna-desk'] },
          { id: 'dag', name: 'Dag' },
        ],
      },
      { isEveryoneReachable: false },
    );
    o.phone('bo-mobile').registers();
    const away = { presence: { kind: 'unreachable' }, isLoggedIn: true, reachableAt: [] };
    expect(consoleOf(o).users).toEqual([
      { id: 'anna', name: 'Anna', shortNumber: '101', numbers: [], ...away },
      {
        id: 'bo',
        name: 'Bo',
        shortNumber: undefined,
        numbers: [
          { number: '+4757828611', label: undefined, isPrivate: false },
          { number: '+4790000001', label: 'mobile', isPrivate: false },
        ],
        presence: { kind: 'free' },
        isLoggedIn: false,
        reachableAt: ['bo-mobile'],
      },
      { id: 'dag', name: 'Dag', shortNumber: undefined, numbers: [], ...away },
    ]);
    o.phone('bo-desk').registers();
    expect(userIn(o, bo)?.reachableAt).toEqual(['bo-desk', 'bo-mobile']);
  });
});

describe('[S18] [S20] who sits at the console', () => {
  it('is named, and has dialled nothing yet', () => {
    expect(consoleOf(new Office(officeFile)).self).toEqual({ id: 'anna', name: 'Anna', lastDialled: undefined });
  });

  it('what was dialled last stays, answered or not; an incoming call does not change it', () => {
    const contact = { id: 'ola', name: 'Ola Dahl', numbers: [{ number: '+4722000000' }] };
    const o = new Office({ ...officeFile, contacts: [contact] });
    const dialler = o.phone('anna-desk').dials('22 00 00 00');
    o.phone('+4722000000').ends('busy');
    dialler.hangsUp();
    o.outsider(KARI).calls(SHOP);
    expect(consoleOf(o).self.lastDialled).toMatchObject({
      dialled: '22 00 00 00',
      party: { kind: 'contact', name: 'Ola Dahl', number: '+4722000000' },
    });
    o.phone('anna-desk').dials('102');
    expect(consoleOf(o).self.lastDialled?.party).toMatchObject({ kind: 'user', name: 'Bo', number: '102' });
    expect(consoleOf(o, bo).self.lastDialled).toBeUndefined();
  });
});

describe('one who has left the company', () => {
  it('goes by the id, and is not shown what was dialled, while the last call goes on', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('101');
    const users = (officeFile.users ?? []).filter(({ id }) => id !== 'bo');
    o.asks({ type: 'configure', file: { ...officeFile, users } });
    const view = consoleView(o.state, { user: bo, at: o.now });
    expect(view.self).toEqual({ id: 'bo', name: 'bo', lastDialled: undefined });
    expect(view.ownCalls).toMatchObject([{ id: 'c1', at: { phase: 'calling' } }]);
    expect(view.users.map(({ id }) => id)).toEqual(['anna', 'cilla', 'dag']);
    expect(view.waiting).toEqual([]);
  });
});

describe('[S59] [S60] [S61] [S62] [S111] [S117] [S118] [S119] [S120] groups', () => {
  const members = ['anna', 'bo', 'cilla', 'dag'].map((user, tier) => ({ user, tier }));
  const file: CompanyFile = {
    ...officeFile,
    groups: [{ id: 'shop', name: 'Butikk', shortNumber: '201', members, vip: { maxOvertakes: 3 } }],
  };

  it('names, numbers and counts', () => {
    expect(consoleOf(new Office(file)).groups).toEqual([
      {
        id: 'shop',
        name: 'Butikk',
        shortNumber: '201',
        numbers: [SHOP],
        membersVersion: 1,
        vipsServed: 0,
        maxOvertakes: 3,
        loggedIn: 4,
        busy: 0,
        inCall: 0,
        free: 4,
        waiting: 0,
        callbacks: 0,
      },
    ]);
  });

  it('busy in any call, not only of the group; free is who can take a call now', () => {
    const o = new Office(file);
    o.phone('anna-desk').dials('22000000');
    expect(groupIn(o, 'shop')).toMatchObject({ loggedIn: 4, busy: 1, inCall: 1, free: 3 });
    o.asks({ type: 'logOut', user: anna, group: shop });
    expect(groupIn(o, 'shop')).toMatchObject({ loggedIn: 3, busy: 0, inCall: 1, free: 3 });
    o.asks({ type: 'pause', user: bo, reason: 'lunch' });
    o.asks({ type: 'setAbsences', user: dag, absences: [{ reason: 'holiday' }] });
    expect(groupIn(o, 'shop')).toMatchObject({ loggedIn: 3, busy: 0, free: 1 });
  });

  it('waiting: those that ring, too, until they are answered', () => {
    const o = new Office(file);
    o.outsider(KARI).calls(SHOP);
    expect(groupIn(o, 'shop')).toMatchObject({ waiting: 1, free: 3 });
    o.phone('anna-desk').answers();
    expect(groupIn(o, 'shop')).toMatchObject({ waiting: 0, busy: 1, free: 3 });
  });

  it('[S113] [S114] [S124] [L6] members, logged out ones too: since when, tier, presence, number shown', () => {
    const o = new Office({
      ...file,
      users: (file.users ?? []).map((user) => (user.id === 'bo' ? { ...user, displayNumber: SHOP } : user)),
      numbers: [{ number: '+4757828699', to: { user: 'dag' } }, ...(file.numbers ?? [])],
    });
    o.now = 5000;
    o.asks({ type: 'logOut', user: bo, group: shop });
    o.asks({ type: 'logOut', user: dag, group: shop });
    o.now = 7000;
    o.asks({ type: 'logIn', user: dag, group: shop });
    expect(consoleOf(o).members.map(({ presence: _presence, ...row }) => row)).toEqual([
      { id: 'shop/anna', group: 'shop', user: 'anna', tier: 0, loggedInSince: 0, displayNumber: '+4757828699' },
      { id: 'shop/bo', group: 'shop', user: 'bo', tier: 1, loggedInSince: undefined, displayNumber: SHOP },
      { id: 'shop/cilla', group: 'shop', user: 'cilla', tier: 2, loggedInSince: 0, displayNumber: '+4757828699' },
      { id: 'shop/dag', group: 'shop', user: 'dag', tier: 3, loggedInSince: 7000, displayNumber: '+4757828699' },
    ]);
  });

  it('[S110] members that are saved are another version', () => {
    const o = new Office(file);
    o.asks({ type: 'saveMembers', group: shop, members: [{ user: bo, tier: 0 }], version: 1 });
    expect(groupIn(o, 'shop')).toMatchObject({ membersVersion: 2, loggedIn: 1 });
    expect(consoleOf(o).members.map(({ id }) => id)).toEqual(['shop/bo']);
  });
});

describe('[X9] parked calls', () => {
  it('slot, who parked it, since when and who waits', () => {
    const { o } = talkWithAnna();
    o.after(4000);
    o.asks({ type: 'park', call: c1, by: anna });
    const caller = { kind: 'unknown', number: KARI };
    expect(consoleOf(o, bo).parked).toEqual([{ id: 'c1', slot: 701, by: 'anna', since: 5000, caller }]);
    o.asks({ type: 'retrieve', slot: 701, by: bo });
    o.phone('bo-desk').answers();
    expect(consoleOf(o, bo).parked).toEqual([]);
  });
});

describe('[S121] [L5] callbacks', () => {
  const file: CompanyFile = {
    ...officeFile,
    contacts: [{ id: 'kari', name: 'Kari Lien', numbers: [{ number: KARI }] }],
    groups: [
      { id: 'shop', name: 'Butikk', members: [{ user: 'anna' }], answerOn: 'entry', queue: { callbackKey: '1' } },
    ],
  };

  function promised(): { readonly o: Office; readonly kari: Caller } {
    const o = new Office(file);
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.now = 1000;
    const kari = o.outsider(KARI).calls(SHOP);
    o.now = 2000;
    kari.presses('1');
    kari.hasHeardIt();
    return { o, kari };
  }

  it('[S123] one that keeps its place counts for the group and stands in the line', () => {
    const { o } = promised();
    expect(consoleOf(o).callbacks).toMatchObject([
      {
        id: 'b1',
        group: 'shop',
        party: { kind: 'contact', name: 'Kari Lien', number: KARI },
        promisedAt: 2000,
        attempts: 0,
        at: { phase: 'waiting' },
        place: { group: 'shop', arrivedAt: 1000, number: 1 },
      },
    ]);
    expect(groupIn(o, 'shop')).toMatchObject({ callbacks: 1, waiting: 0 });
  });

  it('the member is kept meanwhile, and the customer who has answered waits like any other', () => {
    const { o } = promised();
    o.phone('cilla-desk').hangsUp();
    expect(consoleOf(o).callbacks).toMatchObject([{ attempts: 1, at: { phase: 'dialling', call: 'c3' } }]);
    expect(userIn(o, anna)?.presence).toEqual({ kind: 'ringing' });
    o.phone(KARI).answers();
    expect(consoleOf(o).callbacks).toEqual([]);
    expect(consoleOf(o).waiting).toMatchObject([
      { direction: 'outgoing', caller: { name: 'Kari Lien' }, place: { arrivedAt: 1000 }, at: { phase: 'ringing' } },
    ]);
    expect(groupIn(o, 'shop')).toMatchObject({ callbacks: 0, waiting: 1 });
  });

  it('[S95] one that the company makes by itself has no place', () => {
    const element = { kind: 'callbackOffer', group: 'shop', whenLength: 1, mode: 'manual', acceptDigit: '1' } as const;
    const o = new Office({
      ...file,
      numbers: [{ number: SHOP, to: { flow: 'main' } }],
      flows: [
        {
          id: 'main',
          name: 'Main',
          start: 'offer',
          elements: {
            offer: { ...element, prompt: 'back', otherwise: 'line' },
            line: { kind: 'queue', group: 'shop' },
          },
        },
      ],
    });
    o.phone('anna-desk').dials('103');
    o.outsider('+4791111111').calls(SHOP);
    o.outsider(KARI).calls(SHOP).presses('1');
    expect(consoleOf(o).callbacks).toMatchObject([{ at: { phase: 'manual' }, place: undefined }]);
    expect(groupIn(o, 'shop')?.callbacks).toBe(1);
  });

  it('without `seeWaiting` one sees those of the own groups only', () => {
    const access: CompanyFile['access'] = {
      rules: ['anna', 'dag'].map((user) => ({ user, service: 'seeWaiting', decision: 'deny' })),
    };
    const o = new Office({ ...file, access });
    o.phone('anna-desk').dials('103');
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('1');
    kari.hasHeardIt();
    expect([consoleOf(o, anna).callbacks.length, consoleOf(o, dag).callbacks.length]).toEqual([1, 0]);
  });
});

describe('[S166] [S167] conferences', () => {
  it('everyone who was invited or came, and what came of it', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'startConference', by: bo, invite: [{ user: dag }, { number: '+4791111111' }] });
    o.after(1000);
    o.phone('bo-desk').answers();
    o.phone('dag-desk').rejects();
    const conference = consoleOf(o).conferences[0];
    expect(conference).toMatchObject({ id: 'f1', owner: 'bo', beganAt: 1000 });
    expect(conference?.participants).toMatchObject([
      { call: 'c2', party: { id: 'bo' }, at: { phase: 'present' }, joinedAt: 2000, isMuted: false },
      { call: 'c3', party: { id: 'dag' }, at: { phase: 'gone', outcome: 'unanswered' }, joinedAt: undefined },
      { call: 'c4', party: { kind: 'unknown', number: '+4791111111' }, at: { phase: 'called' } },
    ]);
  });

  it('one who came with a talk is named while they are there', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'startConference', by: bo, invite: [] });
    o.phone('bo-desk').answers();
    o.asks({ type: 'bringIn', conference: 'f1' as never, call: c1, by: anna });
    o.asks({ type: 'mute', conference: 'f1' as never, call: c1, isMuted: true, by: bo });
    const parties = () => consoleOf(o).conferences[0]?.participants.slice(1);
    expect(parties()).toMatchObject([
      { call: 'c1', party: { number: KARI }, isMuted: true },
      { call: 'c3', party: { id: 'anna' }, isMuted: false },
    ]);
    kari.hangsUp();
    expect(parties()).toMatchObject([
      { party: { kind: 'unknown', number: undefined }, at: { phase: 'gone', outcome: 'answered' } },
      { party: { id: 'anna' } },
    ]);
  });
});

describe('order', () => {
  it('people by their ids, calls in the order in which they came', () => {
    const o = new Office(officeFile);
    for (let call = 0; call < 11; call += 1) o.outsider(KARI).calls(SHOP);
    expect(consoleOf(o).waiting.map(({ id }) => id)).toEqual(
      Array.from({ length: 11 }, (_, at) => `c${at + 1}` as CallId),
    );
    expect(consoleOf(o).users.map(({ id }) => id)).toEqual(['anna', 'bo', 'cilla', 'dag']);
  });
});
