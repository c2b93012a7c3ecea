import type { DialRule } from '../access/barring.ts';
import type { DailyUsage } from '../access/daily-usage.ts';
import type { Audio, Call, Caller, DiallingPurpose, FlowPlace, Talk } from '../call/call.ts';
import type { Outcome } from '../call/outcome.ts';
import type { CallbackResult } from '../callback/callback.ts';
import type { Invitee } from '../conference/conference.ts';
import type { Destination, Mailbox, SkillNeed } from '../config/company.ts';
import type { CompanyFileChecked } from '../config/company-file.ts';
import type { E164 } from '../directory/numbers.ts';
import type { HoursOverride } from '../hours/schedule.ts';
import type { Leg, LegParty } from '../leg/leg.ts';
import type { CallRecord } from '../log/call-record.ts';
import type { OfferResult, OfferTarget } from '../offer/offer.ts';
import type { Cause } from '../port/cause.ts';
import type { LegTarget } from '../port/telephony.ts';
import type { EntryOutcome } from '../queue/entry-outcome.ts';
import type { CallerClass, EntryHolder, QueueEntry } from '../queue/queue-entry.ts';
import type { SupervisorRole } from '../supervision/supervision.ts';
import type { PendingTransfer, TransferRecord } from '../transfer/transfer.ts';
import type { Availability, Pause, PlannedAbsence, PresentAbsence } from '../user/availability.ts';
import type {
  CallbackId,
  CallId,
  ConferenceId,
  DeviceId,
  EntryId,
  GroupId,
  LegId,
  OfferId,
  RecordingId,
  RoomId,
  UserId,
} from './ids.ts';
import type { Instant } from './time.ts';
import type { TimerKind, TimerOwner } from './timer.ts';

type ArrivalDetails = Pick<Call, 'direction' | 'from' | 'dialled' | 'target' | 'callerClass' | 'needs'>;

/** What happens to calls and their legs. */
type CallFact =
  /** A call has come; its caller's leg with it. */
  | ({
      readonly type: 'callArrived';
      readonly call: CallId;
      readonly leg: LegId;
      readonly party: LegParty;
    } & ArrivalDetails)
  | { readonly type: 'legRinging'; readonly leg: LegId }
  | { readonly type: 'legAnswered'; readonly leg: LegId }
  | { readonly type: 'legEnded'; readonly leg: LegId; readonly cause: Cause; readonly by: 'network' | 'switchboard' }
  /** A leg that has not arrived is over, or was turned away: if it arrives later, it means nothing. */
  | { readonly type: 'legEndedUnseen'; readonly leg: LegId }
  /** What a party of a talk has dialled in it so far; empty when it came to nothing or was carried out. */
  | { readonly type: 'keysDialled'; readonly leg: LegId; readonly keys: string }
  /** What we let the caller hear from now on. */
  | { readonly type: 'callerHears'; readonly call: CallId; readonly audio: Audio }
  | { readonly type: 'callConnected'; readonly call: CallId; readonly leg: LegId; readonly talk: Talk }
  | { readonly type: 'flowAdvanced'; readonly call: CallId; readonly place: FlowPlace | undefined }
  /** A number outside was not dialled, because of a rule. */
  | { readonly type: 'dialBarred'; readonly call: CallId; readonly rule: DialRule; readonly where: string }
  | { readonly type: 'userDialled'; readonly user: UserId; readonly dialled: string }
  /** What a user has called to the outside today: another call, or its talk. */
  | { readonly type: 'usageGrew'; readonly user: UserId; readonly usage: DailyUsage }
  /** Something in a flow that the administrator should know. */
  | {
      readonly type: 'flowFaulted';
      readonly call: CallId;
      readonly what: string;
      readonly flow: string;
      readonly element: string | undefined;
    }
  /** The caller ranks as VIP from now on, in every line (S102). */
  | { readonly type: 'classChanged'; readonly call: CallId; readonly callerClass: CallerClass }
  /** A caller has keyed in a number to be called back at. */
  | { readonly type: 'numberKeyed'; readonly call: CallId; readonly number: string }
  /** The caller is spoken to in this language from now on. */
  | { readonly type: 'languageChosen'; readonly call: CallId; readonly language: string }
  /** The one called is away, and has said where calls go meanwhile. */
  | {
      readonly type: 'callForwarded';
      readonly call: CallId;
      readonly user: UserId;
      readonly to: Destination;
      /** What the absence is called. */
      readonly reason: string;
    }
  | { readonly type: 'messageStarted'; readonly call: CallId; readonly sound: string; readonly outcome: Outcome }
  | { readonly type: 'callEnded'; readonly call: CallId; readonly record: CallRecord };

/** What happens to places in queues and to offers. */
type QueueFact =
  | {
      readonly type: 'entryJoined';
      readonly entry: EntryId;
      readonly group: GroupId;
      readonly holder: EntryHolder;
      readonly callerClass: CallerClass;
      readonly isReturned: boolean;
      readonly arrivedAt: Instant;
      readonly number: number;
      readonly hearsWelcome: boolean;
      /** What a place of before is to go on with, whose holder is another now. */
      readonly kept?: Pick<QueueEntry, 'vipsServedBefore' | 'hasPassed'>;
    }
  /** A round of ringing begins: nobody has been tried in it. */
  | { readonly type: 'roundBegan'; readonly entry: EntryId; readonly round: number }
  /** The welcome has been heard, or was cut short: members may be rung. */
  | { readonly type: 'welcomeHeard'; readonly entry: EntryId }
  /** A call is presented; for a group, the tier is open from now on. */
  | { readonly type: 'offerMade'; readonly offer: OfferId; readonly call: CallId; readonly to: OfferTarget }
  | {
      readonly type: 'legStarted';
      readonly leg: LegId;
      readonly call: CallId;
      readonly offer: OfferId;
      readonly party: LegParty;
    }
  /** Phones that ring for one caller ring on for another, who goes before (X6). */
  | {
      readonly type: 'offerRebound';
      readonly from: OfferId;
      readonly offer: OfferId;
      readonly call: CallId;
      readonly entry: EntryId;
      readonly tier: number;
    }
  /** A member did not take the call in this round; finally, when they are not asked again for this call. */
  | {
      readonly type: 'memberTried';
      readonly entry: EntryId;
      readonly user: UserId;
      readonly cause: Cause;
      readonly isFinal: boolean;
    }
  | { readonly type: 'offerEnded'; readonly offer: OfferId; readonly result: OfferResult }
  | { readonly type: 'roundPaused'; readonly entry: EntryId }
  /** No member can be rung for this caller now. */
  | { readonly type: 'memberAwaited'; readonly entry: EntryId }
  /** A waiting caller hears an announcement, and perhaps the place in the line. */
  | {
      readonly type: 'callerTold';
      readonly entry: EntryId;
      readonly position: number | undefined;
      readonly waitMinutes: number | undefined;
    }
  /** A VIP caller is offered before ordinary ones who came earlier. */
  | { readonly type: 'vipPassed'; readonly entry: EntryId }
  | { readonly type: 'placeTaken'; readonly entry: EntryId; readonly call: CallId }
  | {
      readonly type: 'entryLeft';
      readonly entry: EntryId;
      readonly group: GroupId;
      readonly outcome: EntryOutcome;
      readonly user: UserId | undefined;
    };

/** What happens when a call is moved, held or parked. */
type TransferFact =
  | { readonly type: 'transferBegan'; readonly call: CallId; readonly transfer: PendingTransfer }
  | { readonly type: 'transferEnded'; readonly call: CallId; readonly record: TransferRecord }
  /** The party whom the caller talked with is out of the call. */
  | { readonly type: 'talkEnded'; readonly call: CallId }
  /** The caller was a user who moved the call on: the other party is served from now on. */
  | { readonly type: 'callerReplaced'; readonly call: CallId; readonly leg: LegId; readonly own: LegId }
  | { readonly type: 'callHeld'; readonly call: CallId }
  /** The holder is reminded of a caller on hold: a console blinks. */
  | { readonly type: 'holdReminded'; readonly call: CallId; readonly user: UserId | undefined }
  | { readonly type: 'callParked'; readonly call: CallId; readonly slot: number; readonly by: UserId }
  /** Somebody retrieves a parked call. */
  | { readonly type: 'slotLeft'; readonly call: CallId; readonly slot: number }
  | { readonly type: 'recallBegan'; readonly call: CallId; readonly user: UserId }
  /** A VIP call waits for a user who talks: a console shows it. The wait itself is a recall, which begins with it. */
  | { readonly type: 'vipWaits'; readonly call: CallId; readonly user: UserId }
  /** A returned call waits for its operator no longer. */
  | { readonly type: 'recallOver'; readonly call: CallId; readonly user: UserId }
  /** The party on the caller's other side speaks with somebody else meanwhile, in a call of its own. */
  | ({
      readonly type: 'consultationBegan';
      readonly call: CallId;
      readonly consultation: CallId;
      readonly leg: LegId;
    } & ArrivalDetails)
  /** The operator speaks with the other one of the two; who waits hears music. */
  | { readonly type: 'partiesSwapped'; readonly call: CallId; readonly speaksWith: 'colleague' | 'caller' }
  /** The operator's leg goes back from the consultation to the call. */
  | { readonly type: 'consultationEnded'; readonly call: CallId; readonly consultation: CallId }
  /** Phones that ring for a consultation ring on for the caller. */
  | { readonly type: 'offerMoved'; readonly offer: OfferId; readonly to: CallId }
  /** A leg goes from one call to another. */
  | { readonly type: 'legMoved'; readonly leg: LegId; readonly to: CallId; readonly role: Leg['role'] };

/** What happens to promises, messages and meetings. */
type ServiceFact =
  /** We call somebody: a customer for a callback, or somebody for a meeting. */
  | {
      readonly type: 'callPlaced';
      readonly call: CallId;
      readonly leg: LegId;
      /** Undefined for a device of ours. */
      readonly number: string | undefined;
      readonly to: LegTarget;
      readonly purpose: DiallingPurpose;
    }
  /** Somebody is to be called back; without a place the company calls by itself. */
  | {
      readonly type: 'callbackPromised';
      readonly callback: CallbackId;
      readonly group: GroupId;
      readonly number: E164;
      readonly name: string | undefined;
      /** What the customer's call needed of a member. */
      readonly needs: readonly SkillNeed[];
      readonly entry: EntryId | undefined;
    }
  | { readonly type: 'callbackDialled'; readonly callback: CallbackId; readonly call: CallId; readonly user: UserId }
  | { readonly type: 'callbackRests'; readonly callback: CallbackId }
  | { readonly type: 'callbackResumed'; readonly callback: CallbackId }
  | { readonly type: 'callbackJoinerCame'; readonly callback: CallbackId; readonly call: CallId }
  | { readonly type: 'callbackJoinerLeft'; readonly callback: CallbackId }
  | {
      readonly type: 'callbackEnded';
      readonly callback: CallbackId;
      readonly group: GroupId;
      readonly result: CallbackResult;
    }
  | { readonly type: 'greetingStarted'; readonly call: CallId; readonly mailbox: Mailbox }
  | { readonly type: 'recordingStarted'; readonly call: CallId; readonly recording: RecordingId }
  /** A message for somebody is there to be heard. */
  | {
      readonly type: 'messageLeft';
      readonly call: CallId;
      readonly mailbox: Mailbox;
      readonly recording: RecordingId;
      readonly durationMs: number;
      readonly from: Caller;
    }
  | {
      readonly type: 'conferenceBegan';
      readonly conference: ConferenceId;
      readonly room: RoomId;
      /** The room of the company file; undefined: it is called together. */
      readonly heldIn: string | undefined;
      readonly owner: UserId;
    }
  | {
      readonly type: 'participantInvited';
      readonly conference: ConferenceId;
      readonly call: CallId;
      readonly invitee: Invitee | undefined;
    }
  /** One of two who talked has a call of their own from now on. */
  | { readonly type: 'callParted'; readonly call: CallId; readonly parted: CallId; readonly leg: LegId }
  | { readonly type: 'participantJoined'; readonly conference: ConferenceId; readonly call: CallId }
  | {
      readonly type: 'participantMuted';
      readonly conference: ConferenceId;
      readonly call: CallId;
      readonly isMuted: boolean;
    }
  | {
      readonly type: 'participantLeft';
      readonly conference: ConferenceId;
      readonly call: CallId;
      readonly outcome: Outcome;
    }
  /** One who was led to a meeting by a flow is out of it, and goes on in the flow. */
  | { readonly type: 'participantSentOn'; readonly conference: ConferenceId; readonly call: CallId }
  | { readonly type: 'conferenceEnded'; readonly conference: ConferenceId };

/** What happens when a talk is listened in on, or recorded. */
type OversightFact =
  /** A supervisor is called, to take part in the talk `call` by the call `supervision`. */
  | {
      readonly type: 'supervisionBegan';
      readonly call: CallId;
      readonly supervision: CallId;
      readonly by: UserId;
      readonly as: SupervisorRole;
    }
  /** The supervisor has answered: the talk goes on in a room. */
  | { readonly type: 'supervisorJoined'; readonly call: CallId; readonly supervision: CallId; readonly room: RoomId }
  /** The supervisor takes part otherwise from now on. */
  | {
      readonly type: 'supervisionChanged';
      readonly call: CallId;
      readonly supervision: CallId;
      readonly as: SupervisorRole;
    }
  /** The two are by themselves again. */
  | { readonly type: 'supervisionEnded'; readonly call: CallId; readonly supervision: CallId }
  /** The caller has heard that the talk will be recorded. */
  | { readonly type: 'recordingAnnounced'; readonly call: CallId }
  /** From now on the talk is recorded; `keepMs` is how long the recording may be kept. */
  | {
      readonly type: 'talkRecordingBegan';
      readonly call: CallId;
      readonly recording: RecordingId;
      readonly keepMs: number;
    }
  | { readonly type: 'talkRecordingEnded'; readonly call: CallId; readonly recording: RecordingId }
  /** Nothing is recorded until the one who talks says so, or somebody else talks. */
  | { readonly type: 'recordingPaused'; readonly call: CallId }
  | { readonly type: 'recordingResumed'; readonly call: CallId }
  /** A recording of a talk is there, and is to be deleted at `deleteAfter`. */
  | {
      readonly type: 'recordingKept';
      readonly call: CallId;
      readonly recording: RecordingId;
      readonly durationMs: number;
      readonly deleteAfter: Instant;
    };

/** What happens to users, devices and members. */
type UserFact =
  | { readonly type: 'deviceStateChanged'; readonly device: DeviceId; readonly isReachable: boolean }
  | { readonly type: 'availabilityChanged'; readonly user: UserId; readonly availability: Availability }
  | { readonly type: 'memberLoggedIn' | 'memberLoggedOut'; readonly user: UserId; readonly group: GroupId }
  | { readonly type: 'userPaused'; readonly user: UserId; readonly pause: Pause }
  | { readonly type: 'userResumed'; readonly user: UserId }
  | { readonly type: 'absenceBegan'; readonly user: UserId; readonly absence: PresentAbsence }
  | { readonly type: 'absenceEnded'; readonly user: UserId }
  /** The times away of a user are these from now on. */
  | { readonly type: 'absencesPlanned'; readonly user: UserId; readonly absences: readonly PlannedAbsence[] }
  | { readonly type: 'userBackedOff'; readonly user: UserId; readonly isBackingOff: boolean };

/** What happens to the company itself. */
type CompanyFact =
  /** The company is as this file says from now on (E22). */
  | { readonly type: 'companyChanged'; readonly file: CompanyFileChecked }
  /** A group has these members from now on (S110). */
  | {
      readonly type: 'membersSaved';
      readonly group: GroupId;
      readonly members: readonly { readonly user: string; readonly tier: number }[];
    }
  /** A schedule is set by hand, or follows its hours again. */
  | { readonly type: 'hoursOverridden'; readonly schedule: string; readonly override: HoursOverride | undefined }
  /** A group has opened or closed, which somebody waited for. */
  | { readonly type: 'groupClosed' | 'groupOpened'; readonly group: GroupId }
  /** A waiting caller ranks otherwise: the lists of VIP callers have changed. */
  | { readonly type: 'entryReclassed'; readonly entry: EntryId; readonly callerClass: CallerClass };

type TimerFact =
  | { readonly type: 'timerSet'; readonly owner: TimerOwner; readonly kind: TimerKind; readonly due: Instant }
  /** A timer fired or is not needed any more. */
  | { readonly type: 'timerCleared'; readonly owner: TimerOwner; readonly kind: TimerKind };

/** What has happened: facts, in the past tense. Folding them gives the state again. */
export type Fact =
  | CallFact
  | QueueFact
  | TransferFact
  | ServiceFact
  | OversightFact
  | CompanyFact
  | UserFact
  | TimerFact;

/** A fact with its instant. */
export type Event = Fact & { readonly at: Instant };
/** The name of an event. */
export type EventType = Event['type'];
/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<Event, { readonly type: Type }>;
