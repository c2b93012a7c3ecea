import type { Call } from '../call/call.ts';
import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import { type CallId, nextRecordingId, type RecordingId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';

/**
 * X9: two talk. It is recorded where the call is one of a group whose rule says
 * so, and the caller has been told: never without both.
 */
export function recordTalk(context: Context, id: CallId): void {
  const { recording: rule } = context.state.company;
  const { at, talks, callerLeg, recording: before, isToldOfRecording } = must(context.state.calls.get(id), id);
  const group = talks.at(-1)?.group;
  const isRuled = rule !== undefined && group !== undefined && rule.groups.has(group);
  if (at.phase !== 'connected' || !isRuled || !isToldOfRecording || before !== undefined) return;
  const recording = nextRecordingId(context.state.ids);
  act(context, { type: 'record', leg: callerLeg, recording, maxMs: limits.talkRecordingMs, of: 'talk' });
  emit(context, { type: 'talkRecordingBegan', call: id, recording, keepMs: rule.keepMs });
}

/** The two part: what is being recorded of them is over and kept. */
export function stopRecording(context: Context, id: CallId): void {
  const { recording: made, callerLeg } = must(context.state.calls.get(id), id);
  if (made?.kind !== 'running') return;
  act(context, { type: 'stopRecording', leg: callerLeg, recording: made.recording });
  keepRecording(context, id);
}

/** A call ends: its recording ends with its legs, and is kept. How long it is, the adapter will not tell any more. */
export function keepRecording(context: Context, id: CallId): void {
  const { recording: made } = must(context.state.calls.get(id), id);
  if (made?.kind === 'running') keep(context, id, { ...made, durationMs: context.at - made.since });
}

/**
 * A recording of a talk has ended by itself. At its greatest length the rest of the talk is another one; what ends
 * earlier has ended with its leg, of which the next signal tells.
 */
export function talkRecorded(context: Context, { id, recording: made }: Call, told: Recorded): void {
  if (made?.kind !== 'running' || made.recording !== told.recording) return;
  keep(context, id, { ...made, durationMs: told.durationMs });
  if (told.durationMs >= limits.talkRecordingMs - limits.recordingGraceMs) recordTalk(context, id);
}

/** The one who talks wants nothing recorded for a while. False when nothing is, paused or not. */
export function pauseRecording(context: Context, { id, recording: made }: Call): boolean {
  if (made === undefined) return false;
  if (made.kind === 'paused') return true;
  stopRecording(context, id);
  emit(context, { type: 'recordingPaused', call: id });
  return true;
}

/** It is recorded again. False when nothing is, paused or not. */
export function resumeRecording(context: Context, { id, recording: made }: Call): boolean {
  if (made === undefined) return false;
  if (made.kind === 'running') return true;
  emit(context, { type: 'recordingResumed', call: id });
  recordTalk(context, id);
  return true;
}

interface Recorded {
  readonly recording: RecordingId;
  readonly durationMs: number;
}

function keep(context: Context, call: CallId, { recording, durationMs, keepMs }: Recorded & { keepMs: number }): void {
  emit(context, { type: 'talkRecordingEnded', call, recording });
  if (durationMs <= 0) return;
  emit(context, { type: 'recordingKept', call, recording, durationMs, deleteAfter: context.at + keepMs });
}
