import { must } from '../kernel/assert.ts';
import { type Context, setTimer } from '../kernel/context.ts';
import type { EntryId } from '../kernel/ids.ts';
import { giveUp } from './give-up.ts';

/** Y1: the longest wait is over; an offer that rings just now still gets its grace, once. */
export function waitOver(context: Context, id: EntryId): void {
  const entry = must(context.state.entries.get(id), id);
  const { graceMs, maxWaitMs = 0 } = must(context.state.company.groups.get(entry.group), entry.group);
  const isRinging = entry.progress.phase === 'ringing' || entry.progress.phase === 'pickedUp';
  const isGraced = context.at >= entry.joinedAt + maxWaitMs + graceMs;
  if (isRinging && !isGraced && graceMs > 0) {
    setTimer(context, { owner: id, kind: 'maxWait', afterMs: graceMs });
    return;
  }
  giveUp(context, id, 'timedOut');
}
