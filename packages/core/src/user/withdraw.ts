import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import { stopRinging } from '../offer/present.ts';
import { fillUp, ringNext } from '../queue/ring-group.ts';

/**
 * A member is rung for groups no longer: their phones stop at once, the others
 * ring on, and the tier is not begun anew. They have not been tried. With
 * `only`, what rings for other groups goes on.
 */
export function withdrawFromGroups(context: Context, user: UserId, only?: GroupId): void {
  const offers = new Set(
    must(context.state.users.get(user), user).legs.map((leg) => must(context.state.legs.get(leg), leg).offer),
  );
  for (const id of offers) {
    const to = id === undefined ? undefined : context.state.offers.get(id)?.to;
    if (id === undefined || to?.kind !== 'tier' || (only !== undefined && to.group !== only)) continue;
    stopRinging(context, id, { user, cause: 'cancelled' });
    if (must(context.state.offers.get(id), id).legs.length > 0) {
      fillUp(context, id);
      continue;
    }
    const { progress } = must(context.state.entries.get(to.entry), to.entry);
    emit(context, { type: 'offerEnded', offer: id, result: 'withdrawn' });
    if (progress.phase === 'ringing' && progress.current === id) ringNext(context, to.entry, progress.openTier);
  }
}
