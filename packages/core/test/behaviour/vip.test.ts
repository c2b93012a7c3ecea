import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { Office } from '../driver.ts';
import { officeFile, SHOP } from './office.ts';

const GOLD = '+4795000001';
const SILVER = '+4795000002';
const CONTACT = '+4795100000';
const person = (n: number): string => `+479600000${n}`;

type Vip = NonNullable<NonNullable<CompanyFile['groups']>[number]['vip']>;

function office(vip: Vip = {}, more: Partial<CompanyFile> = {}): Office {
  return new Office({
    ...officeFile,
    vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+4795000' }] }],
    contacts: [{ id: 'kari', name: 'Kari Lien', isVip: true, numbers: [{ number: CONTACT }] }],
    groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'anna' }, { user: 'bo' }], vip }],
    ...more,
  });
}

/** Both members talk, so that everyone waits. */
function busyOffice(vip: Vip = {}): Office {
  const o = office(vip);
  o.phone('anna-desk').dials('103');
  o.phone('cilla-desk').answers();
  o.phone('bo-desk').dials('104');
  o.phone('dag-desk').answers();
  return o;
}

/** Anna hangs up, answers whoever rings, and hangs up again; who it was. */
function serves(o: Office): string {
  const from = (): string => {
    const call = [...o.state.calls.values()].find(({ at }) => at.phase === 'offered');
    return call?.from.kind === 'external' ? (call.from.number ?? '') : '';
  };
  const who = from();
  o.phone('anna-desk').answers();
  o.phone('anna-desk').hangsUp();
  return who;
}

function frees(o: Office): void {
  o.phone('cilla-desk').hangsUp();
}

describe('[S102] [L14] VIP callers pass the queue', () => {
  it('before every waiting ordinary caller, behind earlier VIPs', () => {
    const o = busyOffice();
    for (const number of [person(1), person(2), GOLD, SILVER]) o.outsider(number).calls(SHOP);
    frees(o);
    expect([serves(o), serves(o), serves(o), serves(o)]).toEqual([GOLD, SILVER, person(1), person(2)]);
  });

  it('a contact marked as VIP is one; a withheld number never is (L15)', () => {
    const o = busyOffice();
    for (const number of [person(1), CONTACT]) o.outsider(number).calls(SHOP);
    o.outsider().calls(SHOP);
    expect([...o.state.entries.values()].map(({ callerClass }) => callerClass)).toEqual([
      'ordinary',
      'vip',
      'ordinary',
    ]);
  });

  it('[S101] a list may name a person to go to directly', () => {
    const entries = [{ number: GOLD, direct: { user: 'cilla' } }];
    const o = office({}, { vipLists: [{ id: 'gold', name: 'Gold', entries }] });
    o.outsider(GOLD).calls(SHOP);
    expect(o.ringing()).toEqual(['cilla-desk']);
  });
});

describe('[law 11] [X6] [E10] fairness', () => {
  it('after k VIP callers in a row the next is the oldest ordinary one', () => {
    const o = busyOffice({ maxOvertakes: 2 });
    o.outsider(person(1)).calls(SHOP);
    o.outsider(person(2)).calls(SHOP);
    for (let at = 1; at <= 5; at += 1) o.outsider(`+479500000${at}`).calls(SHOP);
    frees(o);
    const served = Array.from({ length: 7 }, () => serves(o));
    expect(served.map((number) => (number.startsWith('+4795') ? 'vip' : number))).toEqual([
      'vip',
      'vip',
      person(1),
      person(2),
      'vip',
      'vip',
      'vip',
    ]);
  });
});

describe('[E9] [X6] [L13] a VIP arrives while phones ring for another', () => {
  it('queue (default): the ring is not disturbed, and the next free member takes the VIP', () => {
    const o = office();
    o.phone('bo-desk').dials('104');
    o.phone('dag-desk').answers();
    o.outsider(person(1)).calls(SHOP);
    o.outsider(person(2)).calls(SHOP);
    o.outsider(GOLD).calls(SHOP);
    expect(o.state.calls.get('c2' as never)?.at.phase).toBe('offered');
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    expect(o.of('offerMade').at(-1)).toMatchObject({ call: 'c4' });
  });

  it('ringing: the same phones ring on for the VIP, no cancel and no new ring; the other is in their place, unharmed', () => {
    const o = office({ preempt: 'ringing' });
    o.outsider(person(1)).calls(SHOP);
    o.after(3000);
    const legs = [o.legAt('anna-desk'), o.legAt('bo-desk')];
    o.actions.length = 0;
    const vip = o.outsider(GOLD, 'Gull AS').calls(SHOP);
    expect(o.actions.filter(({ type }) => type === 'startLeg' || type === 'hangUp')).toEqual([]);
    expect([o.legAt('anna-desk'), o.legAt('bo-desk')]).toEqual(legs);
    expect(o.phone('anna-desk').shows()).toEqual({ number: GOLD, name: 'Gull AS' });
    expect(o.state.entries.get('e1' as never)).toMatchObject({
      arrivedAt: 0,
      round: 1,
      progress: { phase: 'waiting' },
    });
    expect(o.state.users.get('anna' as never)?.missedInRow).toBe(0);
    o.phone('anna-desk').answers();
    expect(vip.hears).toBe('leg anna-desk');
    expect(o.ringing()).toEqual(['bo-desk']);
  });

  it('of several, the ordinary call that came last gives its phones; an answered call never does', () => {
    const o = office(
      { preempt: 'ringing' },
      {
        groups: [
          {
            id: 'shop',
            name: 'Butikk',
            members: [{ user: 'anna' }, { user: 'bo' }],
            ring: { order: 'fixedOrder' },
            vip: { preempt: 'ringing' },
          },
        ],
      },
    );
    o.outsider(person(1)).calls(SHOP);
    o.outsider(person(2)).calls(SHOP);
    o.phone('anna-desk').answers();
    o.outsider(GOLD).calls(SHOP);
    expect(o.state.calls.get('c1' as never)?.at.phase).toBe('connected');
    expect(o.phone('bo-desk').shows()).toMatchObject({ number: GOLD });
    expect(o.state.calls.get('c2' as never)?.at.phase).toBe('queued');
  });

  it('where a member is free, nothing is taken over', () => {
    const o = office(
      { preempt: 'ringing' },
      {
        groups: [
          {
            id: 'shop',
            name: 'Butikk',
            members: [{ user: 'anna' }, { user: 'bo' }],
            ring: { order: 'fixedOrder' },
            vip: { preempt: 'ringing' },
          },
        ],
      },
    );
    o.outsider(person(1)).calls(SHOP);
    o.outsider(GOLD).calls(SHOP);
    expect(o.phone('anna-desk').shows()).toMatchObject({ number: person(1) });
    expect(o.phone('bo-desk').shows()).toMatchObject({ number: GOLD });
  });
});
