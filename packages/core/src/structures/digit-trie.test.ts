import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../kernel/assert.ts';
import { DigitTrie } from './digit-trie.ts';

/** Few different digits, so that beginnings meet. */
const digits = fc.string({ unit: fc.constantFrom('0', '1', '9'), maxLength: 6 });
const deed = fc.tuple(fc.constantFrom('set', 'set', 'delete', 'exact', 'longestMatch'), digits, fc.nat(9));

const naiveLongest = (kept: ReadonlyMap<string, number>, number: string) =>
  [...kept]
    .filter(([prefix]) => number.startsWith(prefix))
    .sort(([a], [b]) => b.length - a.length)
    .map(([prefix, value]) => ({ prefix, value }))[0];

describe('DigitTrie', () => {
  it('[S139] does what a map that is searched through does', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 120 }), (deeds) => {
        const trie = new DigitTrie<number>();
        const naive = new Map<string, number>();
        for (const [name, number, value] of deeds) {
          if (name === 'set') {
            trie.set(number, value);
            naive.set(number, value);
          } else if (name === 'delete') expect(trie.delete(number)).toBe(naive.delete(number));
          else if (name === 'exact') expect(trie.exact(number)).toBe(naive.get(number));
          else expect(trie.longestMatch(number)).toEqual(naiveLongest(naive, number));
          expect(trie.size).toBe(naive.size);
        }
        const beginnings = [...naive.keys()].flatMap((key) =>
          Array.from({ length: key.length }, (_, at) => key.slice(0, at + 1)),
        );
        expect(trie.branchCount).toBe(1 + new Set(beginnings).size);
      }),
    );
  });

  it('[S139] finds the longest beginning, and the number itself before any', () => {
    const trie = new DigitTrie<string>();
    trie.set('47', 'Norway');
    trie.set('4799', 'a mobile');
    trie.set('4799887766', 'Kari');
    expect(['4799887766', '47998877661', '4799887765', '4722', '4', '46'].map((one) => trie.longestMatch(one))).toEqual(
      [
        { prefix: '4799887766', value: 'Kari' },
        { prefix: '4799887766', value: 'Kari' },
        { prefix: '4799', value: 'a mobile' },
        { prefix: '47', value: 'Norway' },
        undefined,
        undefined,
      ],
    );
    expect([trie.exact('47'), trie.exact('479'), trie.exact('47998877661'), trie.exact('')]).toEqual([
      'Norway',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('forgets exactly what is deleted, neither what is longer nor what is shorter', () => {
    const trie = new DigitTrie<number>();
    for (const one of ['1', '12', '123', '13']) trie.set(one, Number(one));
    expect([trie.delete('12'), trie.delete('12'), trie.delete('1234'), trie.delete('2'), trie.size]).toEqual([
      true,
      false,
      false,
      false,
      3,
    ]);
    expect(['1', '12', '123', '13'].map((one) => trie.exact(one))).toEqual([1, undefined, 123, 13]);
    expect([trie.branchCount, trie.delete('123'), trie.branchCount]).toEqual([5, true, 3]);
    expect([trie.longestMatch('1234')?.prefix, trie.longestMatch('13')?.prefix]).toEqual(['1', '13']);
  });

  it('replaces a value without counting it twice, and keeps an undefined one', () => {
    const trie = new DigitTrie<number | undefined>();
    trie.set('1', 1);
    trie.set('1', undefined);
    expect([trie.size, trie.longestMatch('12')]).toEqual([1, { prefix: '1', value: undefined }]);
    expect([trie.delete('1'), trie.size, trie.longestMatch('12')]).toEqual([true, 0, undefined]);
  });

  it('has the empty key as the beginning of everything', () => {
    const trie = new DigitTrie<string>();
    trie.set('', 'any');
    expect([trie.longestMatch(''), trie.longestMatch('9'), trie.exact('')]).toEqual([
      { prefix: '', value: 'any' },
      { prefix: '', value: 'any' },
      'any',
    ]);
    expect([trie.delete(''), trie.size, trie.longestMatch('9')]).toEqual([true, 0, undefined]);
  });

  it.each(['+47', '47 99', 'a', '１'])('takes no key such as %j', (key) => {
    expect(() => new DigitTrie<number>().set(key, 1)).toThrow(
      new InvariantError('a key of a digit trie is digits alone'),
    );
  });

  it('does not look past what is no digit', () => {
    const trie = new DigitTrie<string>();
    trie.set('47', 'Norway');
    expect([trie.longestMatch('+47'), trie.longestMatch('47 99')?.prefix]).toEqual([undefined, '47']);
  });
});
