import { expect, test } from 'vitest';
import { numberReader } from './dialled-number.ts';

test.each([
  ['NO', '57828600', '+4757828600'],
  ['NO', '57 82 86 00', '+4757828600'],
  ['NO', '004757828600', '+4757828600'],
  ['NO', '+46771793336', '+46771793336'],
  ['SE', '0771793336', '+46771793336'],
  ['NO', '1', undefined],
  ['NO', 'sip:anna', undefined],
  ['NO', '', undefined],
  ['NO', `+4757828600${' '.repeat(29)}`, '+4757828600'],
  ['NO', `+4757828600${' '.repeat(30)}`, undefined],
])('in %s, %s is read as %s', (country, dialled, number) => {
  expect(numberReader(country)(dialled)).toBe(number);
});

test('a country that is none is told at once', () => {
  expect(() => numberReader('XX')).toThrow(new RangeError('XX is no country with a numbering plan, such as NO'));
});
