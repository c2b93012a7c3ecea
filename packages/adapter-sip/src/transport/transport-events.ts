import type { SipMessage } from '../message/message.ts';
import type { Peer } from '../transaction/peer.ts';

/** What the transports tell. */
export interface TransportEvents {
  readonly message: (message: SipMessage, source: Peer) => void;
  /** A message could not be sent there, or a connection was lost. */
  readonly failed: (target: Peer) => void;
  /** Something threw while a message was taken in or a failure was told: a fault of ours. */
  readonly fault: (error: unknown) => void;
}

/** Counts since the start. */
export interface TransportCounters {
  /** Messages handed on. */
  received: number;
  /** Messages handed to the system. */
  sent: number;
  /** Keep-alives of phones behind NAT. */
  keepAlives: number;
  /** What could not be read, by why. Bounded: the reasons are a closed list. */
  readonly malformed: Record<string, number>;
  /** Connections closed because there were too many, or because they brought no SIP. */
  refusedConnections: number;
  /** Messages not sent: no socket of that family, no connection, a full buffer, no such port. */
  unsent: number;
  /** Told as `fault`. */
  handlerFailures: number;
}

/** Counters that have counted nothing. */
export const noCounts = (): TransportCounters => ({
  received: 0,
  sent: 0,
  keepAlives: 0,
  malformed: {},
  refusedConnections: 0,
  unsent: 0,
  handlerFailures: 0,
});

/** Counts something that could not be read. */
export function countMalformed({ malformed }: TransportCounters, why: string): void {
  malformed[why] = (malformed[why] ?? 0) + 1;
}
