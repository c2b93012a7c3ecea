import { type DialogId, dialogKey } from '../dialog/dialog.ts';
import type { MediaClock } from '../media/media-clock.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import { parseNameAddr } from '../message/name-addr.ts';
import { responseTo } from '../message/respond.ts';
import { type Outgoing, TransactionLayer } from '../transaction/layer.ts';
import type { ClientTransactionId, ServerTransactionId, TransactionOutput } from '../transaction/outputs.ts';
import type { Peer } from '../transaction/peer.ts';
import { Reliable2xx } from '../transaction/retransmitted-2xx.ts';

/** A request that came, with what is needed to answer it. */
export interface ReceivedRequest {
  readonly id: ServerTransactionId;
  readonly request: SipRequest;
  readonly source: Peer;
  readonly replyTo: Peer;
}

/** Who sent a request of ours, and is told what became of it. */
export interface RequestUser {
  /** Every provisional response, the final one, and for INVITE every further 2xx. */
  response(response: SipResponse): void;
  /** No answer in time, or it could not be sent. */
  failed(why: 'timedOut' | 'transportFailed'): void;
}

/** Who owns a dialog, or is about to. */
export interface DialogUser {
  /** A request in the dialog, but ACK. */
  request(received: ReceivedRequest): void;
  /** The ACK to one of our 2xx. */
  ack(request: SipRequest): void;
}

/** Who owns an INVITE that came, until its final response. */
export interface InviteUser {
  /** A CANCEL came; 487 is to be sent. */
  cancelled(request: SipRequest): void;
  /** Our 2xx was never acknowledged. */
  unacknowledged(): void;
}

/** What the stack stands on, and whom it tells. */
export interface SipStackOptions {
  readonly clock: MediaClock;
  readonly random: (bytes: number) => Uint8Array;
  readonly sentBy: (target: Peer) => { readonly host: string; readonly port: number | undefined };
  readonly send: (message: SipMessage, target: Peer) => void;
  /** A request outside any dialog, but ACK and CANCEL. */
  readonly onRequest: (received: ReceivedRequest) => void;
  /** Something of ours threw while a message was handled: a fault, counted and told, never passed on. */
  readonly onFault: (error: unknown) => void;
  /** Live transactions at which new requests are answered 503. */
  readonly maxTransactions?: number;
}

/** How much is alive in the stack; all zero at rest. */
export interface StackSize {
  readonly clientTransactions: number;
  readonly serverTransactions: number;
  readonly timers: number;
  readonly dialogs: number;
  /** 2xx responses that wait for their ACK. */
  readonly unacknowledged: number;
}

/** Joins transactions, the repeated 2xx and the dialogs' owners, and keeps one timer for all. */
export class SipStack {
  readonly layer: TransactionLayer;
  private readonly options: SipStackOptions;
  private readonly reliable = new Reliable2xx<ServerTransactionId>();
  private readonly requestUsers = new Map<ClientTransactionId, RequestUser>();
  /** Requests of ours that have no final response yet. */
  private readonly unanswered = new Set<ClientTransactionId>();
  private readonly inviteUsers = new Map<ServerTransactionId, InviteUser>();
  private readonly dialogUsers = new Map<string, DialogUser>();
  private wakeAt = Number.POSITIVE_INFINITY;
  private stopTimer: (() => void) | undefined;
  private isDraining = false;

  constructor(options: SipStackOptions) {
    this.options = options;
    const { sentBy, random, maxTransactions } = options;
    this.layer = new TransactionLayer({
      sentBy,
      random,
      ...(maxTransactions === undefined ? {} : { maxTransactions }),
    });
  }

  /** A message came from the network. */
  receive(message: SipMessage, source: Peer): void {
    this.layer.receive(message, source, this.now());
    this.settle();
  }

  /** The network could not send to that peer. */
  transportFailed(target: Peer): void {
    this.layer.transportFailed(target, this.now());
    this.settle();
  }

  /** Sends a request and tells its user what becomes of it. */
  request(outgoing: Outgoing, user: RequestUser): ClientTransactionId {
    const id = this.layer.sendRequest(outgoing, this.now());
    this.requestUsers.set(id, user);
    this.unanswered.add(id);
    this.settle();
    return id;
  }

  /** Cancels an INVITE of ours. True when a final response is already there, so that a 2xx needs a BYE. */
  cancel(id: ClientTransactionId, reason: string | undefined): boolean {
    const fate = this.layer.cancel(id, reason === undefined ? {} : { reason }, this.now());
    this.settle();
    return fate === 'tooLate';
  }

  /** Sends the ACK to a 2xx, or sends it again. */
  acknowledge(outgoing: Outgoing): SipRequest {
    const sent = this.layer.sendAck(outgoing);
    this.settle();
    return sent;
  }

  /** Answers a request. */
  respond(received: Pick<ReceivedRequest, 'id'>, response: SipResponse): void {
    this.layer.respond(received.id, response, this.now());
    this.settle();
  }

  /** Answers an INVITE with a 2xx, which is repeated until its ACK comes. */
  accept(received: ReceivedRequest, response: SipResponse): void {
    this.layer.respond(received.id, response, this.now());
    this.reliable.start({ key: received.id, message: response, target: received.replyTo }, this.now());
    this.settle();
  }

  /** The ACK to our 2xx came. */
  acknowledged(id: ServerTransactionId): void {
    this.reliable.acknowledged(id);
  }

  /** Names who is told of a CANCEL, and of an ACK that never comes. */
  ownInvite(id: ServerTransactionId, user: InviteUser): void {
    this.inviteUsers.set(id, user);
  }

  /** Requests in that dialog go to this user from now on. */
  ownDialog(id: DialogId, user: DialogUser): void {
    this.dialogUsers.set(dialogKey(id), user);
  }

  /** The dialog is over: requests in it are answered 481. */
  leaveDialog(id: DialogId): void {
    this.dialogUsers.delete(dialogKey(id));
  }

  /** An unguessable token, for tags and Call-IDs. */
  token(): string {
    return Array.from(this.options.random(10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  get size(): StackSize {
    const { clients, servers, timers } = this.layer.size();
    return {
      clientTransactions: clients,
      serverTransactions: servers,
      timers,
      dialogs: this.dialogUsers.size,
      unacknowledged: this.reliable.size,
    };
  }

  /** Whether a request of ours has no final answer yet, or a 2xx of ours no ACK. */
  get hasOpenRequests(): boolean {
    return this.unanswered.size > 0 || this.reliable.size > 0;
  }

  /** No timer of ours fires any more. */
  stop(): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
  }

  private now(): number {
    return this.options.clock.nowMs();
  }

  /** Works off what the layer has to say; a user that acts meanwhile adds to it rather than nesting. */
  private settle(): void {
    if (this.isDraining) return;
    this.isDraining = true;
    try {
      for (let outputs = this.layer.takeOutputs(); outputs.length > 0; outputs = this.layer.takeOutputs()) {
        for (const output of outputs) this.handle(output);
      }
    } finally {
      this.isDraining = false;
    }
    this.schedule();
  }

  private handle(output: TransactionOutput): void {
    try {
      this.dispatch(output);
    } catch (error) {
      this.options.onFault(error);
      if (output.type === 'request') {
        this.layer.respond(output.id, responseTo(output.request, 500, { toTag: this.token() }), this.now());
      }
    }
  }

  private dispatch(output: TransactionOutput): void {
    switch (output.type) {
      case 'send':
        this.options.send(output.message, output.target);
        return;
      case 'request':
        this.receiveRequest(output);
        return;
      case 'cancelled':
        this.inviteUsers.get(output.id)?.cancelled(output.request);
        return;
      case 'ack':
        this.userOf(output.request)?.ack(output.request);
        return;
      case 'response':
        if (output.response.statusCode >= 200) this.unanswered.delete(output.id);
        this.requestUsers.get(output.id)?.response(output.response);
        return;
      case 'timedOut':
      case 'transportFailed':
        this.requestUsers.get(output.id as ClientTransactionId)?.failed(output.type);
        return;
      case 'ended':
        this.requestUsers.delete(output.id as ClientTransactionId);
        this.unanswered.delete(output.id as ClientTransactionId);
        if (!this.reliable.has(output.id as ServerTransactionId)) {
          this.inviteUsers.delete(output.id as ServerTransactionId);
        }
        return;
      case 'strayResponse':
      case 'ackTimedOut':
    }
  }

  private receiveRequest(received: ReceivedRequest): void {
    if (tagIn(received.request, 'to') === undefined) {
      this.options.onRequest(received);
      return;
    }
    const user = this.userOf(received.request);
    if (user === undefined) this.respond(received, responseTo(received.request, 481));
    else user.request(received);
  }

  private userOf(request: SipRequest): DialogUser | undefined {
    const callId = request.headers.get('call-id');
    const localTag = tagIn(request, 'to');
    if (callId === undefined || localTag === undefined) return undefined;
    return this.dialogUsers.get(dialogKey({ callId, localTag, remoteTag: tagIn(request, 'from') ?? '' }));
  }

  private schedule(): void {
    const due = Math.min(
      this.layer.nextDeadline() ?? Number.POSITIVE_INFINITY,
      this.reliable.nextDeadline() ?? Number.POSITIVE_INFINITY,
    );
    if (due === this.wakeAt && this.stopTimer !== undefined) return;
    this.stopTimer?.();
    this.stopTimer = undefined;
    this.wakeAt = due;
    if (due === Number.POSITIVE_INFINITY) return;
    this.stopTimer = this.options.clock.after(Math.max(0, due - this.now()), () => this.wake());
  }

  private wake(): void {
    this.stopTimer = undefined;
    this.wakeAt = Number.POSITIVE_INFINITY;
    const now = this.now();
    this.layer.advance(now);
    const { resend, expired } = this.reliable.due(now);
    for (const { key, message } of resend) this.layer.respond(key, message, now);
    for (const { key } of expired) {
      const user = this.inviteUsers.get(key);
      this.inviteUsers.delete(key);
      try {
        user?.unacknowledged();
      } catch (error) {
        this.options.onFault(error);
      }
    }
    this.settle();
  }
}

function tagIn(request: SipRequest, name: 'from' | 'to'): string | undefined {
  const tag = parseNameAddr(request.headers.get(name) ?? '')?.params.get('tag');
  return typeof tag === 'string' ? tag : undefined;
}
