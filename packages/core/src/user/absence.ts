import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { PlannedAbsence } from './availability.ts';
import { noteUser } from './note-user.ts';
import { withdrawFromGroups } from './withdraw.ts';

/** The absence that holds at an instant: of several, the one that began last; of those that began together, the one set last. */
export function absenceAt(absences: readonly PlannedAbsence[], at: Instant): PlannedAbsence | undefined {
  let found: PlannedAbsence | undefined;
  for (const one of absences) {
    const holds = one.from <= at && (one.until === undefined || at < one.until);
    if (holds && (found === undefined || one.from >= found.from)) found = one;
  }
  return found;
}

/** When an absence begins or ends next. */
export function nextAbsenceChange(absences: readonly PlannedAbsence[], at: Instant): Instant | undefined {
  const changes = absences
    .flatMap(({ from, until }) => (until === undefined ? [from] : [from, until]))
    .filter((change) => change > at);
  return changes.length === 0 ? undefined : Math.min(...changes);
}

/** The times away of a user are these from now on: what has ended is forgotten. */
export function planAbsences(context: Context, user: UserId, absences: readonly PlannedAbsence[]): void {
  const left = absences.filter(({ until }) => until === undefined || until > context.at);
  emit(context, { type: 'absencesPlanned', user, absences: left });
  followAbsence(context, user);
}

/** An absence begins or ends. */
export function absenceDue(context: Context, id: UserId): void {
  planAbsences(context, id, must(context.state.users.get(id), id).absences);
}

/** Y5: an absence that begins ends what rings for groups, and touches no talk. */
function followAbsence(context: Context, id: UserId): void {
  const { absences, absence } = must(context.state.users.get(id), id);
  const now = absenceAt(absences, context.at);
  const next = nextAbsenceChange(absences, context.at);
  if (next === undefined) clearTimer(context, id, 'absence');
  else emit(context, { type: 'timerSet', owner: id, kind: 'absence', due: next });
  const isSame = now?.from === absence?.since && now?.reason === absence?.reason && now?.until === absence?.until;
  if (isSame && now?.text === absence?.text && now?.forward === absence?.forward) return;
  if (now === undefined) emit(context, { type: 'absenceEnded', user: id });
  else {
    const { reason, text, from: since, until, forward } = now;
    emit(context, { type: 'absenceBegan', user: id, absence: { reason, text, since, until, forward } });
    withdrawFromGroups(context, id);
  }
  noteUser(context, id);
}
