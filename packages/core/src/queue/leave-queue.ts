import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { EntryId, LegId } from '../kernel/ids.ts';
import { endOffer } from '../offer/present.ts';
import type { Cause } from '../port/cause.ts';

/** Gives up a place: everything that rings for it stops, but for the leg that won. */
export function leaveQueue(context: Context, id: EntryId, cause: Cause, winner?: LegId): void {
  for (const offer of must(context.state.entries.get(id), id).offers) {
    const isWon = winner !== undefined && must(context.state.offers.get(offer), offer).legs.includes(winner);
    endOffer(context, offer, { result: isWon ? 'answered' : 'withdrawn', cause, ...(isWon ? { winner } : {}) });
  }
  emit(context, { type: 'entryLeft', entry: id });
}
