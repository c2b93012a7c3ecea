import type { Access } from '../access/decide.ts';
import { permit } from '../access/permit.ts';
import type { UserId } from '../kernel/ids.ts';
import { DONE, type Result } from '../kernel/result.ts';

/** Whether `by` may read the company's log; without a name it is the program that embeds us, which may all. */
export const mayReadCompanyLog = (access: Access, by: UserId | undefined): Result<void> =>
  by === undefined ? DONE : permit(access, by, 'seeLogs');

/** Whether `by` may read the calls of `user`: their own always, those of a colleague by the service for it. */
export const mayReadPersonalLog = (access: Access, user: UserId, by: UserId | undefined): Result<void> =>
  by === undefined || by === user ? DONE : permit(access, by, 'seePersonalLogsOfOthers');
