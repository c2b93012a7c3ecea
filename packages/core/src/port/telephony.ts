import type { DeviceId, LegId, TrunkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from './cause.ts';

/** What a called party's screen shows: who calls. Absent fields are not shown. */
export interface Shown {
  /** E.164, or a short number for a call from inside. */
  readonly number?: string;
  readonly name?: string;
}

/** Where a leg is to be started. */
export type LegTarget =
  | { readonly kind: 'device'; readonly device: DeviceId }
  /** Through a trunk; `number` is E.164, or an emergency number as dialled. */
  | { readonly kind: 'external'; readonly number: string };

/**
 * A sound by name. The adapter knows where it is kept; an unknown name is
 * answered with `played` at once, so that no caller waits for silence.
 */
export type Sound = string;

/** What the engine asks of the network. Its fate comes back as signals; an action on a leg that is gone is ignored. */
export type Action =
  /** Call a phone or a number. `leg` is new. Answered by `legRinging`, `legAnswered` or `legEnded`. */
  | { readonly type: 'startLeg'; readonly leg: LegId; readonly to: LegTarget; readonly shown: Shown }
  /** Tell the caller that it rings somewhere. */
  | { readonly type: 'ring'; readonly leg: LegId }
  /** Answer an arrived leg: it is up from now on. */
  | { readonly type: 'answer'; readonly leg: LegId }
  /** Turn an arrived, unanswered leg away. No `legEnded` follows. */
  | { readonly type: 'reject'; readonly leg: LegId; readonly cause: Cause }
  /** End a leg in any phase. No `legEnded` follows. */
  | { readonly type: 'hangUp'; readonly leg: LegId; readonly cause: Cause }
  /** Let two legs that are up hear each other. */
  | { readonly type: 'bridge'; readonly a: LegId; readonly b: LegId }
  /** Play a sound once to a leg that is up; `played` follows when it has been heard to its end. */
  | { readonly type: 'play'; readonly leg: LegId; readonly sound: Sound };

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
  | { readonly type: 'legAnswered'; readonly leg: LegId }
  | { readonly type: 'legEnded'; readonly leg: LegId; readonly cause: Cause }
  | { readonly type: 'played'; readonly leg: LegId }
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
