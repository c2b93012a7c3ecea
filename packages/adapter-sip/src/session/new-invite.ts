import type { Shown } from '@sentralbord/core';
import { formatCSeq } from '../message/cseq.ts';
import { Headers } from '../message/headers.ts';
import { NO_BODY, type SipRequest } from '../message/message.ts';
import { formatNameAddr } from '../message/name-addr.ts';
import type { SipUri } from '../message/uri.ts';
import { ALLOW } from './allowed-methods.ts';

/** Who is called, who is shown as calling, and the tokens that make the call one of its own. */
export interface NewInvite {
  readonly uri: SipUri;
  /** The address that the To names: the request's own, or the account behind a contact. */
  readonly to: SipUri;
  readonly shown: Shown;
  /** The host that stands in our From. */
  readonly host: string;
  readonly tag: string;
  readonly callId: string;
}

/** An INVITE outside any dialog (RFC 3261 section 8.1.1), without Contact and body. */
export function newInvite({ uri, to, shown, host, tag, callId }: NewInvite): SipRequest {
  const from = {
    displayName: shown.name ?? (shown.number === undefined ? 'Anonymous' : undefined),
    // RFC 3323 section 4.1.1.3: the anonymous URI of a caller who is not to be shown.
    uri: shown.number === undefined ? ANONYMOUS : sipUri(shown.number, host),
    params: new Map([['tag', tag]]),
  };
  const headers = new Headers()
    .append('max-forwards', '70')
    .append('from', formatNameAddr(from))
    .append('to', formatNameAddr({ displayName: undefined, uri: to, params: new Map() }))
    .append('call-id', callId)
    .append('cseq', formatCSeq({ number: 1, method: 'INVITE' }))
    .append('allow', ALLOW);
  return { kind: 'request', method: 'INVITE', uri, headers, body: NO_BODY };
}

/** `sip:user@host`, with a port where one is named. */
export function sipUri(user: string | undefined, host: string, port?: number): SipUri {
  return { scheme: 'sip', user, host: bracketed(host), port, params: new Map(), headers: undefined };
}

/** An IPv6 address stands in brackets in a URI (RFC 3261 section 25.1). */
export const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

const ANONYMOUS = sipUri('anonymous', 'anonymous.invalid');
