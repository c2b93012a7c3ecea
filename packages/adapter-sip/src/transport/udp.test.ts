import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Listen } from './address.ts';
import { optionsText, Side, UdpPeer } from './testkit.ts';
import { ListenError } from './transports.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function sideOn(listen: readonly Listen[]): Promise<{ side: Side; bound: readonly Listen[] }> {
  const side = new Side(listen);
  open.push(() => side.transports.close());
  return { side, bound: await side.transports.open() };
}

async function peerOn(host: string): Promise<UdpPeer> {
  const peer = await new UdpPeer(host).open();
  open.push(() => peer.close());
  return peer;
}

describe.each(['127.0.0.1', '::1'])('UDP on %s', (host) => {
  const listen = { transport: 'udp', host, port: 0 } as const;
  const bracketed = host === '::1' ? '[::1]' : host;

  async function pair(): Promise<{ side: Side; peer: UdpPeer; port: number; via: string }> {
    const { side, bound } = await sideOn([listen]);
    const peer = await peerOn(host);
    return { side, peer, port: bound[0]?.port ?? 0, via: `SIP/2.0/UDP ${bracketed}:${peer.port}` };
  }

  test('a request comes with its source, and is answered there', async () => {
    const { side, peer, port, via } = await pair();
    peer.send(optionsText(via), port);
    const arrival = await side.arrivals.next();
    expect(arrival.source).toEqual({ transport: 'UDP', host, port: peer.port, connection: undefined });
    side.answer(arrival);
    const answer = await peer.texts.next();
    expect(answer.text).toMatch(/^SIP\/2\.0 200 OK\r\n/);
    expect(answer.port).toBe(port);
    expect(side.transports.counters).toMatchObject({ received: 1, sent: 1, unsent: 0, malformed: {} });
  });

  test('a wrong request is answered, with its source in the Via and a tag of ours that stays the same', async () => {
    const { side, peer, port } = await pair();
    const text = optionsText('SIP/2.0/UDP pbx.example.net;rport, SIP/2.0/UDP 192.0.2.9', { without: 'Call-ID' });
    peer.send(text, port);
    const first = await peer.texts.next();
    expect(first.text).toMatch(/^SIP\/2\.0 400 Bad Request\r\n/);
    expect(first.text).toContain(`;rport=${peer.port};received=${host}, SIP/2.0/UDP 192.0.2.9`);
    expect(first.text).toMatch(/\r\nTo: <sip:board@example.net>;tag=[0-9a-f]{20}\r\n/);
    peer.send(text, port);
    expect((await peer.texts.next()).text).toBe(first.text);
    expect(side.transports.counters).toMatchObject({ received: 0, sent: 2, malformed: { 'no Call-ID': 2 } });
  });

  test('so is one that cannot be parsed, at the port that its Via names', async () => {
    const { peer, port, via } = await pair();
    const other = await peerOn(host);
    other.send(optionsText(via, { more: ['Content-Length: 7'] }), port);
    const answer = await peer.texts.next();
    expect(answer.text).toMatch(/^SIP\/2\.0 400 Bad Request\r\n/);
    expect(answer.text).toMatch(/;tag=[0-9a-f]{20}\r\n/);
    expect(other.texts.size).toBe(0);
  });

  test('a request of another version is answered 505', async () => {
    const { peer, port, via } = await pair();
    peer.send(optionsText(via).replace('SIP/2.0\r\n', 'SIP/7.0\r\n'), port);
    expect((await peer.texts.next()).text).toMatch(/^SIP\/2\.0 505 Version Not Supported\r\n/);
  });

  test('what is no request, or must not be answered, is counted and not answered', async () => {
    const { side, peer, port, via } = await pair();
    const silent = [
      'hello',
      'SIP/2.0 200 OK\r\nno field\r\n\r\n',
      optionsText(via, { method: 'ACK', without: 'Call-ID' }),
      optionsText(via, { method: 'ACK', more: ['Content-Length: 7'] }),
      optionsText('HTTP/1.1'),
      optionsText(via, { without: 'Via' }),
      '\r\n\r\n',
      '\0\0\0\0',
    ];
    for (const text of silent) peer.send(text, port);
    peer.send(optionsText(via), port);
    side.answer(await side.arrivals.next());
    expect((await peer.texts.next()).text).toContain('200 OK');
    expect(side.transports.counters).toMatchObject({ received: 1, sent: 1, keepAlives: 2, handlerFailures: 0 });
    const { malformed } = side.transports.counters;
    expect(Object.values(malformed).reduce((sum, count) => sum + count, 0)).toBe(6);
  });

  test('what a listener throws is told as a fault, and the next message comes', async () => {
    const { side, peer, port, via } = await pair();
    side.wrath = new Error('of ours');
    peer.send(optionsText(via), port);
    peer.send(optionsText(via), port);
    const { message } = await side.arrivals.next();
    expect(await side.faults.next()).toEqual(new Error('of ours'));
    side.wrath = new Error('at a failure');
    side.transports.send(message, { ...peerAt(peer), port: 0 });
    expect(await side.faults.next()).toEqual(new Error('at a failure'));
    expect(side.transports.counters.handlerFailures).toBe(2);
  });

  test('a port that cannot be is told as failed, whoever asked for it', async () => {
    const { side, peer, port } = await pair();
    peer.send(optionsText(`SIP/2.0/UDP ${bracketed}:0`, { without: 'Call-ID' }), port);
    expect(await side.failures.next()).toMatchObject({ host, port: 0 });
    expect([side.faults.size, side.transports.counters.unsent]).toEqual([0, 1]);
  });

  test('an answer leaves from the address that its request came to', async () => {
    const { side, bound } = await sideOn([listen, listen]);
    const peer = await peerOn(host);
    for (const { port } of [...bound].reverse()) {
      const arrival = await arrivalOf(side, peer, port);
      side.answer(arrival);
      expect((await peer.texts.next()).port).toBe(port);
      expect(side.transports.boundFor(arrival.source)?.port).toBe(port);
      peer.send(optionsText(`SIP/2.0/UDP ${bracketed}:${peer.port}`, { without: 'Call-ID' }), port);
      expect((await peer.texts.next()).port).toBe(port);
    }
  });

  test('nothing is told after the end, and the end may come twice', async () => {
    const { side, peer } = await pair();
    await side.transports.close();
    await side.transports.close();
    side.transports.send((await arrivalLike()).message, peerAt(peer));
    expect([side.failures.size, side.transports.counters.unsent]).toEqual([0, 1]);
  });

  const peerAt = (peer: UdpPeer) => ({ transport: 'UDP', host, port: peer.port, connection: undefined }) as const;

  async function arrivalOf(side: Side, peer: UdpPeer, port: number) {
    peer.send(optionsText(`SIP/2.0/UDP ${bracketed}:${peer.port}`), port);
    return side.arrivals.next();
  }

  async function arrivalLike() {
    const { side, peer, port } = await pair();
    return arrivalOf(side, peer, port);
  }
});

describe('addresses', () => {
  test('both families listen on one port, each for its own', async () => {
    const { side: four, bound } = await sideOn([{ transport: 'udp', host: '0.0.0.0', port: 0 }]);
    const port = bound[0]?.port ?? 0;
    const { side: six } = await sideOn([{ transport: 'udp', host: '::', port }]);
    for (const [side, host, bracketed] of [
      [four, '127.0.0.1', '127.0.0.1'],
      [six, '::1', '[::1]'],
    ] as const) {
      const peer = await peerOn(host);
      peer.send(optionsText(`SIP/2.0/UDP ${bracketed}:${peer.port}`), port);
      expect((await side.arrivals.next()).source.host).toBe(host);
    }
  });

  test('the socket is chosen by the family of the target', async () => {
    const { side, bound } = await sideOn([
      { transport: 'udp', host: '127.0.0.1', port: 0 },
      { transport: 'udp', host: '::1', port: 0 },
    ]);
    const message = (await sent(side, '127.0.0.1', bound[0]?.port ?? 0)).message;
    for (const [at, host] of ['127.0.0.1', '::1'].entries()) {
      const peer = await peerOn(host);
      const target = { transport: 'UDP', host, port: peer.port, connection: undefined } as const;
      side.transports.send(message, target);
      expect((await peer.texts.next()).port).toBe(bound[at]?.port);
      expect(side.transports.boundFor(target)).toEqual(bound[at]);
    }
  });

  test('without a socket of that family or transport it fails', async () => {
    const { side, bound } = await sideOn([{ transport: 'udp', host: '127.0.0.1', port: 0 }]);
    const { message } = await sent(side, '127.0.0.1', bound[0]?.port ?? 0);
    for (const target of [
      { transport: 'UDP', host: '::1', port: 5060, connection: undefined },
      { transport: 'TLS', host: '127.0.0.1', port: 5061, connection: undefined },
    ] as const) {
      side.transports.send(message, target);
      expect(await side.failures.next()).toEqual(target);
    }
    expect(side.transports.counters).toMatchObject({ sent: 0, unsent: 2 });
  });

  test.each(['udp', 'tcp'] as const)('a %s port in use is named, and nothing stays open', async (transport) => {
    const busy = await sideOn([{ transport, host: '127.0.0.1', port: 0 }]);
    const port = busy.bound[0]?.port ?? 0;
    const free = await freePort();
    const listen = [
      { transport: 'udp', host: '127.0.0.1', port: free },
      { transport: 'tcp', host: '127.0.0.1', port: free },
      { transport, host: '127.0.0.1', port },
    ] as const;
    const error: unknown = await new Side(listen).transports.open().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({
      code: 'EADDRINUSE',
      listen: { transport, host: '127.0.0.1', port },
      message: `cannot listen on ${transport} 127.0.0.1 port ${port}: the port is in use`,
    });
    const { bound } = await sideOn(listen.slice(0, 2));
    expect(bound.map((one) => one.port)).toEqual([free, free]);
  });

  test('an address that is not of this machine is named', async () => {
    await expect(sideOn([{ transport: 'udp', host: '192.0.2.1', port: 0 }])).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
    });
  });

  async function sent(side: Side, host: string, port: number) {
    const peer = await peerOn(host);
    peer.send(optionsText(`SIP/2.0/UDP ${host}:${peer.port}`), port);
    return side.arrivals.next();
  }
});

/** A port that is free for both transports. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
