import { createSocket, type Socket } from 'node:dgram';
import type { Peer } from '../transaction/peer.ts';
import { familyOf, type Listen, plainAddress } from './address.ts';
import { ListenError } from './listen-error.ts';

/** What one UDP address is, and whom it tells. */
export interface UdpOptions {
  readonly listen: Listen;
  /**
   * Its name among several of its family: an answer has to leave from the address that its request came to
   * (RFC 3581 section 4). Undefined when it is the only one.
   */
  readonly name: string | undefined;
  readonly unsentBytes: number;
  readonly datagram: (bytes: Uint8Array, source: Peer) => void;
  /** A datagram was not sent after all. */
  readonly failed: (target: Peer) => void;
}

/** Datagrams wait here while the process is busy; the system's usual 200 kB loses bursts of calls. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

/** One UDP address. */
export class UdpListener {
  readonly family: 4 | 6;
  readonly name: string | undefined;
  private readonly socket: Socket;
  private readonly options: UdpOptions;
  private isClosed = false;

  constructor(options: UdpOptions) {
    this.options = options;
    this.name = options.name;
    this.family = familyOf(options.listen.host) ?? 4;
    // Without `ipv6Only`, `::` would take the port of `0.0.0.0` too.
    this.socket = createSocket({ type: this.family === 6 ? 'udp6' : 'udp4', ipv6Only: this.family === 6 });
  }

  /** Returns what was bound; rejects with a {@link ListenError}. */
  async open(): Promise<Listen> {
    const { listen } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.socket.once('error', (error) => reject(new ListenError(listen, error)));
      this.socket.bind({ address: listen.host, port: listen.port, exclusive: true }, resolve);
    });
    this.socket.removeAllListeners('error').on('error', () => {});
    this.widen();
    this.socket.on('message', (bytes, { address, port }) => {
      const source = { transport: 'UDP', host: plainAddress(address), port, connection: this.name } as const;
      this.options.datagram(bytes, source);
    });
    return { ...listen, port: this.socket.address().port };
  }

  /** False when it could not be sent; later failures are told. Never throws. */
  send(bytes: Uint8Array, target: Peer): boolean {
    if (this.isClosed || this.socket.getSendQueueSize() > this.options.unsentBytes) return false;
    try {
      this.socket.send(bytes, target.port, target.host, (error) => {
        if (error !== null) this.options.failed(target);
      });
      return true;
    } catch {
      // The port is 0, which anybody may write in a Via or Contact.
      return false;
    }
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }

  private widen(): void {
    try {
      this.socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    } catch {
      // Some systems refuse more than their limit rather than give that.
    }
  }
}
