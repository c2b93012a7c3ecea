import { createServer, type Server, Socket } from 'node:net';
import { StreamFramer } from '../message/stream-framer.ts';
import type { Peer } from '../transaction/peer.ts';
import { familyOf, type Listen, plainAddress } from './address.ts';
import type { TransportCounters } from './transport-events.ts';

/** What TCP tells. */
export interface TcpEvents {
  readonly message: (bytes: Uint8Array, source: Peer) => void;
  readonly failed: (target: Peer) => void;
}

/** Where TCP listens, and whom it tells. */
export interface TcpOptions {
  readonly listen: readonly Listen[];
  readonly events: TcpEvents;
  readonly counters: TransportCounters;
}

/** Bounds on connections, each with its reason. */
const limits = {
  /** A phone or trunk has one; a flood ends here. */
  connections: 2_000,
  /** A peer that does not read must not fill our memory. */
  unsentBytes: 1024 * 1024,
  /** A peer that does not answer to a connection attempt. */
  connectMs: 5_000,
  /** Longer than the longest registration, so that a phone's connection outlives its silence. */
  idleMs: 4_000_000,
} as const;

const PONG = '\r\n';

/** All TCP connections: those that came, and those that were opened to send on. */
export class TcpConnections {
  private readonly options: TcpOptions;
  private readonly servers: Server[] = [];
  private readonly byName = new Map<string, Socket>();
  private readonly outgoing = new Map<string, string>();
  private count = 0;

  constructor(options: TcpOptions) {
    this.options = options;
  }

  /** Opens every listening address; rejects with the system's error, such as EADDRINUSE. */
  async open(): Promise<readonly number[]> {
    const ports: number[] = [];
    for (const listen of this.options.listen) ports.push(await this.openServer(listen));
    return ports;
  }

  /** Sends on the named connection, else on one to that address, else on a new one. */
  send(bytes: Uint8Array, target: Peer): void {
    const socket = this.socketFor(target);
    if (socket === undefined || socket.destroyed || socket.writableLength > limits.unsentBytes) {
      this.options.counters.unsent += 1;
      this.options.events.failed(target);
      return;
    }
    socket.write(bytes);
  }

  async close(): Promise<void> {
    for (const socket of this.byName.values()) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  }

  private async openServer(listen: Listen): Promise<number> {
    const server = createServer((socket) => this.adopt(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: listen.host, port: listen.port, ipv6Only: familyOf(listen.host) === 6 }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    server.on('error', () => {});
    this.servers.push(server);
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : listen.port;
  }

  private socketFor(target: Peer): Socket | undefined {
    const named = target.connection === undefined ? undefined : this.byName.get(target.connection);
    if (named !== undefined && !named.destroyed) return named;
    const opened = this.outgoing.get(`${target.host}|${target.port}`);
    const known = opened === undefined ? undefined : this.byName.get(opened);
    return known !== undefined && !known.destroyed ? known : this.connect(target);
  }

  private connect(target: Peer): Socket | undefined {
    if (this.byName.size >= limits.connections) return undefined;
    const socket = new Socket();
    const name = this.watch(socket, { ...target, connection: undefined });
    this.outgoing.set(`${target.host}|${target.port}`, name);
    const giveUp = setTimeout(() => socket.destroy(), limits.connectMs);
    socket.once('connect', () => clearTimeout(giveUp));
    socket.once('close', () => {
      clearTimeout(giveUp);
      this.outgoing.delete(`${target.host}|${target.port}`);
      this.options.events.failed(target);
    });
    socket.connect({ host: target.host, port: target.port });
    return socket;
  }

  private adopt(socket: Socket): void {
    if (this.byName.size >= limits.connections) {
      this.options.counters.refusedConnections += 1;
      socket.destroy();
      return;
    }
    const host = plainAddress(socket.remoteAddress ?? '');
    this.watch(socket, { transport: 'TCP', host, port: socket.remotePort ?? 0, connection: undefined });
  }

  private watch(socket: Socket, peer: Peer): string {
    this.count += 1;
    const name = `t${this.count}`;
    const source = { ...peer, connection: name };
    const framer = new StreamFramer();
    this.byName.set(name, socket);
    socket.setNoDelay(true);
    socket.setTimeout(limits.idleMs, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => {
      this.byName.delete(name);
      // Whoever waits for an answer over this connection will not get one.
      this.options.events.failed(source);
    });
    socket.on('data', (chunk) => {
      for (const item of framer.push(chunk)) this.handle(socket, source, item);
    });
    return name;
  }

  private handle(socket: Socket, source: Peer, item: ReturnType<StreamFramer['push']>[number]): void {
    const { counters, events } = this.options;
    if (item.type === 'message') events.message(item.bytes, source);
    else if (item.type === 'ping') {
      counters.keepAlives += 1;
      socket.write(PONG);
    } else {
      counters.malformed[item.why] = (counters.malformed[item.why] ?? 0) + 1;
      counters.refusedConnections += 1;
      socket.destroy();
    }
  }
}
