import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import { DONE, type Result, refuse } from '../kernel/result.ts';
import { pauseRecording, resumeRecording } from '../recording/record-talk.ts';
import { talkOf } from '../transfer/parties.ts';
import type { CommandOf } from './command.ts';

/** X9: one who talks lets nothing be recorded for a while, or lets it go on. */
export function setRecording(
  context: Context,
  { type: what, call: id, by }: CommandOf<'pauseRecording' | 'resumeRecording'>,
): Result<void> {
  const talk = talkOf(context.state, { call: id, user: by, what });
  if (!talk.ok) return talk;
  const call = must(context.state.calls.get(id), id);
  const isDone = what === 'pauseRecording' ? pauseRecording(context, call) : resumeRecording(context, call);
  return isDone ? DONE : refuse({ code: 'notInCall', what, where: id, why: 'a talk that is recorded is needed' });
}
