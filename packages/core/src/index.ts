export { type AccessFile, accessSchema } from './access/access-file.ts';
export { type DialRule, dialRules } from './access/barring.ts';
export { type Access, type Explanation, explain as explainAccess, isAllowed } from './access/decide.ts';
export { categories, type Service, services, serviceTexts } from './access/services.ts';
export type { Audio, Call, Caller, CallPhase, CallTarget, Talk } from './call/call.ts';
export { callMachine } from './call/call-machine.ts';
export { type Direction, type Outcome, outcomes, type StageTimes } from './call/outcome.ts';
export { type Callback, type CallbackResult, callbackResults } from './callback/callback.ts';
export type { Command, CommandOf, InviteeNamed, TransferTo } from './command/command.ts';
export { commandSchemaOf, commandTypes } from './command/command-schema.ts';
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
export { CompanyNames, type Party } from './directory/company-names.ts';
export { readContacts } from './directory/contact-problems.ts';
export { type ContactFile, contactsSchema } from './directory/contacts-file.ts';
export { contactEntry, type DirectoryEntry, groupEntry, keyOf, userEntry } from './directory/entry.ts';
export { importContacts } from './directory/import-contacts.ts';
export { NumberDirectory, nameOfNumber } from './directory/name-lookup.ts';
export { type Country, type E164, isCountry, toE164 } from './directory/numbers.ts';
export { type NameOrder, type PersonName, shownName } from './directory/person-name.ts';
export { DirectoryIndex } from './directory/search.ts';
export { cardText, type ShareableCard, shareableCard } from './directory/shareable.ts';
export {
  type CallbackExplanation,
  type CallExplanation,
  explainCall,
  explainCallback,
} from './explain/explain-call.ts';
export { type Ahead, type Lead, leads, type PlaceExplanation } from './explain/explain-place.ts';
export {
  type DeviceExplanation,
  explainUser,
  type MembershipExplanation,
  type UserExplanation,
  type WaitingExplanation,
} from './explain/explain-user.ts';
export type {
  GroupHindrance,
  Hindrance,
  LineHindrance,
  PlaceHindrance,
  RecallHindrance,
  Verdict,
} from './explain/hindrance.ts';
export { hindranceKinds, hindranceText } from './explain/hindrance-text.ts';
export type { Advance, FlowWorld } from './flow/advance.ts';
export { checkFlows } from './flow/check-flow.ts';
export type { Cursor } from './flow/cursor.ts';
export { dryRun } from './flow/dry-run.ts';
export type { FlowFacts } from './flow/flow-facts.ts';
export { type ElementKind, elementKinds, type Flow, type FlowElement, flowsSchema } from './flow/flow-file.ts';
export { type FlowEdition, type FlowLibrary, flowLibrary } from './flow/flow-library.ts';
export type { FlowProblem } from './flow/flow-problem.ts';
export { advance, enterFlow } from './flow/interpret.ts';
export { readFlows } from './flow/read-flows.ts';
export {
  compileSchedule,
  type HoursAnswer,
  type HoursOverride,
  hoursAt,
  isOpen,
  nextTransition,
  opensNext,
  type Schedule,
} from './hours/schedule.ts';
export { type ScheduleFile, scheduleSchema, schedulesSchema } from './hours/schedules-file.ts';
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
export { mayHearNothing } from './leg/silence.ts';
export type { CallRecord } from './log/call-record.ts';
export { CompanyLog, type CompanyLogRow, type LogOptions, type QueueStay } from './log/company-log.ts';
export type { Forwarding } from './log/forwarding-book.ts';
export { localTime } from './log/local-time.ts';
export { PersonalLog } from './log/personal-log.ts';
export { type PersonalLogRow, type PersonalResult, personalResults } from './log/personal-log-row.ts';
export { type CallLogSource, readCallLogs } from './log/read-call-logs.ts';
export type { Rung } from './log/ring-spans.ts';
export type { Hold } from './log/talk-book.ts';
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
export type { RecordingRule, TalkRecording } from './recording/recording.ts';
export type { StatisticsFact } from './statistics/fact.ts';
export { FactReader } from './statistics/fact-reader.ts';
export type { GroupFigures } from './statistics/group-figures.ts';
export { LiveFigures } from './statistics/live-figures.ts';
export { makeReport } from './statistics/report.ts';
export { type ReportDefinition, readReports } from './statistics/report-file.ts';
export { reportCsv, reportJson } from './statistics/report-output.ts';
export { answerRates, serviceLevels } from './statistics/service-level.ts';
export {
  advance as advanceSlaRule,
  armed,
  nextCheckAt,
  type SlaAlert,
  type SlaRule,
  windowOf,
} from './statistics/sla-rule.ts';
export { readSlaRules } from './statistics/sla-rule-file.ts';
export type { SlaClearance, SlaNews } from './statistics/sla-watch.ts';
export type { Window } from './statistics/window.ts';
export type { Supervision, SupervisorRole } from './supervision/supervision.ts';
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
export { applyChanges, type ConsoleChanges, type PanelName, type RowChanges } from './view/console-changes.ts';
export type { ConsoleListener } from './view/console-desk.ts';
export { ConsoleFeed, type ConsoleNews } from './view/console-feed.ts';
export { type InLine, type LinePlace, lineOf } from './view/console-line.ts';
export type { OwnCall, OwnCallAt } from './view/console-own-calls.ts';
export type { ConsoleGroup, ConsoleMember, ConsoleSelf, ConsoleUser, GroupCounts } from './view/console-people.ts';
export type {
  ConsoleCallback,
  ConsoleConference,
  ConsoleParticipant,
  ParkedCall,
} from './view/console-services.ts';
export { type ConsoleAsked, type ConsoleView, consoleView } from './view/console-view.ts';
export type { RungParty, ShownMove, ShownReturn, WaitingAt, WaitingCall } from './view/console-waiting.ts';
export type { Figures } from './view/figures.ts';
export { isLoggedIn, type Presence, presenceOf } from './view/presence.ts';
export { type VipListFile, vipListsSchema } from './vip/vip-file.ts';
export { compileVipLists, vipMatch, vipMatchIn } from './vip/vip-lists.ts';
export { readVipLists } from './vip/vip-problems.ts';
export type { Estimated, NotReused } from './what-if/account.ts';
export type { StaffChange, WhatIfChange } from './what-if/change.ts';
export type { Compared, GroupDifference } from './what-if/group-difference.ts';
export type { WhatIfRun } from './what-if/run-log.ts';
export type { Assumptions } from './what-if/scene.ts';
export { type WhatIf, type WhatIfQuestion, whatIf } from './what-if/what-if.ts';
