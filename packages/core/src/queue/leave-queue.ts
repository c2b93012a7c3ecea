import { must } from '../kernel/assert.ts';
import { type Context, clearTimer, emit } from '../kernel/context.ts';
import type { EntryId, LegId, UserId } from '../kernel/ids.ts';
import { endOffer } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';
import type { EntryOutcome } from './entry-outcome.ts';

/** How a place is given up. */
export interface Leaving {
  readonly outcome: EntryOutcome;
  /** What the phones that ring for it are told. */
  readonly cause: Cause;
  readonly user?: UserId;
  readonly winner?: LegId;
}

/** Gives up a place: everything that rings for it stops, but for the leg that won. */
export function leaveQueue(context: Context, id: EntryId, { outcome, cause, user, winner }: Leaving): void {
  const entry = must(context.state.entries.get(id), id);
  const { progress } = entry;
  for (const offer of progress.phase === 'pickedUp' ? [progress.offer] : entry.offers) {
    const isWon = winner !== undefined && must(context.state.offers.get(offer), offer).legs.includes(winner);
    endOffer(context, offer, { result: isWon ? 'answered' : 'withdrawn', cause, ...(isWon ? { winner } : {}) });
  }
  emit(context, { type: 'entryLeft', entry: id, group: entry.group, outcome, user });
  if (context.state.groups.get(entry.group)?.line.size === 0) clearTimer(context, entry.group, 'hours');
}
