import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { Peer } from './peer.ts';

/** Names one request of ours for as long as the layer lives; never used again. */
export type ClientTransactionId = string & { readonly client: unique symbol };

/** Names one request of another's for as long as the layer lives; never used again. */
export type ServerTransactionId = string & { readonly server: unique symbol };

/** Names a request of either direction. */
export type TransactionId = ClientTransactionId | ServerTransactionId;

/** What the layer wants done (`send`) and what it tells its user (the others), in order. */
export type TransactionOutput =
  /** For the transport. */
  | { readonly type: 'send'; readonly message: SipMessage; readonly target: Peer }
  /**
   * A new request, once however often it came; to be answered with `respond`. `replyTo` is where responses go,
   * for a 2xx to INVITE that the user repeats itself.
   */
  | {
      readonly type: 'request';
      readonly id: ServerTransactionId;
      readonly request: SipRequest;
      readonly source: Peer;
      readonly replyTo: Peer;
    }
  /** A CANCEL came for an INVITE that has no final response; `request` is the CANCEL, `id` the INVITE's. Answer 487. */
  | { readonly type: 'cancelled'; readonly id: ServerTransactionId; readonly request: SipRequest }
  /** The ACK to a 2xx. It may be a repeat, or fit nothing. */
  | { readonly type: 'ack'; readonly request: SipRequest; readonly source: Peer }
  /** Every provisional response; one final one; for INVITE every further 2xx too, each to be acknowledged. */
  | { readonly type: 'response'; readonly id: ClientTransactionId; readonly response: SipResponse }
  /** A response to no live transaction: mostly a repeated 2xx to INVITE, to be acknowledged again. */
  | { readonly type: 'strayResponse'; readonly response: SipResponse; readonly source: Peer }
  /** No final response came in time: to be taken as a 408 (RFC 3261 section 8.1.3.1). */
  | { readonly type: 'timedOut'; readonly id: ClientTransactionId }
  /** Our request, or a response, couldn't be sent. For a request: to be taken as a 503, and it is over. */
  | { readonly type: 'transportFailed'; readonly id: TransactionId }
  /** A refused INVITE was never acknowledged. */
  | { readonly type: 'ackTimedOut'; readonly id: ServerTransactionId }
  /** The last word on this transaction. */
  | { readonly type: 'ended'; readonly id: TransactionId };

/** Counts since the layer was made. */
export interface TransactionCounters {
  /** Messages sent again, by a timer or because the other side repeated its own. */
  readonly retransmissionsSent: number;
  /** Messages received again. */
  readonly duplicatesReceived: number;
  /** Requests without a final response, and refusals without an ACK. */
  readonly timeouts: number;
  /** Responses to no live transaction. */
  readonly strayResponses: number;
  /** Requests answered 503 because too many transactions were alive. */
  readonly refusedByLimit: number;
  /** Requests answered 482 because they came another way before. */
  readonly mergedRequests: number;
  /** Messages without a Via or CSeq that could be read. */
  readonly unmatchable: number;
  /** Inputs that only a fault of the layer could bring about; each ended its transaction. Above zero: report it. */
  readonly impossibleInputs: number;
}

/** How much is alive. All zero at rest. */
export interface TransactionSize {
  readonly clients: number;
  readonly servers: number;
  readonly timers: number;
}
