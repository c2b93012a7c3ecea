/** Every bound of the engine in one place, each with its reason. */
export const limits = {
  /** Live calls of one company. More than any trunk carries; a flood from outside ends here with `congestion`. */
  calls: 200_000,
  /** Timers that may fire in one step. A loop of timers that set each other at one instant is a fault, not work. */
  timersPerStep: 1_000_000,
  /** Characters of a name from the network, so that no text grows logs or screens without a bound. */
  nameLength: 80,
  /** Characters of a dialled or calling number; E.164 has 15 digits, prefixes and separators come on top. */
  numberLength: 40,
  /** Characters of a leg id chosen by an adapter. */
  legIdLength: 128,
  /** Ended legs that came from the network and are remembered, so that a late copy of an arrival makes no new call. */
  endedArrivals: 1024,
  /** A final message that the network never reports as played is ended after this. */
  messageMs: 60_000,
  /** An outgoing call that nobody answers is given up after this, as public networks do (ITU-T Q.118: 3 min). */
  externalRingMs: 180_000,
  /** A member whose phone was busy or out of reach is left alone by groups for so long (E8). */
  backOffMs: 5000,
  /** How long a transferred call without return rings at a number outside or with nobody's ring time. */
  onwardRingMs: 180_000,
  /** Groups, users and numbers that one call may be led to: where all refuse at once and each leads to another, nothing else ends it (E8). */
  ways: 1000,
  /** Elements, groups and destinations that one call may pass in one step without waiting anywhere. */
  onwardPerStep: 100,
  /** How long the next key of a number dialled in a call is waited for. */
  digitMs: 5000,
  /** How long a callback rests whose group has no opening in sight. */
  hoursUnknownMs: 86_400_000,
  /** Times away that a user may have planned. */
  absences: 100,
  /** How many times a call to a user may be forwarded on. */
  forwards: 5,
  /** Participants of one conference: more than a small company's media can mix. */
  conferenceSize: 50,
  /** How long one who is invited to a conference is rung. */
  inviteRingMs: 45_000,
  /** How long a supervisor's phone rings who wants to listen in on a talk. */
  supervisorRingMs: 20_000,
  /** The longest recording of a talk in one piece; what lasts longer goes on in another. */
  talkRecordingMs: 14_400_000,
  /** The longest message that a caller may leave. */
  voicemailMs: 180_000,
  /** How much later than its longest time a recording is taken to be over. */
  recordingGraceMs: 10_000,
  /** What is shorter is no message. */
  shortestMessageMs: 1000,
  /** Keys of a caller that are kept. */
  digits: 20,
} as const;
