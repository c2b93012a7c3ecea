import { describe, expect, test } from 'vitest';
import type { FlowElement } from '../../src/flow/flow-file.ts';
import { flowLibrary } from '../../src/flow/flow-library.ts';
import { callIn, ends, FlowCall, mainFlow } from './flow-call.ts';

const fault = { type: 'release', sound: 'technical-fault', cause: 'failed', outcome: 'failed' };

/** `count` elements in a row that take no time, then `last`. */
const row = (count: number, last: string): Record<string, FlowElement> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `e${at}`,
      { kind: 'setLanguage', language: 'nn', next: at === count - 1 ? last : `e${at + 1}` },
    ]),
  );

describe('the step limit', () => {
  test('a hundred elements are entered, and not one more', () => {
    expect(callIn({ ...row(99, 'anna'), ...ends }).place).toBe('main/anna: user');
    const call = callIn({ ...row(100, 'anna'), ...ends });
    expect(call.place).toBe('gone');
    expect(call.effects.slice(100)).toEqual([
      { type: 'diagnose', what: 'flow loop', flow: 'main', element: 'anna' },
      fault,
    ]);
  });

  test('a loop over two flows ends with an audible message and a diagnostic', () => {
    const there = mainFlow({ on: { kind: 'goto', flow: 'second' } });
    const back = mainFlow({ back: { kind: 'goto', flow: 'main' } }, 'second');
    const call = new FlowCall(flowLibrary([{ version: 1, flows: [there, back] }]));
    expect(call.effects).toEqual([{ type: 'diagnose', what: 'flow loop', flow: 'main', element: 'on' }, fault]);
    expect(call.last.trail).toHaveLength(101);
    expect(call.last.trail.at(-1)).toMatchObject({ element: 'on', kind: undefined, why: 'flow loop' });
  });

  /** A queue that is full, and then once more. */
  const again = { queue: { kind: 'queue', group: 'sales', exits: { full: 'queue' } } } as const;
  const full = { type: 'queueLeft', by: { exit: 'full' } } as const;
  const untilGone = (waitMs: number): number => {
    const call = callIn(again);
    for (let count = 1; count <= 300; count++) {
      if (call.comes(full, waitMs).place === 'gone') return count;
    }
    return Number.POSITIVE_INFINITY;
  };

  test('a queue that is left at once is no wait: the loop ends', () => {
    expect(untilGone(0)).toBe(100);
  });

  test('99 ms are no wait, 100 ms are', () => {
    expect(untilGone(99)).toBe(100);
    expect(untilGone(100)).toBe(Number.POSITIVE_INFINITY);
  });

  test('a key is an input: it begins the count anew', () => {
    const call = callIn({
      ...row(60, 'menu'),
      menu: { kind: 'menu', prompt: 'x', choices: { '1': 'e0' }, otherwise: 'bye' },
      ...ends,
    });
    expect(call.cursor.steps).toBe(61);
    expect(call.comes({ type: 'digit', digit: '1' }, 0).place).toBe('main/menu: hearing');
    expect(call.cursor.steps).toBe(61);
  });

  test('a key typed ahead begins the count anew where it is used', () => {
    const call = callIn({
      hello: { kind: 'play', sound: 'hello', next: 'e0' },
      ...row(60, 'menu'),
      menu: { kind: 'menu', prompt: 'x', choices: { '1': 'e0' }, otherwise: 'bye' },
      ...ends,
    });
    expect(call.presses('1').comes({ type: 'played' }, 0).place).toBe('main/menu: hearing');
    expect(call.cursor.steps).toBe(61);
  });
});

describe('a flow that is not there', () => {
  test('the caller is told of a fault, the administrator of the flow', () => {
    expect(new FlowCall(flowLibrary([]), {}, 'main').effects).toEqual([
      { type: 'diagnose', what: 'no such flow', flow: 'main', element: undefined },
      fault,
    ]);
    expect(callIn({ on: { kind: 'goto', flow: 'gone' } }).effects).toEqual([
      { type: 'diagnose', what: 'no such flow', flow: 'gone', element: undefined },
      fault,
    ]);
  });

  test('an element that is not there', () => {
    const diagnosis = { type: 'diagnose', what: 'no such element', flow: 'main' };
    const call = callIn({ on: { kind: 'setLanguage', language: 'en', next: 'constructor' } });
    expect(call.effects.slice(1)).toEqual([{ ...diagnosis, element: 'constructor' }, fault]);
    const lost = callIn({ hello: { kind: 'play', sound: 'hello' } });
    lost.last = { ...lost.last, cursor: { ...lost.cursor, element: 'gone' } };
    expect(lost.hearsItOut().effects).toEqual([{ ...diagnosis, element: 'gone' }, fault]);
  });
});

describe('inputs that nothing waits for change nothing', () => {
  test.each([
    ['hearing', { type: 'timeOver' }, 'the call is in the phase hearing'],
    ['hearing', { type: 'queueLeft', by: { exit: 'full' } }, 'the call is in the phase hearing'],
    ['asked', { type: 'played' }, 'the call is in the phase asked'],
  ] as const)('%s × %o', (phase, input, why) => {
    const call = callIn({ menu: { kind: 'menu', prompt: 'x', choices: { '1': 'anna' }, otherwise: 'bye' }, ...ends });
    if (phase === 'asked') call.hearsItOut();
    const before = call.cursor;
    expect(call.comes(input).last).toEqual({ cursor: before, effects: [], trail: [], ignored: why });
  });

  test.each([
    ['anna', { type: 'queueLeft', by: { exit: 'full' } }, 'the call is away: user'],
    ['anna', { type: 'played' }, 'the call is away: user'],
    ['sales', { type: 'userEnded', by: 'busy' }, 'the call is away: queue'],
    ['message', { type: 'timeOver' }, 'the call is away: voicemail'],
  ] as const)('%s × %o', (start, input, why) => {
    const call = callIn({ on: { kind: 'setLanguage', language: 'nn', next: start }, ...ends });
    const before = call.cursor;
    expect(call.comes(input).last).toEqual({ cursor: before, effects: [], trail: [], ignored: why });
  });
});

describe('versions', () => {
  const flows = (sound: string, next: string) => [
    mainFlow({
      hello: { kind: 'play', sound, next: 'on' },
      on: { kind: 'setLanguage', language: 'nn', next },
      link: { kind: 'goto', flow: 'main' },
      ...ends,
    }),
  ];
  const old = { version: 1, flows: flows('old', 'anna') };

  /** A library that gets its second edition while the call hears the first sound. */
  const changing = (first: typeof old) => {
    let editions = [first];
    const now = () => flowLibrary(editions);
    const library = {
      newest: (id: string) => now().newest(id),
      at: (id: string, version: number) => now().at(id, version),
    };
    const call = new FlowCall(library);
    editions = [{ version: 2, flows: flows('new', 'sales') }, first];
    return call;
  };

  test('[E22] a call keeps the version of the flow that it entered', () => {
    const call = changing(old);
    expect(call.cursor.version).toBe(1);
    expect(call.hearsItOut().place).toBe('main/anna: user');
    expect(call.cursor.version).toBe(1);
  });

  test('[E22] the newest is the one with the highest version, wherever it stands', () => {
    const [first, second] = [old, { version: 2, flows: flows('new', 'sales') }];
    expect(new FlowCall(flowLibrary([first, second])).hears).toEqual(['new']);
    expect(new FlowCall(flowLibrary([second, first])).hears).toEqual(['new']);
  });

  test('[E22] a version that is not kept any more is a fault that the caller hears of', () => {
    const call = new FlowCall(flowLibrary([old]));
    call.last = { ...call.last, cursor: { ...call.cursor, version: 9 } };
    expect(call.hearsItOut().effects.at(-1)).toEqual(fault);
  });

  test('[E22] the next flow that it enters is the newest, also when it is the same flow', () => {
    const call = changing({ version: 1, flows: flows('old', 'link') });
    expect(call.hearsItOut().hears).toEqual(['new']);
    expect(call.cursor).toMatchObject({ version: 2, element: 'hello' });
    expect(call.hearsItOut().place).toBe('main/sales: queue');
  });
});
