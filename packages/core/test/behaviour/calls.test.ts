import { describe, expect, it } from 'vitest';
import type { CallId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { ANNA, KARI, SHOP, shop, shopFile } from './shop.ts';

describe('a call straight to a user', () => {
  it('rings every device for its time, then the caller hears the message', () => {
    const office = shop({ userRingSeconds: 12 });
    const caller = office.outsider(KARI, 'Kari').calls(ANNA);
    expect([office.ringing(), caller.hears]).toEqual([['anna-desk', 'anna-mobile'], 'ringing']);
    expect(office.phone('anna-desk').shows()).toEqual({ number: KARI, name: 'Kari' });
    office.after(11_999);
    expect(office.ringing()).toHaveLength(2);
    office.after(1);
    expect([office.ringing(), caller.hears]).toEqual([[], 'sound nobody-answered']);
    caller.hasHeardIt();
    expect(office.records()).toMatchObject([{ outcome: 'unanswered', group: undefined, direction: 'incoming' }]);
  });

  it('rings 30 s when the file does not say', () => {
    const office = shop();
    office.outsider(KARI).calls(ANNA);
    office.after(29_999);
    expect(office.ringing()).toHaveLength(2);
    office.after(1);
    expect(office.ringing()).toEqual([]);
  });

  it('is answered, talked, and ended by the one called', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(ANNA);
    office.after(3000);
    office.phone('anna-mobile').answers();
    office.after(60_000);
    office.phone('anna-mobile').hangsUp();
    expect(caller.releasedFor).toBe('hungUp');
    expect(office.records()).toMatchObject([
      {
        outcome: 'answered',
        answeredBy: 'anna',
        answeredAt: 3000,
        endedAt: 63_000,
        endedBy: 'callee',
        times: { waitingMs: 0, ringingMs: 3000, messageMs: 0, talkingMs: 60_000 },
      },
    ]);
  });

  it.each([
    ['busy', 'busy'],
    ['rejected', 'rejected'],
    ['unreachable', 'unreachable'],
    ['failed', 'failed'],
  ] as const)('that is %s ends as %s', (cause, outcome) => {
    const office = shop();
    const caller = office.outsider(KARI).calls('+4757828600'.replace('600', '601'));
    office.phone('anna-desk').ends(cause);
    if (cause !== 'rejected') office.phone('anna-mobile').ends(cause);
    expect([office.records()[0]?.outcome, caller.releasedFor, office.ringing()]).toEqual([outcome, cause, []]);
  });

  it('to one in a call is busy at once, and to one without a phone unreachable', () => {
    const office = shop();
    office.phone('anna-desk').dials('112');
    const busy = office.outsider(KARI).calls(ANNA);
    office.phone('bo-desk').unregisters();
    const unreachable = office.phone('dag-desk').dials('102');
    expect([busy.releasedFor, unreachable.releasedFor]).toEqual(['busy', 'unreachable']);
    expect(office.records().map(({ outcome }) => outcome)).toEqual(['busy', 'unreachable']);
  });

  it('one who dials while a direct call rings is busy for that call', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(ANNA);
    office.phone('anna-mobile').dials('102');
    expect([caller.releasedFor, office.ringing()]).toEqual(['busy', ['bo-desk']]);
  });
});

describe('calls from inside', () => {
  it('a colleague sees the short number and the name', () => {
    const office = shop();
    const caller = office.phone('bo-desk').dials('103');
    expect(office.phone('cilla-desk').shows()).toEqual({ number: '102', name: 'BO' });
    office.phone('cilla-desk').answers();
    expect(caller.hears).toBe('leg cilla-desk');
    caller.hangsUp('hungUp');
    expect(office.records()).toMatchObject([{ direction: 'internal', outcome: 'answered', answeredBy: 'cilla' }]);
  });

  it.each(['201', SHOP, '57 82 86 00', '004757828600'])('%s leads to the group', (dialled) => {
    const office = shop();
    office.phone('dag-desk').dials(dialled);
    expect(office.ringing()).toEqual(['bo-desk']);
  });

  it('a call to oneself is busy', () => {
    const office = shop();
    expect(office.phone('anna-desk').dials('101').releasedFor).toBe('busy');
  });

  it('goes out with the user’s display number, in E.164, and the caller hears ringing when it rings', () => {
    const office = shop();
    const caller = office.phone('anna-desk').dials('99 88 77 66');
    expect([office.ringing(), caller.hears]).toEqual([['+4799887766'], 'nothing']);
    expect(office.legs.get(office.legAt('+4799887766'))?.shown).toEqual({ number: ANNA });
    office.tell({ type: 'legRinging', leg: office.legAt('+4799887766') });
    expect(caller.hears).toBe('ringing');
    office.phone('+4799887766').answers();
    expect(caller.hears).toBe('leg +4799887766');
    caller.hangsUp('hungUp');
    expect(office.records()).toMatchObject([{ direction: 'outgoing', outcome: 'answered', answeredBy: undefined }]);
  });

  it('goes out with the main number for a user without one', () => {
    const office = shop();
    office.phone('bo-desk').dials(KARI);
    expect(office.legs.get(office.legAt(KARI))?.shown).toEqual({ number: SHOP });
  });

  it('is given up after three minutes without an answer', () => {
    const office = shop();
    const caller = office.phone('bo-desk').dials(KARI);
    office.after(179_999);
    expect(office.ringing()).toEqual([KARI]);
    office.after(1);
    expect([caller.releasedFor, office.records()[0]?.outcome]).toEqual(['noAnswer', 'unanswered']);
  });

  it.each([
    ['busy', 'busy'],
    ['notFound', 'notFound'],
    ['congestion', 'failed'],
  ] as const)('an outside number that is %s ends as %s, with that cause for the caller', (cause, outcome) => {
    const office = shop();
    const caller = office.phone('bo-desk').dials(KARI);
    office.phone(KARI).ends(cause);
    expect([caller.releasedFor, office.records()[0]?.outcome]).toEqual([cause, outcome]);
  });

  it.each(['110', '112', '113', ' 112 '])('[X10] the emergency number %s goes out as it is', (dialled) => {
    const office = shop();
    office.phone('bo-desk').dials(dialled);
    expect(office.ringing()).toEqual([dialled.trim()]);
  });

  it('[X10] an emergency call goes out from a phone that counts as unreachable, and beside other calls', () => {
    const office = new Office(shopFile(), { isEveryoneReachable: false });
    office.phone('bo-desk').dials('112');
    office.phone('bo-desk').dials('113');
    expect(office.ringing()).toEqual(['112', '113']);
  });

  it.each(['999', '', 'hallo'])('what leads nowhere (%j) is not found', (dialled) => {
    const office = shop();
    expect(office.phone('bo-desk').dials(dialled).releasedFor).toBe('notFound');
    expect(office.records()).toMatchObject([{ outcome: 'notFound', dialled }]);
  });

  it('a device that no user has is turned away, and no call is counted', () => {
    const office = shop();
    expect(office.phone('stranger').dials('201').releasedFor).toBe('forbidden');
    expect(office.events.filter(({ type }) => type === 'callArrived')).toEqual([]);
  });
});

describe('calls from outside', () => {
  it.each(['+4722000000', '112', '101', '201', 'x'.repeat(500)])('[X11] nobody dials through us to %s', (dialled) => {
    const office = shop();
    expect(office.outsider(KARI).calls(dialled).releasedFor).toBe('notFound');
    expect(office.ringing()).toEqual([]);
  });

  it('[X13] a withheld number is shown, told and kept nowhere', () => {
    const office = shop();
    const from = { kind: 'trunk', trunk: 't' as never, number: KARI, name: 'Kari', isWithheld: true } as const;
    const caller = office.arrives(from, SHOP);
    expect(office.phone('bo-desk').shows()).toEqual({});
    office.phone('bo-desk').answers();
    caller.hangsUp('hungUp');
    const told = JSON.stringify([office.events, office.actions]);
    expect([told.includes('99887766'), told.includes('Kari')]).toEqual([false, false]);
    expect(office.records()[0]?.from).toEqual({
      kind: 'external',
      number: undefined,
      name: undefined,
      isWithheld: true,
    });
  });

  it('[S49] a national number is shown and kept in E.164', () => {
    const office = shop();
    office.outsider('99887766').calls(SHOP);
    expect(office.phone('bo-desk').shows()).toEqual({ number: KARI });
  });

  it('names and numbers from the network are bounded', () => {
    const office = shop();
    office.outsider('x'.repeat(999), 'y'.repeat(999)).calls(SHOP);
    const { number, name } = office.phone('bo-desk').shows() ?? {};
    expect([number?.length, name?.length]).toEqual([40, 80]);
  });
});

describe('commands', () => {
  it('endCall of a call that rings: released, and the phones are stopped', () => {
    const office = shop();
    const caller = office.outsider(KARI).calls(SHOP);
    expect(office.asks({ type: 'endCall', call: 'c1' as CallId })).toEqual({ ok: true, value: undefined });
    expect([caller.releasedFor, office.ringing(), office.records()[0]?.outcome]).toEqual(['hungUp', [], 'released']);
  });

  it('endCall of a talk: answered, ended by the switchboard', () => {
    const office = shop();
    office.outsider(KARI).calls(SHOP);
    office.phone('bo-desk').answers();
    office.asks({ type: 'endCall', call: 'c1' as CallId });
    expect(office.records()).toMatchObject([{ outcome: 'answered', endedBy: 'switchboard' }]);
    expect(office.legs.size).toBe(0);
  });

  it('endCall of a call that is gone is refused, says what and why, and changes nothing', () => {
    const office = shop();
    const before = office.events.length;
    const refused = office.asks({ type: 'endCall', call: 'c9' as CallId });
    expect(refused).toEqual({
      ok: false,
      error: { code: 'notFound', what: 'endCall', where: 'c9', why: 'a live call is needed' },
    });
    expect(office.events).toHaveLength(before);
  });

  it('endAllCalls ends everything in one step', () => {
    const office = shop();
    const callers = [SHOP, SHOP, ANNA].map((to) => office.outsider(KARI).calls(to));
    office.phone('bo-desk').answers();
    expect(office.asks({ type: 'endAllCalls' }).ok).toBe(true);
    expect(callers.map(({ releasedFor }) => releasedFor)).toEqual(Array(3).fill('shutdown'));
    expect([office.state.calls.size, office.state.legs.size, office.state.timers.size]).toEqual([0, 0, 0]);
  });
});
