import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VipList } from '../../src/vip/vip-file.ts';
import { compileVipLists, type VipQuestion, vipMatch, vipMatchIn } from '../../src/vip/vip-lists.ts';

/** Few different digits, so that numbers meet beginnings. */
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('1', '2'), minLength, maxLength }).map((text) => `+4${text}`);
const number = digits(6, 8);
const direct = fc.option(fc.constantFrom({ user: 'anna' }, { group: 'it' }), { nil: undefined });
const entry = fc.oneof(fc.record({ number, direct }), fc.record({ prefix: digits(2, 7), direct }));
const list = (id: string): fc.Arbitrary<VipList> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    entries: fc.uniqueArray(entry, { maxLength: 6, selector: (it) => JSON.stringify({ ...it, direct: 0 }) }),
    groups: fc.option(fc.subarray(['it', 'sales'], { minLength: 1 }), { nil: undefined }),
    preempt: fc.option(fc.constantFrom('queue', 'ringing'), { nil: undefined }),
  }) as fc.Arbitrary<VipList>;
const lists = fc.tuple(list('a'), list('b'), list('c'));
const question = fc.record({
  number: fc.option(number, { nil: undefined }),
  group: fc.constantFrom('it', 'sales', 'other', undefined),
  isContactVip: fc.boolean(),
});

/** How well an entry fits: a whole number best, then the longer beginning. */
function lengthOf(it: VipList['entries'][number], asked: string): number {
  if (it.number === asked) return 100;
  return it.prefix !== undefined && asked.startsWith(it.prefix) ? it.prefix.length : 0;
}

/** Looks through all entries, in the order of the file. */
function naiveBest(some: readonly VipList[], asked: string) {
  let best = { length: 0, answer: {} };
  for (const one of some) {
    for (const it of one.entries) {
      const length = lengthOf(it, asked);
      if (length <= best.length) continue;
      const because = length === 100 ? 'number' : 'prefix';
      best = { length, answer: { isVip: true, list: one.id, direct: it.direct, preempt: one.preempt, because } };
    }
  }
  return best.length === 0 ? undefined : best.answer;
}

function naiveMatch(all: readonly VipList[], { number: asked, group, isContactVip }: VipQuestion) {
  if (asked === undefined) return { isVip: false };
  const ofGroup = all.filter(({ groups }) => group !== undefined && groups?.includes(group));
  const ofCompany = all.filter(({ groups }) => groups === undefined);
  const found = naiveBest(ofGroup, asked) ?? naiveBest(ofCompany, asked);
  const contact = { isVip: true, list: undefined, direct: undefined, preempt: undefined, because: 'contact' };
  return found ?? (isContactVip ? contact : { isVip: false });
}

describe('vipMatch', () => {
  it('[S139] finds what a search through all entries finds', () => {
    fc.assert(
      fc.property(lists, fc.array(question, { minLength: 1, maxLength: 8 }), (all, questions) => {
        const compiled = compileVipLists(all);
        for (const one of questions) expect(vipMatch(compiled, one)).toEqual(naiveMatch(all, one));
      }),
      { numRuns: 500 },
    );
  });

  it('[S100] finds on named lists what a search through them, one after the other, finds', () => {
    fc.assert(
      fc.property(lists, number, fc.shuffledSubarray(['a', 'b', 'c']), (all, asked, ids) => {
        const found = ids.flatMap(
          (id) =>
            naiveBest(
              all.filter((one) => one.id === id),
              asked,
            ) ?? [],
        )[0];
        expect(vipMatchIn(compileVipLists(all), ids, asked)).toEqual(found ?? { isVip: false });
      }),
      { numRuns: 500 },
    );
  });
});
