import {
  answerLeg,
  beginConsultation,
  changeAudio,
  connectParties,
  endConsultation,
  endTalk,
  enterStage,
  evolveArrival,
  learnHandleTimes,
  moveLeg,
  partCall,
  placeCall,
  placeInFlow,
  swapParties,
} from '../call/evolve-call.ts';
import {
  awaitJoiner,
  dialCustomer,
  endPromise,
  forgetJoiner,
  keepPromise,
  restCallback,
  resumeCallback,
} from '../callback/evolve-callback.ts';
import {
  addParticipant,
  joinConference,
  loseParticipant,
  muteParticipant,
  openConference,
  sendOnParticipant,
} from '../conference/evolve-conference.ts';
import { changeCompany } from '../config/evolve-company.ts';
import { changeMembers } from '../config/evolve-members.ts';
import { logIn, logOut } from '../group/evolve-group.ts';
import { closeOffer, loseLeg, moveOffer, openOffer, rebindOffer, startLeg } from '../offer/evolve-offer.ts';
import {
  awaitMember,
  beginRound,
  joinLine,
  leaveLine,
  markTold,
  markTried,
  reclassEntry,
  takePlace,
} from '../queue/evolve-queue.ts';
import { setEntry } from '../queue/index-entry.ts';
import {
  beginTalkRecording,
  endTalkRecording,
  pauseTalkRecording,
  resumeTalkRecording,
  tellOfRecording,
} from '../recording/evolve-recording.ts';
import {
  beginSupervision,
  changeSupervision,
  endSupervision,
  joinSupervisor,
} from '../supervision/evolve-supervision.ts';
import { beginRecall, beginTransfer, endTransfer, leaveRecall } from '../transfer/evolve-transfer.ts';
import { applyAvailability, applyDeviceState, changeUser } from '../user/evolve-user.ts';
import { startGreeting, startRecording } from '../voicemail/evolve-voicemail.ts';
import { must } from './assert.ts';
import type { Event, EventOf, EventType } from './event.ts';
import type { State } from './state.ts';

type Evolvers = { readonly [Type in EventType]: (state: State, event: EventOf<Type>) => void };

/** One cell for each event: the only code that writes the state. */
const evolvers: Evolvers = {
  callArrived: evolveArrival,
  legStarted: startLeg,
  legRinging: (state, { leg }) => {
    state.legs.set(leg, { ...must(state.legs.get(leg), leg), phase: 'ringing' });
  },
  legAnswered: answerLeg,
  legEnded: loseLeg,
  legEndedUnseen: (state, { leg }) => state.endedArrivals.add(leg),
  legMoved: moveLeg,
  keysDialled: (state, { leg, keys }) => {
    state.legs.set(leg, { ...must(state.legs.get(leg), leg), keys });
  },
  callerHears: changeAudio,
  callConnected: connectParties,
  flowAdvanced: placeInFlow,
  dialBarred: () => {},
  userDialled: (state, { user, dialled }) => {
    state.users.set(user, { ...must(state.users.get(user), user), lastDialled: dialled });
  },
  usageGrew: (state, { user, usage }) => {
    state.users.set(user, { ...must(state.users.get(user), user), usage });
  },
  flowFaulted: () => {},
  classChanged: (state, { call, callerClass }) => {
    state.calls.set(call, { ...must(state.calls.get(call), call), callerClass });
  },
  numberKeyed: (state, { call, number }) => {
    state.calls.set(call, { ...must(state.calls.get(call), call), keyedNumber: number });
  },
  languageChosen: (state, { call, language }) => {
    state.calls.set(call, { ...must(state.calls.get(call), call), language });
  },
  callForwarded: (state, { call }) => {
    const before = must(state.calls.get(call), call);
    state.calls.set(call, { ...before, forwards: before.forwards + 1 });
  },
  messageStarted: (state, { call, sound, outcome, at }) => {
    const hearing = enterStage(must(state.calls.get(call), call), 'message', at);
    state.calls.set(call, { ...hearing, at: { phase: 'inFlow', element: { kind: 'message', sound, outcome } } });
  },
  callEnded: (state, { call, at }) => {
    const ended = must(state.calls.get(call), call);
    learnHandleTimes(state, ended, at);
    if (ended.at.phase === 'parked') state.slots.delete(ended.at.slot);
    state.calls.delete(call);
    state.timers.clearAllOf(call);
  },
  entryJoined: joinLine,
  roundBegan: beginRound,
  welcomeHeard: (state, { entry }) => {
    setEntry(state, { ...must(state.entries.get(entry), entry), progress: { phase: 'waiting' } });
  },
  offerMade: openOffer,
  offerRebound: rebindOffer,
  memberTried: markTried,
  offerEnded: closeOffer,
  roundPaused: (state, event) => awaitMember(state, event, 'pausing'),
  memberAwaited: (state, event) => awaitMember(state, event, 'waiting'),
  vipPassed: (state, { entry: id }) => {
    const entry = must(state.entries.get(id), id);
    must(state.groups.get(entry.group), entry.group).vipsServed.count += 1;
    setEntry(state, { ...entry, hasPassed: true });
  },
  callerTold: markTold,
  placeTaken: takePlace,
  entryLeft: leaveLine,
  transferBegan: beginTransfer,
  transferEnded: endTransfer,
  talkEnded: endTalk,
  callerReplaced: (state, { call, leg, own }) => {
    const before = must(state.calls.get(call), call);
    const at = before.at.phase === 'connected' ? { phase: 'connected' as const, leg: own } : before.at;
    state.calls.set(call, { ...before, callerLeg: leg, at, hears: { kind: 'party', leg: own } });
  },
  offerMoved: moveOffer,
  callHeld: (state, { call, at }) => {
    const held = enterStage(must(state.calls.get(call), call), 'held', at);
    if (held.at.phase === 'connected') state.calls.set(call, { ...held, at: { phase: 'held', leg: held.at.leg } });
  },
  holdReminded: () => {},
  callParked: (state, { call, slot, by, at }) => {
    const held = enterStage(must(state.calls.get(call), call), 'held', at);
    state.calls.set(call, { ...held, at: { phase: 'parked', slot, by } });
    state.slots.set(slot, call);
  },
  slotLeft: (state, { slot }) => {
    state.slots.delete(slot);
  },
  recallBegan: beginRecall,
  vipWaits: () => {},
  recallOver: leaveRecall,
  consultationBegan: beginConsultation,
  partiesSwapped: swapParties,
  consultationEnded: endConsultation,
  callPlaced: placeCall,
  callbackPromised: keepPromise,
  callbackDialled: dialCustomer,
  callbackRests: restCallback,
  callbackResumed: resumeCallback,
  callbackJoinerCame: awaitJoiner,
  callbackJoinerLeft: forgetJoiner,
  callbackEnded: endPromise,
  greetingStarted: startGreeting,
  recordingStarted: startRecording,
  messageLeft: () => {},
  conferenceBegan: openConference,
  callParted: partCall,
  participantInvited: addParticipant,
  participantJoined: joinConference,
  participantMuted: muteParticipant,
  participantLeft: loseParticipant,
  participantSentOn: sendOnParticipant,
  conferenceEnded: (state, { conference }) => {
    state.conferences.delete(conference);
  },
  supervisionBegan: beginSupervision,
  supervisorJoined: joinSupervisor,
  supervisionChanged: changeSupervision,
  supervisionEnded: endSupervision,
  recordingAnnounced: tellOfRecording,
  talkRecordingBegan: beginTalkRecording,
  talkRecordingEnded: endTalkRecording,
  recordingPaused: pauseTalkRecording,
  recordingResumed: resumeTalkRecording,
  recordingKept: () => {},
  companyChanged: changeCompany,
  membersSaved: changeMembers,
  entryReclassed: reclassEntry,
  deviceStateChanged: applyDeviceState,
  availabilityChanged: applyAvailability,
  memberLoggedIn: logIn,
  memberLoggedOut: logOut,
  userPaused: (state, { user, pause }) => changeUser(state, { ...must(state.users.get(user), user), pause }),
  userResumed: (state, { user }) =>
    changeUser(state, { ...must(state.users.get(user), user), pause: undefined, missedInRow: 0 }),
  hoursOverridden: (state, { schedule, override }) => {
    if (override === undefined) state.overrides.delete(schedule);
    else state.overrides.set(schedule, override);
  },
  groupClosed: () => {},
  groupOpened: () => {},
  absencesPlanned: (state, { user, absences }) => {
    state.users.set(user, { ...must(state.users.get(user), user), absences });
  },
  absenceBegan: (state, { user, absence }) => changeUser(state, { ...must(state.users.get(user), user), absence }),
  absenceEnded: (state, { user }) => changeUser(state, { ...must(state.users.get(user), user), absence: undefined }),
  userBackedOff: (state, { user, isBackingOff }) =>
    changeUser(state, { ...must(state.users.get(user), user), isBackingOff }),
  timerSet: (state, { owner, kind, due }) => {
    state.ids.timers += 1;
    state.timers.set({ owner, kind, due, number: state.ids.timers });
  },
  timerCleared: (state, { owner, kind }) => state.timers.clear(owner, kind),
};

/** Applies one event. Pure but for the state it is given: the same events give the same state. */
export function evolve(state: State, event: Event): void {
  const apply = evolvers[event.type] as (state: State, event: Event) => void;
  apply(state, event);
}
