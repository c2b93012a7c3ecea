import { describe, expect, it } from 'vitest';
import type { Caller, Office } from '../driver.ts';
import { KARI, SHOP } from './office.ts';
import { GOLD, type GroupFile, person, talk, twoGroups } from './two-groups.ts';

type Sounds = NonNullable<GroupFile['sounds']>;

/** Anna alone answers for the shop, and talks. */
function busyShop(sounds: Sounds, more: Partial<GroupFile> = {}): Office {
  const o = twoGroups({ members: [{ user: 'anna' }], answerOn: 'entry', sounds, ...more });
  talk(o, 'anna', 'bo');
  return o;
}

/** What is heard in the order in which it is asked for, each sound heard to its end at once. */
function hearsAfter(o: Office, caller: Caller, ms: number): string {
  o.after(ms);
  const heard = caller.hears;
  caller.hasHeardIt();
  return heard;
}

describe('[X4] the welcome', () => {
  it('is heard to its end before anybody rings, and then the music', () => {
    const o = twoGroups({
      members: [{ user: 'anna' }],
      answerOn: 'entry',
      sounds: { welcome: 'hello', music: 'hall' },
    });
    const kari = o.outsider(KARI).calls(SHOP);
    expect([kari.hears, o.ringing()]).toEqual(['sound hello', []]);
    kari.hasHeardIt();
    expect([kari.hears, o.ringing()]).toEqual(['sound hall', ['anna-desk']]);
  });

  it('that the network never tells as heard is over after a minute', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], answerOn: 'entry', sounds: { welcome: 'hello' } });
    o.outsider(KARI).calls(SHOP);
    o.after(59_999);
    expect(o.ringing()).toEqual([]);
    o.after(1);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('an interruptible one is heard while phones ring, and ends in the talk', () => {
    const sounds = { welcome: 'hello', welcomeInterruptible: true };
    const o = twoGroups({ members: [{ user: 'anna' }], answerOn: 'entry', sounds });
    const kari = o.outsider(KARI).calls(SHOP);
    expect([kari.hears, o.ringing()]).toEqual(['sound hello', ['anna-desk']]);
    o.phone('anna-desk').answers();
    expect(kari.hears).toBe('leg anna-desk');
  });

  it('needs a call that is answered: else there is none, and phones ring at once', () => {
    const o = twoGroups({ members: [{ user: 'anna' }], sounds: { welcome: 'hello', music: 'hall' } });
    const kari = o.outsider(KARI).calls(SHOP);
    expect([kari.hears, o.ringing()]).toEqual(['ringing', ['anna-desk']]);
  });
});

describe('[X4] music', () => {
  it.each([
    ['of the group', 'hall', 'lobby', 'sound hall'],
    ['of the company', undefined, 'lobby', 'sound lobby'],
    ['none: ringing tone', undefined, undefined, 'ringing'],
  ])('%s', (_what, own, company, heard) => {
    const o = twoGroups(
      { members: [{ user: 'anna' }], answerOn: 'entry', sounds: own === undefined ? {} : { music: own } },
      company === undefined ? {} : { music: company },
    );
    expect(o.outsider(KARI).calls(SHOP).hears).toBe(heard);
  });
});

describe('[X4] messages', () => {
  it('come in turn, every so many seconds, and the music goes on between them', () => {
    const o = busyShop({ messages: ['one', 'two'], everySeconds: 5, music: 'hall' });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(4999);
    expect(kari.hears).toBe('sound hall');
    expect(hearsAfter(o, kari, 1)).toBe('sound one');
    expect(kari.hears).toBe('sound hall');
    expect([hearsAfter(o, kari, 5000), hearsAfter(o, kari, 5000)]).toEqual(['sound two', 'sound one']);
  });

  it('stop no phone', () => {
    const o = twoGroups({
      members: [{ user: 'anna' }],
      answerOn: 'entry',
      sounds: { messages: ['one'], everySeconds: 5 },
    });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(5000);
    expect([kari.hears, o.ringing()]).toEqual(['sound one', ['anna-desk']]);
    kari.hasHeardIt();
    expect([kari.hears, o.ringing()]).toEqual(['ringing', ['anna-desk']]);
    o.after(14_999);
    expect(o.ringing()).toEqual(['anna-desk']);
  });

  it('do not cut each other or the welcome short', () => {
    const o = busyShop({ welcome: 'hello', messages: ['one', 'two'], everySeconds: 5 });
    const kari = o.outsider(KARI).calls(SHOP);
    o.after(5000);
    expect(kari.hears).toBe('sound hello');
    kari.hasHeardIt();
    o.after(5000);
    expect(kari.hears).toBe('sound one');
    o.after(5000);
    expect([kari.hears, o.of('callerTold').length]).toEqual(['sound one', 1]);
    kari.hasHeardIt();
    expect(hearsAfter(o, kari, 5000)).toBe('sound two');
  });

  it('are not for one who has not been answered, nor for a group that has none', () => {
    const unheard = busyShop({ messages: ['one'], everySeconds: 5 }, { answerOn: 'person' });
    const silent = busyShop({ everySeconds: 5 });
    for (const o of [unheard, silent]) {
      const kari = o.outsider(KARI).calls(SHOP);
      o.after(10_000);
      expect([kari.hears, o.of('callerTold')]).toEqual(['ringing', []]);
    }
  });
});

describe('[X4] [E10] the place in the line', () => {
  it('is told as it will be served, and better news as it comes', () => {
    const o = busyShop({ tellPosition: true, everySeconds: 5 });
    const [first, , third] = [1, 2, 3].map((n) => o.outsider(person(n)).calls(SHOP)) as [Caller, Caller, Caller];
    expect(hearsAfter(o, third, 5000)).toBe('sound position number-3');
    first.hangsUp();
    expect(hearsAfter(o, third, 5000)).toBe('sound position number-2');
    expect(hearsAfter(o, third, 5000)).toBe('sound position number-2');
  });

  it('worse news is not told: a VIP who passes is nobody’s business', () => {
    const o = busyShop({ tellPosition: true, messages: ['one'], everySeconds: 5 });
    const kari = o.outsider(KARI).calls(SHOP);
    expect(hearsAfter(o, kari, 5000)).toBe('sound one position number-1');
    o.outsider(GOLD).calls(SHOP);
    expect(hearsAfter(o, kari, 5000)).toBe('sound one');
    expect(o.of('callerTold').filter(({ entry }) => entry === 'e1')).toMatchObject([{ position: 1 }, { position: 1 }]);
  });

  it('of those who may not be passed any more, VIPs and the others, each in order', () => {
    const o = busyShop({ tellPosition: true, everySeconds: 5 }, { vip: { maxOvertakes: 1 } });
    const callers = [person(1), GOLD, person(2), '+4795000002'].map((number) => o.outsider(number).calls(SHOP));
    o.after(5000);
    expect(callers.map(({ hears }) => hears)).toEqual([3, 1, 4, 2].map((n) => `sound position number-${n}`));
    for (const caller of callers) caller.hasHeardIt();
    o.phone('bo-desk').hangsUp();
    o.phone('anna-desk').answers();
    o.after(5000);
    expect(callers.map(({ hears }) => hears)).toEqual([
      'sound position number-1',
      'leg anna-desk',
      'sound position number-2',
      'ringing',
    ]);
  });
});

describe('[X4] the expected wait', () => {
  it('is told in whole minutes, at least one, and never longer than before', () => {
    const o = busyShop({ tellWait: true, everySeconds: 5 }, { wrapUpSeconds: 0 });
    const kari = o.outsider(KARI).calls(SHOP);
    const [, minutes = ''] = /^sound expected-wait number-(\d+) minutes$/.exec(hearsAfter(o, kari, 5000)) ?? [];
    expect(Number(minutes)).toBeGreaterThanOrEqual(1);
    for (let turn = 0; turn < 3; turn += 1) {
      o.outsider(`+47950001${turn}0`).calls(SHOP);
      o.after(5000);
      kari.hasHeardIt();
    }
    const told = o.of('callerTold').filter(({ entry }) => entry === 'e1');
    expect(told.map(({ waitMinutes }) => waitMinutes)).toEqual(Array(4).fill(Number(minutes)));
  });
});
