/** The transports of RFC 3261 section 18 and RFC 7118, as a Via names them. */
export type Transport = 'UDP' | 'TCP' | 'TLS' | 'WS' | 'WSS';

/** One hop away: where a message goes, or where it came from. Compared by value. */
export interface Peer {
  readonly transport: Transport;
  /** An address, or a name that the transport resolves. */
  readonly host: string;
  readonly port: number;
  /** The transport's own name for one connection, for UDP for one of our sockets; undefined where any will do. */
  readonly connection: string | undefined;
}

/** Whether the transport itself repeats what is lost (RFC 3261 section 17): then no timer retransmits. */
export function isReliable(transport: Transport): boolean {
  return transport !== 'UDP';
}

/** The same text for equal peers. */
export function peerKey(peer: Peer): string {
  return `${peer.transport}|${peer.host.toLowerCase()}|${peer.port}|${peer.connection ?? ''}`;
}
