import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns';
import { isIP } from 'node:net';

/** Where a datagram came from. */
export interface MediaSource {
  readonly address: string;
  readonly port: number;
}

/** What a media leg needs of its port; tests put a port without a socket in its place. */
export interface MediaPort {
  readonly address: string;
  readonly port: number;
  /** Called with every datagram on the RTP port. The bytes belong to the receiver, who may change them. */
  onPacket: (bytes: Uint8Array, source: MediaSource) => void;
  /** Sends to an IP literal; anything else, and failures, are counted in `sendFailures` and otherwise ignored. */
  readonly send: (bytes: Uint8Array, host: string, port: number) => void;
  /** Finds an IP literal of this port's family for a host name; `undefined` when there is none. */
  readonly resolve: (host: string) => Promise<string | undefined>;
  readonly close: () => void;
}

/** The pool's outcome for one request. */
export type AllocationResult =
  | { readonly ok: true; readonly port: RtpPort }
  /** `exhausted`: every pair in the range is taken; `badAddress`: the address cannot be bound on this machine. */
  | { readonly ok: false; readonly why: 'exhausted' | 'badAddress' };

const ignorePacket = (): void => undefined;

/** An even RTP port with the odd RTCP port above it (RFC 3550 section 11). RTCP is received and dropped. */
export class RtpPort implements MediaPort {
  readonly address: string;
  readonly port: number;
  onPacket: (bytes: Uint8Array, source: MediaSource) => void = ignorePacket;
  readonly #rtp: Socket;
  readonly #rtcp: Socket;
  readonly #family: 4 | 6;
  readonly #onClosed: () => void;
  #isClosed = false;
  #sendFailures = 0;

  constructor(sockets: { readonly rtp: Socket; readonly rtcp: Socket }, onClosed: () => void) {
    this.#rtp = sockets.rtp;
    this.#rtcp = sockets.rtcp;
    this.#onClosed = onClosed;
    const bound = sockets.rtp.address();
    this.address = bound.address;
    this.port = bound.port;
    this.#family = bound.family === 'IPv6' ? 6 : 4;
    this.#rtp.on('message', (bytes, source) => {
      if (!this.#isClosed) this.onPacket(bytes, source);
    });
    this.#rtp.on('error', () => this.#countFailure());
    // Our relay rewrites the streams, so a report about one side would tell the other side nothing true.
    this.#rtcp.on('message', ignorePacket);
    this.#rtcp.on('error', ignorePacket);
  }

  /** Datagrams that could not be sent. */
  get sendFailures(): number {
    return this.#sendFailures;
  }

  send(bytes: Uint8Array, host: string, port: number): void {
    if (this.#isClosed) return;
    if (port < 1 || port > 65_535) {
      this.#countFailure();
      return;
    }
    this.#rtp.send(bytes, port, host);
  }

  resolve(host: string): Promise<string | undefined> {
    return new Promise((done) => {
      lookup(host, { family: this.#family }, (error, address) => done(error === null ? address : undefined));
    });
  }

  /** Closes both sockets; a second call does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.onPacket = ignorePacket;
    let open = 2;
    const closed = (): void => {
      open -= 1;
      if (open === 0) this.#onClosed();
    };
    this.#rtp.close(closed);
    this.#rtcp.close(closed);
  }

  #countFailure(): void {
    this.#sendFailures += 1;
  }
}

type BindFault = 'inUse' | 'badAddress';

type LookedUp = (error: NodeJS.ErrnoException | null, address: string, family: number) => void;

/**
 * Answers at once with the literal itself, if it is of the socket's family: no name is looked up per packet, and none
 * reaches the resolver from here.
 */
const literalOnly =
  (family: 4 | 6) =>
  (host: string, _options: unknown, done: LookedUp): void =>
    done(isIP(host) === family ? null : new Error('not an IP literal of this family'), host, family);

const bind = (address: string, port: number): Promise<Socket | BindFault> =>
  new Promise((done) => {
    const isIpv6 = address.includes(':');
    const socket = createSocket({
      type: isIpv6 ? 'udp6' : 'udp4',
      ipv6Only: isIpv6,
      lookup: literalOnly(isIpv6 ? 6 : 4),
    });
    const failed = (error: NodeJS.ErrnoException): void => {
      socket.close();
      done(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'inUse' : 'badAddress');
    };
    socket.once('error', failed);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', failed);
      done(socket);
    });
  });

/** Range of ports to take pairs from, both ends included. */
export interface PortRange {
  /** IP literal to bind: the address that our descriptions name, or `0.0.0.0` or `::`. */
  readonly address: string;
  readonly firstPort: number;
  readonly lastPort: number;
}

/** Hands out pairs of ports from a range, each once until it is closed. */
export class RtpPortPool {
  readonly #address: string;
  readonly #firstEven: number;
  readonly #pairs: number;
  readonly #taken = new Set<number>();
  #next = 0;

  constructor(range: PortRange) {
    this.#address = range.address;
    this.#firstEven = range.firstPort + (range.firstPort % 2);
    this.#pairs = Math.max(0, Math.floor((range.lastPort - this.#firstEven + 1) / 2));
  }

  /** Pairs in use now. */
  get inUse(): number {
    return this.#taken.size;
  }

  /** Pairs that the range holds. */
  get capacity(): number {
    return this.#pairs;
  }

  /**
   * Binds the next free pair. Goes round the range, so that a port rests as long as possible and late packets of an
   * ended call do not reach the next one; every pair is tried at most once.
   */
  async allocate(): Promise<AllocationResult> {
    for (let tried = 0; tried < this.#pairs; tried += 1) {
      const port = this.#firstEven + 2 * this.#next;
      this.#next = (this.#next + 1) % this.#pairs;
      if (this.#taken.has(port)) continue;
      this.#taken.add(port);
      const pair = await this.#bindPair(port);
      if (typeof pair !== 'string') return { ok: true, port: pair };
      this.#taken.delete(port);
      if (pair === 'badAddress') return { ok: false, why: 'badAddress' };
    }
    return { ok: false, why: 'exhausted' };
  }

  async #bindPair(port: number): Promise<RtpPort | BindFault> {
    const rtp = await bind(this.#address, port);
    if (typeof rtp === 'string') return rtp;
    const rtcp = await bind(this.#address, port + 1);
    if (typeof rtcp !== 'string') return new RtpPort({ rtp, rtcp }, () => this.#taken.delete(port));
    rtp.close();
    return rtcp;
  }
}
