import { parseCSeq } from '../message/cseq.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import { responseTo } from '../message/respond.ts';
import type { Via } from '../message/via.ts';
import { formatVia, topVia } from '../message/via.ts';
import { cancelOf } from './follow-up.ts';
import { responseTarget, viaWithSource, withTopVia } from './hop.ts';
import { inviteClient } from './invite-client.ts';
import { inviteServer } from './invite-server.ts';
import { BRANCH_COOKIE, clientKey, keyOfResponse, mergeKey, serverKey, tagOf } from './keys.ts';
import type { ClientTransaction, ServerTransaction } from './live-transactions.ts';
import { nonInviteClient } from './non-invite-client.ts';
import { nonInviteServer } from './non-invite-server.ts';
import type {
  ClientTransactionId,
  ServerTransactionId,
  TransactionCounters,
  TransactionOutput,
  TransactionSize,
} from './outputs.ts';
import type { Peer } from './peer.ts';
import { isReliable } from './peer.ts';
import type { Moment } from './running.ts';
import { RunningTransactions } from './running.ts';
import type { Durations, TransactionTiming } from './timing.ts';
import { durationsOf, RFC_3261_TIMING } from './timing.ts';

/** What the layer needs from outside. */
export interface TransactionLayerOptions {
  /** What our Via says of us to that peer: where responses come back to. */
  readonly sentBy: (target: Peer) => { readonly host: string; readonly port: number | undefined };
  /** Unguessable bytes, for branches and tags. */
  readonly random: (bytes: number) => Uint8Array;
  readonly timing?: TransactionTiming;
  /** New requests are answered 503 while so many transactions are alive. Default 20,000. */
  readonly maxTransactions?: number;
  /** The `Retry-After` of that 503. Default 5. */
  readonly retryAfterSeconds?: number;
}

/** A request and where it goes. */
export interface Outgoing {
  readonly request: SipRequest;
  readonly target: Peer;
}

/**
 * What became of a wish to cancel: the CANCEL is out; it goes out with the first provisional response; or the INVITE
 * has its final response already (or isn't one, or is gone), so that a 2xx has to be followed by BYE.
 */
export type CancelFate = 'sent' | 'remembered' | 'tooLate';

const DEFAULT_MAX_TRANSACTIONS = 20_000;
const DEFAULT_RETRY_AFTER_SECONDS = 5;
/** 96 bits: a response can't be forged by guessing its branch. */
const TOKEN_BYTES = 12;

/**
 * The SIP transaction layer (RFC 3261 section 17, RFC 6026) without sockets or clock. Every call carries the instant
 * `now` in milliseconds; timers due by then run first, each at its own time. What is to be sent and told is
 * collected for `takeOutputs`, and `nextDeadline` says when `advance` has to be called at the latest.
 */
export class TransactionLayer {
  private readonly options: TransactionLayerOptions;
  private readonly running: RunningTransactions;
  private readonly unreliable: Durations;
  private readonly reliable: Durations;
  /** The To tag of all answers for which nothing is kept: the same each time (section 8.2.7), and known in their ACKs. */
  private readonly statelessTag: string;
  private lastNumber = 0;

  constructor(options: TransactionLayerOptions) {
    const timing = options.timing ?? RFC_3261_TIMING;
    this.options = options;
    this.unreliable = durationsOf(timing, false);
    this.reliable = durationsOf(timing, true);
    this.statelessTag = this.token();
    this.running = new RunningTransactions((invite, extraHeaders, at) => {
      const request = cancelOf(invite.request, extraHeaders);
      this.beginClient({ request, target: invite.peer }, 'layer', at);
    });
  }

  /**
   * Sends a request as a new transaction; our Via is put on top of it. Throws a TypeError for ACK and CANCEL, which
   * have calls of their own.
   */
  sendRequest({ request, target }: Outgoing, now: number): ClientTransactionId {
    if (request.method === 'ACK' || request.method === 'CANCEL') {
      throw new TypeError(`${request.method} is not sent by sendRequest`);
    }
    this.advance(now);
    return this.beginClient({ request: this.withOurVia(request, target), target }, 'user', now).id;
  }

  /**
   * Sends the ACK to a 2xx, which no transaction carries (section 13.2.2.4), and returns it as sent. Given that
   * again, for a repeated 2xx, it goes out unchanged.
   */
  sendAck({ request, target }: Outgoing): SipRequest {
    const isRepeat = request.headers.has('via');
    const ack = isRepeat ? request : this.withOurVia(request, target);
    this.running.send(ack, target, isRepeat);
    return ack;
  }

  /**
   * Cancels an INVITE of ours (section 9.1). `reason` is the value of a Reason header field. The transaction goes on:
   * its final response, mostly 487, comes as always, or `timedOut` 64*T1 after the CANCEL.
   */
  cancel(id: ClientTransactionId, { reason }: { readonly reason?: string }, now: number): CancelFate {
    this.advance(now);
    const transaction = this.running.live.get(id);
    if (transaction?.side !== 'client' || transaction.machine.cancel === undefined) return 'tooLate';
    const outcome = transaction.machine.cancel(reason === undefined ? [] : [['reason', reason]]);
    this.running.perform(transaction, outcome, { at: now, source: transaction.peer });
    if (transaction.machine.phase === 'cancelWanted') return 'remembered';
    return transaction.machine.phase === 'cancelling' ? 'sent' : 'tooLate';
  }

  /**
   * Answers a request. Over UDP the layer repeats what needs repeating, but for a 2xx to INVITE, which the user
   * repeats by calling this again. False: the response was discarded, for the request is over or has a final one.
   */
  respond(id: ServerTransactionId, response: SipResponse, now: number): boolean {
    this.advance(now);
    const transaction = this.running.live.get(id);
    if (transaction?.side !== 'server' || transaction.audience !== 'user') return false;
    const outcome = transaction.machine.respond(response);
    if (outcome.verdict === 'done') transaction.toTag = tagOf(response.headers, 'to') ?? transaction.toTag;
    this.running.perform(transaction, outcome, { at: now, source: transaction.peer });
    return outcome.verdict === 'done';
  }

  /** Takes a message in that came from the network. */
  receive(message: SipMessage, source: Peer, now: number): void {
    this.advance(now);
    const moment = { at: now, source };
    if (message.kind === 'response') this.receiveResponse(message, moment);
    else this.receiveRequest(message, moment);
  }

  /** Runs the timers that are due. */
  advance(now: number): void {
    this.running.advance(now);
  }

  /** The transport could not send to this peer, or lost the connection; `target` is as it stood in the outputs. */
  transportFailed(target: Peer, now: number): void {
    this.advance(now);
    for (const transaction of this.running.live.ofPeer(target)) {
      this.running.perform(transaction, transaction.machine.transportFailed(), { at: now, source: target });
    }
  }

  /** What has come about since the last call, in order. */
  takeOutputs(): readonly TransactionOutput[] {
    return this.running.takeOutputs();
  }

  /** When `advance` has to be called at the latest; undefined when no timer runs. */
  nextDeadline(): number | undefined {
    return this.running.nextDeadline();
  }

  /** How much is alive now. */
  size(): TransactionSize {
    return this.running.size();
  }

  /** What was counted since the layer was made; a copy. */
  counters(): TransactionCounters {
    return { ...this.running.counts };
  }

  private receiveResponse(response: SipResponse, moment: Moment): void {
    const key = keyOfResponse(response);
    if (key === undefined) {
      this.running.counts.unmatchable += 1;
      return;
    }
    const transaction = this.running.live.client(key);
    if (transaction === undefined) {
      this.running.push({ type: 'strayResponse', response, source: moment.source });
      return;
    }
    const outcome = transaction.machine.received(response);
    if (!outcome.effects.some((effect) => effect.kind === 'tell')) this.running.counts.duplicatesReceived += 1;
    this.running.perform(transaction, outcome, moment);
  }

  private receiveRequest(received: SipRequest, moment: Moment): void {
    const { method } = received;
    const bareVia = topVia(received.headers);
    if (bareVia === undefined || parseCSeq(received.headers.get('cseq') ?? '')?.method !== method) {
      this.running.counts.unmatchable += 1;
      return;
    }
    // The key is made of the request as it came: with `rport` filled in, copies over another NAT binding would differ.
    const key = serverKey(received, bareVia, method === 'ACK' ? 'INVITE' : method);
    const known = this.running.live.server(key);
    if (known !== undefined) {
      const outcome = known.machine.received(received);
      if (method !== 'ACK' || outcome.verdict === 'ignored') this.running.counts.duplicatesReceived += 1;
      this.running.perform(known, outcome, moment);
      return;
    }
    const via = viaWithSource(bareVia, moment.source);
    const arrival = { request: withTopVia(received, via), key, replyTo: responseTarget(via, moment.source) };
    if (method === 'ACK') this.receiveUnmatchedAck(received, moment);
    else if (method === 'CANCEL') this.receiveCancel(arrival, serverKey(received, bareVia, 'INVITE'), moment);
    else this.receiveNew(arrival, moment);
  }

  private receiveUnmatchedAck(request: SipRequest, { source }: Moment): void {
    if (tagOf(request.headers, 'to') === this.statelessTag) return;
    this.running.push({ type: 'ack', request, source });
  }

  /** Section 9.2. Not held against the limit: there is at most one for each INVITE, and it sets that one free. */
  private receiveCancel(arrival: Arrival, inviteKey: string, moment: Moment): void {
    const invite = this.running.live.server(inviteKey);
    if (invite === undefined) {
      this.answerStateless(arrival, 481, []);
      return;
    }
    const transaction = this.beginServer(arrival, 'layer', moment);
    const toTag = invite.toTag ?? this.token();
    this.running.perform(transaction, transaction.machine.respond(responseTo(arrival.request, 200, { toTag })), moment);
    if (invite.machine.cancelled !== undefined) {
      this.running.perform(invite, invite.machine.cancelled(arrival.request), moment);
    }
  }

  private receiveNew(arrival: Arrival, moment: Moment): void {
    const copies = mergeKey(arrival.request);
    if (copies !== undefined && this.running.live.merged(copies) !== undefined) {
      this.running.counts.mergedRequests += 1;
      this.answerStateless(arrival, 482, []);
      return;
    }
    const max = this.options.maxTransactions ?? DEFAULT_MAX_TRANSACTIONS;
    const { clients, servers } = this.running.size();
    if (clients + servers >= max) {
      const retryAfterSeconds = this.options.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS;
      this.running.counts.refusedByLimit += 1;
      this.answerStateless(arrival, 503, [['retry-after', String(retryAfterSeconds)]]);
      return;
    }
    const { id } = this.beginServer(arrival, 'user', moment);
    const { request, replyTo } = arrival;
    this.running.push({ type: 'request', id, request, source: moment.source, replyTo });
  }

  private answerStateless(arrival: Arrival, statusCode: number, headers: readonly (readonly [string, string])[]): void {
    const response = responseTo(arrival.request, statusCode, { toTag: this.statelessTag, headers });
    this.running.send(response, arrival.replyTo, false);
  }

  private beginClient({ request, target }: Outgoing, audience: 'user' | 'layer', at: number): ClientTransaction {
    const via = topVia(request.headers);
    if (via === undefined) throw new TypeError('sentBy gave a host that makes no Via');
    const setup = { request, durations: this.durationsFor(target) };
    const transaction: ClientTransaction = {
      side: 'client',
      id: this.nextId('c') as ClientTransactionId,
      key: clientKey(via, request.method),
      machine: request.method === 'INVITE' ? inviteClient(setup) : nonInviteClient(setup),
      request,
      peer: target,
      audience,
    };
    this.running.begin(transaction, { at, source: target });
    return transaction;
  }

  private beginServer(arrival: Arrival, audience: 'user' | 'layer', moment: Moment): ServerTransaction {
    const { request, key, replyTo } = arrival;
    const durations = this.durationsFor(replyTo);
    const transaction: ServerTransaction = {
      side: 'server',
      id: this.nextId('s') as ServerTransactionId,
      key,
      mergeKey: audience === 'user' ? mergeKey(request) : undefined,
      machine:
        request.method === 'INVITE'
          ? inviteServer({ trying: tryingTo(request), durations })
          : nonInviteServer({ durations }),
      peer: replyTo,
      audience,
      toTag: undefined,
    };
    this.running.begin(transaction, moment);
    return transaction;
  }

  /** A copy of the request with a Via of ours on top: new branch, `rport` (RFC 3581). */
  private withOurVia(request: SipRequest, target: Peer): SipRequest {
    const { host, port } = this.options.sentBy(target);
    const params = new Map<string, string | true>([
      ['branch', BRANCH_COOKIE + this.token()],
      ['rport', true],
    ]);
    const via: Via = { transport: target.transport, host, port, params };
    return { ...request, headers: request.headers.clone().prepend('via', formatVia(via)) };
  }

  private durationsFor(peer: Peer): Durations {
    return isReliable(peer.transport) ? this.reliable : this.unreliable;
  }

  private token(): string {
    return Array.from(this.options.random(TOKEN_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  private nextId(letter: 'c' | 's'): string {
    this.lastNumber += 1;
    return `${letter}${this.lastNumber}`;
  }
}

/** A request that begins something, with its source in the Via. */
interface Arrival {
  readonly request: SipRequest;
  readonly key: string;
  readonly replyTo: Peer;
}

/** The 100 that is sent at once; its Timestamp is the request's (section 8.2.6.1). */
function tryingTo(request: SipRequest): SipResponse {
  const response = responseTo(request, 100);
  const timestamp = request.headers.get('timestamp');
  if (timestamp !== undefined && !response.headers.has('timestamp')) response.headers.append('timestamp', timestamp);
  return response;
}
