import type { Call } from '../call/call.ts';
import { endCall } from '../call/end-call.ts';
import { letWait } from '../call/hear.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit, setTimer } from '../kernel/context.ts';
import { type CallId, nextCallId, nextPlayId, type UserId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { userOf } from '../leg/leg.ts';
import { recordTalk, stopRecording } from '../recording/record-talk.ts';
import { speaksWithIn } from './back-to-caller.ts';
import { beginMove, headFor, partParties, serveOther } from './move-call.ts';
import type { Sides } from './parties.ts';
import type { TransferTarget } from './transfer.ts';

/** S43: the caller hears music before anybody is dialled; then the operator's leg calls the colleague in a call of its own. */
export function beginConsultation(
  context: Context,
  id: CallId,
  { sides, by, target }: { sides: Sides; by: UserId; target: TransferTarget },
): void {
  partParties(context, must(context.state.calls.get(id), id), sides);
  serveOther(context, id, sides);
  letWait(context, id, context.state.company.music);
  const { party } = must(context.state.legs.get(sides.own), sides.own);
  const device = party.kind === 'device' ? party.device : undefined;
  const consultation = nextCallId(context.state.ids);
  emit(context, {
    type: 'consultationBegan',
    call: id,
    consultation,
    leg: sides.own,
    direction: target.kind === 'external' ? 'outgoing' : 'internal',
    from: { kind: 'user', user: by, device: must(device, `device of ${by}`) },
    dialled: dialledFor(context, target),
    target: target.kind === 'external' ? { kind: 'dialled', number: target.number } : target,
    callerClass: 'ordinary',
    needs: [],
  });
  headFor(context, consultation, { target, isReturning: false });
}

function dialledFor(context: Context, target: TransferTarget): string {
  const { users, groups } = context.state.company;
  if (target.kind === 'external') return target.number;
  const found = target.kind === 'user' ? users.get(target.user)?.shortNumber : groups.get(target.group)?.shortNumber;
  return (found ?? '').slice(0, limits.numberLength);
}

/**
 * The operator leaves: the caller and the colleague talk, or the colleague's
 * phone rings on for the caller and the return time counts from now (L16). False
 * when there is nobody to leave the caller to.
 */
export function completeConsultation(context: Context, consultation: Call): boolean {
  const main = consultation.consultationFor;
  const by = consultation.from.kind === 'user' ? consultation.from.user : undefined;
  if (main === undefined || by === undefined) return false;
  const target = targetOf(consultation);
  const { at } = consultation;
  if (target === undefined) return false;
  if (at.phase === 'connected') {
    joinParties(context, consultation, { main, by, target });
    return true;
  }
  if (at.phase !== 'offered' && at.phase !== 'queued') return false;
  emit(context, { type: 'consultationEnded', call: main, consultation: consultation.id });
  if (at.phase === 'offered' && at.by.kind === 'offer') {
    const { offer } = at.by;
    beginMove(context, main, { by, target, isReturning: true });
    emit(context, { type: 'offerMoved', offer, to: main });
    setTimer(context, { owner: offer, kind: 'ringTime', afterMs: limits.onwardRingMs });
    endCall(context, consultation.id, { outcome: 'released', cause: 'hungUp', by: 'caller' });
    return true;
  }
  endCall(context, consultation.id, { outcome: 'released', cause: 'hungUp', by: 'caller' });
  beginMove(context, main, { by, target, isReturning: true });
  headFor(context, main, { target, isReturning: true });
  return true;
}

interface Joining {
  readonly main: CallId;
  readonly by: UserId;
  readonly target: TransferTarget;
}

function joinParties(context: Context, consultation: Call, { main, by, target }: Joining): void {
  if (consultation.at.phase !== 'connected') return;
  const { leg } = consultation.at;
  const { callerLeg } = must(context.state.calls.get(main), main);
  if (context.state.legs.has(consultation.callerLeg)) {
    const other = speaksWithIn(context, main) === 'caller' ? callerLeg : leg;
    act(context, { type: 'unbridge', a: consultation.callerLeg, b: other });
  }
  emit(context, { type: 'consultationEnded', call: main, consultation: consultation.id });
  emit(context, { type: 'legMoved', leg, to: main, role: 'callee' });
  const transfer = { by, target, isReturning: false, beganAt: consultation.arrivedAt };
  emit(context, { type: 'transferBegan', call: main, transfer });
  emit(context, {
    type: 'transferEnded',
    call: main,
    record: { ...transfer, endedAt: context.at, result: 'answered' },
  });
  act(context, { type: 'bridge', a: callerLeg, b: leg });
  const number = target.kind === 'external' ? target.number : undefined;
  const user = userOf(must(context.state.legs.get(leg), leg));
  const talk = { user, number, group: undefined, beganAt: context.at, endedAt: undefined };
  emit(context, { type: 'callConnected', call: main, leg, talk });
  endCall(context, consultation.id, { outcome: 'answered', cause: 'hungUp', by: 'caller' });
}

function targetOf({ target }: Call): TransferTarget | undefined {
  switch (target.kind) {
    case 'user':
    case 'group':
      return target;
    case 'dialled':
      return { kind: 'external', number: target.number };
    default:
      return undefined;
  }
}

/** The operator speaks with the caller while the colleague waits, or the other way round. False when nobody waits. */
export function swapParties(context: Context, main: CallId): boolean {
  const call = must(context.state.calls.get(main), main);
  if (call.at.phase !== 'consulting') return false;
  const { leg: own, consultation, speaksWith } = call.at;
  const { at } = must(context.state.calls.get(consultation), consultation);
  if (at.phase !== 'connected') return false;
  const { music } = context.state.company;
  if (speaksWith === 'caller') {
    act(context, { type: 'unbridge', a: call.callerLeg, b: own });
    emit(context, { type: 'partiesSwapped', call: main, speaksWith: 'colleague' });
    letWait(context, main, music);
    act(context, { type: 'bridge', a: own, b: at.leg });
    recordTalk(context, consultation);
    return true;
  }
  // What is said with the caller is no part of the talk with the colleague.
  stopRecording(context, consultation);
  act(context, { type: 'unbridge', a: own, b: at.leg });
  const play = nextPlayId(context.state.ids);
  if (music === undefined) act(context, { type: 'ring', leg: at.leg });
  else act(context, { type: 'play', leg: at.leg, play, sounds: [music], loop: true });
  act(context, { type: 'bridge', a: call.callerLeg, b: own });
  emit(context, { type: 'partiesSwapped', call: main, speaksWith: 'caller' });
  return true;
}
