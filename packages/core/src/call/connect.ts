import { must } from '../kernel/assert.ts';
import { act, type Context, clearTimer, emit } from '../kernel/context.ts';
import type { GroupId, LegId } from '../kernel/ids.ts';
import { userOf } from '../leg/leg.ts';
import { endOffer } from '../offer/present.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { recordTalk } from '../recording/record-talk.ts';
import { driveAvailability } from '../user/claim.ts';
import { answerCaller } from './answer-caller.ts';
import type { Call } from './call.ts';
import { placeOf } from './place.ts';

/** The first answer wins (law 3): every other phone is stopped in this step, then caller and winner hear each other. */
export function connect(context: Context, call: Call, winner: LegId): void {
  const leg = must(context.state.legs.get(winner), winner);
  const user = userOf(leg);
  const group = closeOffers(context, call, winner);
  clearTimer(context, call.id, 'sound');
  if (call.transfer !== undefined) {
    const record = { ...call.transfer, endedAt: context.at, result: 'answered' as const };
    emit(context, { type: 'transferEnded', call: call.id, record });
  }
  answerCaller(context, call.callerLeg);
  act(context, { type: 'bridge', a: call.callerLeg, b: winner });
  const number = leg.party.kind === 'external' ? leg.party.number : undefined;
  const talk = { user, number, group, beganAt: context.at, endedAt: undefined };
  emit(context, { type: 'callConnected', call: call.id, leg: winner, talk });
  recordTalk(context, call.id);
}

/** Ends what rang but for the winner; the group whose call it was, if any. */
function closeOffers(context: Context, call: Call, winner: LegId): GroupId | undefined {
  const user = userOf(must(context.state.legs.get(winner), winner));
  emit(context, { type: 'legAnswered', leg: winner });
  if (user !== undefined) driveAvailability(context, user, 'answered');
  const place = placeOf(call);
  if (place !== undefined) {
    const { group, progress } = must(context.state.entries.get(place), place);
    const isPickedUp = progress.phase === 'pickedUp';
    const outcome = isPickedUp ? 'pickedElsewhere' : 'answered';
    leaveQueue(context, place, {
      outcome,
      cause: 'answeredElsewhere',
      winner,
      ...(user === undefined ? {} : { user }),
    });
    return isPickedUp ? undefined : group;
  }
  const { at } = call;
  const offer =
    at.phase === 'recalling' ? at.offer : at.phase === 'offered' && at.by.kind === 'offer' ? at.by.offer : undefined;
  if (offer !== undefined) endOffer(context, offer, { result: 'answered', cause: 'answeredElsewhere', winner });
  if (at.phase === 'recalling') emit(context, { type: 'recallOver', call: call.id, user: at.user });
  return undefined;
}
