import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../kernel/limits.ts';
import { isCountry, isE164, toE164 } from './numbers.ts';

describe('toE164', () => {
  it.each([
    '+47 99 88 77 66',
    '4799887766',
    '99887766',
    '004799887766',
    '0047 99 88 77 66',
    '+4799887766',
    '998 87 766',
  ])('[S3] reads %s as one and the same number in Norway', (text) => {
    expect(toE164(text, 'NO')).toBe('+4799887766');
  });

  it('reads a national number by its country', () => {
    expect([toE164('070-123 45 67', 'SE'), toE164('020 7946 0958', 'GB')]).toEqual(['+46701234567', '+442079460958']);
  });

  it('keeps the country of a number that says its own', () => {
    expect(toE164('+46 70 123 45 67', 'NO')).toBe('+46701234567');
  });

  it.each(['', ' ', 'abc', '112', '101', '+', '00', 'sip:anna@example.com', '99887766 and more', '9'.repeat(300)])(
    'has no number for %j',
    (text) => {
      expect(toE164(text, 'NO')).toBeUndefined();
    },
  );

  it('gives E.164 or nothing, whatever it is given, and reads its own answer as itself', () => {
    const text = fc.oneof(fc.string({ maxLength: 60 }), fc.stringMatching(/^\+?[0-9 ()-]{1,20}$/));
    fc.assert(
      fc.property(text, (written) => {
        const number = toE164(written, 'NO');
        if (number === undefined) return;
        expect(number).toMatch(/^\+[1-9][0-9]{1,14}$/);
        expect(toE164(number, 'NO')).toBe(number);
      }),
    );
  });

  it('does not read what is longer than a number can be', () => {
    expect(toE164(`+4799887766${' '.repeat(limits.numberLength)}`, 'NO')).toBeUndefined();
  });
});

describe('isE164, isCountry', () => {
  it.each([
    ['+4799887766', true],
    ['4799887766', false],
    ['+47 99887766', false],
    ['+0799887766', false],
    ['+123456', false],
    ['+1234567', true],
    ['+123456789012345', true],
    ['+1234567890123456', false],
  ])('%s: %s', (text, expected) => {
    expect(isE164(text)).toBe(expected);
  });

  it('knows countries by their ISO codes', () => {
    expect([isCountry('NO'), isCountry('no'), isCountry('XX'), isCountry('Norway')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
