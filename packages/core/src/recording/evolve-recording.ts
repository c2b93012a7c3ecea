import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { CallId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { TalkRecording } from './recording.ts';

/** The caller has heard that the talk will be recorded. */
export function tellOfRecording(state: State, { call: id }: EventOf<'recordingAnnounced'>): void {
  state.calls.set(id, { ...must(state.calls.get(id), id), isToldOfRecording: true });
}

/** The talk is recorded from now on. */
export function beginTalkRecording(state: State, event: EventOf<'talkRecordingBegan'>): void {
  const { call, recording, keepMs, at: since } = event;
  state.ids.recordings += 1;
  setRecording(state, call, { kind: 'running', recording, since, keepMs });
}

/** A recording of a talk is over. */
export function endTalkRecording(state: State, { call }: EventOf<'talkRecordingEnded'>): void {
  setRecording(state, call, undefined);
}

/** Nothing is recorded for now. */
export function pauseTalkRecording(state: State, { call }: EventOf<'recordingPaused'>): void {
  setRecording(state, call, { kind: 'paused' });
}

/** It may be recorded again. */
export function resumeTalkRecording(state: State, { call }: EventOf<'recordingResumed'>): void {
  setRecording(state, call, undefined);
}

function setRecording(state: State, id: CallId, recording: TalkRecording | undefined): void {
  state.calls.set(id, { ...must(state.calls.get(id), id), recording });
}
