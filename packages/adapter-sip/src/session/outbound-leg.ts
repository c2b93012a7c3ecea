import type { Cause } from '@sentralbord/core';
import { causeOfResponse, reasonOf } from '../cause-map.ts';
import { Dialog } from '../dialog/dialog.ts';
import { formatCSeq, parseCSeq } from '../message/cseq.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { parseNameAddr } from '../message/name-addr.ts';
import type { ClientTransactionId } from '../transaction/outputs.ts';
import type { Peer } from '../transaction/peer.ts';
import { Established } from './established.ts';
import type { LegContext, LegEvents, SipLeg } from './leg-context.ts';
import type { LegMedia } from './leg-media.ts';
import { peerOfUri } from './peer-of-uri.ts';

/** A leg that we start: the INVITE without media, and where it goes. */
export interface OutboundParts {
  readonly context: LegContext;
  readonly events: LegEvents;
  /** Complete but for Contact and body. */
  readonly invite: SipRequest;
  readonly target: Peer;
  /** What it means when nobody answers at all. */
  readonly silentCause: Cause;
}

/** The answer of one dialog to our INVITE, kept so that a repeated 2xx gets the same ACK. */
interface Acknowledged {
  readonly tag: string;
  readonly ack: SipRequest;
  readonly target: Peer;
}

/**
 * A leg that we start (RFC 3261 section 13.2).
 * - `starting`: its media is being made ready; nothing has been sent.
 * - `calling`: the INVITE is out; out by any final response.
 * - `up`: {@link Established} has taken over.
 * - `cancelling`: we do not want it any more, and its final response has not come; a 2xx that crosses is ended by BYE.
 * - `ended`.
 */
export class OutboundLeg implements SipLeg {
  private readonly parts: OutboundParts;
  private phase: 'starting' | 'calling' | 'up' | 'cancelling' | 'ended' = 'starting';
  private legMedia: LegMedia | undefined;
  private transaction: ClientTransactionId | undefined;
  private established: Established | undefined;
  private readonly acknowledged: Acknowledged[] = [];
  private hasRung = false;
  private hangUpCause: Cause = 'cancelled';
  private attempts = 0;

  constructor(parts: OutboundParts) {
    this.parts = parts;
  }

  get media(): LegMedia | undefined {
    return this.legMedia;
  }

  get isUp(): boolean {
    return this.phase === 'up';
  }

  /** Sends the INVITE. When the leg was hung up meanwhile, the media is given back and nothing is sent. */
  begin(media: LegMedia): void {
    if (this.phase !== 'starting') {
      media.close();
      return;
    }
    this.legMedia = media;
    this.phase = 'calling';
    const { invite, context, target } = this.parts;
    const headers = invite.headers.clone();
    headers.append('contact', context.contactFor(target)).append('content-type', 'application/sdp');
    this.send({ ...invite, headers, body: media.offer() });
  }

  /** Could not begin. */
  fail(cause: Cause): void {
    if (this.phase === 'starting') this.over(cause);
  }

  hangUp(cause: Cause): void {
    this.hangUpCause = cause;
    if (this.phase === 'starting') this.close();
    else if (this.phase === 'up') {
      this.phase = 'ended';
      this.established?.bye(cause);
    } else if (this.phase === 'calling') {
      this.phase = 'cancelling';
      this.legMedia?.close();
      if (this.transaction !== undefined) this.parts.context.stack.cancel(this.transaction, reasonOf(cause));
    }
  }

  private send(request: SipRequest): void {
    this.attempts += 1;
    this.transaction = this.parts.context.stack.request(
      { request, target: this.parts.target },
      {
        response: (response) => this.receive(request, response),
        failed: (why) => this.over(why === 'timedOut' ? this.parts.silentCause : 'unreachable'),
      },
    );
  }

  private receive(request: SipRequest, response: SipResponse): void {
    const { statusCode } = response;
    if (statusCode < 200) this.receiveProvisional(statusCode);
    else if (statusCode < 300) this.receiveAccepted(response);
    else this.receiveRefused(request, response);
  }

  private receiveProvisional(statusCode: number): void {
    const rings = statusCode === 180 || statusCode === 183;
    if (!rings || this.hasRung || this.phase !== 'calling') return;
    this.hasRung = true;
    this.parts.events.ringing();
  }

  private receiveRefused(request: SipRequest, response: SipResponse): void {
    const isChallenge = response.statusCode === 401 || response.statusCode === 407;
    const authorised = isChallenge && this.phase === 'calling' ? this.authorise(request, response) : undefined;
    if (authorised !== undefined) {
      this.send(authorised);
      return;
    }
    this.over(causeOfResponse(response.statusCode, response.headers.getAll('reason')));
  }

  private authorise(request: SipRequest, response: SipResponse): SipRequest | undefined {
    // A nonce may be stale once; more rounds would be a loop.
    if (this.attempts > 2) return undefined;
    const again = this.parts.context.authorise(request, response);
    const sequence = parseCSeq(request.headers.get('cseq') ?? '')?.number ?? 1;
    again?.headers.set('cseq', formatCSeq({ number: sequence + 1, method: 'INVITE' }));
    return again;
  }

  /** A 2xx: of the first dialog, again, of another branch of a fork, or crossing our CANCEL. */
  private receiveAccepted(response: SipResponse): void {
    const tag = tagOf(response);
    const known = this.acknowledged.find((other) => other.tag === tag);
    if (known !== undefined) {
      this.parts.context.stack.acknowledge({ request: known.ack, target: known.target });
      return;
    }
    const session = this.acknowledge(response, tag);
    if (session === undefined) {
      this.over('failed');
      return;
    }
    if (this.phase === 'calling') this.connect(session, response);
    else {
      // A 2xx that nobody wants any more: acknowledged above, and ended (E3).
      const wasCancelling = this.phase === 'cancelling';
      session.bye(this.phase === 'up' ? 'answeredElsewhere' : this.hangUpCause);
      if (wasCancelling) this.phase = 'ended';
    }
  }

  private acknowledge(response: SipResponse, tag: string): Established | undefined {
    const { context, target, events } = this.parts;
    const dialog = Dialog.fromResponse(response);
    const sequence = parseCSeq(response.headers.get('cseq') ?? '')?.number;
    if (dialog === undefined || sequence === undefined || this.legMedia === undefined) return undefined;
    const isFirst = this.acknowledged.length === 0;
    const session = new Established({
      context,
      dialog,
      media: isFirst ? this.legMedia : undefined,
      source: target,
      onEnded: (cause) => {
        if (this.phase !== 'up') return;
        this.phase = 'ended';
        events.ended(cause);
      },
      onGone: isFirst ? events.gone : () => {},
    });
    const to = context.sendsToSource && !dialog.isRouted ? target : (peerOfUri(dialog.nextHop, target) ?? target);
    const ack = context.stack.acknowledge({ request: dialog.acknowledge(sequence), target: to });
    this.acknowledged.push({ tag, ack, target: to });
    return session;
  }

  private connect(session: Established, response: SipResponse): void {
    this.established = session;
    if (this.legMedia?.takeAnswer(response.body) !== undefined) {
      this.phase = 'ended';
      session.bye('incompatible');
      this.parts.events.ended('incompatible');
      return;
    }
    this.phase = 'up';
    this.parts.events.answered();
  }

  /** The INVITE came to nothing. Nobody is told when we did not want it any more. */
  private over(cause: Cause): void {
    if (this.phase === 'ended' || this.phase === 'up') return;
    const wasWanted = this.phase !== 'cancelling';
    this.close();
    if (wasWanted) this.parts.events.ended(cause);
  }

  private close(): void {
    this.phase = 'ended';
    this.legMedia?.close();
    this.parts.events.gone();
  }
}

function tagOf(response: SipResponse): string {
  const tag = parseNameAddr(response.headers.get('to') ?? '')?.params.get('tag');
  return typeof tag === 'string' ? tag : '';
}
