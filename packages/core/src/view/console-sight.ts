import { isAllowed } from '../access/decide.ts';
import type { Company } from '../config/company.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';

/** Whose waiting callers a user sees: everybody's, or those of certain groups. */
export type Sight = 'all' | ReadonlySet<GroupId>;

/** With the service `seeWaiting` a user sees all groups' callers, else those of their own groups. */
export function sightOf(company: Company, user: UserId): Sight {
  if (isAllowed(company.access, user, 'seeWaiting')) return 'all';
  return new Set(company.users.get(user)?.groups ?? []);
}

/** Whether a waiting caller, or a promise, is among those that may be seen. */
export const maySee = (sight: Sight, { group }: { readonly group: GroupId | undefined }): boolean =>
  sight === 'all' || (group !== undefined && sight.has(group));
