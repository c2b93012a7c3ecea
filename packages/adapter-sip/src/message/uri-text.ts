import type { Params, SipUri } from './uri.ts';

const NO_PARAMS: Params = new Map();
const MAX_URI_LENGTH = 2_048;

/** Reads a SIP, SIPS or tel URI (RFC 3261 section 19.1, RFC 3966); undefined when it is none. */
export function parseUri(text: string): SipUri | undefined {
  if (text.length > MAX_URI_LENGTH) return undefined;
  const colon = text.indexOf(':');
  const scheme = text.slice(0, colon).toLowerCase();
  const rest = text.slice(colon + 1);
  if (scheme === 'tel') return parseTel(rest);
  if (scheme !== 'sip' && scheme !== 'sips') return undefined;
  return parseSip(scheme, rest);
}

/** Writes a URI. */
export function formatUri(uri: SipUri): string {
  if (uri.scheme === 'tel') return `tel:${uri.user ?? ''}${formatParams(uri.params)}`;
  const user = uri.user === undefined ? '' : `${escapeUser(uri.user)}@`;
  const port = uri.port === undefined ? '' : `:${uri.port}`;
  const headers = uri.headers === undefined ? '' : `?${uri.headers}`;
  return `${uri.scheme}:${user}${uri.host}${port}${formatParams(uri.params)}${headers}`;
}

/** `;name=value;flag` → a map; undefined when a name is empty or forbidden. */
export function parseParams(text: string): Params | undefined {
  if (text === '') return NO_PARAMS;
  const params = new Map<string, string | true>();
  for (const part of splitOutsideQuotes(text, ';')) {
    const piece = part.trim();
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const name = (equals < 0 ? piece : piece.slice(0, equals)).trim().toLowerCase();
    if (name === '') return undefined;
    if (!params.has(name)) params.set(name, equals < 0 ? true : piece.slice(equals + 1).trim());
  }
  return params;
}

/** A map → `;name=value;flag`. */
export function formatParams(params: Params): string {
  let text = '';
  for (const [name, value] of params) text += value === true ? `;${name}` : `;${name}=${value}`;
  return text;
}

/** Splits at a separator that stands neither in quotes nor in angle brackets. */
export function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"') && !text.includes('<')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  let isAngled = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isQuoted && char === '\\') at += 1;
    else if (char === '"' && !isAngled) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === '<') isAngled = true;
    else if (char === '>') isAngled = false;
    else if (char === separator && !isAngled) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** `host`, `host:port`, `[v6]:port`; undefined when it is neither. */
export function parseHostPort(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+)[ \t]*(?::[ \t]*([0-9]{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2]);
  if (port !== undefined && port > 65_535) return undefined;
  return { host: (match[1] ?? '').toLowerCase(), port };
}

function parseSip(scheme: 'sip' | 'sips', rest: string): SipUri | undefined {
  const question = rest.indexOf('?', rest.indexOf('@') + 1);
  const headers = question < 0 ? undefined : rest.slice(question + 1);
  const main = question < 0 ? rest : rest.slice(0, question);
  // A user part may hold semicolons, so the parameters are looked for behind it.
  const at = main.lastIndexOf('@');
  const semicolon = main.indexOf(';', at + 1);
  const hostPort = parseHostPort(main.slice(at + 1, semicolon < 0 ? undefined : semicolon));
  const params = semicolon < 0 ? NO_PARAMS : parseParams(main.slice(semicolon + 1));
  const user = at < 0 ? undefined : unescapeUser(main.slice(0, at));
  if (hostPort === undefined || params === undefined || (at >= 0 && (user === undefined || user === '')))
    return undefined;
  return { scheme, user, ...hostPort, params, headers };
}

function parseTel(rest: string): SipUri | undefined {
  const semicolon = rest.indexOf(';');
  const number = semicolon < 0 ? rest : rest.slice(0, semicolon);
  const params = semicolon < 0 ? NO_PARAMS : parseParams(rest.slice(semicolon + 1));
  if (!/^\+?[0-9A-Fa-f*#().-]+$/.test(number) || params === undefined) return undefined;
  return { scheme: 'tel', user: number, host: '', port: undefined, params, headers: undefined };
}

function unescapeUser(text: string): string | undefined {
  if (!text.includes('%')) return /[\s<>"]/.test(text) ? undefined : text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What may stand in a user part as it is (RFC 3261 section 25.1: unreserved and user-unreserved). */
function escapeUser(user: string): string {
  return user.replace(/[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/gu, (char) =>
    // Half a surrogate pair is no character, and has no bytes.
    encodeURIComponent(/\p{Cs}/u.test(char) ? '\ufffd' : char),
  );
}
