import { Headers } from './headers.ts';
import { messageLimits } from './limits.ts';
import { NO_BODY, type SipMessage } from './message.ts';
import { reasonPhraseOf } from './respond.ts';
import { parseUri } from './uri-text.ts';

/** How a request that cannot be taken is to be answered. */
export interface ParseAnswer {
  readonly statusCode: number;
  readonly reasonPhrase: string;
  /** What of the request's own fields could be read: Via, From, To, Call-ID, CSeq. */
  readonly headers: Headers;
  readonly method: string;
}

/** A message, or why it is none. `answer` is set when it was recognisably a request that can be answered. */
export type ParseResult =
  | { readonly ok: true; readonly message: SipMessage }
  | { readonly ok: false; readonly why: string; readonly answer?: ParseAnswer };

type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string; readonly version: string }
  | { readonly kind: 'response'; readonly statusCode: number; readonly reasonPhrase: string };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const TOKEN = /^[!%'*+\-.0-9A-Z_`a-z~]{1,64}$/;

/**
 * Reads one message of a datagram or of a framed stream. Strict on what decides
 * its extent, tolerant where RFC 3261 section 7.3 asks for it. Never throws.
 */
export function parseMessage(bytes: Uint8Array): ParseResult {
  if (bytes.length > messageLimits.messageBytes) return { ok: false, why: 'too large' };
  const start = skipLineBreaks(bytes);
  if (isKeepAlive(bytes, start)) return { ok: false, why: 'keep-alive' };
  const headEnd = findHeadEnd(bytes, start);
  const head = decoder.decode(bytes.subarray(start, headEnd.end));
  const lines = head.split(/\r?\n/);
  const startLine = parseStartLine(lines[0] ?? '');
  if (startLine === undefined) return { ok: false, why: 'not SIP' };
  const headers = new Headers();
  const fault = readFields(lines, headers) ?? (headEnd.isComplete ? undefined : 'the head has no end');
  if (fault !== undefined) return refuse(startLine, headers, { statusCode: 400, why: fault });
  return finish(startLine, headers, bytes.subarray(headEnd.bodyStart));
}

function finish(startLine: StartLine, headers: Headers, rest: Uint8Array): ParseResult {
  const body = bodyOf(headers, rest);
  if (typeof body === 'string') return refuse(startLine, headers, { statusCode: 400, why: body });
  if (startLine.kind === 'response') {
    const { statusCode, reasonPhrase } = startLine;
    return { ok: true, message: { kind: 'response', statusCode, reasonPhrase, headers, body } };
  }
  if (startLine.version !== 'SIP/2.0')
    return refuse(startLine, headers, { statusCode: 505, why: 'another SIP version' });
  // White space is forbidden in a request URI, though the parameters of a header field may have it.
  const uri = /\s/.test(startLine.uri) ? undefined : parseUri(startLine.uri);
  if (uri === undefined) {
    const isOfOtherScheme = /^(?!(sips?|tel):)[a-z][a-z0-9+.-]*:/i.test(startLine.uri);
    const statusCode = isOfOtherScheme ? 416 : 400;
    return refuse(startLine, headers, { statusCode, why: 'the request URI cannot be read' });
  }
  return { ok: true, message: { kind: 'request', method: startLine.method, uri, headers, body } };
}

function refuse(startLine: StartLine, headers: Headers, fault: { statusCode: number; why: string }): ParseResult {
  const isAnswerable = startLine.kind === 'request' && startLine.method !== 'ACK' && headers.has('via');
  if (!isAnswerable) return { ok: false, why: fault.why };
  const { statusCode, why } = fault;
  const kept = new Headers();
  for (const name of ['via', 'from', 'to', 'call-id', 'cseq']) {
    for (const value of headers.getAll(name)) kept.append(name, value);
  }
  const reasonPhrase = reasonPhraseOf(statusCode);
  return { ok: false, why, answer: { statusCode, reasonPhrase, headers: kept, method: startLine.method } };
}

function parseStartLine(line: string): StartLine | undefined {
  if (line.length > messageLimits.lineBytes || line.includes('\r')) return undefined;
  // The version is written in any case (section 7.1).
  if (/^sip\/2\.0 /i.test(line)) {
    const isStatus = /^[1-6][0-9]{2}( |$)/.test(line.slice(8, 12));
    return isStatus
      ? { kind: 'response', statusCode: Number(line.slice(8, 11)), reasonPhrase: line.slice(12) }
      : undefined;
  }
  return parseRequestLine(line.trimEnd());
}

/** More spaces than one around the URI are no reason to leave the sender without an answer. */
function parseRequestLine(line: string): StartLine | undefined {
  const firstSpace = line.indexOf(' ');
  const lastSpace = line.lastIndexOf(' ');
  const method = line.slice(0, firstSpace);
  const version = line.slice(lastSpace + 1);
  if (firstSpace < 0 || lastSpace <= firstSpace || !TOKEN.test(method) || !/^SIP\/[0-9]+\.[0-9]+$/i.test(version)) {
    return undefined;
  }
  return { kind: 'request', method, uri: line.slice(firstSpace + 1, lastSpace).trim(), version: version.toUpperCase() };
}

/** Reads the fields behind the first line; says why when one cannot be read. */
function readFields(lines: readonly string[], headers: Headers): string | undefined {
  if (lines.length > messageLimits.headerLines) return 'too many header fields';
  let name = '';
  let value = '';
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] as string;
    if (line.length > messageLimits.lineBytes) return 'a header field is too long';
    // Whoever takes it for the end of a line would read other fields than we do.
    if (line.includes('\r')) return 'a carriage return within a line';
    const isFolded = line.startsWith(' ') || line.startsWith('\t');
    if (isFolded) {
      if (name === '') return 'a continuation of nothing';
      value = `${value} ${line.trim()}`;
      if (value.length > messageLimits.lineBytes) return 'a header field is too long';
      continue;
    }
    if (name !== '') headers.append(name, value.trim());
    name = '';
    if (line === '') break;
    const colon = line.indexOf(':');
    name = line.slice(0, colon).trimEnd();
    if (colon < 1 || !TOKEN.test(name)) return 'a header field without a name';
    value = line.slice(colon + 1).trim();
  }
  if (name !== '') headers.append(name, value.trim());
  return undefined;
}

/** The body that Content-Length says; a datagram's extra bytes are dropped (section 18.3). */
function bodyOf(headers: Headers, rest: Uint8Array): Uint8Array | string {
  const lengths = new Set(headers.getAll('content-length'));
  if (lengths.size > 1) return 'more than one Content-Length';
  const [text] = lengths;
  if (text === undefined) return rest.length === 0 ? NO_BODY : rest.slice();
  if (!/^[0-9]{1,9}$/.test(text)) return 'a Content-Length that is no number';
  const length = Number(text);
  if (length > rest.length) return 'a Content-Length beyond the message';
  return length === 0 ? NO_BODY : rest.slice(0, length);
}

const CR = 13;
const LF = 10;

/** Line breaks before the first line are skipped (section 7.5). */
function skipLineBreaks(bytes: Uint8Array): number {
  let start = 0;
  while (bytes[start] === CR || bytes[start] === LF) start += 1;
  return start;
}

/** Nothing but line breaks (RFC 5626 section 3.5.1), or the zeros that some phones send. */
function isKeepAlive(bytes: Uint8Array, start: number): boolean {
  return start === bytes.length || (bytes.length <= 4 && bytes.every((byte) => byte === 0));
}

/** Where the head ends and the body begins. */
function findHeadEnd(bytes: Uint8Array, start: number): { end: number; bodyStart: number; isComplete: boolean } {
  for (let at = bytes.indexOf(LF, start); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    const end = bytes[at - 1] === CR ? at - 1 : at;
    if (bytes[at + 1] === LF) return { end, bodyStart: at + 2, isComplete: true };
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return { end, bodyStart: at + 3, isComplete: true };
  }
  return { end: bytes.length, bodyStart: bytes.length, isComplete: false };
}
