import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, GroupId, LegId } from '../../src/kernel/ids.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP, talkWithAnna } from './office.ts';

const store = 'store' as GroupId;

/** Anna has called Bo, who has answered: Anna is the caller. */
function annaCalledBo(file: CompanyFile = officeFile): Office {
  const o = new Office(file);
  o.phone('anna-desk').dials('102');
  o.phone('bo-desk').answers();
  return o;
}

/** Anna, who called, hangs up. */
const annaHangsUp = (o: Office): unknown => o.tell({ type: 'legEnded', leg: 'in-1' as LegId, cause: 'hungUp' });

describe('[S40] [S45] the one who called moves the other on', () => {
  it('the other party is served: hears music, keeps the call, and comes back to the one who moved them', () => {
    const o = annaCalledBo();
    expect(o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: anna }).ok).toBe(true);
    expect([o.phone('bo-desk').hears(), o.ringing()]).toEqual(['sound hall', ['cilla-desk']]);
    expect(o.state.users.get(anna)?.availability).toBe('idle');
    o.after(30_000);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(o.phone('bo-desk').hears()).toBe('leg anna-desk');
    o.phone('bo-desk').hangsUp();
    expect(o.records()).toMatchObject([{ endedBy: 'caller', outcome: 'answered' }]);
  });

  it('the one who was called moves the caller on', () => {
    const o = annaCalledBo();
    o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: bo });
    expect([o.hears.get('in-1' as LegId), o.state.users.get(bo)?.availability]).toEqual(['sound hall', 'idle']);
  });

  it('nobody moves a call to the other party, or while nobody has answered', () => {
    const o = annaCalledBo();
    expect(o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna })).toMatchObject({
      error: { code: 'badTarget' },
    });
    const ringing = new Office(officeFile);
    ringing.phone('anna-desk').dials('102');
    expect(ringing.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: anna })).toMatchObject({
      error: { code: 'notInCall' },
    });
  });

  it('the one who is held moves nothing', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks({ type: 'hold', call: c1, by: bo });
    expect(o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: anna })).toMatchObject({
      error: { code: 'notInCall' },
    });
    expect(o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: bo }).ok).toBe(true);
    // Parted already: the network is not asked again.
    expect(o.actions.filter(({ type }) => type === 'unbridge')).toHaveLength(1);
  });
});

describe('[E11] [L2] a target that cannot be rung', () => {
  it('without a phone: unreachable, at once; a paused one is rung', () => {
    const { o } = talkWithAnna();
    o.phone('bo-desk').unregisters();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(o.of('transferEnded').at(-1)?.record).toMatchObject({ result: { returned: 'unreachable' }, endedAt: 1000 });
    const other = talkWithAnna().o;
    other.asks({ type: 'pause', user: bo, reason: 'lunch' });
    other.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(other.ringing()).toEqual(['bo-desk']);
  });

  it('the offer that was tried is ended as declined; the one whose time was over, as unanswered', () => {
    for (const [how, result] of [
      ['rejects', 'declined'],
      ['waits', 'unanswered'],
    ] as const) {
      const { o } = talkWithAnna();
      o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
      if (how === 'rejects') o.phone('bo-desk').rejects();
      else o.after(30_000);
      const [tried] = o.of('offerMade').filter(({ to }) => to.kind === 'user');
      expect(o.of('offerEnded').find(({ offer }) => offer === tried?.offer)).toMatchObject({ result });
    }
  });

  it('[E14] a machine that answers is nobody: the call comes back as unanswered', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { number: '22000000' }, by: anna });
    o.tell({ type: 'legAnswered', leg: o.legAt('+4722000000'), by: 'machine' });
    expect([o.ringing(), o.of('transferEnded').at(-1)?.record.result]).toEqual([
      ['anna-desk'],
      { returned: 'noAnswer' },
    ]);
  });

  it('two phones: one busy leaves the other ringing, and the last one decides', () => {
    const users = officeFile.users.map((user) =>
      user.id === 'bo' ? { ...user, devices: ['bo-desk', 'bo-mobile'] } : user,
    );
    const o = new Office({ ...officeFile, users });
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').ends('busy');
    expect(o.ringing()).toEqual(['bo-mobile']);
    o.phone('bo-mobile').ends('rejected');
    expect(o.of('transferEnded').at(-1)?.record.result).toEqual({ returned: 'rejected' });
  });
});

describe('[E16] statistics and loops', () => {
  it('A → B → A → C: one pending return at a time, each to the one who moved it last', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: anna }, by: bo });
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { user: cilla }, by: anna });
    o.after(30_000);
    expect(o.ringing()).toEqual(['anna-desk']);
    expect(o.of('transferEnded').map(({ record }) => [record.by, record.result])).toEqual([
      ['anna', 'answered'],
      ['bo', 'answered'],
      ['anna', { returned: 'noAnswer' }],
    ]);
  });

  it('the first group’s count is not touched by what comes after its answer', () => {
    const { o, kari } = talkWithAnna();
    const outcomes = () => o.of('entryLeft').map(({ group, outcome }) => `${group} ${outcome}`);
    expect(outcomes()).toEqual(['shop answered']);
    o.phone('dag-desk').unregisters();
    o.phone('dag-desk').registers();
    o.asks({ type: 'transfer', call: c1, to: { group: store }, by: anna });
    o.after(30_000);
    expect(outcomes()).toEqual(['shop answered', 'store recalled']);
    kari.hangsUp('hungUp');
    expect(outcomes()).toEqual(['shop answered', 'store recalled']);
    expect(o.records()).toMatchObject([{ group: 'shop', answeredBy: 'anna', answeredAt: 1000 }]);
  });
});

describe('[X9] slots', () => {
  const three = { ...officeFile, transfer: { parkSlots: [701, 702] as [number, number] } };

  it('the lowest free one, the last one too; when all are taken, the talk goes on', () => {
    const o = new Office(three);
    const parked = (n: number) => {
      o.outsider(`+479000000${n}`).calls(SHOP);
      o.phone('anna-desk').answers();
      return o.asks({ type: 'park', call: `c${n}` as CallId, by: anna });
    };
    expect([parked(1).ok, parked(2).ok]).toEqual([true, true]);
    expect([...o.state.slots.keys()]).toEqual([701, 702]);
    expect(parked(3)).toMatchObject({ error: { code: 'full', where: 'slots 701 to 702' } });
    expect(o.state.calls.get('c3' as CallId)?.at.phase).toBe('connected');
    o.asks({ type: 'retrieve', slot: 701, by: dag });
    o.phone('dag-desk').answers();
    expect(o.asks({ type: 'park', call: 'c3' as CallId, by: anna }).ok).toBe(true);
    expect(o.state.slots.get(701)).toBe('c3');
    expect(o.asks({ type: 'park', call: c1, by: dag, slot: 703 })).toMatchObject({ error: { code: 'invalid' } });
  });

  it('the caller may park the other party; a parked call that comes back leaves its slot', () => {
    const o = annaCalledBo();
    expect(o.asks({ type: 'park', call: c1, by: anna }).ok).toBe(true);
    expect([o.phone('bo-desk').hears(), o.state.users.get(anna)?.availability]).toEqual(['sound hall', 'idle']);
    o.after(120_000);
    expect([o.ringing(), o.state.slots.size, o.of('slotLeft').length]).toEqual([['anna-desk'], 0, 1]);
    o.phone('anna-desk').answers();
    // The time of the slot is over with it.
    o.after(300_000);
    expect(o.of('recallBegan')).toHaveLength(1);
  });

  it('a held call that is parked is held no more: nobody is reminded, and the talk is over', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.asks({ type: 'park', call: c1, by: anna });
    o.after(119_999);
    expect(o.of('holdReminded')).toEqual([]);
    o.asks({ type: 'retrieve', slot: 701, by: bo });
    expect(o.asks({ type: 'retrieve', slot: 701, by: cilla })).toMatchObject({ error: { code: 'notFound' } });
    o.phone('bo-desk').answers();
    o.after(200_000);
    kari.hangsUp('hungUp');
    expect(o.records()).toMatchObject([
      {
        talks: [
          { user: 'anna', beganAt: 1000, endedAt: 1000 },
          { user: 'bo', beganAt: 120_999 },
        ],
        times: { waitingMs: 0, ringingMs: 1000, heldMs: 119_999, talkingMs: 200_000 },
      },
    ]);
  });
});

describe('[X9] hold', () => {
  it('a reminder of a hold that is over comes to nobody: moved on, resumed or ended', () => {
    for (const next of ['transfer', 'resume', 'consult', 'hangUp'] as const) {
      const { o } = talkWithAnna();
      o.asks({ type: 'hold', call: c1, by: anna });
      if (next === 'transfer') o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
      if (next === 'consult') o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
      if (next === 'resume') o.asks({ type: 'resumeCall', call: c1, by: anna });
      if (next === 'hangUp') o.phone('anna-desk').hangsUp();
      expect([next, o.state.timers.has(c1, 'holdReminder')]).toEqual([next, false]);
    }
  });

  it('the one who called and is reminded is named', () => {
    const o = annaCalledBo();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.after(60_000);
    expect(o.of('holdReminded')).toMatchObject([{ user: 'anna' }]);
  });

  it('one who called a number outside, holds it and hangs up, gets it back', () => {
    const o = new Office(officeFile);
    o.phone('anna-desk').dials('22000000');
    o.phone('+4722000000').answers();
    o.asks({ type: 'hold', call: c1, by: anna });
    annaHangsUp(o);
    expect([o.ringing(), o.phone('+4722000000').hears()]).toEqual([['anna-desk'], 'sound hall']);
  });
});

describe('[E23] signals that are doubled or late while a call is moved', () => {
  it('a copy of each changes nothing', () => {
    const { o } = talkWithAnna();
    const own = o.legAt('anna-desk');
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    const target = o.legAt('bo-desk');
    o.after(30_000);
    const back = o.legAt('anna-desk');
    for (const signal of [
      { type: 'legAnswered', leg: target },
      { type: 'legEnded', leg: target, cause: 'cancelled' },
      { type: 'legEnded', leg: own, cause: 'hungUp' },
      { type: 'legRinging', leg: target },
    ] as const) {
      const before = JSON.stringify(takeSnapshot(o.state));
      const { events, ignored } = o.tell(signal);
      expect([events, ignored.length, JSON.stringify(takeSnapshot(o.state)) === before]).toEqual([[], 1, true]);
    }
    expect([o.ringing(), back === target]).toEqual([['anna-desk'], false]);
  });

  it('a restart in a consultation: the caller lives on with the colleague, whose operator is lost', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.tell({ type: 'networkRestarted', liveLegs: [kari.leg, o.legAt('bo-desk')] });
    expect([kari.hears, o.state.users.get(anna)?.availability]).toEqual(['leg bo-desk', 'idle']);
  });

  it('a restart while a call is parked or returned: the caller who is gone is lost, and no slot or operator is held', () => {
    for (const how of ['park', 'transfer'] as const) {
      const { o } = talkWithAnna();
      if (how === 'park') o.asks({ type: 'park', call: c1, by: anna });
      else o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
      if (how === 'transfer') o.phone('bo-desk').rejects();
      o.tell({ type: 'networkRestarted', liveLegs: [] });
      expect(o.records()).toMatchObject([{ outcome: 'lost', cause: 'lost' }]);
      expect([o.state.slots.size, o.state.users.get(anna)?.recalls, o.state.timers.size]).toEqual([0, [], 0]);
    }
  });
});

describe('[Y3] the clock', () => {
  it('wakes an hour late: the return is at its own instant, and what follows counts from there', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.now += 3_600_000;
    o.tell({ type: 'deviceState', device: 'dag-desk' as never, isReachable: false });
    expect(o.of('transferEnded')).toMatchObject([{ at: 31_000 }]);
    expect(o.of('recallBegan')).toMatchObject([{ at: 31_000 }]);
    expect(o.of('recallOver')).toMatchObject([{ at: 61_000 }]);
  });

  it('nothing fires early, however often it is asked', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'park', call: c1, by: anna });
    for (let second = 0; second < 119; second += 1) o.after(1000);
    o.after(999);
    expect(o.of('recallBegan')).toEqual([]);
    o.after(1);
    expect(o.of('recallBegan')).toHaveLength(1);
  });
});

describe('[Y5] an absence begins', () => {
  const away = (user: typeof anna) => ({ type: 'setAbsences', user, absences: [{ reason: 'away' }] }) as const;

  it('in a talk, a hold or a consultation: nothing happens to it', () => {
    const { o, kari } = talkWithAnna();
    o.asks(away(anna));
    expect(kari.hears).toBe('leg anna-desk');
    o.asks({ type: 'consult', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks(away(bo));
    expect(o.phone('anna-desk').hears()).toBe('leg bo-desk');
  });

  it('while the phone rings for a transfer: it rings on; for a group: it stops', () => {
    const { o } = talkWithAnna();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.asks(away(bo));
    expect(o.ringing()).toEqual(['bo-desk']);
    const other = talkWithAnna().o;
    other.asks({ type: 'transfer', call: c1, to: { group: store }, by: anna });
    expect(other.ringing()).toEqual(['dag-desk']);
    other.asks(away(dag));
    expect([other.ringing(), other.of('transferEnded').at(-1)?.record.result]).toEqual([
      ['anna-desk'],
      { returned: 'unreachable' },
    ]);
  });
});
