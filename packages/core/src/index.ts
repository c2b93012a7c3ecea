export type { Audio, Call, Caller, CallPhase, CallTarget, Talk } from './call/call.ts';
export { callMachine } from './call/call-machine.ts';
export { type Direction, type Outcome, outcomes, type StageTimes } from './call/outcome.ts';
export { type Callback, type CallbackResult, callbackResults } from './callback/callback.ts';
export type { Command, CommandOf, InviteeNamed, TransferTo } from './command/command.ts';
export type { Conference, Invitee, Participant } from './conference/conference.ts';
export {
  type Company,
  type Destination,
  type Group,
  type Mailbox,
  type Member,
  type QueueExit,
  type RingOrder,
  ringOrders,
  type Tier,
  type TransferKind,
  type User,
} from './config/company.ts';
export { type CompanyFile, companySchema } from './config/company-file.ts';
export { ConfigurationError } from './config/configuration-error.ts';
export { type Problem, pathText, problemsOf, shown } from './config/problem.ts';
export { type CompanyReading, readCompany } from './config/read-company.ts';
export { InvariantError } from './kernel/assert.ts';
export type { Event, EventOf, EventType, Fact } from './kernel/event.ts';
export { evolve } from './kernel/evolve.ts';
export {
  arrivedLegId,
  type CallbackId,
  type CallId,
  type ConferenceId,
  type Counters,
  type DeviceId,
  type EntryId,
  type GroupId,
  type LegId,
  type OfferId,
  type PlayId,
  type RecordingId,
  type RoomId,
  type TrunkId,
  type UserId,
} from './kernel/ids.ts';
export type { Input } from './kernel/input.ts';
export { brokenInvariants } from './kernel/invariants.ts';
export { limits } from './kernel/limits.ts';
export { foldEvents, replayInputs } from './kernel/replay.ts';
export type { Refusal, RefusalCode, Result } from './kernel/result.ts';
export { restoreSnapshot, type Snapshot, takeSnapshot } from './kernel/snapshot.ts';
export { initialState, type State } from './kernel/state.ts';
export { type StepOutput, step } from './kernel/step.ts';
export type { Instant } from './kernel/time.ts';
export type { Leg, LegParty, LegPhase } from './leg/leg.ts';
export { legMachine } from './leg/leg-machine.ts';
export type { CallRecord } from './log/call-record.ts';
export type { Offer, OfferResult, OfferTarget } from './offer/offer.ts';
export { type Cause, causes } from './port/cause.ts';
export type { JournalPort, JournalRecord } from './port/journal.ts';
export type {
  Action,
  ArrivedFrom,
  Capabilities,
  ClockPort,
  LegTarget,
  RoomRole,
  Shown,
  Signal,
  Sound,
  TelephonyPort,
} from './port/telephony.ts';
export { type EntryOutcome, entryOutcomes } from './queue/entry-outcome.ts';
export type { CallerClass, EntryHolder, QueueEntry } from './queue/queue-entry.ts';
export { Switchboard, type SwitchboardEvents, type SwitchboardOptions } from './switchboard.ts';
export {
  type PendingTransfer,
  type ReturnReason,
  returnReasons,
  type TransferRecord,
  type TransferTarget,
} from './transfer/transfer.ts';
export type { Availability, Pause, PresentAbsence, UserState } from './user/availability.ts';
export { availabilityMachine } from './user/claim.ts';
export type { Figures } from './view/figures.ts';
