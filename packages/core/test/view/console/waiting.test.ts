import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../../src/config/company-file.ts';
import type { CallId, GroupId } from '../../../src/kernel/ids.ts';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP, talkWithAnna } from '../../behaviour/office.ts';
import { Office } from '../../driver.ts';
import { consoleOf, waitingIn } from './desk.ts';

const shop = 'shop' as GroupId;
const store = 'store' as GroupId;

describe('[S48] incoming calls that no person has', () => {
  it('[S10] [S50] [S52] [S53] one stands there in the step in which it comes, and goes when somebody answers', () => {
    const o = new Office(officeFile);
    o.now = 500;
    o.outsider(KARI, 'Kari').calls(SHOP);
    expect(consoleOf(o).waiting).toEqual([
      {
        id: 'c1',
        direction: 'incoming',
        caller: { kind: 'lookup', name: 'Kari', number: KARI },
        dialled: SHOP,
        group: 'shop',
        arrivedAt: 500,
        isVip: false,
        at: { phase: 'ringing' },
        place: {
          id: 'e1',
          group: 'shop',
          callerClass: 'ordinary',
          isReturned: false,
          arrivedAt: 500,
          number: 1,
          vipsServedBefore: 0,
        },
        ringing: [{ kind: 'user', user: 'anna' }],
        returned: undefined,
        moved: undefined,
      },
    ]);
    o.phone('anna-desk').answers();
    expect(consoleOf(o).waiting).toEqual([]);
  });

  it('waits for a member: no phone rings', () => {
    const { o } = talkWithAnna();
    o.outsider('+4791111111').calls(SHOP);
    expect(consoleOf(o).waiting).toMatchObject([{ id: 'c2', at: { phase: 'queued' }, ringing: [] }]);
  });

  it('calls between colleagues and calls to the outside are not among them', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('102');
    o.phone('cilla-desk').dials('22000000');
    expect(consoleOf(o).waiting).toEqual([]);
  });

  it('a colleague who waits in the line of a group is', () => {
    const o = new Office(officeFile);
    o.phone('bo-desk').dials('201');
    const caller = { kind: 'user', id: 'bo', name: 'Bo', number: '102' };
    expect(consoleOf(o).waiting).toMatchObject([{ id: 'c1', direction: 'internal', caller, dialled: '201' }]);
  });

  it('all phones of a tier ring, each person once, whatever the devices; then those of the next', () => {
    const o = new Office({
      ...officeFile,
      users: [
        { id: 'anna', name: 'Anna', devices: ['anna-desk', 'anna-mobile'] },
        { id: 'bo', name: 'Bo', devices: ['bo-desk'] },
        { id: 'cilla', name: 'Cilla', devices: ['cilla-desk'] },
      ],
      groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'bo' }, { user: 'cilla', tier: 1 }] }],
    });
    o.outsider(KARI).calls(SHOP);
    const rung = () => waitingIn(o, c1)?.ringing.map((one) => (one.kind === 'user' ? one.user : one.number));
    expect(rung()).toEqual(['anna', 'bo']);
    o.phone('bo-desk').rejects();
    expect(rung()).toEqual(['anna']);
    o.after(20_000);
    expect(rung()).toEqual(['cilla']);
  });

  it('[S51] one that is picked up rings at the one who picks', () => {
    const { o } = talkWithAnna();
    o.outsider('+4791111111').calls(SHOP);
    o.asks({ type: 'pickUp', call: 'c2' as CallId, by: bo });
    expect(waitingIn(o, 'c2' as CallId)).toMatchObject({
      at: { phase: 'ringing' },
      ringing: [{ kind: 'user', user: 'bo' }],
      place: { group: 'shop' },
    });
  });
});

describe('[S48] on the way through a flow', () => {
  const choices = { '1': 'shop', '2': 'outside', '3': 'mail' };
  const file: CompanyFile = {
    ...officeFile,
    numbers: [{ number: SHOP, to: { flow: 'main' } }],
    flows: [
      {
        id: 'main',
        name: 'Main',
        start: 'first',
        elements: {
          first: { kind: 'menu', prompt: 'menu', choices, otherwise: 'shop' },
          shop: { kind: 'queue', group: 'shop' },
          outside: { kind: 'transferExternal', number: '+4722000000', ringSeconds: 10, noAnswer: 'mail' },
          mail: { kind: 'voicemail' },
        },
      },
    ],
  };

  it('in a menu: which, and nowhere in a line', () => {
    const o = new Office(file);
    const kari = o.outsider(KARI).calls(SHOP);
    expect(waitingIn(o, c1)).toMatchObject({
      at: { phase: 'inFlow', flow: 'main', element: 'first' },
      group: undefined,
    });
    kari.presses('1');
    expect(waitingIn(o, c1)).toMatchObject({ at: { phase: 'ringing' }, group: 'shop', arrivedAt: 0 });
  });

  it('a number outside rings', () => {
    const o = new Office(file);
    o.outsider(KARI).calls(SHOP).presses('2');
    expect(waitingIn(o, c1)).toMatchObject({
      at: { phase: 'ringing' },
      ringing: [{ kind: 'external', number: '+4722000000' }],
      place: undefined,
    });
  });

  it('leaves a message', () => {
    const o = new Office(file);
    o.outsider(KARI).calls(SHOP).presses('3');
    expect(waitingIn(o, c1)?.at).toMatchObject({ phase: 'leavingMessage' });
  });

  it('hears the message with which it ends', () => {
    const o = new Office({ ...officeFile, numbers: [{ number: SHOP, to: { user: 'bo' } }] });
    o.outsider(KARI).calls(SHOP);
    o.phone('bo-desk').ends('noAnswer');
    expect(waitingIn(o, c1)?.at).toEqual({ phase: 'message' });
  });
});

describe('[S41] what has come back', () => {
  const returned = (o: Office) => waitingIn(o, c1)?.returned;
  const annaShown = { kind: 'user', id: 'anna', name: 'Anna', number: '101' };
  const boShown = { kind: 'user', id: 'bo', name: 'Bo', number: '102' };

  it('is on its way meanwhile: who moves it, and to whom', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(waitingIn(o, c1)).toMatchObject({
      moved: { by: annaShown, to: boShown, isReturning: true, beganAt: 1000 },
      ringing: [{ kind: 'user', user: 'bo' }],
      returned: undefined,
    });
  });

  it('says from whom and why, until somebody answers', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(30_000);
    expect(waitingIn(o, c1)).toMatchObject({ at: { phase: 'ringing' }, moved: undefined, arrivedAt: 0 });
    expect(returned(o)).toEqual({ reason: 'noAnswer', from: boShown, by: annaShown });
    o.phone('anna-desk').answers();
    expect(o.state.calls.get(c1)?.returned).toBeUndefined();
    expect(consoleOf(o).waiting).toEqual([]);
  });

  it('waits for the operator who talks', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').dials('103');
    o.phone('bo-desk').ends('busy');
    expect(waitingIn(o, c1)).toMatchObject({ at: { phase: 'recalling', user: 'anna' }, ringing: [] });
    expect(returned(o)?.reason).toBe('busy');
  });

  it('says so in the line of the group, too, that gets it when the operator does not answer', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { group: store }, by: anna });
    o.after(30_000);
    o.after(30_000);
    expect(waitingIn(o, c1)).toMatchObject({ group: 'shop', place: { isReturned: true } });
    expect(returned(o)).toMatchObject({ reason: 'noAnswer', from: { kind: 'group', id: 'store', name: 'Lager' } });
  });

  it('from a number outside, by its name in the contacts', () => {
    const contact = { id: 'ola', name: 'Ola Dahl', numbers: [{ number: '+4722000000' }] };
    const o = new Office({ ...officeFile, contacts: [contact] });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { number: '22000000' }, by: anna });
    o.phone('+4722000000').ends('busy');
    expect(returned(o)?.from).toMatchObject({ kind: 'contact', name: 'Ola Dahl', number: '+4722000000' });
  });

  it('from a slot that nobody took it from', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    o.after(120_000);
    expect(returned(o)).toEqual({ reason: 'parkTimeout', from: undefined, by: annaShown });
  });

  it('from a slot straight to the group, when the one who parked it is away', () => {
    const members = [{ user: 'anna' }, { user: 'cilla', tier: 1 }];
    const o = new Office({ ...officeFile, groups: [{ id: 'shop', name: 'Butikk', members }] });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'park', call: c1, by: anna });
    o.phone('anna-desk').unregisters();
    o.after(120_000);
    expect(returned(o)).toEqual({ reason: 'parkTimeout', from: undefined, by: annaShown });
    expect(waitingIn(o, c1)).toMatchObject({ ringing: [{ user: 'cilla' }], place: { isReturned: true } });
  });

  it('from one who held it and hung up, straight to the group', () => {
    const members = [{ user: 'anna' }, { user: 'cilla', tier: 1 }];
    const o = new Office({ ...officeFile, groups: [{ id: 'shop', name: 'Butikk', members }] });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'lunch' }] });
    o.phone('anna-desk').hangsUp();
    expect(returned(o)).toEqual({ reason: 'leftOnHold', from: undefined, by: annaShown });
    expect(waitingIn(o, c1)?.ringing).toMatchObject([{ user: 'cilla' }]);
  });

  it('from one who held it and hung up', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.phone('anna-desk').hangsUp();
    expect(returned(o)).toEqual({ reason: 'leftOnHold', from: undefined, by: annaShown });
  });
});

describe('[S48] a call that somebody moved on is listed, whoever called first', () => {
  it('a customer whom the operator had called', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('+4791111111');
    o.phone('+4791111111').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(consoleOf(o, cilla).waiting).toMatchObject([
      { direction: 'outgoing', caller: { kind: 'unknown', number: '+4791111111' }, moved: { to: { id: 'bo' } } },
    ]);
  });
});

describe('who may see it', () => {
  const denied: CompanyFile = {
    ...officeFile,
    access: { rules: [{ user: 'dag', service: 'seeWaiting', decision: 'deny' }] },
  };

  it('without `seeWaiting` a user sees the callers of their own groups only', () => {
    const o = new Office({
      ...denied,
      numbers: [
        { number: SHOP, to: { group: 'shop' } },
        { number: '+4757828601', to: { group: 'store' } },
        { number: '+4757828602', to: { user: 'cilla' } },
      ],
    });
    o.outsider(KARI).calls(SHOP);
    o.outsider(KARI).calls('+4757828601');
    o.outsider(KARI).calls('+4757828602');
    expect(consoleOf(o, anna).waiting.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
    expect(consoleOf(o, dag).waiting.map(({ group }) => group)).toEqual(['store']);
    expect(consoleOf(o, dag).groups.find(({ id }) => id === shop)?.waiting).toBe(1);
  });
});
