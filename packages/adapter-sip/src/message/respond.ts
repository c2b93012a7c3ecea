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
    else if (name === 'to') headers.append(name, withToTag(value, content.toTag));
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

/** A To value with that tag, unless it has one already or cannot be read. */
export function withToTag(to: string, tag: string | undefined): string {
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
  181: 'Call Is Being Forwarded',
  182: 'Queued',
  183: 'Session Progress',
  200: 'OK',
  202: 'Accepted',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  305: 'Use Proxy',
  380: 'Alternative Service',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  410: 'Gone',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  421: 'Extension Required',
  422: 'Session Interval Too Small',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  484: 'Address Incomplete',
  485: 'Ambiguous',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  489: 'Bad Event',
  491: 'Request Pending',
  493: 'Undecipherable',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Server Time-out',
  505: 'Version Not Supported',
  513: 'Message Too Large',
  600: 'Busy Everywhere',
  603: 'Decline',
  604: 'Does Not Exist Anywhere',
  606: 'Not Acceptable',
};
