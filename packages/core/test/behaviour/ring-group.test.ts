import { describe, expect, it } from 'vitest';
import { KARI, SHOP, shop, WORKSHOP } from './shop.ts';

describe('[S108] tiers ring one after the other', () => {
  it('tier 0 rings in [0, 20 s), tier 1 in [20 s, 40 s), then a pause of 5 s, then tier 0 again [L11]', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    expect([office.ringing(), caller.hears]).toEqual([['bo-desk'], 'ringing']);
    office.after(19_999);
    expect(office.ringing()).toEqual(['bo-desk']);
    office.after(1);
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(19_999);
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(1);
    expect([office.now, office.ringing()]).toEqual([40_000, []]);
    office.after(4999);
    expect(office.ringing()).toEqual([]);
    office.after(1);
    expect([office.now, office.ringing()]).toEqual([45_000, ['bo-desk']]);
  });

  it('goes on for ever without a limit of rounds, and the caller hears ringing all the while', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(100 * 45_000);
    expect([office.ringing(), caller.hears]).toEqual([['bo-desk'], 'ringing']);
    expect(office.of('roundBegan').at(-1)?.round).toBe(101);
  });

  it('each tier has its own ring time, the last figure for the tiers after it', () => {
    const office = shop({ tiers: { bo: 0, cilla: 1, dag: 5 }, ring: { seconds: [3, 7] } });
    office.outsider(KARI).calls(SHOP);
    const turns = [2999, 1, 6999, 1, 6999, 1].map((ms) => {
      office.after(ms);
      return office.ringing().join();
    });
    expect(turns).toEqual(['bo-desk', 'cilla-desk', 'cilla-desk', 'dag-desk', 'dag-desk', '']);
  });

  it('the tier that is open ends in the same step in which the next begins, ends first', () => {
    const office = shop();
    office.outsider(KARI).calls(SHOP);
    office.actions.length = 0;
    office.after(20_000);
    expect(office.actions.map(({ type }) => type)).toEqual(['hangUp', 'startLeg']);
  });
});

describe('[S109] one tier rings in parallel', () => {
  it('all members and all their devices begin in the step of the arrival, in the order of the file', () => {
    const office = shop({ tiers: { cilla: 0, anna: 0, bo: 0 } });
    office.outsider(KARI).calls(SHOP);
    expect(office.ringing()).toEqual(['cilla-desk', 'anna-desk', 'anna-mobile', 'bo-desk']);
    expect(new Set(office.of('legStarted').map(({ at }) => at))).toEqual(new Set([0]));
  });

  it('the first answer wins, and every other phone is told that it was answered elsewhere in the same step', () => {
    const office = shop({ tiers: { cilla: 0, anna: 0, bo: 0 } });
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(4000);
    office.actions.length = 0;
    office.phone('anna-mobile').answers();
    expect(office.actions.filter((action) => action.type === 'hangUp').map(({ cause }) => cause)).toEqual(
      Array(3).fill('answeredElsewhere'),
    );
    expect([office.ringing(), caller.hears]).toEqual([[], 'leg anna-mobile']);
    expect(office.of('callConnected')).toMatchObject([
      { call: 'c1', leg: office.legAt('anna-mobile'), talk: { user: 'anna', group: 'shop', beganAt: 4000 }, at: 4000 },
    ]);
  });

  it('the losers are free at once: the next caller rings them', () => {
    const office = shop({ tiers: { anna: 0, bo: 0 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('anna-desk').answers();
    office.outsider().calls(SHOP);
    expect(office.ringing()).toEqual(['bo-desk']);
  });
});

describe('[E5] no answer in a tier', () => {
  it('an empty tier takes no time', () => {
    const office = shop();
    office.phone('bo-desk').unregisters();
    office.outsider(KARI).calls(SHOP);
    expect([office.now, office.ringing()]).toEqual([0, ['cilla-desk']]);
  });

  it('a tier of busy members takes no time', () => {
    const office = shop();
    office.phone('bo-desk').dials('112');
    office.outsider(KARI).calls(SHOP);
    expect(office.ringing()).toEqual(['112', 'cilla-desk']);
  });

  it('the next tier begins as soon as all of the tier have declined or failed, not before', () => {
    const office = shop({ tiers: { anna: 0, bo: 0, cilla: 1 } });
    office.outsider(KARI).calls(SHOP);
    office.after(3000);
    office.phone('bo-desk').ends('busy');
    expect(office.ringing()).toEqual(['anna-desk', 'anna-mobile']);
    office.after(1000);
    office.phone('anna-desk').rejects();
    expect([office.now, office.ringing()]).toEqual([4000, ['cilla-desk']]);
    office.after(19_999);
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(1);
    expect(office.ringing()).toEqual([]);
  });

  it('keepRinging adds the later tiers, and the round ends with the last one', () => {
    const office = shop({ ring: { keepRinging: true } });
    office.outsider(KARI).calls(SHOP);
    office.after(20_000);
    expect(office.ringing()).toEqual(['bo-desk', 'cilla-desk']);
    office.after(19_999);
    expect(office.ringing()).toEqual(['bo-desk', 'cilla-desk']);
    office.after(1);
    expect(office.ringing()).toEqual([]);
    office.after(5000);
    expect(office.ringing()).toEqual(['bo-desk']);
  });

  it('with keepRinging one of an earlier tier who answers stops the later one too', () => {
    const office = shop({ ring: { keepRinging: true } });
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(25_000);
    office.phone('bo-desk').answers();
    expect([office.ringing(), caller.hears]).toEqual([[], 'leg bo-desk']);
    expect(office.of('offerEnded').map(({ offer, result }) => [offer, result])).toEqual([
      ['o1', 'answered'],
      ['o2', 'withdrawn'],
    ]);
  });

  it('with keepRinging one of an earlier tier who declines later changes nothing for the open tier', () => {
    const office = shop({ ring: { keepRinging: true } });
    office.outsider(KARI).calls(SHOP);
    office.after(25_000);
    office.phone('bo-desk').rejects();
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(14_999);
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(1);
    expect(office.ringing()).toEqual([]);
  });

  it('[S83] after the last round the caller hears the message and is released when it has been heard', () => {
    const office = shop({ ring: { rounds: 2, seconds: 10, roundPauseSeconds: 3 } });
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(42_999);
    expect([office.ringing(), caller.hears]).toEqual([['cilla-desk'], 'ringing']);
    office.after(1);
    expect([office.ringing(), caller.hears]).toEqual([[], 'sound nobody-answered']);
    office.after(4000);
    caller.hasHeardIt();
    expect(caller.hears).toBe('nobody any more');
    expect(office.records()).toMatchObject([
      {
        outcome: 'unanswered',
        endedBy: 'switchboard',
        group: 'shop',
        arrivedAt: 0,
        endedAt: 47_000,
        answeredAt: undefined,
        times: { waitingMs: 3000, ringingMs: 40_000, messageMs: 4000, talkingMs: 0 },
      },
    ]);
  });

  it('a message that is never told as played is ended after a minute', () => {
    const office = shop({ ring: { rounds: 1, seconds: 10 } });
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(20_000 + 59_999);
    expect(caller.hears).toBe('sound nobody-answered');
    office.after(1);
    expect([caller.hears, office.records()[0]?.outcome]).toEqual(['nobody any more', 'unanswered']);
  });

  it('without a message the caller is turned away at the end of the last round', () => {
    const office = shop({ ring: { rounds: 1, seconds: 10 }, message: null });
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(20_000);
    expect([caller.hears, caller.releasedFor]).toEqual(['nobody any more', 'noAnswer']);
    expect(office.records()).toMatchObject([{ outcome: 'unanswered', endedAt: 20_000 }]);
  });

  it('a round in which nobody could be rung is not counted: the caller waits for a member', () => {
    const office = shop({ ring: { rounds: 1 } });
    office.phone('bo-desk').dials('112');
    office.phone('cilla-desk').dials('113');
    const caller = office.outsider(KARI).calls(SHOP);
    office.after(170_000);
    expect([office.ringing(), caller.hears]).toEqual([['112', '113'], 'ringing']);
    expect(office.of('memberAwaited')).toHaveLength(1);
  });
});

describe('members who come and go', () => {
  it('one who becomes free in mid-round is rung at once, beside those who ring', () => {
    const office = shop({ tiers: { bo: 0, cilla: 0 } });
    const cilla = office.phone('cilla-desk').dials('112');
    office.outsider(KARI).calls(SHOP);
    office.after(5000);
    cilla.hangsUp();
    expect(office.ringing()).toEqual(['bo-desk', 'cilla-desk']);
    office.after(15_000);
    expect(office.ringing()).toEqual([]);
  });

  it('one of a better tier who becomes free is rung at once, and the open tier rings on to its time', () => {
    const office = shop();
    const bo = office.phone('bo-desk').dials('112');
    office.outsider(KARI).calls(SHOP);
    office.after(7000);
    bo.hangsUp();
    expect(office.ringing()).toEqual(['cilla-desk', 'bo-desk']);
    office.after(12_999);
    expect(office.ringing()).toEqual(['cilla-desk', 'bo-desk']);
    office.after(1);
    expect(office.ringing()).toEqual([]);
  });

  it('one of a later tier who becomes free waits for the tier', () => {
    const office = shop();
    const cilla = office.phone('cilla-desk').dials('112');
    office.outsider(KARI).calls(SHOP);
    office.after(7000);
    cilla.hangsUp();
    expect(office.ringing()).toEqual(['bo-desk']);
    office.after(13_000);
    expect(office.ringing()).toEqual(['cilla-desk']);
  });

  it('one who becomes free in a pause is rung at once, and the pause is over', () => {
    const office = shop({ ring: { seconds: 10 } });
    const cilla = office.phone('cilla-desk').dials('112');
    office.outsider(KARI).calls(SHOP);
    office.after(12_000);
    expect(office.ringing()).toEqual(['112']);
    cilla.hangsUp();
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(10_000);
    expect(office.ringing()).toEqual([]);
    office.after(5000);
    expect([office.now, office.ringing()]).toEqual([27_000, ['bo-desk']]);
  });

  it('one who declined is not rung again in this round, but in the next', () => {
    const office = shop({ tiers: { bo: 0, cilla: 0 } });
    office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').rejects();
    office.after(19_999);
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(5001);
    expect([office.now, office.ringing()]).toEqual([25_000, ['bo-desk', 'cilla-desk']]);
  });

  it('a device that unregisters while it rings is stopped at once; the others ring on, the tier is not begun again', () => {
    const office = shop({ tiers: { bo: 0, cilla: 0, dag: 1 } });
    office.outsider(KARI).calls(SHOP);
    office.after(5000);
    office.phone('bo-desk').unregisters();
    expect(office.ringing()).toEqual(['cilla-desk']);
    office.after(15_000);
    expect(office.ringing()).toEqual(['dag-desk']);
  });

  it('the last one of a tier who unregisters opens the next tier in the same step', () => {
    const office = shop();
    office.outsider(KARI).calls(SHOP);
    office.after(5000);
    office.phone('bo-desk').unregisters();
    expect([office.now, office.ringing()]).toEqual([5000, ['cilla-desk']]);
  });

  it('one who dials while ringing is taken out of the ringing', () => {
    const office = shop();
    office.outsider(KARI).calls(SHOP);
    office.after(5000);
    office.phone('bo-desk').dials('22 00 00 00');
    expect(office.ringing()).toEqual(['cilla-desk', '+4722000000']);
    expect(office.state.users.get('bo' as never)?.availability).toBe('busy');
  });

  it('a caller who is a member is not rung by their own call', () => {
    const office = shop({ tiers: { bo: 0, cilla: 0 } });
    office.phone('bo-desk').dials('201');
    expect(office.ringing()).toEqual(['cilla-desk']);
  });
});

describe('[law 4] order among callers', () => {
  it('a member who becomes free takes the caller who came first', () => {
    const office = shop({ tiers: { bo: 0 } });
    const bo = office.phone('bo-desk').dials('112');
    const first = office.outsider(KARI).calls(SHOP);
    office.after(1000);
    const second = office.outsider(KARI).calls(SHOP);
    bo.hangsUp();
    office.phone('bo-desk').answers();
    expect([first.hears, second.hears]).toEqual(['leg bo-desk', 'ringing']);
    office.phone('bo-desk').hangsUp();
    office.phone('bo-desk').answers();
    expect([first.releasedFor, second.hears]).toEqual(['hungUp', 'leg bo-desk']);
  });

  it('two who come at one instant are taken in the order in which they came', () => {
    const office = shop({ tiers: { bo: 0 } });
    const bo = office.phone('bo-desk').dials('112');
    const first = office.outsider(KARI).calls(SHOP);
    const second = office.outsider(KARI).calls(SHOP);
    bo.hangsUp();
    office.phone('bo-desk').answers();
    expect([first.hears, second.hears]).toEqual(['leg bo-desk', 'ringing']);
  });

  it('over groups, the member takes the one who has waited longest of all', () => {
    const office = shop({ tiers: { bo: 0 }, workshop: { bo: 0 } });
    const bo = office.phone('bo-desk').dials('112');
    const workshop = office.outsider(KARI).calls(WORKSHOP);
    office.after(1);
    office.outsider(KARI).calls(SHOP);
    bo.hangsUp();
    office.phone('bo-desk').answers();
    expect(workshop.hears).toBe('leg bo-desk');
  });

  it('two members who become free in one step each go to the caller who came first', () => {
    // anna talks with bo; the workshop's caller (only anna) came before the shop's (anna and bo).
    const office = shop({ tiers: { anna: 0, bo: 0 }, workshop: { anna: 0 } });
    office.phone('anna-desk').dials('102');
    office.phone('bo-desk').answers();
    const first = office.outsider(KARI).calls(WORKSHOP);
    const second = office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').hangsUp();
    office.phone('anna-desk').answers();
    office.phone('bo-desk').answers();
    expect([first.hears, second.hears]).toEqual(['leg anna-desk', 'leg bo-desk']);
  });
});

describe('[law 4] a member whom another’s dialling sets free', () => {
  it('goes to the caller who came first, not to the call that is being dialled', () => {
    // cilla rings for the younger caller until dag dials; the elder one, in a pause, has not had her yet.
    const office = shop({ tiers: { cilla: 0, dag: 1 }, ring: { keepRinging: true }, workshop: { bo: 0, cilla: 1 } });
    const elder = office.outsider(KARI).calls(WORKSHOP);
    office.after(1000);
    office.outsider(KARI).calls(SHOP);
    office.after(20_000);
    expect(office.ringing()).toEqual(['cilla-desk', 'dag-desk']);
    office.phone('dag-desk').dials('201');
    office.phone('cilla-desk').answers();
    expect(elder.hears).toBe('leg cilla-desk');
  });
});
