export type { Call, Caller, CallPhase, CallTarget } from './call/call.ts';
export { callMachine } from './call/call-machine.ts';
export { type Direction, type Outcome, outcomes, type StageTimes } from './call/outcome.ts';
export type { Command } from './command/command.ts';
export type { Company, Group, Tier, User } from './config/company.ts';
export { type CompanyFile, companySchema } from './config/company-file.ts';
export { ConfigurationError } from './config/configuration-error.ts';
export { type Problem, pathText, problemsOf, shown } from './config/problem.ts';
export { type CompanyReading, readCompany } from './config/read-company.ts';
export { InvariantError } from './kernel/assert.ts';
export type { Event, EventOf, EventType, Fact } from './kernel/event.ts';
export { evolve } from './kernel/evolve.ts';
export {
  arrivedLegId,
  type CallId,
  type Counters,
  type DeviceId,
  type EntryId,
  type GroupId,
  type LegId,
  type OfferId,
  type TrunkId,
  type UserId,
} from './kernel/ids.ts';
export type { Input } from './kernel/input.ts';
export { brokenInvariants } from './kernel/invariants.ts';
export { limits } from './kernel/limits.ts';
export { foldEvents, replayInputs } from './kernel/replay.ts';
export type { Refusal, Result } from './kernel/result.ts';
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
  Shown,
  Signal,
  Sound,
  TelephonyPort,
} from './port/telephony.ts';
export type { QueueEntry } from './queue/queue-entry.ts';
export { Switchboard, type SwitchboardEvents, type SwitchboardOptions } from './switchboard.ts';
export type { Availability, UserState } from './user/availability.ts';
export { availabilityMachine } from './user/claim.ts';
export type { Figures } from './view/figures.ts';
