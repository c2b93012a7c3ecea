/** How a place in a queue was given up: a closed list, each place once (E25). */
export const entryOutcomes = [
  /** A member took the call. */
  'answered',
  /** The caller left while waiting. */
  'abandoned',
  /** The longest wait was over. */
  'timedOut',
  /** As many waited as may. */
  'full',
  /** Nobody takes calls of the group. */
  'noMembers',
  /** The group was closed, or closed while the caller waited. */
  'closed',
  /** The rounds of ringing were used up. */
  'unanswered',
  /** The caller pressed a key to leave. */
  'keyExit',
  /** The caller took a callback instead. */
  'callbackTaken',
  /** A user took the call who was not offered it. */
  'pickedElsewhere',
  /** It came back to the operator who had transferred it. */
  'recalled',
  /** The group is no more; the call went to its heir. */
  'overflow',
  /** The network lost the caller. */
  'lost',
  /** Ended by the switchboard itself. */
  'released',
] as const;

/** One of {@link entryOutcomes}. */
export type EntryOutcome = (typeof entryOutcomes)[number];
