import { createSocket, type Socket } from 'node:dgram';
import type { Peer } from '../transaction/peer.ts';
import { familyOf, type Listen, plainAddress } from './address.ts';

/** What a UDP address tells. */
export interface UdpEvents {
  readonly datagram: (bytes: Uint8Array, source: Peer) => void;
  readonly failed: (target: Peer) => void;
}

/** Datagrams wait here while the process is busy; the system's usual 200 kB loses bursts of calls. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

/** One UDP address. */
export class UdpListener {
  readonly family: 4 | 6;
  private readonly socket: Socket;
  private readonly listen: Listen;
  private readonly events: UdpEvents;

  constructor(listen: Listen, events: UdpEvents) {
    this.listen = listen;
    this.events = events;
    this.family = familyOf(listen.host) ?? 4;
    this.socket = createSocket({ type: this.family === 6 ? 'udp6' : 'udp4', ipv6Only: this.family === 6 });
  }

  /** Rejects with the system's error, such as EADDRINUSE. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('error', reject);
      this.socket.bind({ address: this.listen.host, port: this.listen.port, exclusive: true }, () => {
        this.socket.off('error', reject);
        resolve();
      });
    });
    this.socket.on('error', () => {});
    this.socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    this.socket.on('message', (bytes, from) => {
      this.events.datagram(bytes, {
        transport: 'UDP',
        host: plainAddress(from.address),
        port: from.port,
        connection: undefined,
      });
    });
  }

  get port(): number {
    return this.socket.address().port;
  }

  send(bytes: Uint8Array, target: Peer): void {
    this.socket.send(bytes, target.port, target.host, (error) => {
      if (error !== null) this.events.failed(target);
    });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }
}
