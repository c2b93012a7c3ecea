import type { SipMessage, SipResponse } from '../message/message.ts';
import { serialiseMessage } from '../message/serialise.ts';
import { topVia } from '../message/via.ts';
import { responseTarget, viaWithSource } from '../transaction/hop.ts';
import type { Peer } from '../transaction/peer.ts';
import { familyOf, type Listen } from './address.ts';
import { Intake } from './intake.ts';
import { TcpConnections } from './tcp.ts';
import { noCounts, type TransportCounters, type TransportEvents } from './transport-events.ts';
import { UdpListener } from './udp.ts';

/** A listening address could not be opened. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Every socket that SIP goes over. Never throws once open: what cannot be sent is told as failed. */
export class Transports {
  readonly counters: TransportCounters = noCounts();
  private readonly listen: readonly Listen[];
  private readonly events: TransportEvents;
  private readonly intake: Intake;
  private readonly udp: UdpListener[] = [];
  private readonly tcp: TcpConnections;
  private bound: Listen[] = [];

  constructor(listen: readonly Listen[], events: TransportEvents) {
    this.listen = listen;
    this.events = events;
    this.intake = new Intake({
      events,
      counters: this.counters,
      answer: (response, source) => this.answer(response, source),
    });
    this.tcp = new TcpConnections({
      listen: listen.filter(({ transport }) => transport === 'tcp'),
      counters: this.counters,
      events: { message: (bytes, source) => this.intake.take(bytes, source), failed: events.failed },
    });
  }

  /** Opens all; returns what was bound. Rejects with a {@link ListenError} that names address and port. */
  async open(): Promise<readonly Listen[]> {
    for (const listen of this.listen) {
      if (listen.transport === 'udp') await this.openUdp(listen);
    }
    const tcp = this.listen.filter(({ transport }) => transport === 'tcp');
    const ports = await named(tcp, () => this.tcp.open());
    this.bound = [
      ...this.udp.map((listener, at) => ({ ...(udpOf(this.listen)[at] as Listen), port: listener.port })),
      ...tcp.map((listen, at) => ({ ...listen, port: ports[at] ?? listen.port })),
    ];
    return this.bound;
  }

  /** Sends a message, or tells that it failed. */
  send(message: SipMessage, target: Peer): void {
    this.sendBytes(serialiseMessage(message), target);
  }

  /** The address that serves a transport and family; undefined when none does. */
  boundFor(target: Peer): Listen | undefined {
    const transport = target.transport === 'TCP' ? 'tcp' : 'udp';
    const candidates = this.bound.filter((listen) => listen.transport === transport);
    const family = familyOf(target.host) ?? 4;
    return candidates.find(({ host }) => familyOf(host) === family) ?? candidates[0];
  }

  async close(): Promise<void> {
    await Promise.all([...this.udp.map((listener) => listener.close()), this.tcp.close()]);
  }

  private async openUdp(listen: Listen): Promise<void> {
    const listener = new UdpListener(listen, {
      datagram: (bytes, source) => this.intake.take(bytes, source),
      failed: this.events.failed,
    });
    await named([listen], () => listener.open());
    this.udp.push(listener);
  }

  private sendBytes(bytes: Uint8Array, target: Peer): void {
    this.counters.sent += 1;
    if (target.transport === 'TCP') {
      this.tcp.send(bytes, target);
      return;
    }
    const family = familyOf(target.host) ?? 4;
    const listener = this.udp.find((candidate) => candidate.family === family);
    if (target.transport === 'UDP' && listener !== undefined) listener.send(bytes, target);
    else {
      this.counters.unsent += 1;
      this.events.failed(target);
    }
  }

  /** An answer without a transaction goes where the Via and the source say (section 18.2.2). */
  private answer(response: SipResponse, source: Peer): void {
    const via = topVia(response.headers);
    if (via !== undefined) this.send(response, responseTarget(viaWithSource(via, source), source));
  }
}

const udpOf = (listen: readonly Listen[]): readonly Listen[] => listen.filter(({ transport }) => transport === 'udp');

/** Says which address the system refused. */
async function named<T>(listen: readonly Listen[], open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const where = listen.map(({ transport, host, port }) => `${transport} ${host} port ${port}`).join(', ');
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why =
      code === 'EADDRINUSE'
        ? 'the port is in use'
        : code === 'EADDRNOTAVAIL'
          ? 'this machine has no such address'
          : code;
    throw new ListenError(`cannot listen on ${where}: ${why}`);
  }
}
