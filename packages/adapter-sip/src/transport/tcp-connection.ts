import type { Socket } from 'node:net';
import { StreamFramer } from '../message/stream-framer.ts';
import type { Peer } from '../transaction/peer.ts';
import { plainAddress } from './address.ts';
import { countMalformed, type TransportCounters } from './transport-events.ts';
import type { TransportLimits } from './transport-limits.ts';

/** What a connection is, and whom it tells. */
export interface ConnectionOptions {
  /** Never given to another connection. */
  readonly name: string;
  readonly socket: Socket;
  /** Whether the other side opened it: then it has to say something. */
  readonly isIncoming: boolean;
  /** The address that is connected to; for a connection that came, where it came from. */
  readonly host: string;
  readonly port: number;
  readonly limits: TransportLimits;
  readonly counters: TransportCounters;
  readonly message: (bytes: Uint8Array, source: Peer) => void;
  readonly closed: () => void;
}

const PONG = '\r\n';
/** Pongs that may wait: who pings and does not read gets no more. */
const WAITING_PONG_BYTES = 1_024;

/** One TCP connection, which closes itself when a bound is passed. */
export class TcpConnection {
  readonly name: string;
  private readonly options: ConnectionOptions;
  private readonly socket: Socket;
  private readonly framer = new StreamFramer();
  private host: string;
  private deadline: NodeJS.Timeout | undefined;

  constructor(options: ConnectionOptions) {
    const { name, socket, limits, isIncoming } = options;
    this.options = options;
    this.name = name;
    this.socket = socket;
    this.host = options.host;
    socket.setNoDelay(true);
    socket.setTimeout(limits.idleMs, () => socket.destroy());
    this.closeIn(isIncoming ? limits.messageMs : limits.connectMs);
    if (!isIncoming) socket.once('connect', () => this.connected());
    // What went wrong is of no use to anybody; that it is closed is told.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.keepOpen();
      options.closed();
    });
    socket.on('data', (chunk) => this.take(chunk));
  }

  /** Where it leads. */
  get peer(): Peer {
    return { transport: 'TCP', host: this.host, port: this.options.port, connection: this.name };
  }

  get isUsable(): boolean {
    return !this.socket.destroyed && this.socket.writable;
  }

  /** False when it could not be sent. */
  send(bytes: Uint8Array): boolean {
    if (!this.isUsable || this.socket.writableLength > this.options.limits.unsentBytes) return false;
    this.socket.write(bytes);
    return true;
  }

  /** Lets the last bytes out, for a while. */
  close(): void {
    if (this.socket.connecting || this.socket.writableLength === 0) this.socket.destroy();
    else {
      this.socket.destroySoon();
      this.closeIn(this.options.limits.closeMs);
    }
  }

  private connected(): void {
    this.keepOpen();
    // A name was connected to: what comes over it has an address.
    this.host = plainAddress(this.socket.remoteAddress ?? this.host);
  }

  private take(chunk: Uint8Array): void {
    let pings = 0;
    let messages = 0;
    for (const item of this.framer.push(chunk)) {
      if (item.type === 'ping') pings += 1;
      else if (item.type === 'error') this.refuse(item.why);
      else {
        messages += 1;
        this.options.message(item.bytes, this.peer);
      }
    }
    this.pong(pings);
    if (messages > 0) this.keepOpen();
    if (this.framer.isMidMessage && this.deadline === undefined) this.closeIn(this.options.limits.messageMs);
  }

  private pong(pings: number): void {
    this.options.counters.keepAlives += pings;
    if (pings === 0 || !this.isUsable || this.socket.writableLength > WAITING_PONG_BYTES) return;
    this.socket.write(PONG.repeat(pings));
  }

  private refuse(why: string): void {
    countMalformed(this.options.counters, why);
    this.options.counters.refusedConnections += 1;
    this.socket.destroy();
  }

  private closeIn(ms: number): void {
    clearTimeout(this.deadline);
    if (this.socket.destroyed) return;
    this.deadline = setTimeout(() => this.socket.destroy(), ms);
  }

  private keepOpen(): void {
    clearTimeout(this.deadline);
    this.deadline = undefined;
  }
}
