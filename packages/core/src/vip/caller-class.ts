import type { Caller } from '../call/call.ts';
import type { Company, Destination } from '../config/company.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { CallerClass } from '../queue/queue-entry.ts';
import type { Preemption } from './vip-file.ts';
import { vipMatch } from './vip-lists.ts';

/** How a caller ranks, and what a list says of them beside. */
export interface Ranking {
  readonly callerClass: CallerClass;
  /** Where the list sends the caller at once (S101). */
  readonly direct: Destination | undefined;
  /** Undefined: as the group has it. */
  readonly preempt: Preemption | undefined;
}

/** The class of a caller in a group, or in the company; a withheld number is never VIP (L15). */
export function classIn(company: Company, from: Caller, group: GroupId | undefined): Ranking {
  const number = from.kind === 'external' && !from.isWithheld ? from.number : undefined;
  const isContactVip = number !== undefined && company.vipContacts.has(number);
  const match = vipMatch(company.vip, { number, group, isContactVip });
  if (!match.isVip) return { callerClass: 'ordinary', direct: undefined, preempt: undefined };
  return { callerClass: 'vip', direct: destinationOf(match.direct), preempt: match.preempt };
}

function destinationOf(
  direct: { readonly user?: string; readonly group?: string } | undefined,
): Destination | undefined {
  if (direct === undefined) return undefined;
  if (direct.user !== undefined) return { kind: 'user', user: direct.user as UserId };
  return direct.group === undefined ? undefined : { kind: 'group', group: direct.group as GroupId };
}
