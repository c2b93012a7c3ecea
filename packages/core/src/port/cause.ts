/**
 * Why a leg failed or ended: the closed list that every adapter maps to and
 * from its own network (SIP status codes, Q.850 values) in one table.
 */
export const causes = [
  /** A party hung up in the ordinary way (Q.850 16). */
  'hungUp',
  /** The side that called gave up before an answer. */
  'cancelled',
  /** Another phone took the call. */
  'answeredElsewhere',
  /** The phone is in use (Q.850 17). */
  'busy',
  /** The person refused the call (Q.850 21). */
  'rejected',
  /** It rang and nobody answered (Q.850 19). */
  'noAnswer',
  /** Not registered, switched off, or out of coverage (Q.850 20). */
  'unreachable',
  /** No such number (Q.850 1). */
  'notFound',
  /** The network or a rule does not allow the call. */
  'forbidden',
  /** No common codec or media (Q.850 88). */
  'incompatible',
  /** No free line or the other side is overloaded (Q.850 34, 42). */
  'congestion',
  /** The network or the adapter failed in another way (Q.850 41). */
  'failed',
  /** The network lost the leg without telling (a restart, silence). */
  'lost',
  /** The switchboard is being stopped. */
  'shutdown',
] as const;

/** One of {@link causes}. */
export type Cause = (typeof causes)[number];
