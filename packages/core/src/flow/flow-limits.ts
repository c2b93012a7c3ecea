/** The bounds of the flows, each with its reason. */
export const flowLimits = {
  /** Elements entered without a caller's input or a wait. No sensible flow has as many; a loop ends here (SEMANTICS "Flow"). */
  steps: 100,
  /** What counts as a wait: shorter, and sounds or queues that are over at once could keep a loop going for ever. */
  shortestWaitMs: 100,
  /** Keys kept for a later menu. More is a phone that chatters, or a child. */
  typedAhead: 20,
  /** Keys of a keyed-in number: E.164 has 15 digits, a prefix comes on top. */
  keyedDigits: 20,
} as const;
