/** A queue in its steady state. Times in milliseconds. */
export interface QueueTheory {
  /** The share of arrivals that find no place. */
  readonly blocked: number;
  /** The share of arrivals that must wait; those that are blocked are not among them. */
  readonly waits: number;
  /** The share of arrivals that give up waiting. */
  readonly abandons: number;
  /** Mean wait of those that were not blocked, with those that give up. */
  readonly meanWaitMs: number;
}

/** What a queue is made of: Poisson arrivals, exponential talks and patience. */
export interface QueueModel {
  readonly servers: number;
  /** Arrivals a talk: arrivals per millisecond × mean talk in milliseconds. */
  readonly erlangs: number;
  readonly meanTalkMs: number;
}

/**
 * Erlang B: the share of calls lost by `servers` without a queue. By the
 * recursion B(n) = aB(n−1) / (n + aB(n−1)), which only adds positive numbers.
 */
export function erlangB(servers: number, erlangs: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (erlangs * blocked) / (n + erlangs * blocked);
  return blocked;
}

/** Erlang C: the share of calls that wait when all do until served. 1 when there is more work than servers. */
export function erlangC(servers: number, erlangs: number): number {
  if (erlangs >= servers) return 1;
  const blocked = erlangB(servers, erlangs);
  return (servers * blocked) / (servers - erlangs * (1 - blocked));
}

/** M/M/n: nobody is turned away, nobody gives up. Mean wait C·s/(n − a); infinite without a steady state. */
export function endlessPatience({ servers, erlangs, meanTalkMs }: QueueModel): QueueTheory {
  const waits = erlangC(servers, erlangs);
  const meanWaitMs = erlangs < servers ? (waits * meanTalkMs) / (servers - erlangs) : Number.POSITIVE_INFINITY;
  return { blocked: 0, waits, abandons: 0, meanWaitMs };
}

/** M/M/n/n: nobody waits. */
export const noQueue = ({ servers, erlangs }: QueueModel): QueueTheory => ({
  blocked: erlangB(servers, erlangs),
  waits: 0,
  abandons: 0,
  meanWaitMs: 0,
});

/** Weights below this share of the largest change no digit of a sum. */
const NOTHING = 1e-18;

/**
 * Erlang A, M/M/n/n+k+M: who waits gives up after an exponential patience, and
 * at most `queueLimit` wait. The steady state of the birth–death chain, told
 * relative to the state with all servers busy: the sum below it is 1/B; above
 * it, each weight is the one before times λ/(nμ + jθ).
 */
export function erlangA({
  servers,
  erlangs,
  meanTalkMs,
  patienceMeanMs,
  queueLimit = Number.POSITIVE_INFINITY,
}: QueueModel & { readonly patienceMeanMs: number; readonly queueLimit?: number }): QueueTheory {
  // In talks a talk: μ = 1, λ = erlangs, θ = talk / patience.
  const leaveRate = meanTalkMs / patienceMeanMs;
  let weight = 1;
  let largest = 1;
  let busy = 1;
  let waiting = 0;
  let length = 0;
  for (; length < queueLimit; ) {
    const next = (weight * erlangs) / (servers + (length + 1) * leaveRate);
    if (next < largest * NOTHING) break;
    length += 1;
    weight = next;
    largest = Math.max(largest, weight);
    busy += weight;
    waiting += length * weight;
  }
  const all = 1 / erlangB(servers, erlangs) + busy - 1;
  const blocked = length === queueLimit ? weight / all : 0;
  const meanLength = waiting / all;
  return {
    blocked,
    waits: busy / all - blocked,
    abandons: (leaveRate * meanLength) / erlangs,
    // Little's law, over those who were let in.
    meanWaitMs: (meanLength * meanTalkMs) / (erlangs * (1 - blocked)),
  };
}
