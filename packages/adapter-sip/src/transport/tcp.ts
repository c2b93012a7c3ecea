import { createServer, type Server, Socket } from 'node:net';
import { type Peer, peerKey } from '../transaction/peer.ts';
import { familyOf, type Listen, plainAddress } from './address.ts';
import { ListenError } from './listen-error.ts';
import { type ConnectionOptions, TcpConnection } from './tcp-connection.ts';
import type { TransportCounters } from './transport-events.ts';
import type { TransportLimits } from './transport-limits.ts';

/** What TCP needs, and whom it tells. */
export interface TcpOptions {
  readonly limits: TransportLimits;
  readonly counters: TransportCounters;
  readonly message: (bytes: Uint8Array, source: Peer) => void;
  /** A connection was lost, or never came about. */
  readonly failed: (target: Peer) => void;
}

/** A connection that we opened, and for whom. */
interface Opened {
  readonly connection: TcpConnection;
  /** As they were named when something was sent to them, by key: so they are told that it is lost. */
  readonly targets: Map<string, Peer>;
}

/** One address has few names: its own, and those of connections that came from there and are lost. */
const MOST_TARGETS = 100;

/** All TCP connections: those that came, and those that were opened to send on. */
export class TcpConnections {
  private readonly options: TcpOptions;
  private readonly servers: Server[] = [];
  private readonly byName = new Map<string, TcpConnection>();
  /** The address at which each that came was taken. */
  private readonly takenAt = new Map<string, Listen>();
  /** By host and port. */
  private readonly opened = new Map<string, Opened>();
  private count = 0;
  private isClosed = false;

  constructor(options: TcpOptions) {
    this.options = options;
  }

  /** Listens there too; returns what was bound. Rejects with a {@link ListenError}. */
  async listen(listen: Listen): Promise<Listen> {
    let bound = listen;
    const server = createServer((socket) => this.adopt(socket, bound));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(new ListenError(listen, error)));
      server.listen({ host: listen.host, port: listen.port, ipv6Only: familyOf(listen.host) === 6 }, resolve);
    });
    // Such as too many open files: the next connection may succeed.
    server.removeAllListeners('error').on('error', () => {});
    this.servers.push(server);
    const address = server.address();
    if (typeof address === 'object' && address !== null) bound = { ...listen, port: address.port };
    return bound;
  }

  /** Sends on the named connection, else on one to that address, else on a new one. False when it could not be sent. */
  send(bytes: Uint8Array, target: Peer): boolean {
    if (this.isClosed) return false;
    const named = target.connection === undefined ? undefined : this.byName.get(target.connection);
    if (named?.isUsable) return named.send(bytes);
    const opened = this.openedTo(target) ?? this.connect(target);
    if (opened === undefined) return false;
    if (opened.targets.size < MOST_TARGETS) opened.targets.set(peerKey(target), target);
    return opened.connection.send(bytes);
  }

  /** The listening address by which a connection came; undefined for one that we opened. */
  listenOf(connection: string): Listen | undefined {
    return this.takenAt.get(connection);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const closing = this.servers.splice(0).map((server) => new Promise<void>((done) => server.close(() => done())));
    for (const connection of this.byName.values()) connection.close();
    await Promise.all(closing);
  }

  private openedTo({ host, port }: Peer): Opened | undefined {
    const opened = this.opened.get(`${host}|${port}`);
    return opened?.connection.isUsable ? opened : undefined;
  }

  private connect({ host, port }: Peer): Opened | undefined {
    if (this.byName.size >= this.options.limits.connections) return undefined;
    const socket = new Socket();
    const key = `${host}|${port}`;
    const targets = new Map<string, Peer>();
    const lost = () => {
      // Another may have been opened to the same address since.
      if (this.opened.get(key)?.connection === connection) this.opened.delete(key);
      for (const target of targets.values()) this.options.failed(target);
    };
    const connection = this.watch({ socket, isIncoming: false, host, port, closed: lost });
    this.opened.set(key, { connection, targets });
    socket.connect({ host, port });
    return { connection, targets };
  }

  private adopt(socket: Socket, listen: Listen): void {
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined) {
      socket.destroy();
      return;
    }
    if (this.isClosed || this.byName.size >= this.options.limits.connections) {
      this.options.counters.refusedConnections += 1;
      socket.destroy();
      return;
    }
    const host = plainAddress(remoteAddress);
    const connection = this.watch({ socket, isIncoming: true, host, port: remotePort, closed: () => {} });
    this.takenAt.set(connection.name, listen);
  }

  private watch(what: Pick<ConnectionOptions, 'socket' | 'isIncoming' | 'host' | 'port' | 'closed'>): TcpConnection {
    this.count += 1;
    const name = `t${this.count}`;
    const { limits, counters, message } = this.options;
    const closed = () => {
      this.byName.delete(name);
      this.takenAt.delete(name);
      what.closed();
      // Whoever waits for an answer over this connection will not get one.
      this.options.failed(connection.peer);
    };
    const connection = new TcpConnection({ ...what, name, limits, counters, message, closed });
    this.byName.set(name, connection);
    return connection;
  }
}
