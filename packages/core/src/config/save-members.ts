import { z } from 'zod';
import type { CommandOf } from '../command/command.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import { DONE, type Result, refuse } from '../kernel/result.ts';
import { serveFreed } from '../queue/serve-freed.ts';
import { withdrawFromGroups } from '../user/withdraw.ts';
import { memberListProblems } from './cross-check.ts';
import { members as membersSchema } from './group-file.ts';
import { type Problem, problemsOf, problemText } from './problem.ts';

const schema = z.object({ members: membersSchema });
/** What can be read of members with mistakes, so that all mistakes are told at once. */
const loose = z.array(z.object({ user: z.string().optional().catch(undefined) }).catch({})).catch([]);

/**
 * S110: the members of one group, saved in one go, unless somebody else has
 * saved others meanwhile. The rest of the company has been checked before, so
 * that a change costs what the group is large, not the company.
 */
export function saveMembers(context: Context, command: CommandOf<'saveMembers'>): Result<void> {
  const { group, version, members } = command;
  const held = context.state.groups.get(group);
  if (held === undefined) {
    return refuse({ code: 'notFound', what: 'saveMembers', where: group, why: 'a group of the company is needed' });
  }
  if (version !== held.membersVersion) {
    const why = `version ${held.membersVersion}, which somebody has saved meanwhile`;
    return refuse({ code: 'stale', what: 'saveMembers', where: `version ${version}`, why });
  }
  const parsed = schema.safeParse({ members });
  const users: ReadonlySet<string> = new Set(context.state.company.users.keys());
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error, { members })),
    ...memberListProblems(parsed.success ? parsed.data.members : loose.parse(members), { users, path: 'members' }),
  ];
  if (!parsed.success || problems.length > 0) return wrong(problems);
  const before = [...held.members.keys()];
  emit(context, { type: 'membersSaved', group, members: parsed.data.members });
  follow(context, group, before);
  return DONE;
}

function wrong(problems: readonly Problem[]): Result<void> {
  const [first] = problems;
  const why = first === undefined ? 'members without mistakes' : problemText(first);
  return refuse({ code: 'invalid', what: 'saveMembers', where: first?.path ?? 'members', why, problems });
}

/** Who is no member any more is rung no longer; who has come may be rung at once. */
function follow(context: Context, group: GroupId, before: readonly UserId[]): void {
  const { members, idleItems, staff, line } = must(context.state.groups.get(group), group);
  for (const user of idleItems.keys()) context.freed.add(user);
  // With one left, it may be the one who waits.
  if (staff.size <= 1 && line.size > 0) context.deserted.add(group);
  // Who has come goes to whoever is first of all who wait, before one who loses a phone looks for the next (law 4).
  serveFreed(context);
  for (const user of before) {
    if (!members.has(user) && context.state.users.has(user)) withdrawFromGroups(context, user, group);
  }
}
