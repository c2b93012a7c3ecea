import type { EntryId } from '../kernel/ids.ts';
import type { Call } from './call.ts';

/** The place in a queue that a call has, while it waits or is offered. */
export function placeOf({ at }: Call): EntryId | undefined {
  if (at.phase === 'queued') return at.entry;
  return at.phase === 'offered' && at.by.kind === 'entry' ? at.by.entry : undefined;
}
