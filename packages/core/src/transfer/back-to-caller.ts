import type { Call } from '../call/call.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import type { CallId } from '../kernel/ids.ts';
import { userOf } from '../leg/leg.ts';
import { recordTalk } from '../recording/record-talk.ts';

/** A consultation ends: the operator, where they are still there, is with the caller again. */
export function backToCaller(context: Context, consultation: Call): void {
  const main = consultation.consultationFor;
  if (main === undefined) return;
  const speaksWith = speaksWithIn(context, main);
  emit(context, { type: 'consultationEnded', call: main, consultation: consultation.id });
  const leg = context.state.legs.get(consultation.callerLeg);
  if (leg === undefined) {
    const by = consultation.from.kind === 'user' ? { by: consultation.from.user } : {};
    context.onward.push({ kind: 'recall', call: main, reason: 'leftOnHold', ...by });
    return;
  }
  const { at } = consultation;
  const isTalking = at.phase === 'connected' && speaksWith === 'colleague' && context.state.legs.has(at.leg);
  if (isTalking) act(context, { type: 'unbridge', a: leg.id, b: at.leg });
  emit(context, { type: 'legMoved', leg: leg.id, to: main, role: 'callee' });
  reconnect(context, main);
}

/** With whom the operator of a consultation speaks just now. */
export function speaksWithIn(context: Context, main: CallId): 'colleague' | 'caller' {
  const { at } = must(context.state.calls.get(main), main);
  return at.phase === 'consulting' ? at.speaksWith : 'colleague';
}

/** The caller on hold talks again with the one who held them. */
export function reconnect(context: Context, id: CallId): void {
  const call = must(context.state.calls.get(id), id);
  if (call.at.phase !== 'held') return;
  const { leg } = call.at;
  act(context, { type: 'bridge', a: call.callerLeg, b: leg });
  const user = userOf(must(context.state.legs.get(leg), leg));
  const talk = { user, number: undefined, group: undefined, beganAt: context.at, endedAt: undefined };
  emit(context, { type: 'callConnected', call: id, leg, talk });
  recordTalk(context, id);
}
