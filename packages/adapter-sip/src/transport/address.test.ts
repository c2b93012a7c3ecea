import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AllowedSources, familyOf, isSourcePattern, plainAddress } from './address.ts';

describe('AllowedSources', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.7/24', '192.0.2.1', true],
    ['192.0.2.128/25', '192.0.2.127', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['192.0.2.0/24', '::ffff:192.0.2.7', true],
    ['192.0.2.0/24', '::ffff:c000:207', true],
    ['192.0.2.0/24', '::FFFF:198.51.100.1', false],
    ['::ffff:192.0.2.0/120', '192.0.2.7', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
    ['::/0', '2001:db8::1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['192.0.2.7', 'pbx.example.net', false],
    ['192.0.2.7', '', false],
  ])('%s and %s: %s', (pattern, host, isAllowed) => {
    expect(new AllowedSources([pattern]).has(host)).toBe(isAllowed);
  });

  test('an empty list allows nobody, and a list whoever one of it allows', () => {
    expect(new AllowedSources([]).has('192.0.2.7')).toBe(false);
    const sources = new AllowedSources(['192.0.2.7', '2001:db8::/64']);
    expect(['192.0.2.7', '2001:db8::9', '192.0.2.9'].map((host) => sources.has(host))).toEqual([true, true, false]);
  });

  test('a range holds what shares its first bits', () => {
    const quad = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const numberOf = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 256 + part, 0);
    fc.assert(
      fc.property(quad, quad, fc.integer({ min: 0, max: 32 }), (network, host, bits) => {
        const size = 2 ** (32 - bits);
        const isWithin = Math.floor(numberOf(network) / size) === Math.floor(numberOf(host) / size);
        const sources = new AllowedSources([`${network.join('.')}/${bits}`]);
        expect(sources.has(host.join('.'))).toBe(isWithin);
      }),
      { numRuns: 300 },
    );
  });
});

describe('isSourcePattern', () => {
  test.each(['192.0.2.7', '192.0.2.0/24', '0.0.0.0/0', '2001:db8::/32', '::1/128'])('%s is one', (pattern) => {
    expect(isSourcePattern(pattern)).toBe(true);
  });

  test.each(['', 'pbx.example.net', '192.0.2', '192.0.2.0/33', '::/129', '192.0.2.0/', '192.0.2.0/-1', '1.2.3.4/8/8'])(
    '%j is none',
    (pattern) => {
      expect(isSourcePattern(pattern)).toBe(false);
      expect(new AllowedSources([pattern]).has('192.0.2.7')).toBe(false);
    },
  );
});

test('plainAddress and familyOf', () => {
  expect(['::ffff:192.0.2.7', '::1', '192.0.2.7'].map(plainAddress)).toEqual(['192.0.2.7', '::1', '192.0.2.7']);
  expect(['192.0.2.7', '::1', 'localhost', '[::1]', ''].map(familyOf)).toEqual([4, 6, undefined, undefined, undefined]);
});
