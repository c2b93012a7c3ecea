import type { Event, EventOf, EventType } from '../kernel/event.ts';
import type {
  CallbackId,
  CallId,
  ConferenceId,
  DeviceId,
  EntryId,
  GroupId,
  LegId,
  OfferId,
  UserId,
} from '../kernel/ids.ts';

/** What events name whose rows may be other than before. */
export interface Touched {
  readonly calls: Set<CallId>;
  readonly legs: Set<LegId>;
  readonly offers: Set<OfferId>;
  readonly entries: Set<EntryId>;
  readonly users: Set<UserId>;
  readonly devices: Set<DeviceId>;
  readonly groups: Set<GroupId>;
  readonly callbacks: Set<CallbackId>;
  readonly conferences: Set<ConferenceId>;
  /** The company is another one: any row may be other. */
  isCompanyChanged: boolean;
}

/** Nothing is touched yet. */
export const nothingTouched = (): Touched => ({
  calls: new Set(),
  legs: new Set(),
  offers: new Set(),
  entries: new Set(),
  users: new Set(),
  devices: new Set(),
  groups: new Set(),
  callbacks: new Set(),
  conferences: new Set(),
  isCompanyChanged: false,
});

/** What these events touch. */
export function touchedBy(events: Iterable<Event>): Touched {
  const touched = nothingTouched();
  for (const event of events) {
    const touch = touches[event.type] as Touch<Event>;
    touch(touched, event);
  }
  return touched;
}

type Touch<Of> = (touched: Touched, event: Of) => void;
type Touches = { readonly [Type in EventType]: Touch<EventOf<Type>> };

/** The event changes nothing that a console shows. */
const nothing = (): void => {};
const call: Touch<{ readonly call: CallId }> = (touched, event) => touched.calls.add(event.call);
const leg: Touch<{ readonly leg: LegId }> = (touched, event) => touched.legs.add(event.leg);
const offer: Touch<{ readonly offer: OfferId }> = (touched, event) => touched.offers.add(event.offer);
const entry: Touch<{ readonly entry: EntryId }> = (touched, event) => touched.entries.add(event.entry);
const user: Touch<{ readonly user: UserId }> = (touched, event) => touched.users.add(event.user);
const group: Touch<{ readonly group: GroupId }> = (touched, event) => touched.groups.add(event.group);
const callback: Touch<{ readonly callback: CallbackId }> = (touched, event) => touched.callbacks.add(event.callback);
const conference: Touch<{ readonly conference: ConferenceId }> = (touched, event) =>
  touched.conferences.add(event.conference);
const consultation: Touch<{ readonly call: CallId; readonly consultation: CallId }> = (touched, event) =>
  touched.calls.add(event.call).add(event.consultation);

const supervision: Touch<{ readonly supervision: CallId }> = (touched, event) => touched.calls.add(event.supervision);
const company = (touched: Touched): void => {
  touched.isCompanyChanged = true;
};

/** The one and the other. */
const both =
  <One, Other>(one: Touch<One>, other: Touch<Other>): Touch<One & Other> =>
  (touched, event) => {
    one(touched, event);
    other(touched, event);
  };

/** One cell for each event: an event that is new does not compile until somebody has said what it touches. */
const touches: Touches = {
  callArrived: both(call, leg),
  legRinging: nothing,
  legAnswered: nothing,
  legEnded: leg,
  legEndedUnseen: nothing,
  keysDialled: nothing,
  callerHears: nothing,
  callConnected: both(call, leg),
  flowAdvanced: call,
  dialBarred: nothing,
  userDialled: user,
  usageGrew: nothing,
  flowFaulted: nothing,
  classChanged: call,
  numberKeyed: nothing,
  languageChosen: nothing,
  callForwarded: nothing,
  messageStarted: call,
  callEnded: call,
  entryJoined: both(entry, group),
  roundBegan: nothing,
  welcomeHeard: nothing,
  offerMade: both(offer, call),
  legStarted: both(leg, call),
  offerRebound: (touched, { from, offer: to, call: id, entry: place }) => {
    touched.offers.add(from).add(to);
    touched.calls.add(id);
    touched.entries.add(place);
  },
  memberTried: nothing,
  offerEnded: offer,
  roundPaused: entry,
  memberAwaited: entry,
  callerTold: nothing,
  // Who may be passed no more goes by the count of the group.
  vipPassed: entry,
  placeTaken: both(entry, call),
  entryLeft: both(entry, group),
  transferBegan: call,
  transferEnded: call,
  talkEnded: call,
  callerReplaced: both(call, leg),
  callHeld: call,
  holdReminded: nothing,
  callParked: call,
  slotLeft: call,
  recallBegan: call,
  vipWaits: call,
  recallOver: call,
  consultationBegan: both(consultation, leg),
  partiesSwapped: call,
  consultationEnded: consultation,
  offerMoved: (touched, { offer: id, to }) => {
    touched.offers.add(id);
    touched.calls.add(to);
  },
  legMoved: (touched, { leg: id, to }) => {
    touched.legs.add(id);
    touched.calls.add(to);
  },
  callPlaced: both(call, leg),
  callbackPromised: both(callback, group),
  callbackDialled: both(callback, call),
  callbackRests: callback,
  callbackResumed: callback,
  callbackJoinerCame: both(callback, call),
  callbackJoinerLeft: callback,
  callbackEnded: both(callback, group),
  greetingStarted: call,
  recordingStarted: nothing,
  messageLeft: nothing,
  conferenceBegan: conference,
  participantInvited: both(conference, call),
  callParted: (touched, { call: id, parted, leg: moved }) => {
    touched.calls.add(id).add(parted);
    touched.legs.add(moved);
  },
  participantJoined: both(conference, call),
  participantMuted: conference,
  participantLeft: conference,
  participantSentOn: both(conference, call),
  conferenceEnded: conference,
  deviceStateChanged: (touched, { device }) => {
    touched.devices.add(device);
  },
  availabilityChanged: user,
  memberLoggedIn: user,
  memberLoggedOut: user,
  userPaused: user,
  userResumed: user,
  absenceBegan: user,
  absenceEnded: user,
  absencesPlanned: nothing,
  userBackedOff: nothing,
  supervisionBegan: supervision,
  supervisorJoined: supervision,
  supervisionChanged: supervision,
  supervisionEnded: supervision,
  recordingAnnounced: nothing,
  talkRecordingBegan: call,
  talkRecordingEnded: call,
  recordingPaused: call,
  recordingResumed: call,
  recordingKept: nothing,
  companyChanged: company,
  // Rare, and the company is another one afterwards.
  membersSaved: company,
  hoursOverridden: nothing,
  groupClosed: nothing,
  groupOpened: nothing,
  entryReclassed: entry,
  timerSet: nothing,
  timerCleared: nothing,
};
