import { describe, expect, it } from 'vitest';
import type { CallId, GroupId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP, talkWithAnna } from './office.ts';

const record = (o: Office) => o.records().find(({ call }) => call === c1);

describe('[S40] [L1] transfer with return', () => {
  it('[S12] frees the operator at once, and the caller hears music while the colleague is rung', () => {
    const { o, kari } = talkWithAnna();
    expect(o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna }).ok).toBe(true);
    expect(o.ringing()).toEqual(['bo-desk']);
    expect(kari.hears).toBe('sound hall');
    expect(o.state.users.get(anna)?.availability).toBe('idle');
    o.phone('bo-desk').answers();
    expect(kari.hears).toBe('leg bo-desk');
    o.after(60_000);
    expect(kari.hears).toBe('leg bo-desk');
  });

  it('[S41] [E13] [law 8] at 29,999 ms the colleague still rings; at 30,000 ms the call is back with the operator', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(29_999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.of('transferEnded').map(({ record: { result } }) => result)).toEqual([{ returned: 'noAnswer' }]);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('[E13] an answer at 29,999 ms wins, and nothing comes back', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(29_999);
    o.phone('bo-desk').answers();
    o.after(1000);
    expect([kari.hears, o.ringing()]).toEqual(['leg bo-desk', []]);
  });

  it('[E13] an answer at 30,000 ms or later is too late, and that leg is ended', () => {
    for (const late of [30_000, 30_001]) {
      const { o, kari } = talkWithAnna();
      o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
      const leg = o.legAt('bo-desk');
      // The clock wakes late: the deadline is applied before the input of the same instant.
      o.now += late;
      const { actions } = o.tell({ type: 'legAnswered', leg });
      expect(actions).toContainEqual({ type: 'hangUp', leg, cause: 'answeredElsewhere' });
      expect(o.ringing()).toEqual(['anna-desk']);
      o.phone('anna-desk').answers();
      expect(kari.hears).toBe('leg anna-desk');
    }
  });

  it.each([
    ['busy', 'busy'],
    ['rejected', 'rejected'],
    ['unreachable', 'unreachable'],
    ['notFound', 'invalid'],
  ] as const)('[E11] [L2] %s brings the call back in the same step', (cause, returned) => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').ends(cause);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(kari.hears).toBe('sound hall');
    expect(o.of('transferEnded')[0]?.record).toMatchObject({
      by: 'anna',
      target: { user: 'bo' },
      result: { returned },
    });
  });

  it('[E11] a colleague who talks is not rung: the call is back at once', () => {
    const { o } = talkWithAnna();
    o.phone('bo-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.of('transferEnded')[0]?.record.result).toEqual({ returned: 'busy' });
  });

  it('[S46] to a number outside', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { number: '22 00 00 00' }, by: anna });
    expect(o.ringing()).toEqual(['+4722000000']);
    expect(o.actions.findLast(({ type }) => type === 'startLeg')).toMatchObject({ diversion: 'suppressed' });
    o.phone('+4722000000').answers();
    expect(kari.hears).toBe('leg +4722000000');
  });

  it('[S47] to a group: the caller keeps the arrival, and the return time runs in the queue too', () => {
    const { o, kari } = talkWithAnna();
    o.phone('dag-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.after(5000);
    o.asks({ type: 'transfer', call: c1, to: { group: 'store' as GroupId }, by: anna });
    const [entry] = o.state.entries.values();
    expect(entry).toMatchObject({ group: 'store', arrivedAt: 0 });
    o.after(30_000);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.of('entryLeft').at(-1)).toMatchObject({ group: 'store', outcome: 'recalled' });
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('[E16] a returned call may be transferred again, with a fresh return time', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(30_000);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: anna });
    o.after(29_999);
    expect(o.ringing()).toEqual(['cilla-desk']);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('the caller hangs up on the way: everything ends in the same step, and the transfer is listed', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(2000);
    kari.hangsUp('hungUp');
    expect(o.ringing()).toEqual([]);
    expect(record(o)).toMatchObject({
      outcome: 'abandonedInTransfer',
      transfers: [{ by: 'anna', target: { kind: 'user', user: 'bo' }, result: 'abandoned' }],
      talks: [{ user: 'anna', group: 'shop', beganAt: 1000, endedAt: 1000 }],
    });
  });

  it('[S39] only one who talks in the call may move it', () => {
    const { o } = talkWithAnna();
    expect(o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: bo })).toMatchObject({
      ok: false,
      error: { code: 'notInCall' },
    });
    expect(o.asks({ type: 'transfer', call: 'c9' as CallId, to: { user: bo }, by: anna })).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    });
  });

  it.each([
    ['oneself', { user: anna }],
    ['the caller', { number: KARI }],
  ] as const)('to %s is refused, and the call stays as it was', (_who, to) => {
    const { o, kari } = talkWithAnna();
    expect(o.asks({ type: 'transfer', call: c1, to, by: anna })).toMatchObject({ error: { code: 'badTarget' } });
    expect(kari.hears).toBe('leg anna-desk');
  });
});

describe('[E12] [L4] the operator cannot take the returned call', () => {
  it('in another call: it waits for them, and goes before calls of the group', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.after(30_000);
    expect(o.ringing()).toEqual([]);
    expect(kari.hears).toBe('sound hall');
    o.outsider('+4791000000').calls(SHOP);
    o.after(20_000);
    o.phone('cilla-desk').hangsUp();
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('in a line that nobody serves any more: as soon as they are sent away from it', () => {
    const o = new Office({ ...officeFile, unanswered: { message: null } });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('dag-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.phone('anna-desk').dials('202');
    o.after(30_000);
    expect(o.ringing()).toEqual([]);
    o.asks({ type: 'logOut', user: dag, group: 'store' as GroupId });
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('not free within a minute: to the group that took it first, at the head of the line', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').dials('103');
    o.phone('cilla-desk').answers();
    o.outsider('+4791000000').calls(SHOP);
    o.after(30_000 + 59_999);
    expect(o.of('recallOver')).toEqual([]);
    o.after(1);
    expect(o.of('entryJoined').at(-1)).toMatchObject({ group: 'shop', isReturned: true, arrivedAt: 0 });
    const line = [...(o.state.groups.get('shop' as GroupId)?.line ?? [])].map(({ isReturned }) => isReturned);
    expect(line).toEqual([true, false]);
  });

  it('unanswered: to the group; nobody is dropped', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.after(30_000 + 30_000);
    expect(o.of('entryJoined').at(-1)).toMatchObject({ group: 'shop', isReturned: true });
    expect(kari.hears).toBe('sound hall');
  });

  it('a phone that is gone: to the group at once', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('anna-desk').unregisters();
    o.after(30_000);
    expect(o.of('recallBegan')).toEqual([]);
    // Anna was all there was of the group: the caller may leave a message.
    expect(kari.hears).toBe('sound leave-a-message');
  });
});

describe('[S42] transfer without return', () => {
  it('never comes back: the rule of the one called applies', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna, isReturning: false });
    o.after(29_999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect(o.ringing()).toEqual([]);
    expect(kari.hears).toBe('sound bo-is-away');
  });
});

describe('[S143] [S144] a short number dialled in the call', () => {
  it('moves it as the user has chosen', () => {
    const { o, kari } = talkWithAnna();
    o.phone('anna-desk').presses('*102');
    expect(o.ringing()).toEqual(['bo-desk']);
    expect(kari.hears).toBe('sound hall');
  });

  it('keys without the star are the talk’s own, and an unfinished number is forgotten', () => {
    const { o, kari } = talkWithAnna();
    o.phone('anna-desk').presses('102');
    o.phone('anna-desk').presses('*10');
    o.after(5000);
    o.phone('anna-desk').presses('2');
    expect([o.ringing(), kari.hears]).toEqual([[], 'leg anna-desk']);
  });
});
