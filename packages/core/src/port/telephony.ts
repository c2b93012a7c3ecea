import type { DeviceId, LegId, PlayId, RecordingId, RoomId, TrunkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from './cause.ts';

/** What a called party's screen shows: who calls. Absent fields are not shown. */
export interface Shown {
  /** E.164, or a short number for a call from inside. */
  readonly number?: string;
  readonly name?: string;
  /** Such as who transferred the call that has come back, and why. */
  readonly note?: string;
}

/** Where a leg is to be started. */
export type LegTarget =
  | { readonly kind: 'device'; readonly device: DeviceId }
  /** Through a trunk; `number` is E.164, or an emergency number as dialled. */
  | { readonly kind: 'external'; readonly number: string };

/**
 * A sound by name: an asset of the company, or one of the spoken words that come
 * with an adapter (`number-0` … `number-100`, `minutes`, `position` …). The
 * adapter knows where it is kept; an unknown name takes no time.
 */
export type Sound = string;

/** How a leg takes part in a room. */
export type RoomRole =
  /** Hears everyone, and is heard by everyone. */
  | { readonly kind: 'speaks' }
  /** Hears everyone, and is heard by nobody. */
  | { readonly kind: 'listens' }
  /** Hears everyone, and is heard by one leg only. */
  | { readonly kind: 'whispers'; readonly to: LegId };

/** What the engine asks of the network. Its fate comes back as signals; an action on a leg that is gone is ignored. */
export type Action =
  /** Call a phone or a number. `leg` is new. Answered by `legRinging`, `legAnswered` or `legEnded`. */
  | {
      readonly type: 'startLeg';
      readonly leg: LegId;
      readonly to: LegTarget;
      readonly shown: Shown;
      /** Whether the far end's own forwarding and voicemail may take the call, where the network can tell. */
      readonly diversion: 'allowed' | 'suppressed';
      /** Whether it counts as answered only when a person has pressed 1 (E14). */
      readonly confirm: 'no' | 'key';
    }
  /** Tell the caller that it rings somewhere: as ringing tone when the leg is up. */
  | { readonly type: 'ring'; readonly leg: LegId }
  /** Answer an arrived leg: it is up from now on. */
  | { readonly type: 'answer'; readonly leg: LegId }
  /** Turn an arrived, unanswered leg away. No `legEnded` follows. */
  | { readonly type: 'reject'; readonly leg: LegId; readonly cause: Cause }
  /** End a leg in any phase. No `legEnded` follows. */
  | { readonly type: 'hangUp'; readonly leg: LegId; readonly cause: Cause }
  /** Let two legs that are up hear each other, and nothing else any more: what plays to them stops. */
  | { readonly type: 'bridge'; readonly a: LegId; readonly b: LegId }
  /** The two do not hear each other any more. */
  | { readonly type: 'unbridge'; readonly a: LegId; readonly b: LegId }
  /**
   * Play sounds one after the other to a leg that is up, instead of what plays
   * or rings to it now. Not looped, `played` with the same `play` follows when
   * they have been heard to their end; looped, they go on until something else
   * is asked for. An adapter that has a sound in the `language` (ISO 639-1) plays
   * that one; a caller who has chosen none hears what there is.
   */
  | {
      readonly type: 'play';
      readonly leg: LegId;
      readonly play: PlayId;
      readonly sounds: readonly Sound[];
      readonly loop: boolean;
      readonly language?: string;
    }
  /** Stop what plays or rings to a leg. No `played` follows. */
  | { readonly type: 'stopPlaying'; readonly leg: LegId }
  /**
   * Record what a leg says, after a tone, for at most `maxMs`; `recorded` follows.
   * Ended by #, silence, or the leg's end. With `of: 'talk'` both sides of what
   * the leg is in are recorded, bridge or room, without a tone; neither # nor
   * silence ends that, nor a change from a bridge to a room or back.
   */
  | {
      readonly type: 'record';
      readonly leg: LegId;
      readonly recording: RecordingId;
      readonly maxMs: number;
      readonly of?: 'talk';
    }
  /** End a recording; `recorded` follows. */
  | { readonly type: 'stopRecording'; readonly leg: LegId; readonly recording: RecordingId }
  /** Let a leg that is up into a room, instead of what it hears now; the room exists while somebody is in it. */
  | { readonly type: 'joinRoom'; readonly leg: LegId; readonly room: RoomId; readonly role: RoomRole }
  /** Take a leg out of its room; it hears nothing. */
  | { readonly type: 'leaveRoom'; readonly leg: LegId; readonly room: RoomId }
  /** Change how a leg takes part in the room it is in. */
  | { readonly type: 'setRole'; readonly leg: LegId; readonly room: RoomId; readonly role: RoomRole }
  /** Send digits to the far end of a leg that is up. */
  | { readonly type: 'sendDigits'; readonly leg: LegId; readonly digits: string }
  /** Change what the screen at a leg shows. */
  | { readonly type: 'showParty'; readonly leg: LegId; readonly shown: Shown };

/** Where an arrived call comes from, as the network says. Numbers are as the network wrote them. */
export type ArrivedFrom =
  | {
      readonly kind: 'trunk';
      readonly trunk: TrunkId;
      readonly number?: string;
      readonly name?: string;
      /** The caller asked that the number be hidden (RFC 3323). */
      readonly isWithheld: boolean;
    }
  /** One of the company's own phones, proved by the adapter. */
  | { readonly kind: 'device'; readonly device: DeviceId };

/**
 * What the network tells the engine. Signals are not trusted: late, doubled,
 * out of order, or about an ended leg is normal, and at most ends that leg.
 */
export type Signal =
  /** A call has come; `leg` is chosen by the adapter (see `arrivedLegId`), `to` is as dialled. */
  | { readonly type: 'callArrived'; readonly leg: LegId; readonly from: ArrivedFrom; readonly to: string }
  | { readonly type: 'legRinging'; readonly leg: LegId }
  /** The far end has answered; by a machine, where the network can tell. */
  | { readonly type: 'legAnswered'; readonly leg: LegId; readonly by?: 'person' | 'machine' }
  | { readonly type: 'legEnded'; readonly leg: LegId; readonly cause: Cause }
  /** The sounds of a `play` have been heard to their end. */
  | { readonly type: 'played'; readonly leg: LegId; readonly play: PlayId }
  /** One key was pressed at the far end: 0–9, *, #, A–D. */
  | { readonly type: 'digit'; readonly leg: LegId; readonly digit: string }
  /** A recording is over; nothing was said when it lasts 0 ms. */
  | { readonly type: 'recorded'; readonly leg: LegId; readonly recording: RecordingId; readonly durationMs: number }
  /** The far end has put us on hold, or takes us back. */
  | { readonly type: 'held' | 'resumed'; readonly leg: LegId }
  /** The phone at this leg asks to transfer the other party; `attended` is the leg of the consultation, if there was one. */
  | { readonly type: 'transferRequested'; readonly leg: LegId; readonly to: string; readonly attended?: LegId }
  /** A phone can be reached (registered), or no longer. */
  | { readonly type: 'deviceState'; readonly device: DeviceId; readonly isReachable: boolean }
  /** The network has started anew; every other leg than those named is gone. */
  | { readonly type: 'networkRestarted'; readonly liveLegs: readonly LegId[] };

/** What an adapter can do. A configuration that needs more is refused by name. */
export interface Capabilities {
  /** Can start calls to numbers outside. */
  readonly external: boolean;
  /** Can play sounds. */
  readonly sounds: boolean;
  /** Tells which keys are pressed. */
  readonly digits: boolean;
  /** Can record. */
  readonly recording: boolean;
  /** Can let more than two hear each other. */
  readonly rooms: boolean;
  /** Can change what a phone's screen shows while it rings. */
  readonly displayUpdates: boolean;
  /** Can ask the far network not to divert, and for a key before an answer counts. */
  readonly answerControl: boolean;
}

/**
 * A telephone network. It has no policy: it never chooses whom to ring, when to
 * give up, or what busy means.
 */
export interface TelephonyPort {
  readonly capabilities: Capabilities;
  /** Begins to deliver signals, in the order they happened. Called once, before any action. */
  start(deliver: (signal: Signal) => void): void;
  /** Obeys. Never throws: a failure comes back as `legEnded` with a cause. May deliver signals before it returns. */
  perform(action: Action): void;
  /** The legs that live in the network now, for reconciling after a restart. */
  legs(): readonly LegId[];
}

/** Where the shell has the time from, and who wakes it. */
export interface ClockPort {
  /** Milliseconds since the Unix epoch, never going backwards. */
  now(): Instant;
  /** Calls `wake` once, at or after `at`; a new call replaces the one before; `undefined` asks for none. */
  wakeAt(at: Instant | undefined, wake: () => void): void;
}
