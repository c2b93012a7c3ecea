/** The three values from which every timer is made, in milliseconds (RFC 3261 table 4, appendix A). */
export interface TransactionTiming {
  /** The estimate of a round trip. */
  readonly t1Ms: number;
  /** The longest interval between retransmissions of a non-INVITE request or of a response to INVITE. */
  readonly t2Ms: number;
  /** The longest a message stays in the network. */
  readonly t4Ms: number;
  /** The least that timer D may be: the server's T1 isn't known to the client (RFC 3261 section 17.1.1.2). */
  readonly leastTimerDMs: number;
}

/** What RFC 3261 recommends. */
export const RFC_3261_TIMING: TransactionTiming = { t1Ms: 500, t2Ms: 4_000, t4Ms: 5_000, leastTimerDMs: 32_000 };

/**
 * The timers of the four machines. C is missing: it belongs to proxies.
 * `cancelGaveUp` has no letter in the RFC: a cancelled INVITE is ended 64*T1
 * after its CANCEL if no final response comes (RFC 3261 section 9.1).
 */
export type TimerName =
  | 'timerA'
  | 'timerB'
  | 'timerD'
  | 'timerE'
  | 'timerF'
  | 'timerG'
  | 'timerH'
  | 'timerI'
  | 'timerJ'
  | 'timerK'
  | 'timerL'
  | 'timerM'
  | 'cancelGaveUp';

/** How long each timer runs over one transport, in milliseconds. */
export interface Durations {
  /** The INVITE's first retransmission; each later one after twice the time. Undefined: never. */
  readonly timerA: number | undefined;
  /** An INVITE without any response. */
  readonly timerB: number;
  /** How long repeated failures are acknowledged. */
  readonly timerD: number;
  /** Another request's first retransmission; doubles up to `longestIntervalMs`. Undefined: never. */
  readonly timerE: number | undefined;
  /** Another request without a final response. */
  readonly timerF: number;
  /** The first retransmission of a failure to INVITE; doubles up to `longestIntervalMs`. Undefined: never. */
  readonly timerG: number | undefined;
  /** A failure to INVITE without its ACK. */
  readonly timerH: number;
  /** How long repeated ACKs are absorbed. */
  readonly timerI: number;
  /** How long a repeated non-INVITE request gets its final response again. */
  readonly timerJ: number;
  /** How long repeated final responses to a non-INVITE request are absorbed. */
  readonly timerK: number;
  /** How long repeats of an accepted INVITE are absorbed (RFC 6026). */
  readonly timerL: number;
  /** How long further 2xx responses to one INVITE are let through (RFC 6026). */
  readonly timerM: number;
  /** How long a cancelled INVITE waits for its final response. */
  readonly cancelGaveUp: number;
  /** T2. */
  readonly longestIntervalMs: number;
}

/** RFC 3261 table 4 for one kind of transport. A zero means that the machine ends at once instead of waiting. */
export function durationsOf(timing: TransactionTiming, reliable: boolean): Durations {
  const { t1Ms, t2Ms, t4Ms } = timing;
  const patienceMs = 64 * t1Ms;
  return {
    timerA: reliable ? undefined : t1Ms,
    timerB: patienceMs,
    timerD: reliable ? 0 : Math.max(patienceMs, timing.leastTimerDMs),
    timerE: reliable ? undefined : t1Ms,
    timerF: patienceMs,
    timerG: reliable ? undefined : t1Ms,
    timerH: patienceMs,
    timerI: reliable ? 0 : t4Ms,
    timerJ: reliable ? 0 : patienceMs,
    timerK: reliable ? 0 : t4Ms,
    timerL: patienceMs,
    timerM: patienceMs,
    cancelGaveUp: patienceMs,
    longestIntervalMs: t2Ms,
  };
}
