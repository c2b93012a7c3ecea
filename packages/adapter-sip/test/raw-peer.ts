import { createSocket, type Socket } from 'node:dgram';

/** A UDP socket that speaks SIP as text, written by hand: what a stack of ours would never send. */
export class RawPeer {
  readonly received: string[] = [];
  private readonly socket: Socket;
  private readonly target: { readonly host: string; readonly port: number };
  private taken = 0;

  constructor(target: { readonly host: string; readonly port: number }) {
    this.target = target;
    this.socket = createSocket('udp4');
    this.socket.on('message', (bytes) => this.received.push(bytes.toString()));
  }

  async open(port: number, host = '127.0.0.1'): Promise<void> {
    await new Promise<void>((resolve) => this.socket.bind(port, host, resolve));
  }

  get port(): number {
    return this.socket.address().port;
  }

  /** Sends lines as a message; `Content-Length` and the empty line are added. */
  send(lines: readonly string[], body = ''): void {
    this.sendBytes(Buffer.from([...lines, `Content-Length: ${body.length}`, '', body].join('\r\n')));
  }

  sendBytes(bytes: Uint8Array): void {
    this.socket.send(bytes, this.target.port, this.target.host);
  }

  /** The next message that begins so; messages before it are passed over. */
  async next(beginning: string): Promise<string> {
    const end = performance.now() + 5_000;
    for (;;) {
      const at = this.received.findIndex((text, place) => place >= this.taken && text.startsWith(beginning));
      if (at >= 0) {
        this.taken = at + 1;
        return this.received[at] ?? '';
      }
      if (performance.now() > end) {
        throw new Error(`no ${beginning}; came: ${this.received.map((text) => text.split('\r\n')[0]).join(' | ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }
}

/** One header field's value in a message's text; empty when it is not there. */
export const field = (message: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(message)?.[1]?.trim() ?? '';
