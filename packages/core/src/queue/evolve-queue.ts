import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { State } from '../kernel/state.ts';

/** A caller gets a place at the end of a group's line. */
export function joinLine(state: State, event: EventOf<'callQueued'>): void {
  const call = must(state.calls.get(event.call), event.call);
  state.ids.entries += 1;
  const seniority = { id: event.entry, arrivedAt: call.arrivedAt, number: state.ids.entries };
  state.entries.set(event.entry, {
    ...seniority,
    call: call.id,
    group: event.group,
    round: 1,
    progress: { phase: 'waiting' },
    offers: [],
    tried: new Set(),
  });
  must(state.groups.get(event.group), event.group).line.add(seniority);
  state.calls.set(call.id, {
    ...call,
    at: { phase: 'queued', entry: event.entry },
    group: call.group ?? event.group,
  });
}

/** A place is given up, for whatever reason. */
export function leaveLine(state: State, event: EventOf<'entryLeft'>): void {
  const entry = must(state.entries.get(event.entry), event.entry);
  state.entries.delete(entry.id);
  state.timers.clearAllOf(entry.id);
  must(state.groups.get(entry.group), entry.group).line.delete(entry);
}
