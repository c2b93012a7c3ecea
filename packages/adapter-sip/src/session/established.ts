import type { Cause } from '@sentralbord/core';
import { causeOfReason, reasonOf } from '../cause-map.ts';
import type { Dialog } from '../dialog/dialog.ts';
import { parseCSeq } from '../message/cseq.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { responseTo } from '../message/respond.ts';
import type { Peer } from '../transaction/peer.ts';
import { ALLOW, statusForMethod } from './allowed-methods.ts';
import type { LegContext } from './leg-context.ts';
import type { LegMedia } from './leg-media.ts';
import { peerOfUri } from './peer-of-uri.ts';
import type { DialogUser, ReceivedRequest } from './stack.ts';

/** A re-INVITE or the first INVITE that we have accepted and that is not acknowledged yet. */
interface Unacknowledged {
  readonly sequence: number;
  readonly received: ReceivedRequest;
  /** We made the offer in the 2xx, and the ACK brings the answer. */
  readonly weOffered: boolean;
}

/** What an accepted session is made of. */
export interface EstablishedParts {
  readonly context: LegContext;
  readonly dialog: Dialog;
  /** Undefined for a further branch of a fork, which is ended at once. */
  readonly media: LegMedia | undefined;
  /** Where the party was seen. */
  readonly source: Peer;
  /** The other party has ended the session. */
  readonly onEnded: (cause: Cause) => void;
  /** The dialog is over and forgotten. */
  readonly onGone: () => void;
}

/**
 * A session that has been accepted: answers what comes in its dialog and ends it.
 * - `talking`: both directions as agreed.
 * - `closing`: we want to end; BYE is out, or waits for the ACK to our 2xx (RFC 3261 section 15).
 * - `gone`.
 */
export class Established implements DialogUser {
  private readonly parts: EstablishedParts;
  private phase: 'talking' | 'closing' | 'gone' = 'talking';
  private unacknowledged: Unacknowledged | undefined;
  private wantedBye: Cause | undefined;

  constructor(parts: EstablishedParts) {
    this.parts = parts;
    parts.context.stack.ownDialog(parts.dialog, this);
  }

  /** Sends a 2xx to an INVITE and waits for its ACK. */
  accept(received: ReceivedRequest, { body, weOffered }: { body: Uint8Array; weOffered: boolean }): void {
    const { context, dialog } = this.parts;
    const sequence = parseCSeq(received.request.headers.get('cseq') ?? '')?.number ?? 0;
    this.unacknowledged = { sequence, received, weOffered };
    context.stack.ownInvite(received.id, { cancelled: () => {}, unacknowledged: () => this.giveUpOnAck() });
    const headers = [
      ['contact', context.contactFor(received.replyTo)],
      ['allow', ALLOW],
      ['content-type', 'application/sdp'],
    ] as const;
    context.stack.accept(received, responseTo(received.request, 200, { toTag: dialog.localTag, headers, body }));
  }

  /** Ends the session from our side. */
  bye(cause: Cause): void {
    if (this.phase !== 'talking') return;
    this.phase = 'closing';
    this.parts.media?.close();
    // BYE must not overtake the ACK to our 2xx (section 15): the other side could not place it.
    if (this.unacknowledged === undefined) this.sendBye(cause);
    else this.wantedBye = cause;
  }

  request(received: ReceivedRequest): void {
    const { context, dialog } = this.parts;
    const { method } = received.request;
    if (!dialog.accepts(received.request)) {
      this.respond(received, 500);
      return;
    }
    switch (method) {
      case 'BYE':
        this.respond(received, 200);
        this.endedByPeer(received.request);
        return;
      case 'INVITE':
        this.receiveInvite(received);
        return;
      case 'OPTIONS':
      case 'INFO':
        this.respond(received, 200);
        return;
      default:
        context.stack.respond(
          received,
          responseTo(received.request, statusForMethod(method), { headers: [['allow', ALLOW]] }),
        );
    }
  }

  ack(request: SipRequest): void {
    const sequence = parseCSeq(request.headers.get('cseq') ?? '')?.number;
    const waiting = this.unacknowledged;
    if (waiting === undefined || waiting.sequence !== sequence) return;
    this.unacknowledged = undefined;
    this.parts.context.stack.acknowledged(waiting.received.id);
    if (this.phase === 'closing') {
      this.sendBye(this.wantedBye ?? 'hungUp');
      return;
    }
    if (waiting.weOffered && this.parts.media?.takeAnswer(request.body) !== undefined) this.endFor('incompatible');
  }

  private receiveInvite(received: ReceivedRequest): void {
    const { dialog, media } = this.parts;
    if (media === undefined || this.phase !== 'talking' || this.unacknowledged !== undefined) {
      // Section 14.2: another INVITE is under way.
      this.respond(received, this.phase === 'talking' ? 491 : 481);
      return;
    }
    if (received.request.body.length === 0) {
      dialog.refreshTarget(received.request.headers);
      this.accept(received, { body: media.offer(), weOffered: true });
      return;
    }
    const answering = media.answer(received.request.body);
    if (!answering.ok) {
      // The session goes on as it was (section 14.2).
      this.respond(received, 488);
      return;
    }
    dialog.refreshTarget(received.request.headers);
    answering.apply();
    this.accept(received, { body: answering.body, weOffered: false });
  }

  private endedByPeer(bye: SipRequest): void {
    const wasTalking = this.phase === 'talking';
    this.leave();
    if (wasTalking) this.parts.onEnded(causeOfBye(bye));
    this.parts.onGone();
  }

  /** Something went wrong that only ending mends: the other party is told by BYE, the engine by the cause. */
  private endFor(cause: Cause): void {
    this.bye(cause);
    this.parts.onEnded(cause);
  }

  private giveUpOnAck(): void {
    this.unacknowledged = undefined;
    if (this.phase === 'closing') this.sendBye(this.wantedBye ?? 'hungUp');
    else this.endFor('lost');
  }

  private sendBye(cause: Cause): void {
    const reason = reasonOf(cause);
    const headers = reason === undefined ? [] : [['reason', reason] as const];
    this.send(this.parts.dialog.request({ method: 'BYE', headers }), true);
  }

  private send(request: SipRequest, mayAuthorise: boolean): void {
    const { context } = this.parts;
    context.stack.request(
      { request, target: this.target() },
      {
        response: (response) => {
          if (response.statusCode < 200) return;
          const again = mayAuthorise ? this.authorised(request, response) : undefined;
          if (again !== undefined) this.send(again, false);
          else this.finish();
        },
        failed: () => this.finish(),
      },
    );
  }

  private authorised(request: SipRequest, response: SipResponse): SipRequest | undefined {
    if (response.statusCode !== 401 && response.statusCode !== 407) return undefined;
    const authorised = this.parts.context.authorise(request, response);
    if (authorised === undefined) return undefined;
    const next = this.parts.dialog.request({ method: request.method });
    authorised.headers.set('cseq', next.headers.get('cseq') ?? '');
    return authorised;
  }

  private finish(): void {
    if (this.phase === 'gone') return;
    this.leave();
    this.parts.onGone();
  }

  private leave(): void {
    const { context, dialog, media } = this.parts;
    this.phase = 'gone';
    if (this.unacknowledged !== undefined) context.stack.acknowledged(this.unacknowledged.received.id);
    media?.close();
    context.stack.leaveDialog(dialog);
  }

  private respond(received: ReceivedRequest, status: number): void {
    this.parts.context.stack.respond(received, responseTo(received.request, status));
  }

  /** Requests follow the route; else a phone is reached where it was seen, a trunk at the contact it named. */
  target(): Peer {
    const { context, dialog, source } = this.parts;
    if (context.sendsToSource && !dialog.isRouted) return source;
    return peerOfUri(dialog.nextHop, source) ?? source;
  }
}

function causeOfBye(bye: SipRequest): Cause {
  const told = bye.headers.getAll('reason').map((reason) => causeOfReason(reason));
  return told.find((cause) => cause === 'answeredElsewhere') ?? 'hungUp';
}
