import type { CallTarget } from '../call/call.ts';
import type { Company } from '../config/company.ts';
import { toE164 } from './numbers.ts';

/** Where a call from one of the company's own phones goes: emergency first, then inside, then outside. */
export function routeFromDevice(company: Company, dialled: string): CallTarget {
  const digits = dialled.trim();
  if (company.emergencyNumbers.has(digits)) return { kind: 'external', number: digits };
  const inside = company.shortNumbers.get(digits);
  if (inside !== undefined) return inside;
  const number = toE164(digits, company.country);
  if (number === undefined) return { kind: 'nobody' };
  return company.numbers.get(number) ?? { kind: 'external', number };
}

/** Where a call from outside goes: to a public number of the company or nowhere, so that nobody dials through us. */
export function routeFromTrunk(company: Company, dialled: string): CallTarget {
  const number = toE164(dialled, company.country);
  const destination = number === undefined ? undefined : company.numbers.get(number);
  return destination ?? { kind: 'nobody' };
}
