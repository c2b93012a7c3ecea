import type { Headers } from './headers.ts';
import type { Params } from './uri.ts';
import { formatParams, parseHostPort, parseParams, splitOutsideQuotes } from './uri-text.ts';

/** One Via value (RFC 3261 section 20.42). */
export interface Via {
  /** In capitals: `UDP`, `TCP` … */
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly params: Params;
}

/** Reads `SIP/2.0/UDP host:port;branch=…`; undefined when it is none. */
export function parseVia(text: string): Via | undefined {
  const protocol = /^\s*SIP\s*\/\s*2\.0\s*\/\s*([A-Za-z0-9-]+)\s/i.exec(text);
  if (protocol === null) return undefined;
  // The rest is cut by hand: a pattern for it would go back and forth over long white space.
  const rest = text.slice(protocol[0].length);
  const semicolon = rest.indexOf(';');
  const hostPort = parseHostPort((semicolon < 0 ? rest : rest.slice(0, semicolon)).trim());
  const params = parseParams(semicolon < 0 ? '' : rest.slice(semicolon + 1));
  if (hostPort === undefined || params === undefined) return undefined;
  return { transport: (protocol[1] ?? '').toUpperCase(), ...hostPort, params };
}

/** Writes a Via value. */
export function formatVia({ transport, host, port, params }: Via): string {
  return `SIP/2.0/${transport} ${host}${port === undefined ? '' : `:${port}`}${formatParams(params)}`;
}

/** The topmost Via: the first of the first field. */
export function topVia(headers: Headers): Via | undefined {
  const first = headers.get('via');
  return first === undefined ? undefined : parseVia(splitOutsideQuotes(first, ',')[0] ?? '');
}
