import type { Company } from '../config/company.ts';
import type { CompanyFile } from '../config/company-file.ts';
import type { Problem } from '../config/problem.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** Somebody takes calls of a group from an instant on, or no longer. */
export interface StaffChange {
  /** Within the time of the stream. */
  readonly at: Instant;
  readonly user: string;
  readonly group: string;
  readonly type: 'logIn' | 'logOut';
}

/** What is otherwise than it was. */
export interface WhatIfChange {
  /**
   * The company file for the whole time, in place of the one that was, and of
   * every `configure` and `saveMembers` in the stream. Absent: as it was.
   */
  readonly company?: CompanyFile;
  /** Log-ins and log-outs, in place of those in the stream of the same users in the same groups. */
  readonly staffing?: readonly StaffChange[];
}

/** The first and the last instant of a stream. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is wrong with changes of staffing: members that are none, and instants outside of the stream. */
export function staffingProblems(
  staffing: readonly StaffChange[],
  { users, groups }: Company,
  { from, to }: Span,
): readonly Problem[] {
  return staffing.flatMap(({ at, user, group, type }, place): Problem[] => {
    const path = `change.staffing[${place}]`;
    const found = groups.get(group as GroupId);
    const wrong = (field: string, value: string | number, expected: string): Problem => ({
      path: `${path}.${field}`,
      found: JSON.stringify(value),
      expected,
    });
    return [
      ...(at >= from && at <= to ? [] : [wrong('at', at, `an instant of the stream, from ${from} to ${to}`)]),
      ...(users.has(user as UserId) ? [] : [wrong('user', user, 'a user of the company')]),
      ...(found === undefined ? [wrong('group', group, 'a group of the company')] : []),
      ...(found === undefined || !users.has(user as UserId) || found.members.has(user as UserId)
        ? []
        : [wrong('user', user, `a member of the group "${group}"`)]),
      ...(type === 'logIn' || type === 'logOut' ? [] : [wrong('type', type, '"logIn" or "logOut"')]),
    ];
  });
}
