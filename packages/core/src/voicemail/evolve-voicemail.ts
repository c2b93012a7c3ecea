import { enterStage } from '../call/evolve-call.ts';
import { must } from '../kernel/assert.ts';
import type { EventOf } from '../kernel/event.ts';
import type { State } from '../kernel/state.ts';

/** The caller hears the greeting of a mailbox. */
export function startGreeting(state: State, { call: id, mailbox, at }: EventOf<'greetingStarted'>): void {
  const call = enterStage(must(state.calls.get(id), id), 'message', at);
  state.calls.set(id, { ...call, at: { phase: 'leavingMessage', mailbox, part: { kind: 'greeting' } } });
}

/** What the caller says is recorded from now on. */
export function startRecording(state: State, { call: id, recording, at }: EventOf<'recordingStarted'>): void {
  const before = must(state.calls.get(id), id);
  if (before.at.phase !== 'leavingMessage') return;
  state.ids.recordings += 1;
  const { mailbox } = before.at;
  const part = { kind: 'recording', recording, since: at } as const;
  state.calls.set(id, { ...before, hears: { kind: 'tone' }, at: { phase: 'leavingMessage', mailbox, part } });
}
