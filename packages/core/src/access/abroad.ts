import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Country, E164 } from '../directory/numbers.ts';

/**
 * Calling codes whose countries pay each other's calls as calls abroad: North
 * America with the Caribbean, and Russia with Kazakhstan. Other codes that
 * countries share (+44, +47 …) are one home.
 */
const SHARED_BY_STRANGERS: ReadonlySet<string> = new Set(['1', '7']);

/** Freephone numbers under those codes, which are of no single country. */
const FREEPHONE = /^\+(?:18(?:00|33|44|55|66|77|88)|7800)/;

/**
 * Whether a call from `country` to `number` is international. Under +1 and +7
 * the country of the number decides; freephone numbers, and numbers whose
 * country cannot be told, are at home.
 */
export function isAbroad(number: E164, country: Country): boolean {
  const code = getCountryCallingCode(country);
  if (!number.startsWith(`+${code}`)) return true;
  if (!SHARED_BY_STRANGERS.has(code) || FREEPHONE.test(number)) return false;
  const other = parsePhoneNumberFromString(number)?.country;
  return other !== undefined && other !== country;
}
