import { randomBytes } from 'node:crypto';
import type { SipMessage } from '../message/message.ts';
import { serialiseMessage } from '../message/serialise.ts';
import type { Peer } from '../transaction/peer.ts';
import { familyOf, type Listen } from './address.ts';
import { Intake } from './intake.ts';
import { TcpConnections } from './tcp.ts';
import { noCounts, type TransportCounters, type TransportEvents } from './transport-events.ts';
import { type TransportLimits, transportLimits } from './transport-limits.ts';
import { UdpListener } from './udp.ts';

export { ListenError } from './listen-error.ts';

/** A socket that listens. */
interface Bound {
  readonly listen: Listen;
  /** Undefined for TCP, and for the only UDP address of its family. */
  readonly name: string | undefined;
}

/** Every socket that SIP goes over. Never throws once open: what cannot be sent is told as failed. */
export class Transports {
  readonly counters: TransportCounters = noCounts();
  private readonly listen: readonly Listen[];
  private readonly events: TransportEvents;
  private readonly limits: TransportLimits;
  private readonly intake: Intake;
  private readonly udp: UdpListener[] = [];
  private readonly tcp: TcpConnections;
  private bound: readonly Bound[] = [];
  private isClosed = false;

  constructor(listen: readonly Listen[], events: TransportEvents, limits: Partial<TransportLimits> = {}) {
    this.listen = listen;
    this.events = events;
    this.limits = { ...transportLimits, ...limits };
    this.intake = new Intake({
      counters: this.counters,
      toTag: randomBytes(10).toString('hex'),
      message: events.message,
      answer: (response, target) => this.send(response, target),
    });
    this.tcp = new TcpConnections({
      limits: this.limits,
      counters: this.counters,
      message: (bytes, source) => this.take(bytes, source),
      failed: (target) => this.failed(target),
    });
  }

  /**
   * Opens all; returns what was bound, in the order asked for. Rejects with a {@link ListenError} that names address
   * and port; then nothing is left open.
   */
  async open(): Promise<readonly Listen[]> {
    try {
      const bound: Bound[] = [];
      for (const [at, listen] of this.listen.entries()) bound.push(await this.openOne(listen, `u${at}`));
      this.bound = bound;
      return bound.map(({ listen }) => listen);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Sends a message, or tells that it failed. */
  send(message: SipMessage, target: Peer): void {
    if (this.hasSent(serialiseMessage(message), target)) this.counters.sent += 1;
    else {
      this.counters.unsent += 1;
      this.failed(target);
    }
  }

  /** The address that serves a peer: the one it came to, else one of its transport and family; undefined when none does. */
  boundFor(target: Peer): Listen | undefined {
    const transport = target.transport === 'TCP' ? 'tcp' : 'udp';
    const candidates = this.bound.filter(({ listen }) => listen.transport === transport);
    if (target.connection !== undefined) {
      const taken = this.tcp.listenOf(target.connection);
      const found = taken ?? candidates.find(({ name }) => name === target.connection)?.listen;
      if (found !== undefined) return found;
    }
    const family = familyOf(target.host) ?? 4;
    return (candidates.find(({ listen }) => familyOf(listen.host) === family) ?? candidates[0])?.listen;
  }

  /** Closes every socket. Nothing is told any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.udp.map((listener) => listener.close()), this.tcp.close()]);
  }

  private async openOne(listen: Listen, name: string): Promise<Bound> {
    if (listen.transport === 'tcp') return { listen: await this.tcp.listen(listen), name: undefined };
    const family = familyOf(listen.host);
    const rivals = this.listen.filter(({ transport, host }) => transport === 'udp' && familyOf(host) === family);
    const listener = new UdpListener({
      listen,
      name: rivals.length > 1 ? name : undefined,
      unsentBytes: this.limits.unsentBytes,
      datagram: (bytes, source) => this.take(bytes, source),
      failed: (target) => this.failed(target),
    });
    this.udp.push(listener);
    return { listen: await listener.open(), name: listener.name };
  }

  private hasSent(bytes: Uint8Array, target: Peer): boolean {
    if (target.transport === 'TCP') return this.tcp.send(bytes, target);
    if (target.transport !== 'UDP') return false;
    const family = familyOf(target.host) ?? 4;
    const candidates = this.udp.filter((listener) => listener.family === family);
    const listener = candidates.find(({ name }) => name === target.connection) ?? candidates[0];
    return listener?.send(bytes, target) ?? false;
  }

  private take(bytes: Uint8Array, source: Peer): void {
    if (!this.isClosed) this.guard(() => this.intake.take(bytes, source));
  }

  private failed(target: Peer): void {
    if (!this.isClosed) this.guard(() => this.events.failed(target));
  }

  /** What a listener throws must not reach the socket, where it would end the process. */
  private guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.counters.handlerFailures += 1;
      this.events.fault(error);
    }
  }
}
