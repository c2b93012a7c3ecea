import type { Context } from '../kernel/context.ts';
import { clearTimer, emit } from '../kernel/context.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { DONE, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { driveAvailability } from '../user/claim.ts';
import { noteUser } from '../user/note-user.ts';
import { withdrawFromGroups } from '../user/withdraw.ts';
import type { CommandOf } from './command.ts';

/** A member takes calls of a group from now on. */
export function logIn(context: Context, { user, group }: CommandOf<'logIn' | 'logOut'>): Result<void> {
  const wrong = notMember(context, 'logIn', { user, group });
  if (wrong !== undefined) return refuse(wrong);
  if (isLoggedIn(context, user, group)) return DONE;
  emit(context, { type: 'memberLoggedIn', user, group });
  noteUser(context, user);
  return DONE;
}

/** A member takes no calls of a group any more; what rings for it stops at once. */
export function logOut(context: Context, { user, group }: CommandOf<'logIn' | 'logOut'>): Result<void> {
  const wrong = notMember(context, 'logOut', { user, group });
  if (wrong !== undefined) return refuse(wrong);
  if (!isLoggedIn(context, user, group)) return DONE;
  emit(context, { type: 'memberLoggedOut', user, group });
  withdrawFromGroups(context, user, group);
  noteUser(context, user);
  return DONE;
}

/** A user takes no calls of groups for a while; what rings for one stops at once. */
export function pause(context: Context, { user: id, reason }: CommandOf<'pause'>): Result<void> {
  const user = context.state.users.get(id);
  if (user === undefined) return refuse(noUser('pause', id));
  const text = reason.trim().slice(0, limits.nameLength);
  if (text === '') return refuse({ code: 'invalid', what: 'pause', where: 'reason', why: 'a reason in words' });
  emit(context, { type: 'userPaused', user: id, pause: { reason: text, since: context.at } });
  withdrawFromGroups(context, id);
  driveAvailability(context, id, 'pauseSet');
  noteUser(context, id);
  return DONE;
}

/** A user takes calls of groups again. */
export function resume(context: Context, { user: id }: CommandOf<'resume'>): Result<void> {
  const user = context.state.users.get(id);
  if (user === undefined) return refuse(noUser('resume', id));
  if (user.pause === undefined) return DONE;
  emit(context, { type: 'userResumed', user: id });
  driveAvailability(context, id, 'pauseLifted');
  noteUser(context, id);
  return DONE;
}

/** The work after a call is done. */
export function wrapUpDone(context: Context, { user: id }: CommandOf<'endWrapUp'>): Result<void> {
  const user = context.state.users.get(id);
  if (user === undefined) return refuse(noUser('endWrapUp', id));
  if (user.availability !== 'wrappingUp') return DONE;
  clearTimer(context, id, 'wrapUp');
  driveAvailability(context, id, 'wrapUpOver');
  return DONE;
}

interface MemberAsked {
  readonly user: UserId;
  readonly group: GroupId;
}

function notMember(context: Context, what: string, { user, group }: MemberAsked): Refusal | undefined {
  const members = context.state.groups.get(group)?.members;
  if (members === undefined) return { code: 'notFound', what, where: group, why: 'a group of the company is needed' };
  return members.has(user) ? undefined : { code: 'notFound', what, where: user, why: `a member of ${group} is needed` };
}

const isLoggedIn = (context: Context, user: UserId, group: GroupId): boolean =>
  context.state.groups.get(group)?.members.get(user)?.loggedInSince !== undefined;

const noUser = (what: string, id: UserId): Refusal => ({
  code: 'notFound',
  what,
  where: id,
  why: 'a user of the company is needed',
});
