import type { SipMessage } from './message.ts';
import { formatUri } from './uri-text.ts';

const encoder = new TextEncoder();

/** Names whose usual spelling is not that of capitals after hyphens. */
const SPELLING: Readonly<Record<string, string>> = {
  'call-id': 'Call-ID',
  cseq: 'CSeq',
  'www-authenticate': 'WWW-Authenticate',
};
const spelt = new Map<string, string>(Object.entries(SPELLING));

/** A message as bytes; Content-Length is set here. Line breaks in a value become a space. */
export function serialiseMessage(message: SipMessage): Uint8Array {
  const first =
    message.kind === 'request'
      ? `${message.method} ${formatUri(message.uri)} SIP/2.0`
      : `SIP/2.0 ${message.statusCode} ${message.reasonPhrase}`;
  let head = `${oneLine(first)}\r\n`;
  for (const [name, value] of message.headers.entries()) {
    if (name !== 'content-length') head += `${spell(name)}: ${oneLine(value)}\r\n`;
  }
  head += `Content-Length: ${message.body.length}\r\n\r\n`;
  const headBytes = encoder.encode(head);
  if (message.body.length === 0) return headBytes;
  const bytes = new Uint8Array(headBytes.length + message.body.length);
  bytes.set(headBytes);
  bytes.set(message.body, headBytes.length);
  return bytes;
}

/** A value that brings line breaks from elsewhere must not begin fields of its own. */
const oneLine = (text: string): string => (/[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text);

function spell(name: string): string {
  const known = spelt.get(name);
  if (known !== undefined) return known;
  const text = name.replace(/(^|-)([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
  // Bounded: names from the network must not fill the memory.
  if (spelt.size < 500) spelt.set(name, text);
  return text;
}
