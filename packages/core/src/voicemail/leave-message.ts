import type { Call } from '../call/call.ts';
import { endCall } from '../call/end-call.ts';
import { letWait, playTo } from '../call/hear.ts';
import { isLedBy } from '../call/leave-flow.ts';
import type { Mailbox } from '../config/company.ts';
import { act, type Context, clearTimer, emit, setTimer } from '../kernel/context.ts';
import { type CallId, nextRecordingId, type RecordingId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { Sound } from '../port/telephony.ts';

/** S96, S98: the caller hears the greeting and may then leave a message. */
export function greet(context: Context, call: CallId, mailbox: Mailbox, own?: Sound): void {
  playTo(context, call, { sounds: [own ?? greetingOf(context, mailbox)], loop: false });
  emit(context, { type: 'greetingStarted', call, mailbox });
  setTimer(context, { owner: call, kind: 'sound', afterMs: limits.messageMs });
}

function greetingOf(context: Context, mailbox: Mailbox): Sound {
  const { greetings, voicemailGreeting } = context.state.company;
  return (mailbox.kind === 'company' ? undefined : greetings.get(keyOf(mailbox))) ?? voicemailGreeting;
}

const keyOf = (mailbox: Exclude<Mailbox, { kind: 'company' }>): string =>
  mailbox.kind === 'user' ? mailbox.user : mailbox.group;

/** The greeting has been heard: what the caller says is recorded after a tone. */
export function recordMessage(context: Context, call: Call): void {
  if (call.at.phase !== 'leavingMessage' || call.at.part.kind !== 'greeting') return;
  clearTimer(context, call.id, 'sound');
  const recording = nextRecordingId(context.state.ids);
  act(context, { type: 'record', leg: call.callerLeg, recording, maxMs: limits.voicemailMs });
  emit(context, { type: 'recordingStarted', call: call.id, recording });
  setTimer(context, { owner: call.id, kind: 'recording', afterMs: limits.voicemailMs + limits.recordingGraceMs });
}

/** The recording is over: the message is kept when something was said, and the call ends. */
export function messageRecorded(
  context: Context,
  call: Call,
  { recording, durationMs }: { readonly recording: RecordingId; readonly durationMs: number },
): void {
  const { at } = call;
  if (at.phase !== 'leavingMessage' || at.part.kind !== 'recording' || at.part.recording !== recording) return;
  const isMessage = durationMs >= limits.shortestMessageMs;
  if (isMessage) {
    emit(context, { type: 'messageLeft', call: call.id, mailbox: at.mailbox, recording, durationMs, from: call.from });
  }
  if (isLedBy(context, call.id, 'voicemail') !== undefined) {
    // The flow may lead on: a menu again, or the end.
    letWait(context, call.id, context.state.company.music);
    clearTimer(context, call.id, 'recording');
    context.onward.push({ kind: 'flow', call: call.id, input: { type: 'messageLeft' } });
    return;
  }
  const outcome = isMessage ? 'voicemail' : 'abandoned';
  endCall(context, call.id, { outcome, cause: 'hungUp', by: 'switchboard' });
}

/** The caller hangs up: what was said so far is a message; how long it is, the adapter will not tell any more. */
export function callerLeftMessage(context: Context, call: Call): 'voicemail' | 'abandoned' {
  const { at } = call;
  if (at.phase !== 'leavingMessage' || at.part.kind !== 'recording') return 'abandoned';
  const { recording, since } = at.part;
  const durationMs = context.at - since;
  if (durationMs < limits.shortestMessageMs) return 'abandoned';
  emit(context, { type: 'messageLeft', call: call.id, mailbox: at.mailbox, recording, durationMs, from: call.from });
  return 'voicemail';
}
