import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { Headers } from '../message/headers.ts';
import { NO_BODY, type SipMessage } from '../message/message.ts';
import { responseTo } from '../message/respond.ts';
import { parseUri } from '../message/uri-text.ts';
import type { Peer } from '../transaction/peer.ts';
import type { Listen } from './address.ts';
import type { TransportLimits } from './transport-limits.ts';
import { Transports } from './transports.ts';

/** What came, in order; whoever waits gets the next. */
export class Inbox<T> {
  private readonly items: T[] = [];
  private readonly waiting: ((item: T) => void)[] = [];

  put(item: T): void {
    const next = this.waiting.shift();
    if (next === undefined) this.items.push(item);
    else next(item);
  }

  async next(): Promise<T> {
    const item = this.items.shift();
    return item === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : item;
  }

  /** How much came that nobody took. */
  get size(): number {
    return this.items.length;
  }
}

/** A message and where it came from. */
export interface Arrival {
  readonly message: SipMessage;
  readonly source: Peer;
}

/** Transports whose events are collected. */
export class Side {
  readonly arrivals = new Inbox<Arrival>();
  readonly failures = new Inbox<Peer>();
  readonly faults = new Inbox<unknown>();
  readonly transports: Transports;
  /** Thrown at the next event. */
  wrath: Error | undefined;

  constructor(listen: readonly Listen[], limits: Partial<TransportLimits> = {}) {
    this.transports = new Transports(
      listen,
      {
        message: (message, source) => {
          this.rage();
          this.arrivals.put({ message, source });
        },
        failed: (target) => {
          this.rage();
          this.failures.put(target);
        },
        fault: (error) => this.faults.put(error),
      },
      limits,
    );
  }

  /** Answers a request where it came from. */
  answer({ message, source }: Arrival, statusCode = 200): void {
    if (message.kind === 'request') this.transports.send(responseTo(message, statusCode), source);
  }

  private rage(): void {
    const { wrath } = this;
    this.wrath = undefined;
    if (wrath !== undefined) throw wrath;
  }
}

/** A UDP socket that speaks text. */
export class UdpPeer {
  readonly texts = new Inbox<{ readonly text: string; readonly port: number }>();
  readonly host: string;
  private readonly socket: UdpSocket;

  constructor(host: string) {
    this.host = host;
    this.socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    this.socket.on('message', (bytes, { port }) => this.texts.put({ text: bytes.toString(), port }));
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.socket.bind(0, this.host, resolve));
    return this;
  }

  get port(): number {
    return this.socket.address().port;
  }

  send(text: string | Uint8Array, port: number): void {
    this.socket.send(text, port, this.host);
  }

  close(): void {
    this.socket.close();
  }
}

/** A TCP connection that speaks text. */
export class TcpPeer {
  readonly closed: Promise<void>;
  readonly socket: Socket;
  /** All that came. */
  text = '';
  private waiting: (() => void) | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      this.text += bytes.toString();
      this.waiting?.();
    });
  }

  static async to(host: string, port: number): Promise<TcpPeer> {
    const socket = connect({ host, port });
    const peer = new TcpPeer(socket);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return peer;
  }

  /** Resolves when all that came satisfies this. */
  async until(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.text)) {
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
      });
    }
    return this.text;
  }

  write(text: string): void {
    this.socket.write(text);
  }
}

/** An OPTIONS as text. The Via names that host and port; lines are added, or left out by their beginning. */
export function optionsText(
  via: string,
  { more = [], without, method = 'OPTIONS' }: { more?: readonly string[]; without?: string; method?: string } = {},
): string {
  const lines = [
    `${method} sip:board@example.net SIP/2.0`,
    `Via: ${via};branch=z9hG4bKtest`,
    'Max-Forwards: 70',
    'From: <sip:anna@example.net>;tag=a',
    'To: <sip:board@example.net>',
    'Call-ID: c1',
    `CSeq: 1 ${method}`,
    'Content-Length: 0',
    ...more,
  ];
  return `${lines.filter((line) => without === undefined || !line.startsWith(without)).join('\r\n')}\r\n\r\n`;
}

/** An OPTIONS of ours. */
export function optionsRequest(callId = 'c2', body: Uint8Array = NO_BODY): SipMessage {
  const uri = parseUri('sip:anna@example.net');
  if (uri === undefined) throw new Error('no URI');
  const headers = new Headers()
    .append('via', 'SIP/2.0/TCP board.example.net;branch=z9hG4bKours')
    .append('max-forwards', '70')
    .append('from', '<sip:board@example.net>;tag=b')
    .append('to', '<sip:anna@example.net>')
    .append('call-id', callId)
    .append('cseq', '1 OPTIONS');
  return { kind: 'request', method: 'OPTIONS', uri, headers, body };
}
