import { describe, expect, it } from 'vitest';
import type { CallId, UserId } from '../../src/kernel/ids.ts';
import type { Office } from '../driver.ts';
import { anna, bo, KARI, SHOP } from './office.ts';
import { GOLD, people, person, STORE, talk, twoGroups } from './two-groups.ts';

describe('[X2] auto-pause', () => {
  it('counts a phone that gives up by itself like one that rings for the whole time', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], autoPauseAfter: 2, ring: { roundPauseSeconds: 1 } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').ends('noAnswer');
    expect(o.of('userPaused')).toEqual([]);
    o.after(5000);
    o.phone('anna-desk').ends('noAnswer');
    expect(o.of('userPaused')).toMatchObject([{ user: anna, pause: { reason: 'no answer' }, at: 5000 }]);
  });

  it('a refusal and a busy phone are no misses', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], autoPauseAfter: 1, ring: { roundPauseSeconds: 1 } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').rejects();
    o.after(1000);
    o.phone('anna-desk').ends('busy');
    expect(o.of('userPaused')).toEqual([]);
  });
});

describe('[X3] most who wait', () => {
  const full = { members: [{ user: 'anna' }], queue: { maxWaiting: 1 }, answerOn: 'entry' as const };

  it('who hears the welcome waits already', () => {
    const o = twoGroups({ ...full, sounds: { welcome: 'hello' } });
    talk(o, 'anna', 'bo');
    for (const n of [1, 2]) o.outsider(person(n)).calls(SHOP);
    expect(o.of('entryLeft')).toMatchObject([{ entry: 'e2', outcome: 'full' }]);
  });

  it('one for whom a phone rings does not', () => {
    const o = twoGroups(full);
    for (const n of [1, 2, 3]) o.outsider(person(n)).calls(SHOP);
    expect(o.of('entryLeft')).toMatchObject([{ entry: 'e3', outcome: 'full' }]);
  });
});

describe('[law 11] [X6] a VIP takes phones over', () => {
  const vip = { preempt: 'ringing', maxOvertakes: 1 } as const;

  it('but not those of one who may not be passed any more', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], vip });
    o.outsider(KARI).calls(SHOP);
    const first = o.outsider(GOLD).calls(SHOP);
    o.phone('anna-desk').answers();
    expect(first.hears).toBe('leg anna-desk');
    o.phone('anna-desk').hangsUp();
    o.outsider('+4795000002').calls(SHOP);
    expect(o.of('offerRebound')).toHaveLength(1);
    expect(o.phone('anna-desk').shows()).toEqual({ number: KARI });
  });

  it('[law 4] but not when an earlier VIP, who came too late for them, waits', () => {
    const o = twoGroups({
      members: [{ user: 'anna' }],
      ring: { seconds: 3, roundPauseSeconds: 1 },
      vip: { preempt: 'ringing' },
    });
    const first = o.outsider(GOLD).calls(SHOP);
    o.after(2000);
    o.outsider(KARI).calls(SHOP);
    o.after(1000);
    expect(o.phone('anna-desk').shows()).toEqual({ number: KARI });
    o.after(1000);
    o.outsider('+4795000002').calls(SHOP);
    expect(o.of('offerRebound')).toEqual([]);
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    o.phone('anna-desk').answers();
    expect(first.hears).toBe('leg anna-desk');
  });

  const twoTiers = {
    members: [{ user: 'anna' }, { user: 'bo', tier: 3 }],
    ring: { keepRinging: true, seconds: [10, 20] },
    vip: { preempt: 'ringing' as const },
  };

  it('with those of earlier tiers, the time of the open tier begins anew, and only that', () => {
    const o = twoGroups(twoTiers);
    o.outsider(KARI).calls(SHOP);
    o.after(10_000);
    o.outsider(GOLD).calls(SHOP);
    expect([o.of('offerRebound').length, o.ringing()]).toEqual([2, ['anna-desk', 'bo-desk']]);
    o.after(19_999);
    expect([o.of('offerEnded').length, o.ringing()]).toEqual([0, ['anna-desk', 'bo-desk']]);
    o.after(1);
    expect(o.of('offerEnded')).toMatchObject([{ at: 30_000 }, { at: 30_000 }]);
  });

  it.each([
    [0, 10_000],
    [1, 10_000],
    [2, 20_000],
    [3, 20_000],
    [4, 20_000],
  ])('[E22] a tier that is no more rings as long as the next one left, or the last: %i', (tier, ringMs) => {
    const o = twoGroups({ ...twoTiers, members: [{ user: 'anna', tier }] });
    o.outsider(KARI).calls(SHOP);
    const version = o.state.groups.get('shop' as never)?.membersVersion ?? 0;
    const members = [
      { user: 'bo' as UserId, tier: 1 },
      { user: 'anna' as UserId, tier: 3 },
    ];
    talk(o, 'bo', 'cilla');
    o.asks({ type: 'saveMembers', group: 'shop' as never, members, version });
    o.outsider(GOLD).calls(SHOP);
    expect(o.of('offerRebound')).toHaveLength(1);
    o.after(ringMs - 1);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.after(1);
    expect(o.of('offerEnded').at(-1)).toMatchObject({ result: 'unanswered', at: ringMs });
  });
});

describe('[X1] [X5] what a call needs of a member', () => {
  it('a callback needs too, when it is dialled and when it rings', () => {
    const english = [{ skill: 'english', level: 1 }];
    const o = twoGroups(
      { members: [{ user: 'anna' }, { user: 'bo' }], answerOn: 'entry', queue: { callbackKey: '1' } },
      {
        numbers: [{ number: SHOP, to: { group: 'shop' }, needs: english }],
        users: people((id) => ({ skills: id === 'bo' ? { english: 1 } : {} })),
      },
    );
    talk(o, 'bo', 'cilla');
    o.outsider(KARI).calls(SHOP).presses('1');
    expect(o.of('callbackDialled')).toEqual([]);
    o.phone('cilla-desk').hangsUp();
    expect(o.of('callbackDialled')).toMatchObject([{ user: bo }]);
    o.asks({ type: 'pause', user: bo, reason: 'lunch' });
    o.phone(KARI).answers();
    expect(o.ringing()).toEqual([]);
    o.asks({ type: 'resume', user: bo });
    expect(o.ringing()).toEqual(['bo-desk']);
  });
});

describe('[X1] several who become free at once', () => {
  it('the ring order says who of them joins an offer that has room for one', () => {
    const members = ['cilla', 'anna', 'bo'].map((user) => ({ user }));
    const o = twoGroups({ members, ring: { order: 'fixedOrder', width: 2 } });
    talk(o, 'anna', 'bo');
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['cilla-desk']);
    o.phone('bo-desk').hangsUp();
    expect(o.ringing()).toEqual(['cilla-desk', 'anna-desk']);
  });
});

describe('[law 4] whom a step sets free goes to whoever comes first', () => {
  it('not to the call that was picked up in vain', () => {
    const members = [{ user: 'anna' }, { user: 'bo' }];
    const o = twoGroups({ members }, { store: { members: [{ user: 'bo' }, { user: 'eli' }] } });
    talk(o, 'anna', 'eli');
    o.asks({ type: 'pause', user: bo, reason: 'lunch' });
    o.outsider(person(1)).calls(STORE);
    o.outsider(person(2)).calls(SHOP);
    o.asks({ type: 'pickUp', call: [...o.state.calls.keys()].at(-1) as CallId, by: bo });
    o.asks({ type: 'resume', user: bo });
    expect(o.phone('bo-desk').shows()).toEqual({ number: person(2) });
    o.phone('bo-desk').rejects();
    expect(o.phone('bo-desk').shows()).toEqual({ number: person(1) });
  });

  it('[S110] a new member goes to who waits longest, not to who has just lost a phone', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], ring: { roundPauseSeconds: 60 } });
    for (const n of [1, 2]) o.outsider(person(n)).calls(SHOP);
    o.after(25_000);
    expect(o.phone('anna-desk').shows()).toEqual({ number: person(2) });
    const version = o.state.groups.get('shop' as never)?.membersVersion ?? 0;
    o.asks({ type: 'saveMembers', group: 'shop' as never, members: [{ user: 'bo' as UserId, tier: 0 }], version });
    expect(o.phone('bo-desk').shows()).toEqual({ number: person(1) });
  });
});

describe('[E6] [X2] wrap-up of any group blocks all, to its exact end (asterisk #1006, #607)', () => {
  const wrapping = { members: [{ user: 'anna' }], wrapUpSeconds: 10 };

  it('the other group rings at the end of it, and not a moment before', () => {
    const o = twoGroups(wrapping, { store: { members: [{ user: 'anna' }] } });
    o.outsider(person(1)).calls(SHOP);
    o.phone('anna-desk').answers();
    o.outsider(person(2)).calls(STORE);
    o.after(3000);
    o.phone('anna-desk').hangsUp();
    o.after(9999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.phone('anna-desk').shows()).toEqual({ number: person(2) });
  });

  it('a call that was moved on to another group has its wrap-up from the end of the member’s own part', () => {
    const o = twoGroups(wrapping, { store: { members: [{ user: 'anna', tier: 1 }, { user: 'eli' }] } });
    o.outsider(person(1)).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: 'c1' as CallId, by: anna, to: { group: 'store' as never } });
    expect(o.ringing()).toEqual(['eli-desk']);
    o.after(5000);
    o.phone('eli-desk').answers();
    o.outsider(person(2)).calls(STORE);
    o.after(4999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
  });
});

describe('[Y5] an absence that begins', () => {
  const away = (o: Office) => o.asks({ type: 'setAbsences', user: anna, absences: [{ reason: 'dentist' }] });

  it('in the middle of a ring stops just that phone, and charges nobody', () => {
    const o = twoGroups({ members: [{ user: 'anna' }, { user: 'bo' }] });
    o.outsider(KARI).calls(SHOP);
    away(o);
    expect([o.ringing(), o.of('memberTried')]).toEqual([['bo-desk'], []]);
  });

  it('in the middle of a talk changes nothing', () => {
    const o = twoGroups({ members: [{ user: 'anna' }, { user: 'bo' }] });
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    away(o);
    expect(kari.hears).toBe('leg anna-desk');
  });
});

describe('[law 2] [E17] a member who is kept for a callback', () => {
  it('is kept with one phone of two gone, and free when both are', () => {
    const o = twoGroups(
      { members: [{ user: 'anna' }], answerOn: 'entry', queue: { callbackKey: '1' } },
      {
        users: people((id) => (id === 'anna' ? { devices: ['anna-desk', 'anna-mobile'] } : {})),
      },
    );
    o.outsider(KARI).calls(SHOP).presses('1');
    const line = () => o.state.users.get(anna)?.availability;
    expect(line()).toBe('reserved');
    o.outsider(person(1)).calls(SHOP);
    o.phone('anna-mobile').unregisters();
    expect([line(), o.ringing()]).toEqual(['reserved', [KARI]]);
    o.phone('anna-desk').unregisters();
    expect(line()).toBe('unreachable');
  });
});

describe('[E8] no loop without an end', () => {
  it('a call that everyone refuses at once and leads on to another is ended', () => {
    const shop = { members: [{ user: 'anna' }], ring: { rounds: 1 }, queue: { exits: { unanswered: { user: 'bo' } } } };
    const o = twoGroups(shop, {
      users: people((id) => (id === 'bo' ? { unanswered: { group: 'shop' } } : {})),
    });
    const kari = o.outsider(KARI).calls(SHOP);
    for (let refused = 0; refused < 999; refused += 1) o.phone(refused % 2 === 0 ? 'anna-desk' : 'bo-desk').rejects();
    expect([o.ringing(), kari.releasedFor]).toEqual([['bo-desk'], undefined]);
    o.phone('bo-desk').rejects();
    expect([o.ringing(), kari.releasedFor]).toEqual([[], 'failed']);
    expect(o.records()).toMatchObject([{ outcome: 'failed', endedBy: 'switchboard' }]);
  });
});
