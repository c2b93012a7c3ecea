import { describe, expect, test } from 'vitest';
import type { CallbackOffer } from '../../src/flow/elements/callback-offer.ts';
import type { CollectNumber } from '../../src/flow/elements/collect-number.ts';
import type { FlowFacts } from '../../src/flow/flow-facts.ts';
import { callIn, ends } from './flow-call.ts';

describe('an offer to be called back', () => {
  const offer: CallbackOffer = {
    kind: 'callbackOffer',
    group: 'sales',
    mode: 'automatic',
    prompt: 'shall-we-call-you',
    acceptDigit: '1',
    otherwise: 'sales',
  };
  const offered = (changes: Partial<CallbackOffer> = {}, facts: Partial<FlowFacts> = {}) =>
    callIn({ offer: { ...offer, ...changes }, ...ends }, facts);
  const waiting = (length: number, waitMs: number | undefined): Partial<FlowFacts> => ({
    queueLength: (group) => (group === 'sales' ? length : 999),
    expectedWaitMs: (group) => (group === 'sales' ? waitMs : 999_999_999),
  });

  test.each([
    ['the length is N', { whenLength: 4 }, waiting(4, undefined), 'offer: hearing', '4 wait: offers a callback'],
    [
      'the length is N − 1',
      { whenLength: 4 },
      waiting(3, 900_000),
      'sales: queue',
      'the queue is not long: not offered',
    ],
    ['the wait is T', { whenWaitSeconds: 60 }, waiting(0, 60_000), 'offer: hearing', '60 s to wait: offers a callback'],
    [
      'the wait is T − 1 ms',
      { whenWaitSeconds: 60 },
      waiting(99, 59_999),
      'sales: queue',
      'the queue is not long: not offered',
    ],
    [
      'there is no estimate',
      { whenWaitSeconds: 60 },
      waiting(99, undefined),
      'sales: queue',
      'the queue is not long: not offered',
    ],
    [
      'only the length is reached',
      { whenLength: 2, whenWaitSeconds: 60 },
      waiting(2, 0),
      'offer: hearing',
      '2 wait: offers a callback',
    ],
    [
      'only the wait is reached',
      { whenLength: 2, whenWaitSeconds: 60 },
      waiting(1, 61_999),
      'offer: hearing',
      '61 s to wait: offers a callback',
    ],
    [
      'neither is reached',
      { whenLength: 2, whenWaitSeconds: 60 },
      waiting(1, 0),
      'sales: queue',
      'the queue is not long: not offered',
    ],
    ['no condition is set', {}, waiting(0, 0), 'offer: hearing', 'always: offers a callback'],
  ] as const)('[S93] %s', (_title, when, facts, place, why) => {
    const call = offered(when, facts);
    expect(call.place).toBe(`main/${place}`);
    expect(call.last.trail[0]?.why).toBe(why);
  });

  test('[S93] the prompt is heard, then the key is waited for', () => {
    const call = offered();
    expect(call.effects).toEqual([{ type: 'play', sounds: ['shall-we-call-you'], isLooped: false }]);
    expect(call.hearsItOut().effects).toEqual([
      { type: 'play', sounds: ['listening'], isLooped: true },
      { type: 'startTimer', ms: 5000 },
    ]);
    expect(call.place).toBe('main/offer: asked');
    expect(offered({ waitSeconds: 8 }).hearsItOut().effects).toContainEqual({ type: 'startTimer', ms: 8000 });
  });

  test.each(['automatic', 'manual'] as const)('[S94] [S95] accepted: a %s callback is asked for', (mode) => {
    const call = offered({ mode }).presses('1');
    expect(call.effects).toEqual([
      { type: 'stopPlaying' },
      { type: 'promiseCallback', group: 'sales', mode, number: '+4799887766' },
    ]);
    expect(call.place).toBe('main/offer: callback');
  });

  test('[S94] promised: on, or told and released', () => {
    const taken = { type: 'callbackSettled', by: 'taken' } as const;
    expect(offered({ accepted: 'anna' }).presses('1').comes(taken).place).toBe('main/anna: user');
    const promised = { type: 'release', sound: 'callback-promised', cause: 'hungUp', outcome: 'callback' };
    expect(offered().presses('1').comes(taken).effects).toEqual([promised]);
  });

  test.each([
    ['another key', () => offered().presses('2'), 'key 2 was pressed: declined'],
    ['no key', () => offered().hearsItOut().pressesNothing(), 'no key was pressed'],
    [
      'a rule',
      () => offered({ accepted: 'anna' }).presses('1').comes({ type: 'callbackSettled', by: 'refused' }),
      'a rule refuses the callback',
    ],
  ])('[S93] %s: the caller waits as others do', (_title, declined, why) => {
    const call = declined();
    expect(call.place).toBe('main/sales: queue');
    expect(call.last.trail[0]?.why).toBe(why);
  });

  test('[S93] a withheld caller is not offered it without a number', () => {
    const call = offered({}, { callerNumber: undefined });
    expect(call.place).toBe('main/sales: queue');
    expect(call.last.trail[0]?.why).toBe('the number is withheld and none was keyed in: not offered');
  });

  test('[S93] keys typed ahead do not answer it: they stay for the next menu', () => {
    const call = callIn({ hello: { kind: 'play', sound: 'hello', next: 'offer' }, offer, ...ends });
    call.presses('1').hearsItOut();
    expect(call.place).toBe('main/offer: hearing');
    expect(call.presses('1').cursor.typedAhead).toBe('1');
  });
});

describe('a keyed-in number', () => {
  const ask: CollectNumber = { kind: 'collectNumber', prompt: 'your-number', next: 'offer', otherwise: 'closed' };
  const offer: CallbackOffer = {
    kind: 'callbackOffer',
    group: 'sales',
    mode: 'automatic',
    prompt: 'offer',
    acceptDigit: '1',
    otherwise: 'sales',
  };
  const withheld = { callerNumber: undefined };
  const asking = (changes: Partial<CollectNumber> = {}) =>
    callIn({ ask: { ...ask, ...changes }, offer, ...ends }, withheld);

  test('is not asked of one whose number is shown', () => {
    const call = callIn({ ask, offer, ...ends });
    expect(call.place).toBe('main/offer: hearing');
    expect(call.presses('1').effects.at(-1)).toMatchObject({ number: '+4799887766' });
  });

  test('is asked for with the prompt', () => {
    expect(asking({ invalidSound: 'try-again' }).effects).toEqual([
      { type: 'play', sounds: ['your-number'], isLooped: false },
    ]);
  });

  test('ends with #, is told to the engine, and is where we call back', () => {
    const call = asking().presses('22334455');
    expect(call.place).toBe('main/ask: keying');
    expect(call.cursor.waiting).toEqual({ phase: 'keying', keyed: '22334455' });
    call.presses('#');
    expect(call.effects).toEqual([
      { type: 'stopTimer' },
      { type: 'setNumber', number: '+4722334455' },
      { type: 'play', sounds: ['offer'], isLooped: false },
    ]);
    expect(call.presses('1').effects.at(-1)).toMatchObject({ type: 'promiseCallback', number: '+4722334455' });
  });

  test('the first key barges in; each key starts the time anew, and the sound under it goes on', () => {
    const call = asking({ waitSeconds: 7 }).presses('2');
    expect(call.effects).toEqual([
      { type: 'play', sounds: ['listening'], isLooped: true },
      { type: 'startTimer', ms: 7000 },
    ]);
    expect(call.presses('2').effects).toEqual([{ type: 'startTimer', ms: 7000 }]);
  });

  test('after the prompt the first key is waited for; with none it is asked again, three times in all', () => {
    const call = asking({ invalidSound: 'try-again' }).hearsItOut();
    expect(call.effects).toContainEqual({ type: 'startTimer', ms: 5000 });
    expect(call.place).toBe('main/ask: keying');
    expect(call.pressesNothing().effects).toEqual([
      { type: 'play', sounds: ['try-again', 'your-number'], isLooped: false },
    ]);
    expect(call.hearsItOut().pressesNothing().place).toBe('main/ask: hearing');
    expect(call.cursor.tries).toBe(2);
    expect(call.hearsItOut().pressesNothing().place).toBe('main/closed: hearing');
    expect(call.last.trail[0]?.why).toBe('no number was keyed in, after 3 of 3 tries');
  });

  test('the time after the last key ends it too', () => {
    expect(asking().presses('22334455').pressesNothing().place).toBe('main/offer: hearing');
  });

  test('what is no number is asked again', () => {
    const call = asking({ tries: 2 }).presses('22#');
    expect(call.hears).toEqual(['your-number']);
    expect(call.cursor.tries).toBe(1);
    expect(call.presses('22#').place).toBe('main/closed: hearing');
    expect(call.last.trail[0]?.why).toBe('what was keyed in is no number, after 2 of 2 tries');
  });

  test('* begins it anew', () => {
    expect(asking().presses('999*22334455#').place).toBe('main/offer: hearing');
  });

  test('twenty keys end it', () => {
    expect(asking().presses('1'.repeat(19)).place).toBe('main/ask: keying');
    expect(asking().presses('1'.repeat(20)).cursor.tries).toBe(1);
  });

  describe('typed ahead', () => {
    const typed = (keys: string) =>
      callIn({ hello: { kind: 'play', sound: 'hello', next: 'ask' }, ask, offer, ...ends }, withheld)
        .presses(keys)
        .hearsItOut();

    test('with # is taken, and what is left stays', () => {
      const call = typed('22334455#12');
      expect(call.place).toBe('main/offer: hearing');
      expect(call.cursor).toMatchObject({ typedAhead: '12', keyedNumber: '+4722334455' });
    });

    test('* begins it anew', () => expect(typed('9*22334455#').cursor.keyedNumber).toBe('+4722334455'));

    test('without # goes on where it is', () => {
      const call = typed('2233');
      expect(call.cursor).toMatchObject({ typedAhead: '', waiting: { phase: 'keying', keyed: '2233' } });
      expect(call.presses('4455#').place).toBe('main/offer: hearing');
    });

    test('an invalid one clears what is left', () => {
      const call = typed('22#12');
      expect(call.place).toBe('main/ask: hearing');
      expect(call.cursor).toMatchObject({ typedAhead: '', tries: 1 });
    });

    test('is an input of the caller: it begins the count of elements anew', () => {
      const hello = { kind: 'play', sound: 'hello', next: 'ask' } as const;
      const call = callIn({ hello, ask, offer, ...ends }, withheld).presses('22334455#');
      expect(call.comes({ type: 'played' }, 0).cursor.steps).toBe(1);
    });

    test('ending with * waits for the first key', () => {
      expect(typed('22*').cursor.waiting).toEqual({ phase: 'keying', keyed: '' });
    });
  });

  test('is not asked for twice', () => {
    const call = callIn({ ask: { ...ask, next: 'again' }, again: { ...ask, next: 'anna' }, ...ends }, withheld);
    expect(call.presses('22334455#').place).toBe('main/anna: user');
    expect(call.last.trail[1]?.why).toBe('a number was keyed in before');
  });
});
