import type { SipRequest } from '../message/message.ts';
import { splitOutsideQuotes } from '../message/uri-text.ts';
import type { Via } from '../message/via.ts';
import { formatVia } from '../message/via.ts';
import type { Peer } from './peer.ts';
import { isReliable } from './peer.ts';

/**
 * The topmost Via with what the source tells about it: `received` when the name in it is another than the
 * source's address, and both `received` and `rport` when the sender asked for `rport`
 * (RFC 3261 section 18.2.1, RFC 3581 section 4).
 */
export function viaWithSource(via: Via, source: Peer): Via {
  const wantsPort = via.params.has('rport');
  // In a Via an IPv6 address stands in brackets, in a source not.
  if (!wantsPort && via.host.replace(/^\[|\]$/g, '') === source.host) return via;
  const params = new Map(via.params);
  params.set('received', source.host);
  if (wantsPort) params.set('rport', String(source.port));
  return { ...via, params };
}

/** The request with that topmost Via; the others stay as they are. The given request is left alone. */
export function withTopVia(request: SipRequest, via: Via): SipRequest {
  const headers = request.headers.clone();
  const [, ...others] = splitOutsideQuotes(headers.get('via') ?? '', ',');
  headers.replaceFirst('via', [formatVia(via), ...others].join(','));
  return { ...request, headers };
}

/**
 * Where the responses to a request go (RFC 3261 section 18.2.2, RFC 3581 section 4): back through the connection
 * it came by; over UDP to the address it came from, at the port it came from if the sender asked for `rport`,
 * else at the port its Via names.
 */
export function responseTarget(via: Via, source: Peer): Peer {
  if (isReliable(source.transport) || via.params.has('rport')) return source;
  return { ...source, port: via.port ?? 5060 };
}
