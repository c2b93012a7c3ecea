import type { Destination } from '../config/company.ts';
import { readDialled } from '../directory/read-dialled.ts';
import { hoursChanged } from '../hours/group-hours.ts';
import { localInstant } from '../hours/zone.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { DONE, ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { planAbsences } from '../user/absence.ts';
import type { PlannedAbsence } from '../user/availability.ts';
import type { AbsenceGiven, CommandOf } from './command.ts';

const what = 'setAbsences';

/** S148–S151: the times away of a user. They begin and end by themselves. */
export function setAbsences(context: Context, { user, absences }: CommandOf<'setAbsences'>): Result<void> {
  if (!context.state.users.has(user)) {
    return refuse({ code: 'notFound', what, where: user, why: 'a user of the company is needed' });
  }
  if (absences.length > limits.absences) {
    return refuse({ code: 'full', what, where: 'absences', why: `at most ${limits.absences} times away` });
  }
  const planned: PlannedAbsence[] = [];
  for (const [at, given] of absences.entries()) {
    const read = readAbsence(context, given, `absences[${at}]`);
    if (!read.ok) return read;
    const loop = forwardLoop(context, user, read.value.forward);
    if (loop !== undefined) {
      return refuse({ code: 'badTarget', what, where: `absences[${at}].forwardTo`, why: `no circle such as ${loop}` });
    }
    planned.push(read.value);
  }
  planAbsences(context, user, planned);
  return DONE;
}

function readAbsence(context: Context, given: AbsenceGiven, path: string): Result<PlannedAbsence> {
  const { reason, text, from = context.at, until, forwardTo } = given;
  const wrong = (where: string, why: string) => refuse({ code: 'invalid', what, where: `${path}.${where}`, why });
  const words = reason.trim().slice(0, limits.nameLength);
  if (words === '') return wrong('reason', 'holiday, meeting, lunch, busy, or words of your own');
  const begin = instantOf(context, from, 'first');
  const end = until === undefined ? undefined : instantOf(context, until, 'second');
  if (begin === undefined) return wrong('from', 'an instant, or a local time such as 2026-12-20T08:00');
  if (until !== undefined && end === undefined) return wrong('until', 'an instant, or a local time');
  if (end !== undefined && end <= begin) return wrong('until', 'a time after the beginning');
  const forward = forwardTo === undefined ? undefined : readForward(context, forwardTo);
  if (forwardTo !== undefined && forward === undefined) return wrong('forwardTo', 'a short number or a number');
  return ok({ reason: words, text: text?.slice(0, limits.nameLength), from: begin, until: end, forward });
}

function instantOf(context: Context, given: Instant | string, pass: 'first' | 'second'): Instant | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
  return localInstant(context.state.company.zone, given, pass);
}

function readForward(context: Context, text: string): Destination | undefined {
  const { numbers } = context.state.company;
  const { inside, number } = readDialled(context.state.company, text);
  if (inside !== undefined) return inside;
  if (number === undefined) return undefined;
  return numbers.get(number)?.to ?? { kind: 'external', number };
}

/** The circle that a forwarding would close, as names; undefined when there is none. */
function forwardLoop(context: Context, user: UserId, forward: Destination | undefined): string | undefined {
  const trail: UserId[] = [user];
  let next = forward;
  while (next?.kind === 'user') {
    if (next.user === user) return [...trail, user].join(' → ');
    if (trail.includes(next.user)) return undefined;
    trail.push(next.user);
    next = context.state.users.get(next.user)?.absences.find((absence) => absence.forward !== undefined)?.forward;
  }
  return undefined;
}

/** Sets a schedule by hand; what that closes is closed at once. */
export function overrideHours(context: Context, { schedule, override }: CommandOf<'overrideHours'>): Result<void> {
  const found = context.state.company.schedules.get(schedule);
  const where = schedule.slice(0, limits.nameLength);
  if (found === undefined) {
    return refuse({ code: 'notFound', what: 'overrideHours', where, why: 'a schedule of the company is needed' });
  }
  if (override?.period !== undefined && override.period !== 'open' && !found.periods.includes(override.period)) {
    const why = `one of ${[...new Set(['open', ...found.periods])].join(', ')}, or undefined for closed`;
    return refuse({ code: 'invalid', what: 'overrideHours', where: override.period, why });
  }
  emit(context, { type: 'hoursOverridden', schedule, override });
  for (const group of context.state.company.groups.values()) {
    if (group.schedule === schedule && group.atClose === 'evict') hoursChanged(context, group.id);
  }
  return DONE;
}
