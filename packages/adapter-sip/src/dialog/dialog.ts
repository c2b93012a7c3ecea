import { formatCSeq, parseCSeq } from '../message/cseq.ts';
import { Headers } from '../message/headers.ts';
import { NO_BODY, type SipRequest, type SipResponse } from '../message/message.ts';
import { formatNameAddr, type NameAddr, parseNameAddr, parseNameAddrList } from '../message/name-addr.ts';
import type { SipUri } from '../message/uri.ts';

/** What a request in a dialog carries besides what the dialog says. */
export interface RequestContent {
  readonly method: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
}

/** The three parts that name a dialog. */
export interface DialogId {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
}

/** A peer-to-peer relation between two user agents (RFC 3261 section 12): Call-ID and two tags. */
export class Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  private readonly local: NameAddr;
  private readonly remote: NameAddr;
  private readonly routeSet: readonly NameAddr[];
  private remoteTarget: SipUri;
  private localSequence: number;
  private remoteSequence: number | undefined;

  private constructor(parts: DialogParts) {
    this.callId = parts.callId;
    this.local = parts.local;
    this.remote = parts.remote;
    this.localTag = tagOf(parts.local);
    this.remoteTag = tagOf(parts.remote);
    this.routeSet = parts.routeSet;
    this.remoteTarget = parts.remoteTarget;
    this.localSequence = parts.localSequence;
    this.remoteSequence = parts.remoteSequence;
  }

  /** The dialog that our answer to this INVITE makes (section 12.1.1); undefined when the request cannot make one. */
  static fromRequest(request: SipRequest, localTag: string): Dialog | undefined {
    const parties = partiesOf(request.headers);
    const target = contactOf(request.headers);
    const sequence = parseCSeq(request.headers.get('cseq') ?? '')?.number;
    const routeSet = parseNameAddrList(request.headers.getAll('record-route'));
    if (parties === undefined || target === undefined || sequence === undefined || routeSet === undefined)
      return undefined;
    return new Dialog({
      callId: parties.callId,
      local: withTag(parties.to, localTag),
      remote: parties.from,
      routeSet,
      remoteTarget: target,
      localSequence: 0,
      remoteSequence: sequence,
    });
  }

  /** The dialog that a 2xx to our INVITE makes (section 12.1.2); undefined when it has no Contact or no To tag. */
  static fromResponse(response: SipResponse): Dialog | undefined {
    const parties = partiesOf(response.headers);
    const target = contactOf(response.headers);
    const sequence = parseCSeq(response.headers.get('cseq') ?? '')?.number;
    const routeSet = parseNameAddrList(response.headers.getAll('record-route'));
    if (parties === undefined || target === undefined || sequence === undefined || routeSet === undefined)
      return undefined;
    return new Dialog({
      callId: parties.callId,
      local: parties.from,
      remote: parties.to,
      routeSet: [...routeSet].reverse(),
      remoteTarget: target,
      localSequence: sequence,
      remoteSequence: undefined,
    });
  }

  /** Where requests of this dialog go next: the first proxy that recorded itself, else the other party's contact. */
  get nextHop(): SipUri {
    return this.routeSet[0]?.uri ?? this.remoteTarget;
  }

  /** Whether a proxy asked to stay in the path. */
  get isRouted(): boolean {
    return this.routeSet.length > 0;
  }

  /** A new request in the dialog (section 12.2.1.1). Via is put on by the transaction. */
  request({ method, headers = [], body = NO_BODY }: RequestContent): SipRequest {
    this.localSequence += 1;
    return this.write(method, { sequence: this.localSequence, headers, body });
  }

  /** The ACK to a 2xx with that CSeq number (section 13.2.2.4). */
  acknowledge(sequence: number, content: Omit<RequestContent, 'method'> = {}): SipRequest {
    return this.write('ACK', { sequence, headers: content.headers ?? [], body: content.body ?? NO_BODY });
  }

  /** Takes a request of the other party in; false when it is out of order, to be answered 500 (section 12.2.2). */
  accepts(request: SipRequest): boolean {
    const sequence = parseCSeq(request.headers.get('cseq') ?? '')?.number;
    if (sequence === undefined || (this.remoteSequence !== undefined && sequence <= this.remoteSequence)) return false;
    this.remoteSequence = sequence;
    return true;
  }

  /** A re-INVITE or its answer may name a new contact (section 12.2.1.2, 12.2.2). */
  refreshTarget(headers: Headers): void {
    this.remoteTarget = contactOf(headers) ?? this.remoteTarget;
  }

  private write(
    method: string,
    content: { sequence: number; headers: RequestContent['headers'] & {}; body: Uint8Array },
  ) {
    const headers = new Headers()
      .append('max-forwards', '70')
      .append('from', formatNameAddr(this.local))
      .append('to', formatNameAddr(this.remote))
      .append('call-id', this.callId)
      .append('cseq', formatCSeq({ number: content.sequence, method }));
    for (const route of this.routeSet) headers.append('route', formatNameAddr(route));
    for (const [name, value] of content.headers) headers.append(name, value);
    return { kind: 'request', method, uri: this.remoteTarget, headers, body: content.body } satisfies SipRequest;
  }
}

interface DialogParts {
  readonly callId: string;
  readonly local: NameAddr;
  readonly remote: NameAddr;
  readonly routeSet: readonly NameAddr[];
  readonly remoteTarget: SipUri;
  readonly localSequence: number;
  readonly remoteSequence: number | undefined;
}

/** What names a dialog (section 12). A peer older than tags has an empty remote one. */
export const dialogKey = (id: DialogId): string => `${id.localTag}|${id.remoteTag}|${id.callId}`;

function partiesOf(headers: Headers): { from: NameAddr; to: NameAddr; callId: string } | undefined {
  const from = parseNameAddr(headers.get('from') ?? '');
  const to = parseNameAddr(headers.get('to') ?? '');
  const callId = headers.get('call-id');
  return from === undefined || to === undefined || callId === undefined ? undefined : { from, to, callId };
}

function contactOf(headers: Headers): SipUri | undefined {
  return parseNameAddrList(headers.getAll('contact'))?.[0]?.uri;
}

function tagOf(party: NameAddr): string {
  const tag = party.params.get('tag');
  return typeof tag === 'string' ? tag : '';
}

function withTag(party: NameAddr, tag: string): NameAddr {
  return { ...party, params: new Map([...party.params, ['tag', tag]]) };
}
