import type { Instant, LegId, Sound } from '@sentralbord/core';
import type { PlayId, RecordingId, RoomId, RoomRole } from './port-types.ts';

/** What plays to a leg that is up. */
export type Playing =
  | { readonly kind: 'ringing' }
  | {
      readonly kind: 'sounds';
      readonly play: PlayId;
      readonly tape: readonly TapePart[];
      readonly loop: boolean;
      readonly fromAt: Instant;
    };

/** One sound with its length. */
export interface TapePart {
  readonly sound: Sound;
  readonly ms: number;
}

/** Whom a leg is together with. */
export type Connection =
  | { readonly kind: 'leg'; readonly leg: LegId }
  | { readonly kind: 'room'; readonly room: RoomId; readonly role: RoomRole };

/** A recording of what a leg says. */
export interface Recording {
  readonly recording: RecordingId;
  /** The end of the tone. */
  readonly fromAt: Instant;
  readonly maxMs: number;
  /** Both sides of a talk are recorded: only its greatest length, or the end of the leg, ends it by itself. */
  readonly isTalk: boolean;
  /** Until when something is said into it; undefined while nothing is. */
  saidUntil: Instant | undefined;
}

/**
 * What a leg hears at a moment: nothing, ringing, a sound, another leg, the
 * others in a room, that it is being recorded, or that it must press 1.
 */
export type Hears =
  | 'nothing'
  | 'ringing'
  | `sound ${Sound}`
  | `leg ${LegId}`
  | `room ${RoomId}`
  | 'recording'
  | 'confirmation';

/** What a leg's hearing hangs on. */
export interface Hearer {
  readonly phase: 'calling' | 'hearsRinging' | 'ringing' | 'confirming' | 'up';
  readonly playing: Playing | undefined;
  readonly connection: Connection | undefined;
  readonly recording: Recording | undefined;
}

/** What a leg hears now. */
export function hearsNow({ phase, playing, connection, recording }: Hearer, now: Instant): Hears {
  if (phase === 'hearsRinging') return 'ringing';
  if (phase === 'confirming') return 'confirmation';
  if (phase !== 'up') return 'nothing';
  if (connection !== undefined) return connection.kind === 'leg' ? `leg ${connection.leg}` : `room ${connection.room}`;
  if (playing?.kind === 'ringing') return 'ringing';
  const sound = playing === undefined ? undefined : soundAt(playing, now - playing.fromAt);
  if (sound !== undefined) return `sound ${sound}`;
  return recording === undefined ? 'nothing' : 'recording';
}

/** How long a tape runs, in ms. */
export const lengthOf = (tape: readonly TapePart[]): number => tape.reduce((sum, { ms }) => sum + ms, 0);

/** After how many ms of a tape a sound begins for the first time; undefined when it is not on it. */
export function beginOf(sound: Sound, tape: readonly TapePart[]): number | undefined {
  const place = tape.findIndex((part) => part.sound === sound);
  return place < 0 ? undefined : lengthOf(tape.slice(0, place));
}

/** Of a loop only where it stands is reckoned: it keeps no clock busy. */
function soundAt({ tape, loop }: Extract<Playing, { kind: 'sounds' }>, elapsedMs: number): Sound | undefined {
  const length = lengthOf(tape);
  let left = loop && length > 0 ? elapsedMs % length : elapsedMs;
  for (const { sound, ms } of tape) {
    if (left < ms) return sound;
    left -= ms;
  }
  return undefined;
}
