import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLegOf, legsOf, noise, type Script, Story, script } from './story.ts';

const limits = {
  a: { maxCalls: 4, maxInputsPerTurn: 2, maxExternalLegs: 2 },
  b: { maxInputsPerTurn: 3, maxWaitingInputs: 8 },
};

const tell = (ids: readonly string[], scripts: Readonly<Record<string, Script>>, isDeferred: boolean) =>
  new Story(ids, { isDeferred, limits }).play(scripts);

describe.each([
  ['at once', false],
  ['in deferred rounds', true],
])('two companies beside each other, %s', (_how, isDeferred) => {
  test('[X14] what a company does is the same, byte for byte, alone and beside a noisy one', () => {
    fc.assert(
      fc.property(script, noise, (a, b) => {
        const alone = tell(['a'], { a }, isDeferred);
        expect(tell(['b', 'a'], { b, a }, isDeferred).about('a')).toEqual(alone.about('a'));
        expect(tell(['a', 'b'], { a, b }, isDeferred).about('a')).toEqual(alone.about('a'));
      }),
    );
  });

  test('[X14] no action names legs of two companies, or a leg, room or play that is nobody’s', () => {
    fc.assert(
      fc.property(noise, noise, (a, b) => {
        const { asked } = tell(['a', 'b'], { a, b }, isDeferred).desk.network;
        const owners = asked.map((action) =>
          ['a', 'b'].filter((id) => legsOf(action).every((leg) => isLegOf(id, leg))),
        );
        expect(owners.filter(({ length }) => length !== 1)).toEqual([]);
      }),
    );
  });

  test('[X14] when all have hung up, the host holds nothing', () => {
    fc.assert(
      fc.property(script, script, (a, b) => {
        const { desk } = tell(['a', 'b'], { a, b }, isDeferred);
        for (const id of ['a', 'b']) desk.host.company(id)?.execute({ type: 'endAllCalls' });
        desk.settle();
        desk.passTo(desk.clock.time + 10_000_000);
        expect([desk.network.legs(), desk.host.figures()]).toMatchObject([
          [],
          { arrivedLegs: 0, alarms: 0, halted: 0 },
        ]);
        for (const id of ['a', 'b']) {
          expect(desk.host.companyFigures(id)).toMatchObject({ waitingInputs: 0, externalLegs: 0 });
        }
      }),
    );
  });
});
