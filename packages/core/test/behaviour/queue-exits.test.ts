import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/kernel/ids.ts';
import type { Office } from '../driver.ts';
import { anna, KARI, SHOP } from './office.ts';
import { type GroupFile, person, STORE, talk, twoGroups } from './two-groups.ts';

type Queue = NonNullable<GroupFile['queue']>;

/** Anna alone answers for the shop; Eli for the store. */
const shop = (queue: Queue, more: Partial<GroupFile> = {}): Office =>
  twoGroups({ members: [{ user: 'anna' }], queue, ...more });

function busyShop(queue: Queue, more: Partial<GroupFile> = {}): Office {
  const o = shop(queue, more);
  talk(o, 'anna', 'bo');
  return o;
}

const outcomes = (o: Office) => o.of('entryLeft').map(({ outcome, at }) => [outcome, at]);

describe('[X3] [Y1] the longest wait', () => {
  it('is over to the millisecond where nobody rings, with an outcome and a cause of its own', () => {
    const o = busyShop({ maxWaitSeconds: 10 });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(9999);
    expect(kari.releasedFor).toBeUndefined();
    o.after(1);
    expect([kari.releasedFor, outcomes(o)]).toEqual(['noAnswer', [['timedOut', 10_000]]]);
    expect(o.records()).toMatchObject([{ outcome: 'timedOut', endedBy: 'switchboard' }]);
  });

  it('a phone that rings gets its grace, once and to the millisecond', () => {
    const o = shop({ maxWaitSeconds: 10, graceSeconds: 3 });
    o.outsider(KARI).calls(SHOP);
    o.after(12_999);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.after(1);
    expect([o.ringing(), outcomes(o)]).toEqual([[], [['timedOut', 13_000]]]);
  });

  it('an answer in the grace wins; one at its end comes too late', () => {
    const o = shop({ maxWaitSeconds: 10, graceSeconds: 3 });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(12_999);
    o.phone('anna-desk').answers();
    o.after(60_000);
    expect([kari.hears, outcomes(o)]).toEqual(['leg anna-desk', [['answered', 12_999]]]);
  });

  it('without grace a phone that rings stops at the end of the wait', () => {
    const o = shop({ maxWaitSeconds: 10, graceSeconds: 0 });
    o.outsider(KARI).calls(SHOP);
    o.after(10_000);
    expect([o.ringing(), outcomes(o)]).toEqual([[], [['timedOut', 10_000]]]);
  });

  it('a phone that begins to ring in the grace of another gets no more', () => {
    const o = shop({ maxWaitSeconds: 10, graceSeconds: 3 }, { members: [{ user: 'anna' }, { user: 'bo', tier: 1 }] });
    o.outsider(KARI).calls(SHOP);
    o.after(11_000);
    o.phone('anna-desk').rejects();
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(2000);
    expect([o.ringing(), outcomes(o)]).toEqual([[], [['timedOut', 13_000]]]);
  });

  it('one who picks the caller up gets the grace too', () => {
    const o = busyShop({ maxWaitSeconds: 10, graceSeconds: 3 });
    o.outsider(KARI).calls(SHOP);
    o.after(9000);
    o.asks({ type: 'pickUp', call: [...o.state.calls.keys()].at(-1) as never, by: 'cilla' as UserId });
    o.after(3999);
    expect(outcomes(o)).toEqual([]);
    o.after(1);
    expect(outcomes(o)).toEqual([['timedOut', 13_000]]);
  });

  it('overflow keeps the seniority: in the other line the caller is before those who came later', () => {
    const exits = { timedOut: { group: 'store' } };
    const o = busyShop({ maxWaitSeconds: 10, exits });
    talk(o, 'eli', 'cilla');
    const first = o.outsider(person(1)).calls(SHOP);
    o.after(1000);
    o.outsider(person(2)).calls(STORE);
    o.after(9000);
    o.phone('cilla-desk').hangsUp();
    o.phone('eli-desk').answers();
    expect(first.hears).toBe('leg eli-desk');
    expect(o.of('entryJoined').map(({ arrivedAt, at }) => [arrivedAt, at])).toEqual([
      [0, 0],
      [1000, 1000],
      [0, 10_000],
    ]);
  });
});

describe('[X3] most who wait', () => {
  it.each([
    [0, 1],
    [2, 3],
  ])('with room for %i the caller who comes as number %i is turned away as full', (maxWaiting, number) => {
    const o = busyShop({ maxWaiting });
    const callers = [1, 2, 3].slice(0, number).map((n) => o.outsider(person(n)).calls(SHOP));
    expect(callers.map(({ releasedFor }) => releasedFor)).toEqual([...Array(number - 1), 'congestion']);
    expect(outcomes(o)).toEqual([['full', 0]]);
  });

  it('one for whom a member is free is let in', () => {
    const o = shop({ maxWaiting: 0 });
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('goes where the group says', () => {
    const o = busyShop({ maxWaiting: 0, exits: { full: { user: 'cilla' } } });
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['cilla-desk']);
  });
});

describe('[Y2] nobody takes calls', () => {
  it('one who wraps up will be back: the callers wait', () => {
    const o = shop({}, { members: [{ user: 'anna' }, { user: 'bo' }], wrapUpSeconds: 10 });
    o.outsider(person(1)).calls(SHOP);
    o.phone('anna-desk').answers();
    o.phone('anna-desk').hangsUp();
    const waits = o.outsider(person(2)).calls(SHOP);
    o.phone('bo-desk').rejects();
    o.asks({ type: 'pause', user: 'bo' as UserId, reason: 'lunch' });
    expect([waits.releasedFor, o.ringing()]).toEqual([undefined, []]);
    o.after(9999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it.each([
    ['logs out', { type: 'logOut', user: anna, group: 'shop' as never }],
    ['pauses', { type: 'pause', user: anna, reason: 'lunch' }],
    ['goes away', { type: 'setAbsences', user: anna, absences: [{ reason: 'ill' }] }],
  ] as const)('the last one %s: all who wait are told in the same step', (_how, command) => {
    const o = busyShop({});
    const callers = [1, 2].map((n) => o.outsider(person(n)).calls(SHOP));
    o.asks(command);
    expect(callers.map(({ releasedFor }) => releasedFor)).toEqual(['unreachable', 'unreachable']);
    expect(outcomes(o)).toEqual([
      ['noMembers', 0],
      ['noMembers', 0],
    ]);
  });
});

describe('[Y4] a key to leave', () => {
  const exitKeys = { '5': { user: 'cilla' } };

  it('while a phone rings: it stops, and the place is given up once', () => {
    const o = shop({ exitKeys }, { answerOn: 'entry' });
    const kari = o.outsider(KARI).calls(SHOP);
    kari.presses('55');
    expect([o.ringing(), outcomes(o)]).toEqual([['cilla-desk'], [['keyExit', 0]]]);
  });

  it('during an announcement', () => {
    const o = busyShop({ exitKeys }, { answerOn: 'entry', sounds: { messages: ['one'], everySeconds: 5 } });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(5000);
    expect(kari.hears).toBe('sound one');
    kari.presses('5');
    expect([o.ringing(), kari.hears]).toEqual([['cilla-desk'], 'ringing']);
  });

  it('another key means nothing', () => {
    const o = shop({ exitKeys }, { answerOn: 'entry' });
    o.outsider(KARI).calls(SHOP).presses('4#*');
    expect([o.ringing(), outcomes(o)]).toEqual([['anna-desk'], []]);
  });

  it('a key of one who is not up yet means nothing', () => {
    const o = shop({ exitKeys });
    o.outsider(KARI).calls(SHOP).presses('5');
    expect(o.ringing()).toEqual(['anna-desk']);
  });
});

describe('[S83] [E25] the rounds are used up', () => {
  it('with a destination the caller goes there', () => {
    const o = shop({ exits: { unanswered: { user: 'cilla' } } }, { ring: { rounds: 1, seconds: 5 } });
    o.outsider(KARI).calls(SHOP);
    o.after(4999);
    expect(o.ringing()).toEqual(['anna-desk']);
    o.after(1);
    expect([o.ringing(), outcomes(o)]).toEqual([['cilla-desk'], [['unanswered', 5000]]]);
  });

  it('every place is counted once, by what became of it', () => {
    const o = busyShop({ maxWaiting: 2, maxWaitSeconds: 10 });
    const [first] = [1, 2, 3].map((n) => o.outsider(person(n)).calls(SHOP));
    first?.hangsUp();
    o.after(10_000);
    expect(outcomes(o)).toEqual([
      ['full', 0],
      ['abandoned', 0],
      ['timedOut', 10_000],
    ]);
    expect(o.of('entryJoined')).toHaveLength(3);
  });

  it('one whom the network loses is lost, not abandoned', () => {
    const o = busyShop({});
    o.outsider(KARI).calls(SHOP).hangsUp('lost');
    expect(outcomes(o)).toEqual([['lost', 0]]);
  });
});
