import type { Call } from '../call/call.ts';
import type { State } from '../kernel/state.ts';
import type { LegTarget, Shown } from '../port/telephony.ts';

/** What the one called sees: the company's own number outside, the caller inside. A withheld number is never shown. */
export function shownTo(state: State, call: Call, to: LegTarget): Shown {
  const { company } = state;
  if (call.from.kind === 'external') return shown(call.from.number, call.from.name);
  if (call.from.kind === 'switchboard') return shown(company.mainNumber, undefined);
  const user = company.users.get(call.from.user);
  if (to.kind === 'external') return shown(user?.displayNumber ?? company.mainNumber, undefined);
  return shown(user?.shortNumber ?? user?.displayNumber, user?.name);
}

function shown(number: string | undefined, name: string | undefined): Shown {
  return { ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }) };
}
