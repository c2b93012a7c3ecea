import { parseCSeq } from '../message/cseq.ts';
import type { Headers } from '../message/headers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { parseNameAddr } from '../message/name-addr.ts';
import { formatUri } from '../message/uri-text.ts';
import type { Via } from '../message/via.ts';
import { topVia } from '../message/via.ts';

/** A branch that begins so is unique to its transaction (RFC 3261 section 8.1.1.7). */
export const BRANCH_COOKIE = 'z9hG4bK';

/** The key by which a client transaction is found: its Via and its method (RFC 3261 section 17.1.3). */
export function clientKey(via: Via, method: string): string {
  return `${branchOf(via) ?? ''}|${sentBy(via)}|${method}`;
}

/** The key of the client transaction that a response belongs to; undefined when it lacks what makes one. */
export function keyOfResponse(response: SipResponse): string | undefined {
  const via = topVia(response.headers);
  const sequence = parseCSeq(response.headers.get('cseq') ?? '');
  return via === undefined || sequence === undefined ? undefined : clientKey(via, sequence.method);
}

/**
 * The key by which a server transaction is found (RFC 3261 section 17.2.3). `method` is that of the transaction
 * looked for: INVITE for an ACK. Without the cookie a branch proves nothing, so what else is the same in all
 * requests of one transaction makes the key.
 */
export function serverKey(request: SipRequest, via: Via, method: string): string {
  const branch = branchOf(via);
  if (branch?.startsWith(BRANCH_COOKIE)) return `${branch}|${sentBy(via)}|${method}`;
  const { headers, uri } = request;
  const number = parseCSeq(headers.get('cseq') ?? '')?.number ?? '';
  const parts = [headers.get('call-id') ?? '', number, tagOf(headers, 'from') ?? '', formatUri(uri)];
  return `${parts.join('|')}|${headers.get('via') ?? ''}|${method}`;
}

/**
 * What a request has in common with its copies that came another way (RFC 3261 section 8.2.2.2); undefined
 * inside a dialog, where no copies are looked for.
 */
export function mergeKey(request: SipRequest): string | undefined {
  const { headers } = request;
  if (tagOf(headers, 'to') !== undefined) return undefined;
  const fromTag = tagOf(headers, 'from');
  if (fromTag === undefined) return undefined;
  return `${headers.get('call-id') ?? ''}|${headers.get('cseq') ?? ''}|${fromTag}`;
}

/** The tag of the From or To, or undefined when it has none. */
export function tagOf(headers: Headers, name: 'from' | 'to'): string | undefined {
  const tag = parseNameAddr(headers.get(name) ?? '')?.params.get('tag');
  return typeof tag === 'string' ? tag : undefined;
}

function branchOf(via: Via): string | undefined {
  const branch = via.params.get('branch');
  return typeof branch === 'string' ? branch : undefined;
}

function sentBy(via: Via): string {
  return `${via.host.toLowerCase()}:${via.port ?? ''}`;
}
