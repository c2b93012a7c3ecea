import { describe, expect, test } from 'vitest';
import type { FlowFacts, VipMatch } from '../../src/flow/flow-facts.ts';
import type { FlowElement } from '../../src/flow/flow-file.ts';
import { flowLibrary } from '../../src/flow/flow-library.ts';
import { callIn, ends, FlowCall, mainFlow } from './flow-call.ts';

describe('a sound', () => {
  test('[S84] is heard once, then the next element; nothing is recorded', () => {
    const call = callIn({ hello: { kind: 'play', sound: 'hello', next: 'anna' }, ...ends });
    expect(call.effects).toEqual([{ type: 'play', sounds: ['hello'], isLooped: false }]);
    expect(call.hearsItOut().place).toBe('main/anna: user');
    expect(call.effects.map(({ type }) => type)).toEqual(['ringUser']);
  });

  test('[S84] [S86] without a next the call is released', () => {
    const released = { type: 'release', sound: undefined, cause: 'hungUp', outcome: 'released' };
    expect(callIn({ closed: ends.closed }).hearsItOut().effects).toEqual([released]);
  });
});

describe('opening hours', () => {
  const CLOSING = 16 * 3_600_000;
  const shop = (branches: Record<string, string> = { open: 'sales', lunch: 'message', holiday: 'anna' }) =>
    ({ shop: { kind: 'hours', schedule: 'shop', branches, closed: 'closed' }, ...ends }) as const;
  const during = (period: string | undefined): Partial<FlowFacts> => ({
    periodAt: () => ({ period, why: 'Tuesday 16:05 is after closing' }),
  });

  test.each([
    ['open', 'main/sales: queue'],
    ['lunch', 'main/message: voicemail'],
    ['holiday', 'main/anna: user'],
    [undefined, 'main/closed: hearing'],
  ])('[S86] [S87] [S88] period %s has its own branch', (period, place) => {
    expect(callIn(shop(), during(period)).place).toBe(place);
  });

  test('[S88] a period without a branch goes as closed, and says so', () => {
    const call = callIn(shop({ open: 'sales' }), during('lunch'));
    expect(call.place).toBe('main/closed: hearing');
    expect(call.last.trail[0]?.why).toBe('Tuesday 16:05 is after closing: lunch, which has no branch');
    expect(callIn(shop({ open: 'sales' }), during('constructor')).place).toBe('main/closed: hearing');
  });

  test('[S85] it is asked for the schedule of the element, at the instant of the input: at closing − 1 ms open, at closing closed', () => {
    const asked: string[] = [];
    const elements = { hello: { kind: 'play', sound: 'hello', next: 'shop' }, ...shop() } as const;
    for (const [at, place] of [
      [CLOSING - 1, 'main/sales: queue'],
      [CLOSING, 'main/closed: hearing'],
    ] as const) {
      const call: FlowCall = new FlowCall(flowLibrary([{ version: 1, flows: [mainFlow(elements)] }]), {
        periodAt: (schedule) => {
          asked.push(schedule);
          return { period: call.at < CLOSING ? 'open' : undefined, why: '' };
        },
      });
      expect(call.comes({ type: 'played' }, at).place).toBe(place);
    }
    expect(asked).toEqual(['shop', 'shop']);
  });
});

describe('a link to another flow', () => {
  const workshop = mainFlow(
    {
      hours: { kind: 'hours', schedule: 'workshop', branches: { open: 'anna' }, closed: 'to-main' },
      'to-main': { kind: 'goto', flow: 'main' },
      ...ends,
    },
    'workshop',
  );
  const library = flowLibrary([{ version: 3, flows: [workshop, mainFlow(ends)] }]);

  test('[S89] [S90] the workshop is closed today: its calls begin the main flow', () => {
    const closed = { periodAt: () => ({ period: undefined, why: 'closed by hand' }) };
    const call = new FlowCall(library, closed, 'workshop');
    expect(call.place).toBe('main/sales: queue');
    expect(call.last.trail.map(({ flow, element }) => `${flow}/${element}`)).toEqual([
      'workshop/hours',
      'workshop/to-main',
      'main/sales',
    ]);
    expect(new FlowCall(library, {}, 'workshop').place).toBe('workshop/anna: user');
  });

  test('[S89] what the call has gathered goes with it: keys typed ahead, the keyed-in number', () => {
    const first = mainFlow({
      hello: { kind: 'play', sound: 'hello', next: 'ask' },
      ask: { kind: 'collectNumber', prompt: 'ask', next: 'there', otherwise: 'there' },
      there: { kind: 'goto', flow: 'second' },
    });
    const call = new FlowCall(
      flowLibrary([{ version: 1, flows: [first, mainFlow({ hello: { kind: 'play', sound: 'x' } }, 'second')] }]),
      { callerNumber: undefined },
    );
    call.presses('22334455#9').hearsItOut();
    expect(call.place).toBe('second/hello: hearing');
    expect(call.cursor).toMatchObject({ typedAhead: '9', keyedNumber: '+4722334455' });
  });
});

describe('VIP lists', () => {
  const vip = (mode: 'queueHead' | 'direct'): Record<string, FlowElement> => ({
    vip: { kind: 'vip', lists: ['gold', 'silver'], mode, match: 'sales', otherwise: 'closed' },
    ...ends,
  });
  const on = (target: VipMatch['target']): Partial<FlowFacts> => ({
    vipMatch: (lists) => ({ list: lists[1] ?? '', target }),
  });
  const asVip = { type: 'setClass', callerClass: 'vip' };

  test('[S100] the number decides the branch', () => {
    const call = callIn(vip('queueHead'), on(undefined));
    expect(call.place).toBe('main/sales: queue');
    expect(call.last.trail[0]?.why).toBe('on the VIP list silver');
    const ordinary = callIn(vip('queueHead'));
    expect(ordinary.place).toBe('main/closed: hearing');
    expect(ordinary.effects.map(({ type }) => type)).toEqual(['play']);
  });

  test('[S102] queueHead: the call is VIP before it comes to the queue', () => {
    const call = callIn(vip('queueHead'), on({ user: 'anna' }));
    expect(call.effects).toEqual([asVip, { type: 'enterQueue', group: 'sales', exits: [], keys: [] }]);
  });

  test('[S101] direct: straight to the person of the entry, and on when nobody is there', () => {
    const call = callIn(vip('direct'), on({ user: 'anna' }));
    const exits = ['noAnswer', 'busy', 'unreachable'];
    expect(call.effects).toEqual([asVip, { type: 'ringUser', user: 'anna', ringMs: undefined, exits }]);
    expect(call.place).toBe('main/vip: user');
    expect(call.last.trail[0]?.why).toBe('on the VIP list silver: straight to anna');
    expect(call.comes({ type: 'userEnded', by: 'busy' }).place).toBe('main/sales: queue');
  });

  test('[S101] direct: straight to the group of the entry, and on when nobody is there', () => {
    const call = callIn(vip('direct'), on({ group: 'board' }));
    const exits = ['timedOut', 'full', 'noMembers', 'closed', 'unanswered'];
    expect(call.effects).toEqual([asVip, { type: 'enterQueue', group: 'board', exits, keys: [] }]);
    expect(call.place).toBe('main/vip: queue');
    expect(call.last.trail[0]?.why).toBe('on the VIP list silver: straight to board');
    expect(call.leavesQueue({ exit: 'closed' }).place).toBe('main/sales: queue');
  });

  test('[S101] direct: an entry without a target goes to match', () => {
    expect(callIn(vip('direct'), on(undefined)).place).toBe('main/sales: queue');
  });

  test('[L15] a withheld number is never VIP', () => {
    const call = callIn(vip('queueHead'), { ...on(undefined), callerNumber: undefined });
    expect(call.place).toBe('main/closed: hearing');
    expect(call.last.trail[0]?.why).toBe('the number is withheld: not VIP');
  });
});

describe('language and end', () => {
  test('the language is set, and the call goes on at once', () => {
    const call = callIn({ nynorsk: { kind: 'setLanguage', language: 'nn', next: 'anna' }, ...ends });
    expect(call.effects[0]).toEqual({ type: 'setLanguage', language: 'nn' });
    expect(call.place).toBe('main/anna: user');
  });

  test('the call ends with the cause of the file', () => {
    const end = { type: 'release', sound: undefined, outcome: 'released' };
    expect(callIn({ bye: { kind: 'hangUp', cause: 'busy' } }).effects).toEqual([{ ...end, cause: 'busy' }]);
    expect(callIn({ bye: ends.bye }).effects).toEqual([{ ...end, cause: 'hungUp' }]);
  });
});
