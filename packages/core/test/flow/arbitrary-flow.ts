import fc from 'fast-check';
import type { Surroundings } from '../../src/flow/check-names.ts';
import type { FlowFacts } from '../../src/flow/flow-facts.ts';
import type { Flow, FlowElement } from '../../src/flow/flow-file.ts';
import { type FlowInput, keys } from '../../src/flow/flow-input.ts';

/** The company that arbitrary flows are part of. */
export const company: Surroundings = {
  groups: new Set(['sales', 'board']),
  users: new Set(['anna']),
  schedules: new Map([['shop', ['open', 'lunch']]]),
  vipLists: new Set(['gold']),
  rooms: new Set(['room']),
};

const sound = fc.constantFrom('hello', 'closed');
const group = fc.constantFrom('sales', 'board');
const digit = fc.constantFrom(...keys);

/** An element whose exits lead to elements `e0` … of its flow, and whose links to flows `f0` …. */
function element(elements: number, flows: number): fc.Arbitrary<FlowElement> {
  const next = fc.nat(elements - 1).map((at) => `e${at}`);
  const choices = fc.dictionary(digit, next, { minKeys: 1, maxKeys: 4 });
  const kind = <Kind extends FlowElement['kind']>(name: Kind) => fc.constant(name);
  return fc.oneof(
    fc.record({ kind: kind('menu'), prompt: sound, choices, otherwise: next, tries: fc.constantFrom(1, 2) }),
    fc.record({
      kind: kind('queue'),
      group,
      exits: fc.record(
        {
          timedOut: next,
          full: next,
          noMembers: next,
          closed: next,
          unanswered: next,
          callbackTaken: next,
          key: choices,
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({ kind: kind('play'), sound, next }, { requiredKeys: ['kind', 'sound'] }),
    fc.record({
      kind: kind('hours'),
      schedule: fc.constant('shop'),
      branches: fc.dictionary(fc.constantFrom('open', 'lunch'), next),
      closed: next,
    }),
    fc.record({ kind: kind('goto'), flow: fc.nat(flows - 1).map((at) => `f${at}`) }),
    fc.record(
      { kind: kind('transferExternal'), number: fc.constant('+4722334455'), noAnswer: next, busy: next },
      { requiredKeys: ['kind', 'number'] },
    ),
    fc.record(
      {
        kind: kind('callbackOffer'),
        group,
        whenLength: fc.constantFrom(1, 5),
        whenWaitSeconds: fc.constantFrom(1, 60),
        mode: fc.constantFrom('automatic' as const, 'manual' as const),
        prompt: sound,
        acceptDigit: digit,
        accepted: next,
        otherwise: next,
      },
      { requiredKeys: ['kind', 'group', 'mode', 'prompt', 'acceptDigit', 'otherwise'] },
    ),
    fc.record({ kind: kind('voicemail'), group, next }, { requiredKeys: ['kind'] }),
    fc.record({ kind: kind('personalVoicemail'), user: fc.constant('anna'), next }, { requiredKeys: ['kind', 'user'] }),
    fc.record({
      kind: kind('vip'),
      lists: fc.constant<string[]>(['gold']),
      mode: fc.constantFrom('direct' as const, 'queueHead' as const),
      match: next,
      otherwise: next,
    }),
    fc.record(
      { kind: kind('user'), user: fc.constant('anna'), noAnswer: next, busy: next, unreachable: next },
      { requiredKeys: ['kind', 'user'] },
    ),
    fc.record({ kind: kind('conference'), room: fc.constant('room'), next }, { requiredKeys: ['kind', 'room'] }),
    fc.record({ kind: kind('collectNumber'), prompt: sound, next, otherwise: next }),
    fc.record({ kind: kind('setLanguage'), language: fc.constantFrom('nn' as const, 'en' as const), next }),
    fc.record({ kind: kind('hangUp') }),
  );
}

/** One to three flows, `f0` …, of one to eight elements, `e0` …, that lead anywhere. */
export const arbitraryFlows: fc.Arbitrary<Flow[]> = fc.integer({ min: 1, max: 3 }).chain((flows) =>
  fc.tuple(
    ...Array.from({ length: flows }, (_, at) =>
      fc.integer({ min: 1, max: 8 }).chain((count) =>
        fc.array(element(count, flows), { minLength: count, maxLength: count }).map(
          (all): Flow => ({
            id: `f${at}`,
            name: 'A flow',
            start: 'e0',
            elements: Object.fromEntries(all.map((one, place) => [`e${place}`, one])),
          }),
        ),
      ),
    ),
  ),
);

/** A world that does not change: the hour, the caller, the queue. */
export const worlds: fc.Arbitrary<Partial<FlowFacts>> = fc
  .record({
    callerNumber: fc.constantFrom('+4799887766', undefined),
    period: fc.constantFrom('open', 'lunch', undefined),
    target: fc.constantFrom('none' as const, 'list' as const, 'user' as const, 'group' as const),
    length: fc.constantFrom(0, 9),
  })
  .map(({ callerNumber, period, target, length }) => ({
    callerNumber,
    periodAt: () => ({ period, why: 'now' }),
    vipMatch: () => vipMatch(target),
    queueLength: () => length,
    expectedWaitMs: () => length * 1000,
  }));

function vipMatch(target: 'none' | 'list' | 'user' | 'group'): ReturnType<FlowFacts['vipMatch']> {
  if (target === 'none') return undefined;
  if (target === 'list') return { list: 'gold', target: undefined };
  return { list: 'gold', target: target === 'user' ? { user: 'anna' } : { group: 'board' } };
}

/** Anything that can happen, whether it fits or not. */
export const inputs: fc.Arbitrary<FlowInput> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...keys, 'A').map((pressed): FlowInput => ({ type: 'digit', digit: pressed })),
  },
  { weight: 4, arbitrary: fc.constant<FlowInput>({ type: 'played' }) },
  { weight: 2, arbitrary: fc.constant<FlowInput>({ type: 'timeOver' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        'timedOut' as const,
        'full' as const,
        'noMembers' as const,
        'closed' as const,
        'unanswered' as const,
        'callbackTaken' as const,
      )
      .map((exit): FlowInput => ({ type: 'queueLeft', by: { exit } })),
  },
  digit.map((pressed): FlowInput => ({ type: 'queueLeft', by: { exit: 'key', digit: pressed } })),
  fc
    .constantFrom('noAnswer' as const, 'busy' as const, 'unreachable' as const)
    .map((by): FlowInput => ({ type: 'userEnded', by })),
  fc
    .constantFrom('noAnswer' as const, 'busy' as const, 'failed' as const)
    .map((by): FlowInput => ({ type: 'externalEnded', by })),
  fc.constantFrom('taken' as const, 'refused' as const).map((by): FlowInput => ({ type: 'callbackSettled', by })),
  fc.constantFrom<FlowInput>(
    { type: 'messageLeft' },
    { type: 'roomLeft', by: 'left' },
    { type: 'roomLeft', by: 'refused' },
  ),
);
