import { describe, expect, it } from 'vitest';
import { isE164 } from '../directory/numbers.ts';
import { isAbroad } from './abroad.ts';

const number = (text: string) => {
  if (!isE164(text)) throw new Error(`${text} is not E.164`);
  return text;
};

describe('[X11] international numbers', () => {
  it.each([
    ['+4757828600', 'NO', 'of the same country'],
    ['+4779012345', 'NO', 'of Svalbard, from Norway: one code'],
    ['+4757828600', 'SJ', 'of Norway, from Svalbard'],
    ['+12125551234', 'US', 'under a shared code, of the same country'],
    ['+18005551234', 'US', 'freephone'],
    ['+18885551234', 'CA', 'freephone, which is of no single country'],
    ['+78001234567', 'KZ', 'freephone likewise'],
    ['+19995551234', 'US', 'under a shared code, of no country that can be told'],
    ['+1234567', 'US', 'under a shared code, no number of any country'],
    ['+79161234567', 'RU', 'of Russia, from Russia'],
  ] as const)('%s is at home in %s: %s', (text, country, _why) => {
    expect(isAbroad(number(text), country)).toBe(false);
  });

  it.each([
    ['+46812345678', 'NO', 'another code'],
    ['+4757828600', 'SE', 'another code'],
    ['+88212345678', 'NO', 'a code of no country'],
    ['+18765551234', 'US', 'Jamaica has the code of the United States'],
    ['+14165551234', 'US', 'Canada too'],
    ['+19005551234', 'CA', 'no freephone'],
    ['+18005551234', 'NO', 'freephone of elsewhere'],
    ['+12188005551', 'CA', 'freephone digits further on'],
    ['+77011234567', 'RU', 'Kazakhstan has the code of Russia'],
    ['+79161234567', 'KZ', 'and the other way round'],
  ] as const)('%s is abroad from %s: %s', (text, country, _why) => {
    expect(isAbroad(number(text), country)).toBe(true);
  });
});
