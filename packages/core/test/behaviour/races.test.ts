import { describe, expect, it } from 'vitest';
import type { LegId } from '../../src/kernel/ids.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import type { Office } from '../driver.ts';
import { KARI, SHOP, shop } from './shop.ts';

const hangUps = (office: Office) => office.actions.filter((action) => action.type === 'hangUp');

describe('[E1] the caller hangs up as the member answers', () => {
  it('the hang-up first: abandoned; the answered leg is ended, the member is free', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(6000);
    const leg = office.legAt('bo-desk');
    caller.hangsUp();
    office.actions.length = 0;
    office.tell({ type: 'legAnswered', leg });
    expect(office.actions).toEqual([{ type: 'hangUp', leg, cause: 'answeredElsewhere' }]);
    expect(office.records()).toMatchObject([
      { outcome: 'abandoned', answeredBy: undefined, endedBy: 'caller', times: { ringingMs: 6000, talkingMs: 0 } },
    ]);
    expect(office.state.users.get('bo' as never)?.availability).toBe('idle');
  });

  it('the answer first: answered, with no talk time; the member’s leg is ended', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(6000);
    const leg = office.legAt('bo-desk');
    office.phone('bo-desk').answers();
    caller.hangsUp('hungUp');
    expect(hangUps(office).at(-1)).toEqual({ type: 'hangUp', leg, cause: 'hungUp' });
    expect(office.records()).toMatchObject([
      { outcome: 'answered', answeredBy: 'bo', answeredAt: 6000, endedAt: 6000, times: { talkingMs: 0 } },
    ]);
  });
});

describe('[E2] two members answer together', () => {
  it('the first wins; the second is told that it was answered elsewhere, and is free', () => {
    const office = shop({ tiers: { bo: 0, cilla: 0 } });
    const caller = office.outsider(KARI).calls(SHOP);
    const late = office.legAt('cilla-desk');
    office.phone('bo-desk').answers();
    office.tell({ type: 'legAnswered', leg: late });
    expect(caller.hears).toBe('leg bo-desk');
    expect(hangUps(office)).toEqual(Array(2).fill({ type: 'hangUp', leg: late, cause: 'answeredElsewhere' }));
    expect(office.of('callConnected').map(({ talk }) => talk.user)).toEqual(['bo']);
    expect(office.actions.filter(({ type }) => type === 'bridge')).toHaveLength(1);
    expect(office.state.users.get('cilla' as never)?.availability).toBe('idle');
  });
});

describe('[E3] [G5] an answer crosses the end of the tier’s time', () => {
  it('at 19,999 ms the answer wins', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(19_999);
    office.phone('bo-desk').answers();
    expect([caller.hears, office.ringing()]).toEqual(['leg bo-desk', []]);
  });

  it('at exactly 20,000 ms the tier’s time is over first, whether or not a tick came before', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    const leg = office.legAt('bo-desk');
    office.now = 20_000;
    office.tell({ type: 'legAnswered', leg });
    expect([caller.hears, office.ringing()]).toEqual(['ringing', ['cilla-desk']]);
    expect(hangUps(office).map((action) => [action.leg, action.cause])).toEqual([
      [leg, 'cancelled'],
      [leg, 'answeredElsewhere'],
    ]);
  });

  it('a late answer changes no state', () => {
    const office = shop();
    office.outsider(KARI).calls(SHOP);
    const leg = office.legAt('bo-desk');
    office.after(20_000);
    const before = JSON.stringify(takeSnapshot(office.state));
    office.tell({ type: 'legAnswered', leg });
    expect(JSON.stringify(takeSnapshot(office.state))).toBe(before);
  });
});

describe('[E7] one person, two phones', () => {
  it('is one offer with two legs', () => {
    const office = shop({ tiers: { anna: 0 } });
    office.outsider(KARI).calls(SHOP);
    expect(office.ringing()).toEqual(['anna-desk', 'anna-mobile']);
    expect(office.of('offerMade')).toHaveLength(1);
    expect(office.of('availabilityChanged').filter(({ availability }) => availability === 'ringing')).toHaveLength(1);
  });

  it('who refuses on one has refused on both', () => {
    const office = shop({ tiers: { anna: 0, bo: 1 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('anna-desk').rejects();
    expect(office.ringing()).toEqual(['bo-desk']);
    expect(office.of('memberTried').map(({ user, cause }) => [user, cause])).toEqual([['anna', 'rejected']]);
  });

  it.each(['busy', 'unreachable', 'failed'] as const)('one that is %s leaves the other ringing', (cause) => {
    const office = shop({ tiers: { anna: 0, bo: 1 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('anna-desk').ends(cause);
    expect(office.ringing()).toEqual(['anna-mobile']);
    office.phone('anna-mobile').ends(cause);
    expect(office.ringing()).toEqual(['bo-desk']);
  });

  it('an answer on one stops the other', () => {
    const office = shop({ tiers: { anna: 0 } });
    const caller = office.outsider(KARI).calls(SHOP);
    office.phone('anna-mobile').answers();
    expect([caller.hears, office.ringing()]).toEqual(['leg anna-mobile', []]);
  });

  it('who is in a group and is called straight rings once', () => {
    const office = shop({ tiers: { anna: 0 } });
    office.outsider(KARI).calls(SHOP);
    const straight = office.outsider(KARI).calls('+4757828601');
    expect([office.ringing(), straight.releasedFor]).toEqual([['anna-desk', 'anna-mobile'], 'busy']);
  });

  it('who is in two groups rings for the one who came first only', () => {
    const office = shop({ tiers: { bo: 0 }, workshop: { bo: 0 } });
    office.outsider(KARI).calls(SHOP);
    office.outsider(KARI).calls('+4757828602');
    expect(office.ringing()).toEqual(['bo-desk']);
  });

  it('one phone that unregisters while both ring leaves the other ringing', () => {
    const office = shop({ tiers: { anna: 0, bo: 1 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('anna-desk').unregisters();
    expect(office.ringing()).toEqual(['anna-mobile']);
  });
});

describe('[E23] signals that are doubled, late or out of order', () => {
  it('a double of each signal changes nothing', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    const leg = office.legAt('bo-desk');
    const signals = [
      caller.arrival,
      { type: 'legRinging', leg } as const,
      { type: 'legAnswered', leg } as const,
      { type: 'deviceState', device: 'bo-desk' as never, isReachable: false } as const,
      { type: 'legEnded', leg, cause: 'hungUp' } as const,
    ];
    for (const signal of signals) {
      if (signal !== caller.arrival) office.tell(signal);
      const before = JSON.stringify(takeSnapshot(office.state));
      const { events, ignored } = office.tell(signal);
      expect([signal.type, events, ignored.length]).toEqual([signal.type, [], 1]);
      expect(JSON.stringify(takeSnapshot(office.state))).toBe(before);
    }
    expect(office.records().map(({ outcome }) => outcome)).toEqual(['answered']);
  });

  it('a doubled "played" ends the call once', () => {
    const office = shop({ ring: { rounds: 1, seconds: 1 } });
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(2000);
    caller.hasHeardIt();
    caller.hasHeardIt();
    expect(office.records()).toHaveLength(1);
  });

  it('a copy of the arrival after the end makes no new call', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    caller.hangsUp();
    office.after(60_000);
    const { events, ignored } = office.tell(caller.arrival);
    expect([events, ignored.map(({ why }) => why)]).toEqual([[], ['the leg has arrived already']]);
  });

  it('an end told before its arrival: the call is over when it arrives', () => {
    const office = shop();
    const leg = 'in-9' as LegId;
    office.tell({ type: 'legEnded', leg, cause: 'cancelled' });
    const { events } = office.tell({
      type: 'callArrived',
      leg,
      from: { kind: 'trunk', trunk: 't' as never, isWithheld: true },
      to: SHOP,
    });
    expect([events, office.state.calls.size, office.ringing()]).toEqual([[], 0, []]);
  });

  it('"rings" after the answer does not take the leg back', () => {
    const office = shop();
    office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').answers();
    office.tell({ type: 'legRinging', leg: office.legAt('bo-desk') });
    expect(office.state.legs.get(office.legAt('bo-desk'))?.phase).toBe('up');
  });

  it('an answer of a leg that nobody knows is ended', () => {
    const office = shop();
    const leg = 'l77' as LegId;
    office.tell({ type: 'legAnswered', leg });
    expect(office.actions).toEqual([{ type: 'hangUp', leg, cause: 'answeredElsewhere' }]);
  });
});

describe('[E23] the network restarts', () => {
  it('a caller whose leg is gone is lost, not abandoned; others keep their place; unknown legs are ended', () => {
    const office = shop({ tiers: { bo: 0 } });
    const gone = office.outsider(KARI).calls(SHOP);
    const waits = office.outsider(KARI).calls(SHOP);
    office.tell({ type: 'networkRestarted', liveLegs: [waits.leg, 'l99' as LegId] });
    expect(office.records().map(({ call, outcome, cause }) => [call, outcome, cause])).toEqual([
      ['c1', 'lost', 'lost'],
    ]);
    expect(hangUps(office).filter(({ leg }) => leg === 'l99')).toHaveLength(1);
    expect([gone.hears, waits.hears, office.ringing()]).toEqual(['ringing', 'ringing', ['bo-desk']]);
  });

  it('a talk whose member is gone ends as answered, and the member is free', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').answers();
    office.after(5000);
    office.tell({ type: 'networkRestarted', liveLegs: [caller.leg] });
    expect(office.records()).toMatchObject([{ outcome: 'answered', endedBy: 'callee', times: { talkingMs: 5000 } }]);
    expect(office.state.users.get('bo' as never)?.availability).toBe('idle');
  });

  it('a call whose legs all live goes on', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').answers();
    const before = JSON.stringify(takeSnapshot(office.state));
    office.tell({ type: 'networkRestarted', liveLegs: [caller.leg, office.legAt('bo-desk')] });
    expect(JSON.stringify(takeSnapshot(office.state))).toBe(before);
  });

  it('a leg that a timer starts in the very step of the restart rings on', () => {
    // The clock is late: the tier's time was over before the restart is told, and the new leg cannot be in its list.
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.now = 21_000;
    const { actions } = office.tell({ type: 'networkRestarted', liveLegs: [caller.leg, 'l1' as LegId] });
    const started = actions.filter(({ type }) => type === 'startLeg');
    expect(started).toHaveLength(1);
    expect([...office.state.legs.keys()]).toEqual([caller.leg, 'l2']);
  });

  it('a caller who is told of only after a restart that ended their leg makes no call', () => {
    const office = shop();
    const leg = 'in-9' as LegId;
    office.tell({ type: 'networkRestarted', liveLegs: [leg] });
    expect(hangUps(office).map((action) => action.leg)).toEqual([leg]);
    const from = { kind: 'trunk', trunk: 't' as never, isWithheld: true } as const;
    office.tell({ type: 'callArrived', leg, from, to: SHOP });
    expect(office.ringing()).toEqual([]);
  });

  it('nobody is offered a caller who is lost in the same restart', () => {
    const office = shop({ tiers: { bo: 0 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').answers();
    office.outsider('+4791111111').calls(SHOP);
    const { actions } = office.tell({ type: 'networkRestarted', liveLegs: [] });
    expect(actions.filter(({ type }) => type === 'startLeg')).toEqual([]);
    expect(office.records().map(({ call, outcome }) => [call, outcome])).toEqual([
      ['c2', 'lost'],
      ['c1', 'answered'],
    ]);
    expect(office.of('offerMade')).toHaveLength(1);
  });

  it('a user who waits in their own group and is lost with the others who waited hears nothing of it', () => {
    // Anna dials out, Bo calls the group of the two and waits for Anna: with her phone lost, nobody would be left.
    const office = shop({ tiers: { anna: 0, bo: 0 } });
    office.phone('anna-desk').dials('+4791111111');
    office.phone('bo-desk').dials('201');
    office.phone('anna-desk').unregisters();
    office.phone('anna-mobile').unregisters();
    const { actions } = office.tell({ type: 'networkRestarted', liveLegs: [] });
    expect(actions.map(({ type }) => type)).toEqual(['hangUp']);
    expect(office.records().map(({ call, outcome }) => [call, outcome])).toEqual([
      ['c1', 'lost'],
      ['c2', 'lost'],
    ]);
  });

  it('[law 4] of members freed and phones lost in one restart, the one who came first is served first', () => {
    // bo talks, cilla rings for the younger caller; both are lost: bo must go to the elder one.
    const office = shop({ tiers: { bo: 1, cilla: 0 }, workshop: { bo: 0 } });
    const talks = office.outsider(KARI).calls('+4757828602');
    office.phone('bo-desk').answers();
    const elder = office.outsider(KARI).calls('+4757828602');
    const younger = office.outsider(KARI).calls(SHOP);
    office.tell({ type: 'networkRestarted', liveLegs: [talks.leg, elder.leg, younger.leg] });
    office.legs.delete('l1' as LegId);
    office.phone('bo-desk').answers();
    expect([elder.hears, younger.hears]).toEqual(['leg bo-desk', 'ringing']);
  });
});
