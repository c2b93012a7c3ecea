/** Bounds on what is read from the network, each with its reason. */
export const messageLimits = {
  /** The largest UDP payload; nothing larger is taken over TCP either. */
  messageBytes: 65_535,
  /** A real message has under 40 fields; more is an attack on whoever walks through them. */
  headerLines: 200,
  /** Longer than any real field, with room for certificates and tokens. */
  lineBytes: 8_192,
} as const;
