import type { LegId, RecordingId } from '../kernel/ids.ts';
import type { Input } from '../kernel/input.ts';
import type { Instant } from '../kernel/time.ts';
import type { Signal } from '../port/telephony.ts';
import type { TalkRecording } from '../recording/recording.ts';
import { reasons } from './account.ts';
import { LAST } from './agenda.ts';
import type { BookedEpisode, Deed, Doing, Side } from './book.ts';
import { commandAgain } from './command-again.ts';
import type { Episode } from './episodes.ts';
import type { Scene } from './scene.ts';

/** A caller begins to wait, to talk or to speak a message: what was done then is done again, as far as it fits. */
export function beginAgain(scene: Scene, episode: Episode): void {
  const booked = scene.book.episodes.get(scene.story.nameOf(episode));
  for (const deed of booked?.deeds ?? []) planDeed(scene, deed, { episode, with: booked?.with ?? '' });
  switch (episode.kind) {
    case 'wait':
      planPatience(scene, episode, booked);
      return;
    case 'talk':
      planTalk(scene, episode, booked);
      return;
    case 'message':
      if (booked === undefined) planMessage(scene, episode);
      return;
    case 'dialling':
    // Its phone rings: that is all there is to it.
  }
}

/** A talk is over: what its user did after it is done again by the same user. */
export function endAgain(scene: Scene, { episode, at }: { readonly episode: Episode; readonly at: Instant }): void {
  const booked = scene.book.episodes.get(scene.story.nameOf(episode));
  if (booked === undefined || booked.after.length === 0) return;
  const isSame = booked.with === episode.with;
  for (const { afterMs, order, does } of booked.after) {
    if (does.type !== 'command') continue;
    const obstacle = () => (isSame && isWrappingUp(scene, episode) ? undefined : reasons.noWrapUp);
    scene.agenda.plan(commandAgain(scene, does.booked, { at: at + afterMs, order, obstacle }));
  }
}

const isWrappingUp = ({ story }: Scene, { user }: Episode): boolean =>
  user !== undefined && story.state.users.get(user)?.availability === 'wrappingUp';

interface Place {
  readonly episode: Episode;
  /** With whom the caller talked then. */
  readonly with: string;
}

function planDeed(scene: Scene, { afterMs, order, does }: Deed<Doing>, place: Place): void {
  const at = place.episode.beganAt + afterMs;
  const obstacle = () => obstacleTo(scene, does, place);
  if (does.type === 'command') {
    scene.agenda.plan(commandAgain(scene, does.booked, { at, order, obstacle }));
    return;
  }
  const make = (): Input | undefined => {
    const why = obstacle();
    const signal = why === undefined ? signalOf(scene, does, place.episode) : undefined;
    if (signal === undefined) {
      scene.account.drop(order, why ?? reasons.elsewhere);
      return undefined;
    }
    scene.account.reused(order);
    return { type: 'signal', at, signal };
  };
  scene.agenda.plan({ at, order, make });
}

/** Who hangs up does so whomever they talk with; anything else is about that party. */
function obstacleTo({ story }: Scene, does: Doing, { episode, with: other }: Place): string | undefined {
  if (story.episodes.of(episode.call) !== episode) return reasons.elsewhere;
  const isAnybodys = does.type === 'hangUp' || does.type === 'recorded';
  return isAnybodys || episode.with === other ? undefined : reasons.otherParty;
}

function signalOf(scene: Scene, does: Exclude<Doing, { type: 'command' }>, episode: Episode): Signal | undefined {
  const leg = legOf(scene, episode, does.type === 'recorded' ? 'caller' : does.side);
  if (leg === undefined) return undefined;
  switch (does.type) {
    case 'hangUp':
      return { type: 'legEnded', leg, cause: does.cause };
    case 'press':
      return { type: 'digit', leg, digit: does.digit };
    case 'askTransfer': {
      const { to, attended } = does;
      if (attended === undefined) return { type: 'transferRequested', leg, to };
      const consulted = scene.story.names.legs.idOf(attended);
      return consulted === undefined ? undefined : { type: 'transferRequested', leg, to, attended: consulted };
    }
    case 'recorded':
      return recordedOf(scene, episode, { leg, durationMs: does.durationMs });
  }
}

function recordedOf(
  { story }: Scene,
  { call: id }: Episode,
  { leg, durationMs }: { readonly leg: LegId; readonly durationMs: number },
): Signal | undefined {
  const call = story.state.calls.get(id);
  const at = call?.at;
  const isMessage = at?.phase === 'leavingMessage' && at.part.kind === 'recording';
  const recording = isMessage ? at.part.recording : runningOf(call?.recording);
  return recording === undefined ? undefined : { type: 'recorded', leg, recording, durationMs };
}

const runningOf = (recording: TalkRecording | undefined): RecordingId | undefined =>
  recording?.kind === 'running' ? recording.recording : undefined;

function legOf({ story }: Scene, { call, partner }: Episode, side: Side): LegId | undefined {
  const leg = side === 'caller' ? story.state.calls.get(call)?.callerLeg : partner;
  return leg !== undefined && story.state.legs.has(leg) ? leg : undefined;
}

interface Guess {
  readonly afterMs: number;
  readonly what: 'patience' | 'talk' | 'message';
  readonly does: Exclude<Doing, { type: 'command' }>;
}

/** Something that the stream does not tell, if the episode still lasts by then. */
function planGuess(scene: Scene, episode: Episode, { afterMs, what, does }: Guess): void {
  const at = episode.beganAt + afterMs;
  const make = (): Input | undefined => {
    const isOn = scene.story.episodes.of(episode.call) === episode;
    const signal = isOn ? signalOf(scene, does, episode) : undefined;
    if (signal === undefined) return undefined;
    scene.account.estimated(what);
    return { type: 'signal', at, signal };
  };
  scene.agenda.plan({ at, order: LAST, make });
}

/** Who left is known; who did not has at least the patience that was shown. */
function planPatience(scene: Scene, episode: Episode, booked: BookedEpisode | undefined): void {
  if (booked?.end === 'caller' || !episode.isCallers) return;
  const { story, guesses } = scene;
  const call = story.state.calls.get(episode.call);
  const group = booked?.group ?? call?.group;
  const beyondMs = guesses.patience.beyondMs(group, booked?.place ?? episode.number);
  if (beyondMs === undefined) return;
  const isUp = call !== undefined && story.state.legs.get(call.callerLeg)?.phase === 'up';
  const does = { type: 'hangUp', side: 'caller', cause: isUp ? 'hungUp' : 'cancelled' } as const;
  planGuess(scene, episode, { afterMs: (booked?.lastsMs ?? 0) + beyondMs, what: 'patience', does });
}

/** What a talk was cut short by may not come now: then it lasts as long as all talks of the caller from it on. */
function planTalk(scene: Scene, episode: Episode, booked: BookedEpisode | undefined): void {
  const does = { type: 'hangUp', side: 'caller', cause: 'hungUp' } as const;
  if (booked === undefined) {
    planGuess(scene, episode, { afterMs: scene.guesses.talks.talkMs(episode.group), what: 'talk', does });
  } else if (booked.end === 'other') {
    const afterMs = Math.max(booked.lastsMs + 1, remainingMs(scene, episode));
    planGuess(scene, episode, { afterMs, what: 'talk', does });
  }
}

function remainingMs({ book, story }: Scene, episode: Episode): number {
  let sumMs = 0;
  for (let { number } = episode; ; number += 1) {
    const talk = book.episodes.get(story.nameOf({ ...episode, number }));
    if (talk === undefined) return sumMs;
    sumMs += talk.lastsMs;
  }
}

function planMessage(scene: Scene, episode: Episode): void {
  const { messageMs } = scene.guesses.talks;
  const does: Guess['does'] =
    messageMs === undefined
      ? { type: 'hangUp', side: 'caller', cause: 'hungUp' }
      : { type: 'recorded', durationMs: messageMs };
  planGuess(scene, episode, { afterMs: messageMs ?? 0, what: 'message', does });
}
