import { isEmergency } from '../access/emergency.ts';
import type { CallTarget } from '../call/call.ts';
import type { Company, SkillNeed } from '../config/company.ts';
import { isE164, toE164 } from './numbers.ts';
import { readDialled } from './read-dialled.ts';

/** Where a call goes, and what it needs of who takes it. */
export interface Route {
  readonly target: CallTarget;
  readonly needs: readonly SkillNeed[];
}

const NOBODY: Route = { target: { kind: 'nobody' }, needs: [] };

/** Where a call from one of the company's own phones goes: emergency first, then inside, then outside. */
export function routeFromDevice(company: Company, dialled: string): Route {
  const digits = dialled.trim();
  if (isEmergency(company.emergencyNumbers, digits)) return { target: { kind: 'dialled', number: digits }, needs: [] };
  const { inside, number } = readDialled(company, digits);
  if (inside !== undefined) return { target: inside, needs: [] };
  if (number === undefined) return NOBODY;
  const own = company.numbers.get(number);
  return own === undefined ? { target: { kind: 'dialled', number }, needs: [] } : { target: own.to, needs: own.needs };
}

/** Where a call from outside goes: to a public number of the company or nowhere, so that nobody dials through us. */
export function routeFromTrunk(company: Company, dialled: string): Route {
  const written = isE164(dialled) ? company.numbers.get(dialled) : undefined;
  const number = written === undefined ? toE164(dialled, company.country) : undefined;
  const own = written ?? (number === undefined ? undefined : company.numbers.get(number));
  return own === undefined ? NOBODY : { target: own.to, needs: own.needs };
}
