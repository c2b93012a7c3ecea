import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/command/command.ts';
import { checkShape } from '../../src/command/command-problems.ts';
import { commandSchemaOf, commandTypes } from '../../src/command/command-schema.ts';
import { brokenInvariants } from '../../src/kernel/invariants.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { step } from '../../src/kernel/step.ts';
import { anna, bo, c1, KARI, SHOP, talkWithAnna } from '../behaviour/office.ts';
import { runs, seed } from './suite.ts';

const options = { numRuns: Math.ceil(runs / 3), ...(seed === undefined ? {} : { seed }) };

/** What may stand where something else should: of the right kind, of another, and nothing. */
const junk = fc.oneof(
  fc.constantFrom(
    'anna',
    'bo',
    'shop',
    'store',
    'c1',
    'c2',
    'c3',
    'b1',
    'm1',
    '101',
    '+4799887766',
    'nine-to-five',
    '',
  ),
  fc.constantFrom(701, -1, 0, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, true, null, undefined),
  fc.constantFrom({ user: 'bo' }, { number: '102' }, { group: 'shop' }, [{ user: 'bo' }], [], {}, [[]], '__proto__'),
  fc.constant('x'.repeat(10_000)),
  fc.anything({ maxDepth: 2, withBigInt: true, withNullPrototype: true }),
);
const keys = [...new Set(commandTypes.flatMap((type) => keysOf(type)))];
/** Commands of every type, with what does not belong there, and what is no command at all. */
const garbled: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({ type: fc.constantFrom(...commandTypes), values: fc.array(junk, { minLength: 6, maxLength: 6 }) })
      .map(({ type, values }) => ({
        ...Object.fromEntries(keysOf(type).map((key, at) => [key, values[at % values.length]])),
        type,
      })),
  },
  { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...keys), junk) },
  { weight: 1, arbitrary: fc.anything() },
);

function keysOf(type: string): readonly string[] {
  const schema = commandSchemaOf(type) as { readonly shape?: Readonly<Record<string, unknown>> } | undefined;
  return Object.keys(schema?.shape ?? {}).filter((key) => key !== 'type');
}

describe('[law 12] [X14] whatever is asked', () => {
  it('is carried out or refused with a reason, never thrown; and what is refused has changed nothing', () => {
    fc.assert(
      fc.property(fc.array(garbled, { minLength: 1, maxLength: 12 }), (commands) => {
        const { o } = talkWithAnna();
        o.outsider('+4740000009').calls(SHOP);
        for (const command of commands) {
          const before = JSON.stringify(takeSnapshot(o.state));
          const { reply } = step(o.state, { type: 'command', at: 1000, command: command as Command });
          if (reply.ok) continue;
          const { what, where, why } = reply.error;
          expect([what, where, why].map((text) => typeof text)).toEqual(['string', 'string', 'string']);
          expect(why).not.toBe('');
          expect([what, where].every((text) => text.length <= 120)).toBe(true);
          expect(JSON.stringify(takeSnapshot(o.state))).toBe(before);
        }
        expect([...brokenInvariants(o.state)]).toEqual([]);
      }),
      options,
    );
  });
});

describe('the shape of commands', () => {
  const problems = (command: unknown) => {
    const reply = checkShape(command);
    return reply.ok
      ? []
      : (reply.error.problems ?? []).map(({ path, expected, found }) => `${path}: ${expected} / ${found}`);
  };

  it('every mistake is told at once, with its place', () => {
    expect(problems({ type: 'transfer', call: 5, to: { usr: 'bo' }, by: anna, isReturnin: false })).toEqual([
      'call: the id of a call / 5',
      'to: { "user": "anna" }, { "group": "sales" } or { "number": "101" } / {"usr":"bo"}',
      'isReturnin: no such key here / false',
    ]);
    expect(problems({ type: 'startConference', by: bo, invite: [{ user: 'anna' }, { user: '' }, 7] })).toEqual([
      'invite[1].user: the id of a user / ""',
      'invite[2]: { "user": "anna" } or { "number": "101" } / 7',
    ]);
    expect(problems({ type: 'setAbsences', user: anna, absences: [{ reason: 'lunch', until: {} }] })).toEqual([
      'absences[0].until: an instant in ms, or a local time such as "2026-12-20T08:00" / {}',
    ]);
  });

  it.each([undefined, null, 7, 'endCall', [], {}, { type: 'dial' }, { type: 7 }, { type: '__proto__' }])(
    '%j is no command: those that there are are named',
    (command) => {
      const reply = checkShape(command);
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid', what: 'command', where: 'type' } });
      expect(!reply.ok && reply.error.why).toContain('one of endCall, configure, saveMembers');
    },
  );

  it('what is missing is said to be missing, and nothing else', () => {
    const { o } = talkWithAnna();
    expect(o.asks({ type: 'hold', call: c1 } as never)).toMatchObject({
      error: { code: 'invalid', what: 'hold', where: 'by', why: 'the id of a user (it is missing)' },
    });
  });

  it.each([
    [100, true],
    [101, false],
  ])('an id of %i characters is read: %s', (length, isRead) => {
    expect(checkShape({ type: 'endWrapUp', user: 'x'.repeat(length) }).ok).toBe(isRead);
  });

  it('nothing that is right is refused', () => {
    expect(
      [
        {
          type: 'setAbsences',
          user: anna,
          absences: [{ reason: 'lunch', text: 'out', from: 0, until: '2026-12-20T08:00', forwardTo: KARI }],
        },
        { type: 'overrideHours', schedule: 'week', override: { period: undefined, until: undefined } },
        { type: 'overrideHours', schedule: 'week', override: undefined, by: anna },
        { type: 'park', call: c1, by: anna, slot: undefined },
        { type: 'startConference', by: anna, invite: [{ user: bo }, { number: '22000003' }] },
      ].flatMap(problems),
    ).toEqual([]);
  });
});
