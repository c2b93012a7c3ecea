import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFamily, isMediaAddress, isUnspecified } from './media-address.ts';

describe('media addresses', () => {
  it('tells the families as the platform does', () => {
    const nearly = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'f', ':', '.', '::'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), nearly), (text) => {
        expect(addressFamily(text) ?? 0).toBe(isIP(text));
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['192.0.2.1', '2001:db8::1', '0.0.0.0', '::', 'localhost', 'media.example.com'])('takes %s', (text) => {
    expect(isMediaAddress(text)).toBe(true);
  });

  it.each([
    '',
    '224.0.0.1',
    '255.255.255.255',
    'ff02::1',
    '1.2.3',
    '1.2.3.256',
    'a b',
    '-x.no',
    '[::1]',
    'fe80::1%eth0',
    `${'a'.repeat(64)}.no`,
  ])('does not take “%s”', (text) => expect(isMediaAddress(text)).toBe(false));

  it('knows the unspecified addresses', () => {
    expect(['0.0.0.0', '::', '0:0:0:0:0:0:0:0', '::1', '10.0.0.0'].map(isUnspecified)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
