import type { Cause } from '@sentralbord/core';
import { causeOfReason, rejectionOf } from '../cause-map.ts';
import { Dialog, type DialogId } from '../dialog/dialog.ts';
import type { SipRequest } from '../message/message.ts';
import { parseNameAddr } from '../message/name-addr.ts';
import { responseTo } from '../message/respond.ts';
import { ALLOW, statusForMethod } from './allowed-methods.ts';
import { Established } from './established.ts';
import type { LegContext, LegEvents, SipLeg } from './leg-context.ts';
import type { LegMedia } from './leg-media.ts';
import type { DialogUser, ReceivedRequest } from './stack.ts';

/** An INVITE that can become a leg: checked, with its media ready. */
export interface InboundParts {
  readonly context: LegContext;
  readonly received: ReceivedRequest;
  readonly media: LegMedia;
  readonly events: Pick<LegEvents, 'ended' | 'gone'>;
}

/**
 * A leg that came to us (RFC 3261 section 13.3).
 * - `arrived`: not answered; out by our answer, our rejection, a CANCEL or a BYE.
 * - `up`: {@link Established} has taken over.
 * - `ended`.
 */
export class InboundLeg implements SipLeg, DialogUser {
  readonly media: LegMedia;
  private readonly parts: InboundParts;
  private readonly early: DialogId;
  private phase: 'arrived' | 'up' | 'ended' = 'arrived';
  private established: Established | undefined;

  constructor(parts: InboundParts) {
    this.parts = parts;
    this.media = parts.media;
    const { stack } = parts.context;
    const { headers } = parts.received.request;
    const tag = parseNameAddr(headers.get('from') ?? '')?.params.get('tag');
    const remoteTag = typeof tag === 'string' ? tag : '';
    this.early = { callId: headers.get('call-id') ?? '', localTag: stack.token(), remoteTag };
    stack.ownInvite(parts.received.id, { cancelled: (request) => this.cancelled(request), unacknowledged: () => {} });
    stack.ownDialog(this.early, this);
  }

  get isUp(): boolean {
    return this.phase === 'up';
  }

  /** Tells the caller that it rings. */
  ring(): void {
    if (this.phase !== 'arrived') return;
    const { context, received } = this.parts;
    const headers = [['contact', context.contactFor(received.replyTo)] as const];
    context.stack.respond(received, responseTo(received.request, 180, { toTag: this.early.localTag, headers }));
  }

  /** Accepts the call. A description that cannot be served ends it with 488 instead. */
  answer(): void {
    if (this.phase !== 'arrived') return;
    const { context, received, media, events } = this.parts;
    const dialog = Dialog.fromRequest(received.request, this.early.localTag);
    const weOffer = received.request.body.length === 0;
    const answering = weOffer ? undefined : media.answer(received.request.body);
    if (dialog === undefined || answering?.ok === false) {
      this.refuse(dialog === undefined ? 400 : 488);
      events.ended('incompatible');
      events.gone();
      return;
    }
    this.phase = 'up';
    answering?.apply();
    this.established = new Established({
      context,
      dialog,
      media,
      source: received.replyTo,
      onEnded: (cause) => {
        this.phase = 'ended';
        events.ended(cause);
      },
      onGone: events.gone,
    });
    this.established.accept(received, { body: answering?.body ?? media.offer(), weOffered: weOffer });
  }

  /** Turns the call away. */
  reject(cause: Cause): void {
    if (this.phase !== 'arrived') return;
    const { status, reason } = rejectionOf(cause);
    this.refuse(status, [['reason', reason]]);
    this.parts.events.gone();
  }

  hangUp(cause: Cause): void {
    if (this.phase === 'arrived') {
      this.reject(cause);
      return;
    }
    if (this.phase === 'up') this.established?.bye(cause);
    this.phase = 'ended';
  }

  /** Before the answer a caller may end by BYE too, in the early dialog (section 15). */
  request(received: ReceivedRequest): void {
    const { method } = received.request;
    const { stack } = this.parts.context;
    if (method === 'BYE') {
      stack.respond(received, responseTo(received.request, 200));
      this.cancelled(received.request);
    } else if (method === 'OPTIONS' || method === 'INFO') stack.respond(received, responseTo(received.request, 200));
    else if (method === 'INVITE') stack.respond(received, responseTo(received.request, 491));
    else
      stack.respond(received, responseTo(received.request, statusForMethod(method), { headers: [['allow', ALLOW]] }));
  }

  /** No 2xx of ours is out, so there is nothing to acknowledge. */
  ack(): void {}

  private cancelled({ headers }: SipRequest): void {
    if (this.phase !== 'arrived') return;
    this.refuse(487);
    const told = headers.getAll('reason').map((reason) => causeOfReason(reason));
    this.parts.events.ended(told.find((cause) => cause === 'answeredElsewhere') ?? 'cancelled');
    this.parts.events.gone();
  }

  private refuse(status: number, headers: readonly (readonly [string, string])[] = []): void {
    const { context, received, media } = this.parts;
    this.phase = 'ended';
    media.close();
    context.stack.leaveDialog(this.early);
    context.stack.respond(received, responseTo(received.request, status, { toTag: this.early.localTag, headers }));
  }
}
