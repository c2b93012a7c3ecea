import type { Signal } from '@sentralbord/core';
import type { Recording } from './hearing.ts';
import type { ActionOf, RecordingId } from './port-types.ts';
import type { SimClock } from './sim-clock.ts';
import type { NetworkLeg } from './telephone.ts';

/** How long the tone before a recording is, in ms. */
export const TONE_MS = 500;
/** How long nothing is said until a recording ends by itself, in ms. */
export const SILENCE_MS = 3_000;

/** What recordings need of the network. */
export interface RecordingsOptions {
  readonly clock: SimClock;
  readonly send: (signal: Signal) => void;
}

/** Records what legs say. A recording, unless it is of a talk, ends by #, silence, its greatest length, or the end of its leg; it is told once. */
export class Recordings {
  private readonly options: RecordingsOptions;

  constructor(options: RecordingsOptions) {
    this.options = options;
  }

  /** The tone begins; what played to the leg before stops. */
  start(leg: NetworkLeg, { recording, maxMs, of }: ActionOf<'record'>): void {
    if (leg.phase !== 'up') {
      this.options.send({ type: 'recorded', leg: leg.id, recording, durationMs: 0 });
      return;
    }
    this.finish(leg);
    const { clock } = this.options;
    const isTalk = of === 'talk';
    const fromAt = isTalk ? clock.now() : clock.now() + TONE_MS;
    const started: Recording = { recording, fromAt, maxMs, isTalk, saidUntil: undefined };
    if (!isTalk) leg.playing = undefined;
    leg.recording = started;
    clock.at(started.fromAt + maxMs, () => leg.recording === started && this.finish(leg));
    if (!isTalk) this.endAtSilence(leg, started);
  }

  stop(leg: NetworkLeg, recording: RecordingId): void {
    if (leg.recording?.recording === recording) this.finish(leg);
  }

  /** Something is said at a leg, from now on for so long. */
  say(leg: NetworkLeg, ms: number): void {
    const { recording } = leg;
    if (recording === undefined || recording.isTalk) return;
    recording.saidUntil = Math.max(recording.saidUntil ?? 0, this.options.clock.now() + ms);
    this.endAtSilence(leg, recording);
  }

  /** Ends what is recorded at a leg, if anything is, and tells it. */
  finish(leg: NetworkLeg): void {
    const { recording } = leg;
    if (recording === undefined) return;
    leg.recording = undefined;
    const durationMs = lengthAt(recording, this.options.clock.now());
    this.options.send({ type: 'recorded', leg: leg.id, recording: recording.recording, durationMs });
  }

  private endAtSilence(leg: NetworkLeg, recording: Recording): void {
    const { clock } = this.options;
    const due = Math.max(recording.fromAt, recording.saidUntil ?? 0) + SILENCE_MS;
    clock.at(due, () => {
      const isSilent = Math.max(recording.fromAt, recording.saidUntil ?? 0) + SILENCE_MS <= clock.now();
      if (leg.recording === recording && isSilent) this.finish(leg);
    });
  }
}

/** From the tone to the last word, in ms; of a talk, the whole of it. */
function lengthAt({ fromAt, maxMs, isTalk, saidUntil }: Recording, now: number): number {
  if (isTalk) return Math.min(now - fromAt, maxMs);
  if (saidUntil === undefined) return 0;
  return Math.max(0, Math.min(now, saidUntil, fromAt + maxMs) - fromAt);
}
