import { must } from '../kernel/assert.ts';
import { act, type Context, emit } from '../kernel/context.ts';
import { type CallId, nextPlayId } from '../kernel/ids.ts';
import type { Sound } from '../port/telephony.ts';
import { answerCaller } from './answer-caller.ts';

/** The caller hears it ring somewhere, unless they do so already. */
export function letRing(context: Context, id: CallId): void {
  const call = must(context.state.calls.get(id), id);
  if (call.hears.kind === 'ringing') return;
  act(context, { type: 'ring', leg: call.callerLeg });
  emit(context, { type: 'callerHears', call: id, audio: { kind: 'ringing' } });
}

/** The caller hears sounds, once or over and over, in the language they have chosen; the call is answered for it. */
export function playTo(
  context: Context,
  id: CallId,
  { sounds, loop }: { sounds: readonly Sound[]; loop: boolean },
): void {
  const { callerLeg, language } = must(context.state.calls.get(id), id);
  answerCaller(context, callerLeg);
  const play = nextPlayId(context.state.ids);
  const spoken = language === undefined ? {} : { language };
  act(context, { type: 'play', leg: callerLeg, play, sounds, loop, ...spoken });
  emit(context, { type: 'callerHears', call: id, audio: { kind: 'sounds', play, sounds, isLooped: loop } });
}

/** The caller waits: music where there is some and the call is answered, else ringing tone. */
export function letWait(context: Context, id: CallId, music: Sound | undefined): void {
  const call = must(context.state.calls.get(id), id);
  const isUp = must(context.state.legs.get(call.callerLeg), call.callerLeg).phase === 'up';
  if (music === undefined || !isUp) {
    letRing(context, id);
    return;
  }
  const isPlaying = call.hears.kind === 'sounds' && call.hears.isLooped && call.hears.sounds[0] === music;
  if (!isPlaying) playTo(context, id, { sounds: [music], loop: true });
}
