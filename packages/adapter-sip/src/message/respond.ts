import { Headers } from './headers.ts';
import { NO_BODY, type SipRequest, type SipResponse } from './message.ts';
import { parseNameAddr } from './name-addr.ts';

/** What a response says besides what it takes from its request. */
export interface ResponseContent {
  readonly reasonPhrase?: string;
  /** Put on the To when it has no tag. */
  readonly toTag?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
}

const COPIED = new Set(['via', 'from', 'call-id', 'cseq']);

/** The response to a request: Via, From, To, Call-ID and CSeq are the request's (RFC 3261 section 8.2.6.2). */
export function responseTo(request: SipRequest, statusCode: number, content: ResponseContent = {}): SipResponse {
  const headers = new Headers();
  // Only a response that makes a dialog tells who recorded themselves (section 12.1.1).
  const recordsRoute = statusCode > 100 && statusCode < 300 && request.method === 'INVITE';
  for (const [name, value] of request.headers.entries()) {
    if (COPIED.has(name) || (recordsRoute && name === 'record-route')) headers.append(name, value);
    else if (name === 'to') headers.append(name, withTag(value, content.toTag));
  }
  for (const [name, value] of content.headers ?? []) headers.append(name, value);
  return {
    kind: 'response',
    statusCode,
    reasonPhrase: content.reasonPhrase ?? reasonPhraseOf(statusCode),
    headers,
    body: content.body ?? NO_BODY,
  };
}

/** The usual phrase of a status code (RFC 3261 section 21). */
export function reasonPhraseOf(statusCode: number): string {
  return PHRASES[statusCode] ?? CLASSES[Math.floor(statusCode / 100)] ?? 'Unknown';
}

function withTag(to: string, tag: string | undefined): string {
  if (tag === undefined || parseNameAddr(to)?.params.has('tag') !== false) return to;
  // Without brackets a parameter behind the URI would still be the field's own.
  return `${to};tag=${tag}`;
}

const CLASSES: Readonly<Record<number, string>> = {
  1: 'Progress',
  2: 'OK',
  3: 'Redirection',
  4: 'Request Failure',
  5: 'Server Failure',
  6: 'Global Failure',
};

const PHRASES: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'Version Not Supported',
  603: 'Decline',
};
