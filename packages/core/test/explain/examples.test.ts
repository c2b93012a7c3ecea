import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { explainCall, explainCallback } from '../../src/explain/explain-call.ts';
import { explainUser } from '../../src/explain/explain-user.ts';
import { hindranceText } from '../../src/explain/hindrance-text.ts';
import type { CallbackId, CallId, GroupId } from '../../src/kernel/ids.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { anna, bo, c1, cilla, KARI, officeFile, SHOP } from '../behaviour/office.ts';
import { Office } from '../driver.ts';

type GroupFile = NonNullable<CompanyFile['groups']>[number];
const [c2, c3] = ['c2', 'c3'] as [CallId, CallId];
const shop = 'shop' as GroupId;
const GOLD = '+4799000001';

/** Anna of tier 0, Bo and Cilla of tier 1, for the shop. */
function shopOf(group: Partial<GroupFile> = {}, more: Partial<CompanyFile> = {}): Office {
  const members = [{ user: 'anna' }, { user: 'bo', tier: 1 }, { user: 'cilla', tier: 1 }];
  const groups = (officeFile.groups ?? []).map((one) => (one.id === 'shop' ? { ...one, members, ...group } : one));
  return new Office({ ...officeFile, groups, ...more });
}

/** Each user's reasons, in words. */
const why = (o: Office, call: CallId) =>
  Object.fromEntries(
    (explainCall(o.state, call)?.users ?? []).map(({ user, isRung, hindrances }) => [
      user,
      isRung ? 'rings' : hindrances.map(hindranceText).join(', and '),
    ]),
  );

describe('[X7] why a phone does not ring', () => {
  it('a better tier rings, for the time it has', () => {
    const o = shopOf({ ring: { seconds: 15 } });
    o.after(500);
    o.outsider(KARI).calls(SHOP);
    expect(why(o, c1)).toEqual({
      anna: 'rings',
      bo: 'is of tier 1, and tier 0 rings',
      cilla: 'is of tier 1, and tier 0 rings',
    });
    expect(explainCall(o.state, c1)?.users[1]?.hindrances).toEqual([
      { kind: 'tierNotOpen', tier: 1, openTier: 0, until: 15_500 },
    ]);
  });

  it('everything that stands in the way is told, the most lasting first', () => {
    const o = shopOf();
    o.asks({ type: 'logOut', user: bo, group: shop });
    o.asks({ type: 'pause', user: bo, reason: 'lunch' });
    o.phone('bo-desk').unregisters();
    o.outsider(KARI).calls(SHOP);
    expect(why(o, c1).bo).toBe(
      'is not logged in to shop, and is paused (lunch), and has no phone that can be reached, and is of tier 1, and tier 0 rings',
    );
  });

  it('who has had the chance: not taken, refused for good, wrapping up, away', () => {
    const o = shopOf({ ring: { seconds: 5, rounds: 3, refusalCountsFor: 'call' }, wrapUpSeconds: 60 } as never);
    o.asks({ type: 'setAbsences', user: cilla, absences: [{ reason: 'holiday', until: 3_600_000 }] });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').rejects();
    o.after(5000);
    expect(why(o, c1)).toEqual({
      anna: 'has refused the call, and was rung in round 1 and did not take the call',
      bo: 'was rung in round 1 and did not take the call',
      cilla: 'is away (holiday)',
    });
    o.outsider('+4799887700').calls(SHOP);
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    expect(explainUser(o.state, anna)?.line).toEqual([{ kind: 'wrappingUp', until: 65_000 }]);
    expect(why(o, c1).anna).toContain('wraps up a call');
  });

  it('as many ring as the group rings at once', () => {
    const o = shopOf({ members: [{ user: 'anna' }, { user: 'bo' }], ring: { seconds: 5, width: 1 } });
    o.outsider(KARI).calls(SHOP);
    expect(why(o, c1)).toEqual({ anna: 'rings', bo: 'is one more, and one rings at a time' });
  });

  it('the line is taken: by a talk, by another call that rings', () => {
    const o = shopOf({ members: [{ user: 'anna' }, { user: 'bo' }], ring: { seconds: 600, width: 1 } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.outsider('+4799887700').calls(SHOP);
    o.outsider('+4799887701').calls(SHOP);
    expect(why(o, c3)).toEqual({ anna: 'is in c1', bo: 'rings for c2' });
    expect(explainCall(o.state, c1)).toEqual({
      call: 'c1',
      phase: 'connected',
      place: undefined,
      users: [],
      numbers: [],
    });
  });

  it('the caller is a member', () => {
    const o = shopOf();
    o.phone('anna-desk').dials('201');
    expect(why(o, c1)).toEqual({ anna: 'is the caller, and is in c1', bo: 'rings', cilla: 'rings' });
  });

  it('the call needs what the member does not know', () => {
    const users = officeFile.users.map((user) => (user.id === 'bo' ? { ...user, skills: { french: 2 } } : user));
    const needs = [{ skill: 'french', level: 2 }];
    const o = shopOf({}, { users, numbers: [{ number: SHOP, to: { group: 'shop' }, needs }] });
    o.outsider(KARI).calls(SHOP);
    expect(why(o, c1)).toMatchObject({ anna: 'has french at 0, and 2 is needed', bo: 'rings' });
  });

  it('the welcome is heard first; somebody else takes the call', () => {
    const o = shopOf({ answerOn: 'entry', sounds: { welcome: 'welcome', welcomeInterruptible: false } });
    const kari = o.outsider(KARI).calls(SHOP);
    expect(why(o, c1).anna).toBe('is rung when the caller has heard the welcome');
    kari.hasHeardIt();
    o.asks({ type: 'pickUp', call: c1, by: 'dag' as never });
    expect(why(o, c1)).toMatchObject({ dag: 'rings', anna: 'is not needed: dag takes the call' });
  });

  it('the phone was said to be busy by the network', () => {
    const o = shopOf({ members: [{ user: 'anna' }] });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').ends('busy');
    expect(explainCall(o.state, c1)?.users[0]?.hindrances[0]).toEqual({ kind: 'backingOff', until: 5000 });
  });
});

describe('[X7] why a caller is third', () => {
  it('each who is before is told, with the reason', () => {
    const vipLists = [{ id: 'gold', name: 'Gold', entries: [{ number: GOLD }] }];
    const o = shopOf({ members: [{ user: 'anna' }], vip: { maxOvertakes: 1 } }, { vipLists });
    for (const from of [KARI, '+4799887701', '+4799887702']) {
      o.outsider(from).calls(SHOP);
      o.after(1000);
    }
    o.phone('anna-desk').answers();
    o.outsider(GOLD).calls(SHOP);
    expect(explainCall(o.state, c3)?.place).toMatchObject({
      group: 'shop',
      phase: 'waiting',
      round: 1,
      position: 3,
      ahead: [
        { holder: { call: 'c4' }, why: 'vip' },
        { holder: { call: 'c2' }, why: 'cameEarlier' },
      ],
    });
    expect(explainCall(o.state, c2)?.place?.position).toBe(2);
    expect(explainCall(o.state, 'c4' as CallId)?.place).toMatchObject({ position: 1, ahead: [] });
  });

  it('who came back is before, and whom as many VIP callers have passed as may', () => {
    const vipLists = [{ id: 'gold', name: 'Gold', entries: [{ number: GOLD }, { number: '+4799000002' }] }];
    const o = shopOf({ members: [{ user: 'anna' }], vip: { maxOvertakes: 1 } }, { vipLists });
    o.outsider('+4799887701').calls(SHOP);
    o.phone('anna-desk').answers();
    o.outsider(KARI).calls(SHOP);
    o.outsider(GOLD).calls(SHOP);
    o.phone('anna-desk').hangsUp();
    expect(o.state.calls.get(c3)?.at.phase).toBe('offered');
    o.phone('anna-desk').answers();
    o.outsider('+4799000002').calls(SHOP);
    expect(explainCall(o.state, 'c4' as CallId)?.place?.ahead).toEqual([
      { holder: { kind: 'call', call: c2 }, why: 'passedEnough' },
    ]);
  });
});

describe('[X7] calls straight to a user, calls that came back, callbacks', () => {
  it('a call straight to a user rings the user, one to a number outside rings it', () => {
    const o = shopOf(
      {},
      {
        numbers: [
          { number: SHOP, to: { user: 'bo' } },
          { number: '+4757828601', to: { external: '+4722000000' } },
        ],
      },
    );
    o.outsider(KARI).calls(SHOP);
    expect(explainCall(o.state, c1)).toMatchObject({
      phase: 'offered',
      place: undefined,
      users: [{ user: 'bo', isRung: true }],
    });
    o.outsider(KARI).calls('+4757828601');
    expect(explainCall(o.state, c2)).toMatchObject({ phase: 'offered', users: [], numbers: ['+4722000000'] });
  });

  it('a call that came back waits for its operator, behind one that came back before', () => {
    const o = shopOf({ members: [{ user: 'anna' }] });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.outsider('+4799887701').calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c2, to: { user: cilla }, by: anna });
    o.outsider('+4799887702').calls(SHOP);
    o.phone('anna-desk').answers();
    o.after(30_000);
    expect(explainUser(o.state, anna)?.returnedCalls).toEqual([c1, c2]);
    expect(why(o, c1)).toEqual({ anna: 'is in c3' });
    expect(why(o, c2)).toEqual({ anna: 'is in c3, and takes c1 first, which came back before' });
    o.phone('anna-desk').hangsUp();
    expect(why(o, c1)).toEqual({ anna: 'rings' });
    expect(why(o, c2)).toEqual({ anna: 'rings for c1, and takes c1 first, which came back before' });
  });

  it('a callback whose customer is being called keeps a member', () => {
    const o = shopOf({
      members: [{ user: 'anna' }, { user: 'bo' }],
      queue: { callbackKey: '5' },
      answerOn: 'entry',
    } as never);
    o.asks({ type: 'logOut', user: bo, group: shop });
    o.outsider('+4799887701').calls(SHOP);
    o.phone('anna-desk').answers();
    o.outsider(KARI).calls(SHOP).presses('5');
    const [callback] = o.state.callbacks.keys();
    if (callback === undefined) throw new Error('there is no callback');
    const said = () =>
      explainCallback(o.state, callback)?.users.map(
        ({ user, hindrances }) => `${user} ${hindrances.map(hindranceText).join(', ')}`,
      );
    expect(explainCallback(o.state, callback)).toMatchObject({ phase: 'waiting', place: { position: 1 } });
    expect(said()).toEqual(['anna is in c1', 'bo is not logged in to shop']);
    o.phone('anna-desk').hangsUp();
    expect(explainUser(o.state, anna)?.line).toEqual([{ kind: 'reserved', callback }]);
    expect(said()?.[0]).toBe(
      `anna is kept for the callback ${callback}, is not needed yet: the customer is being called for anna`,
    );
    expect(explainCallback(o.state, 'b9' as CallbackId)).toBeUndefined();
  });
});

describe('[X7] why the phones of a user ring, or do not', () => {
  it('phone by phone, group by group', () => {
    const users = officeFile.users.map((user) =>
      user.id === 'anna' ? { ...user, devices: ['anna-desk', 'anna-cell', 'anna-home'] } : user,
    );
    const o = shopOf({ ring: { seconds: 30 } }, { users });
    o.phone('anna-home').unregisters();
    o.phone('anna-cell').unregisters();
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-cell').registers();
    expect(explainUser(o.state, anna)).toEqual({
      user: 'anna',
      rungFor: 'c1',
      devices: [
        { device: 'anna-desk', does: 'rings' },
        { device: 'anna-cell', does: 'quiet' },
        { device: 'anna-home', does: 'unreachable' },
      ],
      line: [{ kind: 'ringingFor', call: 'c1' }],
      forGroups: [],
      returnedCalls: [],
      groups: [
        {
          group: 'shop',
          tier: 0,
          waiting: 1,
          places: [{ entry: 'e1', holder: { kind: 'call', call: 'c1' }, position: 1, isRung: true, hindrances: [] }],
        },
      ],
    });
    o.phone('anna-desk').answers();
    expect(explainUser(o.state, anna)?.devices[0]?.does).toBe('inCall');
  });

  it('of a long line the first twenty are told, and how many there are', () => {
    const o = shopOf({ members: [{ user: 'anna' }] });
    for (let at = 0; at < 22; at += 1) o.outsider(`+47998877${at + 10}`).calls(SHOP);
    const [group] = explainUser(o.state, anna)?.groups ?? [];
    expect([group?.waiting, group?.places.length, group?.places.at(-1)?.holder]).toEqual([
      22,
      20,
      { kind: 'call', call: 'c20' },
    ]);
    expect(group?.places.slice(1).every(({ hindrances }) => hindrances[0]?.kind === 'ringingFor')).toBe(true);
  });

  it('what is not there is not explained, and explaining changes nothing', () => {
    const o = shopOf();
    o.outsider(KARI).calls(SHOP);
    const before = JSON.stringify(takeSnapshot(o.state));
    expect([explainCall(o.state, 'c9' as CallId), explainUser(o.state, 'nobody' as never)]).toEqual([
      undefined,
      undefined,
    ]);
    explainCall(o.state, c1);
    for (const user of o.state.users.keys()) explainUser(o.state, user);
    expect(JSON.stringify(takeSnapshot(o.state))).toBe(before);
  });
});
