import type { Destination, Mailbox, SkillNeed } from '../config/company.ts';
import type { Cursor } from '../flow/cursor.ts';
import type {
  CallbackId,
  CallId,
  ConferenceId,
  DeviceId,
  EntryId,
  GroupId,
  LegId,
  OfferId,
  PlayId,
  RecordingId,
  RoomId,
  UserId,
} from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Sound } from '../port/telephony.ts';
import type { CallerClass } from '../queue/queue-entry.ts';
import type { TalkRecording } from '../recording/recording.ts';
import type { Supervision } from '../supervision/supervision.ts';
import type { CallReturn, PendingTransfer, TransferRecord } from '../transfer/transfer.ts';
import type { Direction, Outcome, StageTimes } from './outcome.ts';

/** Who calls. A withheld number is not kept at all. */
export type Caller =
  | {
      readonly kind: 'external';
      /** E.164 where it could be read so, else as the network wrote it. */
      readonly number: string | undefined;
      readonly name: string | undefined;
      readonly isWithheld: boolean;
    }
  | { readonly kind: 'user'; readonly user: UserId; readonly device: DeviceId }
  /** The switchboard itself: a callback, or an invitation to a conference. */
  | { readonly kind: 'switchboard'; readonly callback: CallbackId | undefined };

/** Where a call is bound for, decided at arrival. */
export type CallTarget =
  | Destination
  | { readonly kind: 'dialled'; readonly number: string }
  /** Nothing answers to what was dialled. */
  | { readonly kind: 'nobody' };

/**
 * The life of a call. Each phase holds what it needs and nothing else; an ended
 * call is gone from the state and has become a record.
 * - `dialling`: we call the one who is served, for a callback or a conference. Out when they answer, or to the end.
 * - `inFlow`: being routed, or hearing a message. In from arrival or an unanswered offer; out to any other.
 * - `queued`: has a place in a group and no phone rings for it. In from `inFlow`, `offered`; out to `offered`.
 * - `offered`: phones ring for it. In from `inFlow`, `queued`; out to `connected`, `queued`, `inFlow`.
 * - `connected`: talks with the party on `leg`. In from `offered`, `held`, `consulting`, `parked`; out to those.
 * - `held`: the party on `leg` has put the caller on music. In from `connected`; out to `connected`.
 * - `consulting`: hears music while the party on `leg` speaks in the call `consultation`. In from `connected`; out to
 *   `connected` with one or the other, or to `offered` when it is completed before the colleague answers.
 * - `recalling`: came back from a transfer or a park slot to `user`, who is rung or waited for. In from `offered`,
 *   `queued`, `parked`; out to `connected` or, unanswered, to a group.
 * - `parked`: hears music in a numbered slot. In from `connected`, `held`; out to `connected`, `recalling`.
 * - `leavingMessage`: hears a greeting or speaks a message. In from `inFlow`; out by the end of the recording.
 * - `inConference`: is in a room. In from `dialling`, `inFlow`, `connected`; out by leaving it.
 * - `supervising`: a supervisor's own call, in the room of the talk `call`. In from `dialling`; out by leaving it.
 */
export type CallPhase =
  | { readonly phase: 'dialling'; readonly purpose: DiallingPurpose }
  | { readonly phase: 'inFlow'; readonly element: FlowElement }
  | { readonly phase: 'queued'; readonly entry: EntryId }
  | { readonly phase: 'offered'; readonly by: OfferedBy }
  | { readonly phase: 'connected'; readonly leg: LegId }
  | { readonly phase: 'held'; readonly leg: LegId }
  | {
      readonly phase: 'consulting';
      readonly leg: LegId;
      readonly consultation: CallId;
      readonly speaksWith: 'colleague' | 'caller';
    }
  | { readonly phase: 'recalling'; readonly user: UserId; readonly offer: OfferId | undefined }
  | { readonly phase: 'parked'; readonly slot: number; readonly by: UserId }
  | { readonly phase: 'leavingMessage'; readonly mailbox: Mailbox; readonly part: MessagePart }
  | { readonly phase: 'inConference'; readonly conference: ConferenceId }
  | { readonly phase: 'supervising'; readonly call: CallId };

/** What we call somebody for. */
export type DiallingPurpose =
  | { readonly kind: 'callback'; readonly callback: CallbackId }
  | { readonly kind: 'conference'; readonly conference: ConferenceId }
  /** A supervisor, to listen in on the talk `call`. */
  | { readonly kind: 'supervision'; readonly call: CallId };

/** How far a caller has come who leaves a message. */
export type MessagePart =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'recording'; readonly recording: RecordingId; readonly since: Instant };

/** What a call in the flow is doing. */
export type FlowElement =
  /** On its way, within a step. */
  | { readonly kind: 'routing' }
  /** A flow has the call: `flow` of the call says where. */
  | { readonly kind: 'element' }
  /** Hears a sound, then is released with the outcome that is already decided. */
  | { readonly kind: 'message'; readonly sound: string; readonly outcome: Outcome }
  /** Hears music while the callback that was promised to the same number is being dialled (E18). */
  | { readonly kind: 'joining'; readonly callback: CallbackId };

/** What makes phones ring: a place in a group (with offers of its own), or one offer to a user or a number. */
export type OfferedBy =
  | { readonly kind: 'entry'; readonly entry: EntryId }
  | { readonly kind: 'offer'; readonly offer: OfferId };

/** What a caller hears, as we have asked for it (law 7). */
export type Audio =
  /** The leg is not up and we have told the network nothing yet, or it has just ended. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'sounds'; readonly play: PlayId; readonly sounds: readonly Sound[]; readonly isLooped: boolean }
  | { readonly kind: 'party'; readonly leg: LegId }
  | { readonly kind: 'room'; readonly room: RoomId }
  /** The tone of a recording, after which it is the caller who speaks. */
  | { readonly kind: 'tone' };

/** What the time of a call is spent on. */
export type Stage = 'waiting' | 'ringing' | 'message' | 'talking' | 'held';

/** Somebody whom the caller talked with. */
export interface Talk {
  /** Undefined for a number outside. */
  readonly user: UserId | undefined;
  readonly number: string | undefined;
  /** The group whose call it was. */
  readonly group: GroupId | undefined;
  readonly beganAt: Instant;
  readonly endedAt: Instant | undefined;
}

/** Where a flow has led a call. */
export interface FlowPlace {
  readonly cursor: Cursor;
  /** By which ends the call comes back to the flow from what has it now; at the others the flow is left. */
  readonly exits: readonly string[];
  /** Keys that bring the call back from a queue. */
  readonly keys: readonly string[];
}

/** One caller's journey to exactly one outcome. */
export interface Call {
  readonly id: CallId;
  readonly direction: Direction;
  readonly from: Caller;
  /** As dialled, bounded in length. */
  readonly dialled: string;
  readonly target: CallTarget;
  readonly callerClass: CallerClass;
  readonly needs: readonly SkillNeed[];
  /** The leg of the one who is served: the caller's, or of the other party when the caller was a user who moved the call on. */
  readonly callerLeg: LegId;
  readonly at: CallPhase;
  readonly hears: Audio;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | undefined;
  readonly answeredBy: UserId | undefined;
  /** The first group that took the call. */
  readonly group: GroupId | undefined;
  /** The last group that took the call, for the wrap-up of who answers. */
  readonly lastGroup: GroupId | undefined;
  /** Where a flow has led the call, and waits for what comes of it; undefined: no flow, or it was left. */
  readonly flow: FlowPlace | undefined;
  /** What a caller who hides the number has keyed in, E.164: to be called back at, shown to nobody. */
  readonly keyedNumber: string | undefined;
  /** In which the caller is spoken to (ISO 639-1); undefined: none was chosen. */
  readonly language: string | undefined;
  /** A transfer that has not been answered yet. */
  readonly transfer: PendingTransfer | undefined;
  /** The call that waits for this one, which is its consultation. */
  readonly consultationFor: CallId | undefined;
  /** Why it has come back; undefined: it has not, or somebody has talked with the caller since. */
  readonly returned: CallReturn | undefined;
  /** Who listens in on this talk, or is being called for it. */
  readonly supervision: Supervision | undefined;
  /** What is made of this talk, or that its making is paused. */
  readonly recording: TalkRecording | undefined;
  /** Whether the caller has heard that the talk will be recorded: without that it never is. */
  readonly isToldOfRecording: boolean;
  readonly returns: number;
  /** How often an absence has sent the call on. */
  readonly forwards: number;
  /** How many groups, users and numbers the call has been led to. */
  readonly ways: number;
  readonly talks: readonly Talk[];
  readonly transfers: readonly TransferRecord[];
  readonly stage: Stage;
  readonly stageSince: Instant;
  readonly times: StageTimes;
}
