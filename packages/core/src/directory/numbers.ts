import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { limits } from '../kernel/limits.ts';

/** A public telephone number as `+` and up to 15 digits (ITU-T E.164). */
export type E164 = string & { readonly __brand: 'e164' };

/** A country by its ISO 3166-1 code, whose national numbers a company may dial without a prefix. */
export type Country = CountryCode;

/** Whether the text is a country code that has a numbering plan. */
export const isCountry = (text: string): text is Country => isSupportedCountry(text);

/**
 * Reads a number as people and networks write it: `+47 99 88 77 66`,
 * `4799887766` is not taken for a national number, `0047…`, or a national
 * number of `country`. Undefined when it is no possible number.
 */
export function toE164(text: string, country: Country): E164 | undefined {
  if (text.length > limits.numberLength) return undefined;
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return parsed?.isPossible() ? (parsed.number as string as E164) : undefined;
}

/** Whether the text is E.164 as it stands: what a company file must hold. */
export const isE164 = (text: string): text is E164 => /^\+[1-9][0-9]{6,14}$/.test(text);
