import { limits } from '@sentralbord/core';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** Reads a dialled number as E.164; `undefined` when it is no possible number. */
export type NumberReader = (dialled: string) => string | undefined;

/**
 * Reads numbers as the core does. `country` is the ISO 3166-1 code of the
 * country whose national numbers come without a prefix. Throws a RangeError when
 * that is no country.
 */
export function numberReader(country: string): NumberReader {
  if (!isSupportedCountry(country)) throw new RangeError(`${country} is no country with a numbering plan, such as NO`);
  return (dialled) => {
    if (dialled.length > limits.numberLength) return undefined;
    const number = parsePhoneNumberFromString(dialled, { defaultCountry: country, extract: false });
    return number?.isPossible() ? number.number : undefined;
  };
}
