/** Bounds on sockets, each with its reason; times in ms. */
export interface TransportLimits {
  /** TCP connections at once: a phone or trunk has one; a flood ends here. */
  readonly connections: number;
  /** What waits to be sent on one connection, or on one UDP address: who does not read must not fill our memory. */
  readonly unsentBytes: number;
  /** A peer that does not answer to a connection attempt. */
  readonly connectMs: number;
  /** For the first message on a connection that came, and for the rest of one begun: else a few who say nothing would hold all connections. */
  readonly messageMs: number;
  /** Longer than the longest registration, so that a phone's connection outlives its silence. */
  readonly idleMs: number;
  /** For the last bytes when all is closed. */
  readonly closeMs: number;
}

/** The bounds that hold unless others are given. */
export const transportLimits: TransportLimits = {
  connections: 2_000,
  unsentBytes: 1024 * 1024,
  connectMs: 5_000,
  messageMs: 32_000,
  idleMs: 4_000_000,
  closeMs: 200,
};
