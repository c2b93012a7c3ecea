import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { LegId } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import { driveAvailability } from '../user/claim.ts';
import { userOf } from './leg.ts';

/** Ends a leg from our side: it is gone from the state at once, and the network is told. */
export function releaseLeg(context: Context, leg: LegId, cause: Cause): void {
  const isUnanswered = must(context.state.legs.get(leg), leg).phase === 'arrived';
  act(context, { type: isUnanswered ? 'reject' : 'hangUp', leg, cause });
  forgetLeg(context, leg, { cause, by: 'switchboard' });
}

interface LegEnding {
  readonly cause: Cause;
  readonly by: 'network' | 'switchboard';
}

/** A leg is gone; its user is free when it was the last one. */
export function forgetLeg(context: Context, leg: LegId, ending: LegEnding): void {
  const user = userOf(must(context.state.legs.get(leg), leg));
  emit(context, { type: 'legEnded', leg, ...ending });
  if (user !== undefined && context.state.users.get(user)?.legs.length === 0) {
    driveAvailability(context, user, 'released');
  }
}
