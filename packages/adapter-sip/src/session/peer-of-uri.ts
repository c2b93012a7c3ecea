import type { SipUri } from '../message/uri.ts';
import type { Peer, Transport } from '../transaction/peer.ts';

const transports: Readonly<Record<string, Transport>> = { udp: 'UDP', tcp: 'TCP' };

/**
 * Where a request to that URI goes (RFC 3263 without look-ups: host and port as
 * they stand). Undefined for a URI that names no host or a transport we lack.
 * `seen` is where the party was seen: its connection serves as long as the address is the same.
 */
export function peerOfUri(uri: SipUri, seen?: Peer): Peer | undefined {
  if (uri.scheme !== 'sip' || uri.host === '') return undefined;
  const named = uri.params.get('transport');
  const transport = typeof named === 'string' ? transports[named.toLowerCase()] : 'UDP';
  if (transport === undefined) return undefined;
  const host = uri.host.startsWith('[') ? uri.host.slice(1, -1) : uri.host;
  const port = uri.port ?? 5060;
  const isSame = seen?.transport === transport && seen.host === host && seen.port === port;
  return { transport, host, port, connection: isSame ? seen.connection : undefined };
}
