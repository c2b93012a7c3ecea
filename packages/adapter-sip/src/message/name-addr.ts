import type { Params, SipUri } from './uri.ts';
import { formatParams, formatUri, parseParams, parseUri, splitOutsideQuotes } from './uri-text.ts';

/** A party as From, To, Contact, Route and the like name it (RFC 3261 section 20.10). */
export interface NameAddr {
  readonly displayName: string | undefined;
  readonly uri: SipUri;
  /** The field's own parameters (`tag`, `expires` …), not the URI's. */
  readonly params: Params;
}

/** Reads `"Name" <uri>;params` or `uri;params`; undefined when it is neither. */
export function parseNameAddr(text: string): NameAddr | undefined {
  const open = openingBracket(text);
  if (open < 0) return parseBare(text);
  const close = text.indexOf('>', open);
  if (close < 0) return undefined;
  const uri = parseUri(text.slice(open + 1, close).trim());
  const rest = text.slice(close + 1).trim();
  const params = rest === '' || rest.startsWith(';') ? parseParams(rest.slice(1)) : undefined;
  const displayName = unquote(text.slice(0, open).trim());
  return uri === undefined || params === undefined ? undefined : { displayName, uri, params };
}

/** Writes a party, always in angle brackets, so that nothing can be mistaken for the field's parameters. */
export function formatNameAddr({ displayName, uri, params }: NameAddr): string {
  const name = displayName === undefined ? '' : `"${quoted(displayName)}" `;
  return `${name}<${formatUri(uri)}>${formatParams(params)}`;
}

/** All parties of several fields, comma lists included; undefined when any of them cannot be read. */
export function parseNameAddrList(values: readonly string[]): NameAddr[] | undefined {
  const parties: NameAddr[] = [];
  for (const value of values) {
    for (const part of splitOutsideQuotes(value, ',')) {
      const party = parseNameAddr(part.trim());
      if (party === undefined) return undefined;
      parties.push(party);
    }
  }
  return parties;
}

/** The `<` that opens the URI: the first one outside a quoted display name. */
function openingBracket(text: string): number {
  if (!text.startsWith('"') && !text.trimStart().startsWith('"')) return text.indexOf('<');
  let at = text.indexOf('"') + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return text.indexOf('<', at);
}

/** Without brackets every parameter belongs to the field (RFC 3261 section 20.10). */
function parseBare(text: string): NameAddr | undefined {
  const semicolon = text.indexOf(';');
  const uri = parseUri((semicolon < 0 ? text : text.slice(0, semicolon)).trim());
  const params = semicolon < 0 ? new Map() : parseParams(text.slice(semicolon + 1));
  return uri === undefined || params === undefined ? undefined : { displayName: undefined, uri, params };
}

function unquote(text: string): string | undefined {
  if (text === '') return undefined;
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) return text;
  return text.slice(1, -1).replace(/\\(.)/gsu, '$1');
}

/** Line breaks and other controls would end the field: they are left out. */
const quoted = (text: string): string => text.replace(/\p{Cc}/gu, '').replace(/["\\]/g, '\\$&');
