import type { Company, Destination } from '../config/company.ts';
import { type E164, toE164 } from './numbers.ts';

/** What somebody inside has dialled. */
export interface Dialled {
  /** The user or group that has the short number. */
  readonly inside: Extract<Destination, { readonly kind: 'user' | 'group' }> | undefined;
  /** The whole number, also where a short number stands for it (S144); undefined: inside, or no number at all. */
  readonly number: E164 | undefined;
}

/** Reads what is dialled inside: a short number first, then a number as people write it. */
export function readDialled({ shortNumbers, country }: Company, text: string): Dialled {
  const found = shortNumbers.get(text.trim());
  if (found?.kind === 'user' || found?.kind === 'group') return { inside: found, number: undefined };
  const number = found?.kind === 'external' ? found.number : toE164(text, country);
  return { inside: undefined, number };
}
