import { describe, expect, test } from 'vitest';
import { type Assumed, dryRun } from '../../src/flow/dry-run.ts';
import type { FlowFacts } from '../../src/flow/flow-facts.ts';
import type { FlowElement } from '../../src/flow/flow-file.ts';
import { flowLibrary } from '../../src/flow/flow-library.ts';
import { ends, mainFlow, quietFacts } from './flow-call.ts';

const elements: Record<string, FlowElement> = {
  hours: { kind: 'hours', schedule: 'shop', branches: { open: 'menu' }, closed: 'closed' },
  menu: { kind: 'menu', prompt: 'x', choices: { '1': 'sales', '2': 'out', '3': 'ask' }, otherwise: 'anna', tries: 2 },
  out: { kind: 'transferExternal', number: '+4722334455', noAnswer: 'message' },
  ask: { kind: 'collectNumber', prompt: 'x', next: 'anna', otherwise: 'bye' },
  ...ends,
};
const run = (
  assumed: readonly Assumed[],
  facts: Partial<FlowFacts> = {},
  flow: Record<string, FlowElement> = elements,
) =>
  dryRun({
    world: { flows: flowLibrary([{ version: 1, flows: [mainFlow(flow)] }]), facts: { ...quietFacts, ...facts } },
    flow: 'main',
    assumed,
  });

describe('a dry run explains the way of a call', () => {
  test('closed: why, and to the end', () => {
    const closed = { periodAt: () => ({ period: undefined, why: 'Tuesday 16:05 is after closing' }) };
    const release = { type: 'release', sound: undefined, cause: 'hungUp', outcome: 'released' };
    expect(run([], closed)).toEqual({
      path: [
        { flow: 'main', element: 'hours', why: 'Tuesday 16:05 is after closing: closed', next: 'closed' },
        { flow: 'main', element: 'closed', why: 'plays closed', next: 'a sound is heard' },
        { flow: 'main', element: 'closed', why: 'closed was heard', next: 'the call ends' },
      ],
      end: { kind: 'released', release },
      unused: [],
    });
  });

  test('a key, and who takes over', () => {
    const { path, end } = run([{ type: 'digit', digit: '1' }]);
    expect(path.map(({ element, why, next }) => [element, why, next])).toEqual([
      ['hours', 'Tuesday 12:00 is in the opening hours: open', 'menu'],
      ['menu', 'asks for a key', 'a sound is heard'],
      ['menu', 'waits for a key', 'a key is waited for'],
      ['menu', 'key 1 was pressed', 'sales'],
      ['sales', 'waits in the queue of sales', 'the call is away: queue'],
    ]);
    expect(end).toEqual({
      kind: 'takenOver',
      by: 'queue',
      effect: { type: 'enterQueue', group: 'sales', exits: [], keys: [] },
    });
  });

  test('without an assumed key it ends where a key is waited for', () => {
    expect(run([]).end).toEqual({ kind: 'waitsForKey' });
    const asking = run([{ type: 'digit', digit: '3' }], { callerNumber: undefined });
    expect(asking.end).toEqual({ kind: 'waitsForKey' });
    expect(asking.path.at(-1)?.next).toBe('a number is keyed in');
  });

  test('no key, no answer, a message: assumed one after the other; what is left is told', () => {
    const nothing = { type: 'timeOver' } as const;
    expect(run([nothing, nothing]).end).toMatchObject({ kind: 'takenOver', by: 'user' });
    const unused = { type: 'digit', digit: '5' } as const;
    const outcome = run([
      { type: 'digit', digit: '2' },
      { type: 'externalEnded', by: 'noAnswer' },
      { type: 'messageLeft' },
      unused,
    ]);
    expect(outcome.end).toMatchObject({ kind: 'released', release: { outcome: 'voicemail' } });
    expect(outcome.unused).toEqual([unused]);
  });

  test('an assumption that does not fit is told, and the call stays where it is', () => {
    const { path, end } = run([{ type: 'messageLeft' }, { type: 'digit', digit: '1' }, { type: 'messageLeft' }]);
    expect(path.filter(({ next }) => next === 'stays')).toEqual([
      {
        flow: 'main',
        element: 'menu',
        why: 'an assumption does not fit: the call is in the phase asked',
        next: 'stays',
      },
      { flow: 'main', element: 'sales', why: 'an assumption does not fit: the call is away: queue', next: 'stays' },
    ]);
    expect(end).toMatchObject({ by: 'queue', effect: { type: 'enterQueue' } });
  });

  test('a link to a flow is told, and a flow that is not there', () => {
    const { path, end } = run([], {}, { on: { kind: 'goto', flow: 'gone' } });
    expect(path).toEqual([
      { flow: 'main', element: 'on', why: 'goes on in the flow gone', next: 'the flow gone' },
      { flow: 'gone', element: undefined, why: 'no such flow', next: 'the call ends' },
    ]);
    expect(end).toMatchObject({ kind: 'released', release: { outcome: 'failed' } });
  });

  test('sounds that follow each other for ever come to an end', () => {
    const { path, end } = run([], {}, { a: { kind: 'play', sound: 'x', next: 'a' } });
    expect(end).toMatchObject({ kind: 'released', release: { sound: 'technical-fault' } });
    expect(path).toHaveLength(201);
  });
});
