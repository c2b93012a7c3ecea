import { attemptFailed, customerReached } from '../callback/dial-back.ts';
import { participantAnswered } from '../conference/meet.ts';
import type { Context } from '../kernel/context.ts';
import type { LegId } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import { ringReserved } from '../queue/ring-group.ts';
import { supervisorAnswered } from '../supervision/supervise.ts';
import type { Call } from './call.ts';
import { endCall } from './end-call.ts';

/** The one whom we called has answered. */
export function reached(context: Context, call: Call, { leg }: { readonly leg: LegId }): void {
  if (call.at.phase !== 'dialling') return;
  const { purpose } = call.at;
  if (purpose.kind === 'conference') {
    participantAnswered(context, call, leg);
    return;
  }
  if (purpose.kind === 'supervision') {
    supervisorAnswered(context, call, leg);
    return;
  }
  const present = (entry: Parameters<typeof ringReserved>[1], user: Parameters<typeof ringReserved>[2]): void =>
    ringReserved(context, entry, user);
  customerReached(context, call, { id: purpose.callback, leg, present });
}

/** The one whom we called could not be reached, did not answer, or refused. */
export function notReached(context: Context, call: Call, { cause }: { readonly cause: Cause }): void {
  if (call.at.phase !== 'dialling') return;
  const { purpose } = call.at;
  if (purpose.kind === 'callback') attemptFailed(context, purpose.callback, cause);
  else endCall(context, call.id, { outcome: cause === 'busy' ? 'busy' : 'unanswered', cause, by: 'callee' });
}
