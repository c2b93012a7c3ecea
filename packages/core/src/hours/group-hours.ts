import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import type { GroupId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { giveUp } from '../queue/give-up.ts';
import { type HoursAnswer, hoursAt, nextTransition, opensNext } from './schedule.ts';

const ALWAYS: HoursAnswer = { period: 'open', rule: 'weekly', name: undefined };

/** What a schedule of the company says now, what was set by hand before all else. A schedule that is gone is always open. */
export function hoursNow(state: State, id: string, at: Instant): HoursAnswer {
  const schedule = state.company.schedules.get(id);
  return schedule === undefined ? ALWAYS : hoursAt(schedule, at, state.overrides.get(id));
}

/** Whether a group takes calls now. */
export function isGroupOpen(state: State, group: GroupId, at: Instant): boolean {
  const id = state.company.groups.get(group)?.schedule;
  return id === undefined || hoursNow(state, id, at).period !== undefined;
}

/** When a group opens next; this instant, if it is open. Undefined when that cannot be said. */
export function groupOpensNext(state: State, group: GroupId, at: Instant): Instant | undefined {
  const id = state.company.groups.get(group)?.schedule;
  const schedule = id === undefined ? undefined : state.company.schedules.get(id);
  if (id === undefined || schedule === undefined) return at;
  return opensNext(schedule, at, state.overrides.get(id));
}

/** Sets the time at which a group's hours change, while somebody waits in it who is not served to the end (E20). */
export function watchHours(context: Context, id: GroupId): void {
  const { schedule: name, atClose } = must(context.state.company.groups.get(id), id);
  const schedule = name === undefined ? undefined : context.state.company.schedules.get(name);
  if (name === undefined || schedule === undefined || atClose !== 'evict') return;
  const due = nextTransition(schedule, context.at, context.state.overrides.get(name));
  if (due === undefined) clearTimer(context, id, 'hours');
  else emit(context, { type: 'timerSet', owner: id, kind: 'hours', due });
}

/** The hours of a group have changed, or may have: at closing, those who wait and for whom nothing rings go the closed way. */
export function hoursChanged(context: Context, id: GroupId): void {
  const held = context.state.groups.get(id);
  if (held === undefined || held.line.size === 0) return;
  const isOpen = isGroupOpen(context.state, id, context.at);
  emit(context, { type: isOpen ? 'groupOpened' : 'groupClosed', group: id });
  if (!isOpen) {
    for (const { id: entry } of [...held.line]) {
      const phase = context.state.entries.get(entry)?.progress.phase;
      if (phase === 'waiting' || phase === 'pausing' || phase === 'welcome') giveUp(context, entry, 'closed');
    }
  }
  if (held.line.size > 0) watchHours(context, id);
}
