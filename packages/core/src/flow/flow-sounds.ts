/** The sounds that flows play by themselves, beside those that a file names. */
export const flowSounds = {
  /** Heard in a loop while a key is waited for, so that no caller is in silence (law 7). */
  listening: 'listening',
  /** A fault of the flow, not of the caller. */
  fault: 'technical-fault',
  /** Nobody took the call, and the flow says nothing of what then. */
  nobody: 'nobody-answered',
  /** Asks for the PIN of a conference room. */
  pin: 'conference-pin',
  /** The conference room lets nobody in now, or the PIN was wrong too often. */
  noRoom: 'conference-refused',
  /** We ring back. */
  promised: 'callback-promised',
} as const;
