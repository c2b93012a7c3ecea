import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { LegId } from '../kernel/ids.ts';
import { userOf } from '../leg/leg.ts';
import { endOffer } from '../offer/present.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { driveAvailability } from '../user/claim.ts';
import { answerCaller } from './answer-caller.ts';
import type { Call, CallPhase } from './call.ts';

/** A call whose phones ring. */
export type OfferedCall = Call & { readonly at: Extract<CallPhase, { phase: 'offered' }> };

/** The first answer wins (law 3): every other phone is stopped in this step, then caller and winner hear each other. */
export function connect(context: Context, call: OfferedCall, winner: LegId): void {
  const user = userOf(must(context.state.legs.get(winner), winner));
  emit(context, { type: 'legAnswered', leg: winner });
  if (user !== undefined) driveAvailability(context, user, 'answered');
  const { by } = call.at;
  if (by.kind === 'entry') leaveQueue(context, by.entry, 'answeredElsewhere', winner);
  else endOffer(context, by.offer, { result: 'answered', cause: 'answeredElsewhere', winner });
  answerCaller(context, call.callerLeg);
  act(context, { type: 'bridge', a: call.callerLeg, b: winner });
  emit(context, { type: 'callConnected', call: call.id, leg: winner, user });
}
