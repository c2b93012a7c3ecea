import { type Outcome, outcomes } from '../../src/call/outcome.ts';
import type { EventType } from '../../src/kernel/event.ts';
import type { OfferResult } from '../../src/offer/offer.ts';
import type { Trace } from './run.ts';

/** Which of the two suites must see an event: the laws, the storms, or neither, with the reason. */
const eventTypes = {
  callArrived: 'laws',
  entryJoined: 'laws',
  roundBegan: 'laws',
  offerMade: 'laws',
  legStarted: 'laws',
  legRinging: 'laws',
  legAnswered: 'laws',
  legEnded: 'laws',
  legEndedUnseen: 'laws',
  memberTried: 'laws',
  offerEnded: 'laws',
  roundPaused: 'laws',
  memberAwaited: 'laws',
  entryLeft: 'laws',
  callConnected: 'laws',
  callerHears: 'laws',
  messageStarted: 'laws',
  callEnded: 'laws',
  deviceStateChanged: 'laws',
  availabilityChanged: 'laws',
  userBackedOff: 'laws',
  userDialled: 'laws',
  usageGrew: 'laws',
  timerSet: 'laws',
  timerCleared: 'laws',
  legMoved: 'storms',
  keysDialled: 'storms',
  flowAdvanced: 'storms',
  callForwarded: 'storms',
  welcomeHeard: 'storms',
  offerRebound: 'storms',
  callerTold: 'storms',
  vipPassed: 'storms',
  placeTaken: 'storms',
  transferBegan: 'storms',
  transferEnded: 'storms',
  talkEnded: 'storms',
  callerReplaced: 'storms',
  callHeld: 'storms',
  callParked: 'storms',
  holdReminded: 'not here: reminding is proved by examples',
  slotLeft: 'storms',
  recallBegan: 'storms',
  recallOver: 'storms',
  vipWaits: 'storms',
  consultationBegan: 'storms',
  consultationEnded: 'storms',
  partiesSwapped: 'storms',
  offerMoved: 'storms',
  callPlaced: 'storms',
  callbackPromised: 'storms',
  callbackDialled: 'storms',
  callbackRests: 'storms',
  callbackResumed: 'storms',
  callbackJoinerCame: 'storms',
  callbackJoinerLeft: 'storms',
  callbackEnded: 'storms',
  greetingStarted: 'storms',
  recordingStarted: 'storms',
  messageLeft: 'storms',
  conferenceBegan: 'storms',
  participantInvited: 'storms',
  participantJoined: 'storms',
  participantLeft: 'storms',
  callParted: 'storms',
  conferenceEnded: 'storms',
  memberLoggedIn: 'storms',
  memberLoggedOut: 'storms',
  userPaused: 'storms',
  userResumed: 'storms',
  absencesPlanned: 'storms',
  absenceBegan: 'storms',
  absenceEnded: 'storms',
  supervisionBegan: 'storms',
  supervisorJoined: 'storms',
  supervisionChanged: 'storms',
  supervisionEnded: 'storms',
  recordingAnnounced: 'storms',
  talkRecordingBegan: 'storms',
  talkRecordingEnded: 'storms',
  recordingPaused: 'storms',
  recordingResumed: 'storms',
  recordingKept: 'storms',
  companyChanged: 'storms',
  membersSaved: 'storms',
  entryReclassed: 'not here: new VIP lists are proved by examples',
  classChanged: 'not here: VIP elements of flows are proved by examples',
  numberKeyed: 'not here: keying in numbers is proved by examples',
  languageChosen: 'not here: languages are proved by examples',
  flowFaulted: 'not here: faulty flows are refused before they run',
  dialBarred: 'not here: barring is proved by examples',
  participantSentOn: 'not here: rooms of flows are proved by examples',
  participantMuted: 'not here: muting is proved by examples',
  hoursOverridden: 'not here: opening hours are proved by examples and against a second implementation',
  groupClosed: 'not here: opening hours are proved by examples',
  groupOpened: 'not here: opening hours are proved by examples',
} as const satisfies Record<EventType, 'laws' | 'storms' | `not here: ${string}`>;

const eventsOf = (suite: 'laws' | 'storms'): readonly string[] =>
  Object.entries(eventTypes).flatMap(([type, where]) => (where === suite ? [`event ${type}`] : []));

const offerResults = { answered: true, declined: true, unanswered: true, withdrawn: true } as const satisfies Record<
  OfferResult,
  true
>;

const OLD_ACTIONS = ['startLeg', 'ring', 'answer', 'reject', 'hangUp', 'bridge', 'play'] as const;

/** Outcomes that need a command or a setting which only the storms have. */
const OUTCOMES_OF_STORMS: readonly Outcome[] = [
  'abandonedInTransfer',
  'voicemail',
  'callback',
  'joined',
  'full',
  'timedOut',
];
const NOT_SEEN: readonly Outcome[] = ['closed', 'barred'];

const ignoredWhys = [
  'the leg is gone',
  'it was so already',
  'the leg has arrived already',
  'not an id of an arrived leg',
  'turned away: forbidden',
  'it rings already',
  'it is up already',
  'no user has stranger',
];

/** What a suite must have seen, or it proves little. */
const wanted: readonly string[] = [
  ...eventsOf('laws'),
  ...outcomes
    .filter((outcome) => !OUTCOMES_OF_STORMS.includes(outcome) && !NOT_SEEN.includes(outcome))
    .map((outcome) => `outcome ${outcome}`),
  ...Object.keys(offerResults).map((result) => `offer ${result}`),
  ...OLD_ACTIONS.map((type) => `action ${type}`),
  ...ignoredWhys.map((why) => `ignored ${why}`),
  ...['incoming', 'outgoing', 'internal'].map((direction) => `direction ${direction}`),
  'reply refused',
  'round 3',
  'member joins',
];

/** What has not been seen at all. */
export const unseen = (seen: ReadonlyMap<string, number>): readonly string[] =>
  wanted.filter((mark) => !seen.has(mark));

/** What the storms together have not shown. */
export const unseenInStorms = (seen: ReadonlyMap<string, number>, { isDeep }: { isDeep: boolean }): readonly string[] =>
  [
    ...eventsOf('storms'),
    ...OUTCOMES_OF_STORMS.map((outcome) => `outcome ${outcome}`),
    ...['unbridge', 'record', 'stopRecording', 'joinRoom', 'leaveRoom', 'setRole', 'showParty'].map(
      (type) => `action ${type}`,
    ),
  ].filter((mark) => !seen.has(mark) && !RARE.includes(mark) && (isDeep || !SELDOM.includes(mark)));

/** In fewer than one storm of 25: five hundred storms may miss it, five thousand do not. */
const SELDOM: readonly string[] = [
  'event keysDialled',
  'event callForwarded',
  'event offerMoved',
  'event offerRebound',
  'event slotLeft',
  'event placeTaken',
  'event callbackPromised',
  'event callbackDialled',
  'event callbackRests',
  'event callbackEnded',
  'event absenceEnded',
  'event supervisorJoined',
  'action showParty',
  'action leaveRoom',
  'action stopRecording',
  'outcome callback',
];

/** In fewer than one storm of 250: the storms of transfers, callbacks and supervision are made to show it. */
const RARE: readonly string[] = [
  'event partiesSwapped',
  'event callParted',
  'event callbackJoinerCame',
  'event callbackJoinerLeft',
  'event callbackResumed',
  'event supervisionChanged',
  'event recordingPaused',
  'event recordingResumed',
  'action setRole',
  'outcome joined',
];

/** Counts what a run has shown. */
export function seenIn({ outputs }: Pick<Trace, 'outputs'>, seen: Map<string, number>): void {
  const count = (mark: string): unknown => seen.set(mark, (seen.get(mark) ?? 0) + 1);
  for (const { events, actions, ignored, reply } of outputs) {
    for (const event of events) {
      count(`event ${event.type}`);
      if (event.type === 'offerEnded') count(`offer ${event.result}`);
      if (event.type === 'roundBegan') count(`round ${Math.min(event.round, 3)}`);
      if (event.type === 'callArrived') count(`direction ${event.direction}`);
      if (event.type === 'callEnded') count(`outcome ${event.record.outcome}`);

      if (event.type === 'legStarted' && !events.some((one) => one.type === 'offerMade')) {
        count('member joins');
      }
    }
    for (const { type } of actions) count(`action ${type}`);
    for (const { why } of ignored) count(`ignored ${why}`);
    if (!reply.ok) count('reply refused');
  }
}
